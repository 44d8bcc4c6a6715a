package events

// All asynchrony of the simulation goes through one kernel. Work waits in
// lanes; a lane hands out its tasks in order; lanes may share a pool of
// workers. Whenever several lanes could go on at the same instant, the kernel
// asks its chooser, and choice 0 is always the task that has waited longest.
// There is no other source of order: no goroutines, no wall clock, no map
// iteration, which is why a run is determined by its scenario, its seed and
// its choices.

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Task is one piece of work. Run does it, at the present instant, and returns
// for how long it keeps its lane and worker busy; 0 frees them at once.
type Task interface {
	Run() (busy time.Duration)
}

// TaskFunc adapts a function to [Task].
type TaskFunc func() time.Duration

// Run calls f.
func (f TaskFunc) Run() time.Duration { return f() }

// ChoicePoint says what a choice is about.
type ChoicePoint string

// The choice points of the kernel.
const (
	ChooseNext ChoicePoint = "next" // which of the runnable lanes goes on
)

// Chooser makes the choices that the platform leaves open: it returns a number
// from 0 to n-1, where 0 is the platform's usual order.
type Chooser interface {
	Choose(point ChoicePoint, n int) int
}

// Kernel is the event loop of one simulation. Create it with [NewKernel].
type Kernel struct {
	now     time.Duration
	seq     uint64
	ready   laneHeap // lanes that need no worker of a pool
	pools   []*Pool
	timers  timerHeap
	chooser Chooser
	choices []int

	real    bool   // the clock is the real one
	ran     uint64 // tasks started from their lanes
	run     RunID  // the script run that is under way
	depth   int    // causal depth of the running task at this instant
	stopped error

	// MaxChain bounds how many tasks may cause one another at one instant
	// (DEC-44); MaxCaused bounds how many such tasks one instant may hold.
	MaxChain, MaxCaused int
	caused              int
}

// Defaults of the bounds against endless loops at one instant (DEC-44).
const (
	DefaultMaxChain  = 1000
	DefaultMaxCaused = 200_000
)

// NewKernel returns a kernel at virtual time 0 that always takes choice 0.
func NewKernel() *Kernel {
	return &Kernel{MaxChain: DefaultMaxChain, MaxCaused: DefaultMaxCaused}
}

// SetChooser makes c decide from now on; nil restores the usual order. Choices
// made by a chooser are kept for [Kernel.Choices].
func (k *Kernel) SetChooser(c Chooser) { k.chooser = c }

// Choices returns the choices made so far, in order.
func (k *Kernel) Choices() []int { return k.choices }

// Now returns the virtual time since the start.
func (k *Kernel) Now() time.Duration { return k.now }

// Stopped returns why the kernel refuses to go on, nil if it does not. The
// error is a [*LoopError].
func (k *Kernel) Stopped() error { return k.stopped }

// LoopError reports that tasks kept causing one another without time passing
// (DEC-44).
type LoopError struct {
	At    time.Duration // the instant
	Lane  string        // the lane whose task was refused
	Count int           // how many tasks had run
}

// Error describes the loop.
func (e *LoopError) Error() string {
	return fmt.Sprintf("endless loop: after %d script runs that caused one another at %s, %s would run again without time passing", e.Count, e.At, e.Lane)
}

// CurrentRun returns the script run that is under way, 0 if none is.
func (k *Kernel) CurrentRun() RunID { return k.run }

// SetRun says which script run is under way and returns the one before, to be
// set again when the run ends: runs nest where one waits for another.
func (k *Kernel) SetRun(id RunID) (before RunID) {
	before, k.run = k.run, id
	return before
}

// NewLane returns a lane that runs width tasks at a time, 1 for strict order.
// Its workers are its own if pool is nil.
func (k *Kernel) NewLane(name string, width int, pool *Pool) *Lane {
	l := &Lane{}
	l.Init(k, name, width, pool)
	return l
}

// NewPool returns a pool of that many workers, which lanes share.
func (k *Kernel) NewPool(workers int) *Pool {
	p := &Pool{free: workers}
	k.pools = append(k.pools, p)
	return p
}

// Pool is a number of workers shared by lanes: the tag event threads of a
// gateway (QUE-1).
type Pool struct {
	free    int
	waiting laneHeap
}

// Lane is a queue whose tasks run in the order in which they were posted.
// The zero Lane must be initialised with [Lane.Init].
type Lane struct {
	kernel  *Kernel
	pool    *Pool
	name    string
	width   int
	running int
	queue   ring
	index   int           // place in its heap, -1 when in none
	active  int           // runs of this lane that are on the call stack
	freeAt  time.Duration // when the last task keeps the lane busy until
}

// Init prepares a lane that is part of another struct.
func (l *Lane) Init(k *Kernel, name string, width int, pool *Pool) {
	*l = Lane{kernel: k, pool: pool, name: name, width: width, index: -1}
}

// Name returns the name given at creation.
func (l *Lane) Name() string { return l.name }

// Pending returns how many tasks wait.
func (l *Lane) Pending() int { return l.queue.len() }

// Running returns how many tasks of the lane are not finished.
func (l *Lane) Running() int { return l.running }

// Post puts a task at the end of the lane.
func (l *Lane) Post(t Task) {
	k := l.kernel
	k.seq++
	depth := 0
	if k.depth > 0 {
		depth = k.depth
		k.caused++
	}
	l.queue.push(item{seq: k.seq, depth: depth, task: t})
	l.enter()
}

// DropOldest takes the oldest waiting task out of the lane and returns it.
func (l *Lane) DropOldest() Task {
	it := l.queue.pop()
	if l.index >= 0 {
		if l.queue.len() == 0 {
			l.heap().remove(l)
		} else {
			l.heap().fix(l)
		}
	}
	return it.task
}

func (l *Lane) heap() *laneHeap {
	if l.pool != nil {
		return &l.pool.waiting
	}
	return &l.kernel.ready
}

// enter makes the lane runnable if it has work and room.
func (l *Lane) enter() {
	if l.index < 0 && l.running < l.width && l.queue.len() > 0 {
		l.heap().push(l)
	}
}

// start runs the lane's oldest task. The lane is in no heap.
func (l *Lane) start() {
	k := l.kernel
	it := l.queue.pop()
	if k.real && it.depth == 0 {
		// Nobody on a busy plant waits until it is idle. Lanes go on in order of
		// age, so what an endless loop causes is counted before this is reached.
		k.caused = 0
	}
	if it.depth >= k.MaxChain || k.caused > k.MaxCaused {
		count := it.depth
		if count < k.MaxChain {
			count = k.caused
		}
		k.stopped = &LoopError{At: k.now, Lane: l.name, Count: count}
		return
	}
	k.ran++
	l.running++
	if l.pool != nil {
		l.pool.free--
	}
	l.enter() // a wider lane may go on beside this task
	if busy := l.run(it); busy > 0 {
		l.freeAt = k.now + busy
		k.seq++
		k.timers.push(timer{due: l.freeAt, seq: k.seq, lane: l, release: true, pooled: l.pool != nil})
		return
	}
	if l.pool != nil {
		l.pool.free++
	}
	l.releaseOwn()
}

func (l *Lane) run(it item) time.Duration {
	k := l.kernel
	outer := k.depth
	k.depth = it.depth + 1
	l.active++
	busy := it.task.Run()
	l.active--
	k.depth = outer
	return busy
}

func (l *Lane) releaseOwn() {
	l.running--
	l.enter()
}

// Answer is how a blocking wait on a lane ended.
type Answer int

// The ways in which [Lane.Drain] ends.
const (
	Answered    Answer = iota // done reported true in time
	TimedOut                  // the lane is busy beyond the deadline
	WaitsItself               // the lane is held by a run that waits for the caller (DEC-16)
	Halted                    // the kernel has stopped
)

// Drain runs what waits in the lane, oldest first, until done reports true,
// while the task of another lane is on the call stack: the way a blocking
// request gets its answer (REQ-2). A script is atomic, so all of it happens at
// the present instant; what a busy lane costs is told in local clocks. from is
// the caller's local instant, deadline the last one it waits for, and the
// returned instant is the one at which the caller goes on. A task that is not
// reached in time stays in the lane and runs when the lane is free.
func (l *Lane) Drain(from, deadline time.Duration, done func() bool) (time.Duration, Answer) {
	k := l.kernel
	if l.active >= l.width {
		return from, WaitsItself
	}
	for !done() {
		if k.stopped != nil {
			return from, Halted
		}
		start := max(from, l.freeAt)
		if l.queue.len() == 0 || start > deadline {
			return deadline, TimedOut
		}
		if l.index >= 0 {
			l.heap().remove(l)
		}
		it := l.queue.pop()
		l.running++
		busy := l.run(it)
		l.freeAt = start + busy
		if l.freeAt > k.now {
			k.seq++
			k.timers.push(timer{due: l.freeAt, seq: k.seq, lane: l, release: true})
			l.enter()
		} else {
			l.releaseOwn()
		}
	}
	if l.freeAt > deadline {
		return deadline, TimedOut
	}
	return max(from, l.freeAt), Answered
}

// After posts a task to a lane when d has passed. It returns a timer that can
// be cancelled. A task that is due at the present instant is posted when the
// kernel looks for work next.
func (k *Kernel) After(d time.Duration, l *Lane, t Task) *Timer {
	if d < 0 {
		d = 0
	}
	k.seq++
	h := &Timer{}
	k.timers.push(timer{due: k.now + d, seq: k.seq, lane: l, task: t, handle: h})
	return h
}

// Timer is a handle on a task to come.
type Timer struct{ cancelled, fired bool }

// Cancel prevents the task and reports whether it was still to come.
func (t *Timer) Cancel() bool {
	ok := !t.cancelled && !t.fired
	t.cancelled = true
	return ok
}

// RunReady runs everything that is runnable at the present instant, including
// what that causes at the same instant, and returns the error of
// [Kernel.Stopped].
func (k *Kernel) RunReady() error {
	for k.step() {
	}
	k.caused = 0
	return k.stopped
}

// step runs the next task of the present instant and reports whether there was
// one.
func (k *Kernel) step() bool {
	if k.stopped != nil {
		return false
	}
	k.fireTimers()
	l := k.pick()
	if l == nil {
		return false
	}
	l.start()
	return k.stopped == nil
}

// RunUntil moves the clock to t, running everything that becomes due up to and
// including t, in order of time. A t in the past runs what is ready now.
func (k *Kernel) RunUntil(t time.Duration) error {
	for {
		if err := k.RunReady(); err != nil {
			return err
		}
		due, ok := k.Next()
		if !ok || due > t {
			break
		}
		k.now = due
	}
	if t > k.now {
		k.now = t
	}
	return nil
}

// Next returns when the next timer is due, and whether there is one.
func (k *Kernel) Next() (time.Duration, bool) {
	for len(k.timers) > 0 && k.timers[0].handle != nil && k.timers[0].handle.cancelled {
		k.timers.pop()
	}
	if len(k.timers) == 0 {
		return 0, false
	}
	return k.timers[0].due, true
}

// Backlog is the work that a lane could not do yet.
type Backlog struct {
	Lane  string
	Tasks int           // how many wait
	Due   time.Duration // when the first of them may run
}

// Backlogs returns the lanes whose tasks wait because the lane is busy, or all
// workers of its pool are, those that go on first first. What was put off on purpose, by
// [Kernel.After], does not wait.
func (k *Kernel) Backlogs() []Backlog {
	ends := slices.DeleteFunc(slices.Clone(k.timers), func(t timer) bool { return !t.release })
	slices.SortFunc(ends, func(a, b timer) int { return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.seq, b.seq)) })
	var out []Backlog
	seen := map[*Lane]bool{}
	add := func(l *Lane, due time.Duration) {
		if n := l.queue.len(); n > 0 && !seen[l] {
			out = append(out, Backlog{l.name, n, due})
		}
		seen[l] = true
	}
	for _, t := range ends {
		add(t.lane, t.due)
	}
	if len(ends) > 0 {
		for _, p := range k.pools {
			for _, l := range p.waiting {
				add(l, ends[0].due)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Backlog) int { return cmp.Compare(a.Due, b.Due) })
	return out
}

// setNow moves the clock forward without running anything; the real clock
// does that.
func (k *Kernel) setNow(t time.Duration) {
	if t > k.now {
		k.now = t
	}
}

func (k *Kernel) fireTimers() {
	for len(k.timers) > 0 && k.timers[0].due <= k.now {
		t := k.timers.pop()
		switch {
		case t.release:
			if t.pooled {
				t.lane.pool.free++
			}
			t.lane.releaseOwn()
		case t.handle.cancelled:
		default:
			t.handle.fired = true
			t.lane.Post(t.task)
		}
	}
}

// pick takes the lane that goes on next out of its heap, nil if there is none.
func (k *Kernel) pick() *Lane {
	if k.chooser != nil {
		return k.pickChosen()
	}
	var best *laneHeap
	if len(k.ready) > 0 {
		best = &k.ready
	}
	for _, p := range k.pools {
		if p.free > 0 && len(p.waiting) > 0 &&
			(best == nil || p.waiting[0].headSeq() < (*best)[0].headSeq()) {
			best = &p.waiting
		}
	}
	if best == nil {
		return nil
	}
	return best.pop()
}

// pickChosen lists all runnable lanes, oldest head first, and asks the chooser.
func (k *Kernel) pickChosen() *Lane {
	var all laneHeap
	all = append(all, k.ready...)
	for _, p := range k.pools {
		if p.free > 0 {
			all = append(all, p.waiting...)
		}
	}
	if len(all) == 0 {
		return nil
	}
	sortLanes(all)
	c := 0
	if len(all) > 1 {
		c = k.chooser.Choose(ChooseNext, len(all))
		if c < 0 || c >= len(all) {
			c = 0
		}
		k.choices = append(k.choices, c)
	}
	l := all[c]
	l.heap().remove(l)
	return l
}
