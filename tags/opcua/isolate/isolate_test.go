package isolate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"math/big"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"dryfire/tags"
	"dryfire/tags/opcua"
	"dryfire/tags/opcua/device"
)

func TestMain(m *testing.M) {
	if os.Getenv("DRYFIRE_TEST_CHILD") == "1" {
		if err := Serve(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

type sink struct {
	mu      sync.Mutex
	changes []opcua.Change
	states  []opcua.State
}

func (s *sink) Change(b opcua.Batch) {
	s.mu.Lock()
	s.changes = append(s.changes, b.Changes...)
	s.mu.Unlock()
}

func (s *sink) State(st opcua.State) {
	s.mu.Lock()
	s.states = append(s.states, st)
	s.mu.Unlock()
}

func (s *sink) wait(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		s.mu.Lock()
		done := ok()
		s.mu.Unlock()
		if done {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("waited in vain for %s; %v", what, s.states)
		}
	}
}

// A child that dies takes nothing with it but the values of the meantime.
func TestChildDies(t *testing.T) {
	p, err := device.Parse(strings.NewReader("Time Interval,Browse Path,Value Source,Data Type\n0,A,\"ramp(0,100000,100000)\",Int32\n0,B,5,Double\n"), "p.csv")
	require.NoError(t, err)
	d, err := device.Start(p, device.Options{BaseRate: 20 * time.Millisecond})
	require.NoError(t, err)
	defer d.Close()
	before := runtime.NumGoroutine()
	s := &sink{}
	var mu sync.Mutex
	var children []*exec.Cmd
	f, err := New(opcua.Config{Name: "plc", Endpoint: d.Endpoint(), PublishingInterval: 20 * time.Millisecond, Timeouts: opcua.Timeouts{RetryMin: 50 * time.Millisecond},
		Groups: []opcua.Group{{Name: "lazy", Inactive: true}}}, s, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "DRYFIRE_TEST_CHILD=1")
		mu.Lock()
		children = append(children, cmd)
		mu.Unlock()
		return cmd
	})
	require.NoError(t, err)
	_, err = f.Add(opcua.Item{Path: d.Path("A")}, opcua.Item{Path: d.Path("B")}, opcua.Item{Path: d.Path("B"), Group: "lazy"})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	of := func(h opcua.Handle) (list []opcua.Change) {
		for _, c := range s.changes {
			if c.Handle == h {
				list = append(list, c)
			}
		}
		return list
	}
	s.wait(t, "values", func() bool { return len(of(0)) > 5 && len(of(1)) == 1 })
	assert.Equal(t, []bool{true, false}, []bool{of(0)[0].Initial, of(0)[1].Initial})

	got := f.Write(ctx, []opcua.Write{{Path: d.Path("B"), Value: tags.Int(7)}, {Path: d.Path("A"), Value: tags.FromQuality(tags.Quality{})}, {Path: d.Path("C"), Value: tags.Int(1)}})
	assert.Equal(t, "Good", got[0].Quality.String())
	assert.Equal(t, `Error_TypeConversion("a quality can't be passed to the feed's process")`, got[1].Quality.String())
	assert.Equal(t, "Bad_NotFound", got[2].Quality.String())
	s.wait(t, "the written value", func() bool { list := of(1); return list[len(list)-1].Value.Float64() == 7 })
	require.NoError(t, f.SetMonitoring("lazy", true))
	s.wait(t, "the lazy tag", func() bool { return len(of(2)) > 0 })

	mu.Lock()
	require.NoError(t, children[0].Process.Kill())
	mu.Unlock()
	s.wait(t, "all tags to be bad", func() bool {
		n := 0
		for _, c := range s.changes {
			if c.Keep && c.Quality.Code == tags.BadNotConnected {
				n++
			}
		}
		return n == 3
	})
	s.wait(t, "the cause", func() bool { last := s.states[len(s.states)-1]; return last.Err != nil || last.Phase != opcua.Down })
	n := len(s.changes)
	s.wait(t, "values of the next child, the lazy tag's too", func() bool {
		a, b := 0, 0
		for _, c := range s.changes[n:] {
			if !c.Keep && c.Handle == 0 {
				a++
			}
			if !c.Keep && c.Handle == 2 {
				b++
			}
		}
		return a > 3 && b > 0
	})
	for _, c := range s.changes[n:] {
		assert.False(t, c.Initial, "a new child's first value is not the tag's")
	}
	assert.Equal(t, 1, f.Deaths())
	assert.EqualValues(t, 2, f.Counters().LostQueues, "the subscriptions of two groups")
	var again []bool
	var took []time.Duration
	s.mu.Lock()
	for _, st := range s.states {
		if st.Phase == opcua.Up {
			again, took = append(again, st.Again), append(took, st.Took)
		}
	}
	s.mu.Unlock()
	assert.Equal(t, []bool{false, true}, again)
	assert.Greater(t, took[1], 20*time.Millisecond, "since the first child died: the pause, and the second one's start")
	cancel()
	require.NoError(t, <-done)
	for i := 0; i < 200 && runtime.NumGoroutine() > before; i++ {
		time.Sleep(10 * time.Millisecond)
	}
	assert.LessOrEqual(t, runtime.NumGoroutine(), before)
}

func TestNoChild(t *testing.T) {
	s := &sink{}
	f, err := New(opcua.Config{Name: "plc", Endpoint: "opc.tcp://127.0.0.1:1"}, s, func() *exec.Cmd { return exec.Command("/nonexistent/dryfire") })
	require.NoError(t, err)
	_, err = New(opcua.Config{Name: "plc"}, s, nil)
	assert.ErrorContains(t, err, "endpoint")
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	s.wait(t, "a failure", func() bool { return len(s.states) > 0 })
	assert.ErrorContains(t, s.states[0].Err, "no such file")
	got := f.Write(ctx, []opcua.Write{{Path: "i=1"}})
	assert.Equal(t, tags.BadNotConnected, got[0].Quality.Code)
	cancel()
	require.NoError(t, <-done)
}

func anyValue(depth int) *rapid.Generator[tags.Value] {
	return rapid.Custom(func(t *rapid.T) tags.Value {
		top := 10
		if depth == 0 {
			top = 7
		}
		items := func() []tags.Value { return rapid.SliceOfN(anyValue(depth-1), 0, 4).Draw(t, "items") }
		switch rapid.IntRange(0, top).Draw(t, "kind") {
		case 1:
			return tags.Bool(rapid.Bool().Draw(t, "b"))
		case 2:
			return tags.Int(int64(rapid.Int32().Draw(t, "i")))
		case 3:
			return tags.Long(rapid.Int64().Draw(t, "l"))
		case 4:
			return tags.Float(rapid.OneOf(rapid.Float64(), rapid.Just(math.NaN())).Draw(t, "f"))
		case 5:
			return tags.Unicode(rapid.String().Draw(t, "u"))
		case 6:
			return tags.Date(rapid.Int64().Draw(t, "d"))
		case 7:
			return tags.BigInt(new(big.Int).Lsh(big.NewInt(rapid.Int64().Draw(t, "big")), 40))
		case 8:
			return tags.FromList(&tags.List{Form: tags.FormArray, Items: items()})
		case 9:
			m := tags.NewMap(0)
			for i, v := range items() {
				m.SetText(fmt.Sprint(i), v)
			}
			return tags.FromMap(m)
		case 10:
			return tags.FromDocument(&tags.Document{Root: anyValue(depth-1).Draw(t, "root")})
		}
		return tags.Value{}
	})
}

func TestBatchesSurviveThePipe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moment := func(label string) time.Time {
			if rapid.Bool().Draw(t, label) {
				return time.Time{}
			}
			return time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t, label), rapid.Int64Range(0, 999999999).Draw(t, label)).UTC()
		}
		b := opcua.Batch{Arrived: moment("arrived")}
		for i := 0; i < rapid.IntRange(0, 4).Draw(t, "changes"); i++ {
			b.Changes = append(b.Changes, opcua.Change{Handle: opcua.Handle(rapid.Uint32().Draw(t, "handle")), Keep: rapid.Bool().Draw(t, "keep"),
				Overflow: rapid.Bool().Draw(t, "overflow"), Initial: rapid.Bool().Draw(t, "initial"), Value: anyValue(2).Draw(t, "value"),
				Quality: tags.QualityOf(tags.QualityCode(rapid.Int32().Draw(t, "quality"))).WithDiagnostic(rapid.String().Draw(t, "diagnostic")),
				Status:  opcua.Status(rapid.Uint32().Draw(t, "status")), Source: moment("source"), Server: moment("server")})
		}
		var buf bytes.Buffer
		w := &pipe{out: &buf, room: 1}
		w.Change(b)
		require.NoError(t, w.err)
		kind, wire, err := readFrame(&buf)
		require.NoError(t, err)
		require.EqualValues(t, frameBatch, kind)
		got, err := decodeBatch(wire)
		require.NoError(t, err)
		require.Len(t, got.Changes, len(b.Changes))
		require.True(t, got.Arrived.Equal(b.Arrived))
		for i, c := range b.Changes {
			g := got.Changes[i]
			require.True(t, c.Value.Equal(g.Value) && c.Value.Kind() == g.Value.Kind())
			require.True(t, c.Quality.Equal(g.Quality))
			c.Value, g.Value, c.Quality, g.Quality = tags.Value{}, tags.Value{}, tags.Quality{}, tags.Quality{}
			require.Equal(t, c, g)
		}
		for cut := range wire {
			// The frame has its length; within it changes go to the end.
			if part, err := decodeBatch(wire[:cut]); err == nil && len(part.Changes) >= len(b.Changes) {
				t.Fatalf("cut at %d of %d is not noticed", cut, len(wire))
			}
		}
	})
}

func FuzzDecodeBatch(f *testing.F) {
	good, err := appendChange(appendTime(nil, time.Unix(1, 2)), &opcua.Change{Value: tags.ListOf(tags.Int(1), tags.Unicode("x"))})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, b []byte) {
		batch, err := decodeBatch(b)
		if err != nil {
			return
		}
		for i := range batch.Changes {
			if _, err := appendChange(nil, &batch.Changes[i]); err != nil && !errors.Is(err, errDepth) {
				t.Fatal(err)
			}
		}
	})
}

// isolated is a feed of one counting tag at a device, and its sink.
func isolated(t *testing.T, s opcua.Sink) (f *Feed, d *device.Device, children func() []*exec.Cmd) {
	p, err := device.Parse(strings.NewReader("0,A,\"ramp(0,100000,100000)\",Int32\n0,B,5,Double\n"), "p.csv")
	require.NoError(t, err)
	d, err = device.Start(p, device.Options{BaseRate: 10 * time.Millisecond})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, d.Close()) })
	var mu sync.Mutex
	var list []*exec.Cmd
	f, err = New(opcua.Config{Name: "plc", Endpoint: d.Endpoint(), PublishingInterval: 10 * time.Millisecond, Timeouts: opcua.Timeouts{RetryMin: 50 * time.Millisecond}}, s, func() *exec.Cmd {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "DRYFIRE_TEST_CHILD=1")
		mu.Lock()
		list = append(list, cmd)
		mu.Unlock()
		return cmd
	})
	require.NoError(t, err)
	_, err = f.Add(opcua.Item{Path: d.Path("A")})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- f.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		require.NoError(t, <-done)
	})
	return f, d, func() []*exec.Cmd { mu.Lock(); defer mu.Unlock(); return append([]*exec.Cmd(nil), list...) }
}

// slow is a sink that takes nothing while it is held.
type slow struct {
	sink
	held  sync.Mutex
	calls atomic.Int64
}

func (s *slow) Change(b opcua.Batch) {
	s.calls.Add(1)
	s.held.Lock()
	defer s.held.Unlock()
	s.sink.Change(b)
}

// What a write came to is known however long the sink takes for changes; and
// the changes wait at the server, not in our memory.
func TestResultsPassChangesThatWait(t *testing.T) {
	s := &slow{}
	f, d, _ := isolated(t, s)
	s.wait(t, "values", func() bool { return len(s.changes) > 3 })
	s.held.Lock()
	before := s.calls.Load()
	for i := 0; i < 50; i++ {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		got := f.Write(ctx, []opcua.Write{{Path: d.Path("B"), Value: tags.Int(int64(i))}})
		cancel()
		require.Equal(t, "Good", got[0].Quality.String())
		time.Sleep(20 * time.Millisecond) // in which two values arrive
	}
	assert.LessOrEqual(t, s.calls.Load()-before, int64(1))
	s.held.Unlock()
	s.wait(t, "values", func() bool { return s.calls.Load()-before > window+5 })
}

// A child that can't tell its parent something ends with the reason.
func TestServeEndsOnABrokenPipe(t *testing.T) {
	in, requests := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- Serve(in, failing{}) }()
	_, err := io.WriteString(requests, `{"do":"start","config":{"Name":"plc","Endpoint":"opc.tcp://127.0.0.1:1"}}`+"\n")
	require.NoError(t, err)
	assert.EqualError(t, <-ended, "no room")
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("no room") }

// A value that the pipe does not take is one bad change; the others arrive.
func TestOddValueIsOneBadChange(t *testing.T) {
	deep := tags.Int(1)
	for range 150 {
		deep = tags.ListOf(deep)
	}
	var buf bytes.Buffer
	w := &pipe{out: &buf, room: 1, broken: make(chan struct{})}
	w.Change(opcua.Batch{Changes: []opcua.Change{{Handle: 1, Value: tags.Int(1)}, {Handle: 2, Value: deep}, {Handle: 3, Value: tags.Int(3)}}})
	require.NoError(t, w.err)
	_, body, err := readFrame(&buf)
	require.NoError(t, err)
	b, err := decodeBatch(body)
	require.NoError(t, err)
	require.Len(t, b.Changes, 3)
	assert.Equal(t, `Bad_Unsupported("value nested too deeply")`, b.Changes[1].Quality.String())
	assert.True(t, b.Changes[1].Value.IsNull())
	assert.EqualValues(t, 3, b.Changes[2].Value.Int64())
}
