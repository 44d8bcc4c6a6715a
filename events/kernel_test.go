package events

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// trace posts named tasks and notes when they ran.
type trace struct {
	k   *Kernel
	out []string
}

func (tr *trace) task(name string, busy time.Duration) Task {
	return TaskFunc(func() time.Duration {
		tr.out = append(tr.out, fmt.Sprintf("%s@%s", name, tr.k.Now()))
		return busy
	})
}

func (tr *trace) String() string { return strings.Join(tr.out, " ") }

func TestLaneRunsOneTaskAtATime(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	l := k.NewLane("lane", 1, nil)
	for i := range 3 {
		l.Post(tr.task(fmt.Sprint(i), 10*time.Millisecond))
	}
	require.NoError(t, k.RunReady())
	require.Equal(t, "0@0s", tr.String())
	require.NoError(t, k.RunUntil(10*time.Millisecond))
	require.Equal(t, "0@0s 1@10ms", tr.String(), "what becomes due at the new time runs")
	require.NoError(t, k.RunUntil(time.Second))
	require.Equal(t, "0@0s 1@10ms 2@20ms", tr.String())
	require.Equal(t, time.Second, k.Now())
}

// QUE-1: three workers serve all lanes of a pool, oldest head first.
func TestPoolStarves(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	p := k.NewPool(3)
	for i := range 5 {
		k.NewLane(fmt.Sprint(i), 1, p).Post(tr.task(fmt.Sprint(i), time.Second))
	}
	free := k.NewLane("free", 1, nil)
	free.Post(tr.task("free", 0))
	require.NoError(t, k.RunUntil(2*time.Second))
	require.Equal(t, "0@0s 1@0s 2@0s free@0s 3@1s 4@1s", tr.String())
}

// What waits is told lane by lane; what was put off on purpose is not.
func TestBacklogs(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	p := k.NewPool(1)
	busy, starved, free := k.NewLane("busy", 1, nil), k.NewLane("starved", 1, p), k.NewLane("free", 1, nil)
	require.Empty(t, k.Backlogs())
	for range 3 {
		busy.Post(tr.task("b", 2*time.Second))
	}
	k.NewLane("first", 1, p).Post(tr.task("f", time.Second))
	starved.Post(tr.task("s", time.Second))
	k.After(time.Hour, free, tr.task("later", 0))
	require.NoError(t, k.RunReady())
	require.Equal(t, []Backlog{{"starved", 1, time.Second}, {"busy", 2, 2 * time.Second}}, k.Backlogs())
	require.NoError(t, k.RunUntil(time.Minute))
	require.Empty(t, k.Backlogs())
}

func TestOrderIsThatOfPosting(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	a, b := k.NewLane("a", 1, nil), k.NewLane("b", 1, nil)
	a.Post(tr.task("1", 0))
	b.Post(tr.task("2", 0))
	a.Post(tr.task("3", 0))
	b.Post(tr.task("4", 0))
	require.NoError(t, k.RunReady())
	require.Equal(t, "1@0s 2@0s 3@0s 4@0s", tr.String())
}

func TestWideLaneOverlaps(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	l := k.NewLane("wide", 2, nil)
	for i := range 3 {
		l.Post(tr.task(fmt.Sprint(i), time.Second))
	}
	require.NoError(t, k.RunUntil(time.Second))
	require.Equal(t, "0@0s 1@0s 2@1s", tr.String())
}

func TestTimers(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	l := k.NewLane("lane", 1, nil)
	k.After(2*time.Second, l, tr.task("b", 0))
	k.After(time.Second, l, tr.task("a", 0))
	gone := k.After(time.Second, l, tr.task("gone", 0))
	require.True(t, gone.Cancel())
	require.False(t, gone.Cancel())
	require.NoError(t, k.RunUntil(5*time.Second))
	require.Equal(t, "a@1s b@2s", tr.String())
}

func TestDropOldest(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	p := k.NewPool(1)
	busy, full := k.NewLane("busy", 1, p), k.NewLane("full", 1, p)
	busy.Post(tr.task("busy", time.Second))
	require.NoError(t, k.RunReady())
	full.Post(tr.task("old", 0))
	other := k.NewLane("other", 1, p)
	other.Post(tr.task("middle", 0))
	full.Post(tr.task("new", 0))
	full.DropOldest()
	require.NoError(t, k.RunUntil(time.Second))
	require.Equal(t, "busy@0s middle@1s new@1s", tr.String(), "the lane's place in the order follows its oldest task")
}

// DEC-44: tasks that keep causing one another without time passing are stopped;
// many tasks from outside at one instant are not.
func TestEndlessLoopStops(t *testing.T) {
	k := NewKernel()
	l := k.NewLane("loop", 1, nil)
	runs := 0
	var again Task
	again = TaskFunc(func() time.Duration { runs++; l.Post(again); return 0 })
	l.Post(again)
	err := k.RunReady()
	var loop *LoopError
	require.ErrorAs(t, err, &loop)
	require.Equal(t, 1000, runs)
	require.Contains(t, err.Error(), "after 1000 script runs")
	require.Error(t, k.RunUntil(time.Hour), "a stopped kernel stays stopped")

	k = NewKernel()
	l = k.NewLane("many", 1, nil)
	runs = 0
	for range 5000 {
		l.Post(TaskFunc(func() time.Duration { runs++; return 0 }))
	}
	require.NoError(t, k.RunReady())
	require.Equal(t, 5000, runs)
}

func TestDrain(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	handler := k.NewLane("handler", 1, nil)
	caller := k.NewLane("caller", 1, nil)
	var at time.Duration
	var how Answer
	caller.Post(TaskFunc(func() time.Duration {
		done := false
		handler.Post(tr.task("ahead", 30*time.Millisecond))
		handler.Post(TaskFunc(func() time.Duration { tr.out = append(tr.out, "answer"); done = true; return 20 * time.Millisecond }))
		handler.Post(tr.task("behind", 0))
		at, how = handler.Drain(0, time.Second, func() bool { return done })
		tr.out = append(tr.out, "goes on")
		return at
	}))
	require.NoError(t, k.RunReady())
	require.Equal(t, Answered, how)
	require.Equal(t, 50*time.Millisecond, at, "the caller waits for what is ahead of its request")
	require.Equal(t, "ahead@0s answer goes on", tr.String())
	require.NoError(t, k.RunUntil(time.Second))
	require.Equal(t, "ahead@0s answer goes on behind@50ms", tr.String(), "the lane stays busy for as long as its tasks took")
}

func TestDrainTimesOut(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	handler := k.NewLane("handler", 1, nil)
	handler.Post(tr.task("slow", time.Minute))
	caller := k.NewLane("caller", 1, nil)
	var how Answer
	var at time.Duration
	caller.Post(TaskFunc(func() time.Duration {
		handler.Post(tr.task("late", 0))
		at, how = handler.Drain(0, 15*time.Second, func() bool { return false })
		return at
	}))
	require.NoError(t, k.RunUntil(2*time.Minute))
	require.Equal(t, TimedOut, how)
	require.Equal(t, 15*time.Second, at)
	require.Equal(t, "slow@0s late@1m0s", tr.String(), "the request still runs when the lane is free")
}

// DEC-16: a request to the caller's own lane can never be answered.
func TestDrainWaitsForItself(t *testing.T) {
	k := NewKernel()
	l := k.NewLane("own", 1, nil)
	var how Answer
	l.Post(TaskFunc(func() time.Duration {
		_, how = l.Drain(0, time.Second, func() bool { return false })
		return 0
	}))
	require.NoError(t, k.RunReady())
	require.Equal(t, WaitsItself, how)
}

type seeded struct{ r *rand.Rand }

func (s seeded) Choose(_ ChoicePoint, n int) int { return s.r.IntN(n) }

type replay struct{ list []int }

func (r *replay) Choose(ChoicePoint, int) int {
	c := r.list[0]
	r.list = r.list[1:]
	return c
}

// Whatever the choices, every lane keeps its own order, nothing is lost, and
// the recorded choices reproduce the run.
func TestChoicesKeepLaneOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lanes := rapid.IntRange(1, 5).Draw(rt, "lanes")
		tasks := rapid.SliceOfN(rapid.IntRange(0, lanes-1), 1, 40).Draw(rt, "tasks")
		workers := rapid.IntRange(1, 3).Draw(rt, "workers")
		seed := rapid.Uint64().Draw(rt, "seed")
		busy := rapid.SliceOfN(rapid.IntRange(0, 3), len(tasks), len(tasks)).Draw(rt, "busy")
		run := func(c Chooser) (*trace, []int) {
			k := NewKernel()
			k.SetChooser(c)
			tr := &trace{k: k}
			p := k.NewPool(workers)
			ls := make([]*Lane, lanes)
			for i := range ls {
				ls[i] = k.NewLane(fmt.Sprint(i), 1, p)
			}
			for n, l := range tasks {
				ls[l].Post(tr.task(fmt.Sprintf("%d.%d", l, n), time.Duration(busy[n])*time.Millisecond))
			}
			if err := k.RunUntil(time.Hour); err != nil {
				rt.Fatal(err)
			}
			return tr, k.Choices()
		}
		first, choices := run(seeded{rand.New(rand.NewPCG(seed, 1))})
		again, _ := run(&replay{choices})
		require.Equal(rt, first.out, again.out)
		require.Len(rt, first.out, len(tasks))
		last := map[string]int{}
		for _, o := range first.out {
			var l string
			var n int
			_, err := fmt.Sscanf(strings.ReplaceAll(strings.Split(o, "@")[0], ".", " "), "%s %d", &l, &n)
			require.NoError(rt, err)
			require.Greater(rt, n+1, last[l])
			last[l] = n + 1
		}
		usual, _ := run(nil)
		zero, _ := run(zeros{})
		require.Equal(rt, usual.out, zero.out, "choice 0 is the usual order")
	})
}

type zeros struct{}

func (zeros) Choose(ChoicePoint, int) int { return 0 }

// The real clock drives the same kernel: inputs from outside run, timers fire.
func TestRealClock(t *testing.T) {
	k := NewKernel()
	tr := &trace{k: k}
	l := k.NewLane("lane", 1, nil)
	ran := 0
	count := TaskFunc(func() time.Duration { ran++; return 0 })
	k.After(time.Millisecond, l, count)
	inputs := make(chan func(), 1)
	inputs <- func() { l.Post(count) }
	require.NoError(t, k.RunReal(context.Background(), time.Now(), inputs, func() bool { return ran == 2 }))
	require.Empty(t, tr.out)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.ErrorIs(t, k.RunReal(ctx, time.Now(), inputs, nil), context.Canceled)
}

// Values that come faster than their scripts run hold up neither themselves nor
// the end: what arrives is taken between any two tasks.
func TestRealClockTakesWhatArrivesBetweenTasks(t *testing.T) {
	k := NewKernel()
	l := k.NewLane("lane", 1, nil)
	inputs := make(chan func(), 1)
	var did []string
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var task TaskFunc
	arrive := func() { did = append(did, "value"); l.Post(task); l.Post(task) }
	task = func() time.Duration {
		did = append(did, "script")
		if len(did) == 10 {
			cancel()
		} else {
			inputs <- arrive
		}
		return 0
	}
	inputs <- arrive
	require.ErrorIs(t, k.RunReal(ctx, time.Now(), inputs, nil), context.Canceled)
	require.Equal(t, "value script value script value script value script value script", strings.Join(did, " "))
	require.Equal(t, 5, k.Waiting(), "the others stay where they are")
	require.EqualValues(t, 5, k.Ran())
	require.ErrorIs(t, k.RunReadyUntil(ctx), nil)
	require.Equal(t, 5, k.Waiting())
	require.NoError(t, k.RunSome(0))
	require.EqualValues(t, 5, k.Ran())
}
