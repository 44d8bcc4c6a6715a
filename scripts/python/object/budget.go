package object

// What a run may use up. Steps are counted, and so the same in every run.
// Memory is counted as it is asked for, which says nothing of what is freed
// again; only when the count reaches the budget is the heap looked at, and the
// run goes on with what it has really kept. That costs one collection for each
// budget's worth of memory, and a run that stays below never sees it.
//
// A single allocation is checked against what is left before it is made.
//
// Recursion is counted twice: functions written in Python, of which a script
// knows the limit, and calls of every kind, since classes and special methods
// may call one another without any function in between.

import "fmt"

// Budget is what a run may still use. Zero or negative means used up; use
// [Unlimited] where there is no limit.
type Budget struct {
	Steps  int64 // loop iterations and calls
	Memory int64 // bytes that may be allocated before the heap is looked at

	limit  int64 // bytes that may live; 0: Memory is all there is
	base   int64 // what lived when the heap was looked at first
	looked bool
}

// Unlimited is a budget that is not used up in practice.
func Unlimited() Budget { return Budget{Steps: 1 << 62, Memory: 1 << 62} }

// firstLook is the part of the memory budget after which the heap is looked at
// for the first time, to know what lives on it besides.
const firstLook = 8

// LiveBudget returns a budget for a thread whose Config has Live: memory bytes
// may live at a time.
func LiveBudget(steps, memory int64) Budget {
	return Budget{Steps: steps, Memory: memory / firstLook, limit: memory}
}

// BudgetError is panicked when a run has used up its budget, or is to stop.
// Scripts cannot catch it.
type BudgetError struct {
	Resource string // "steps", "memory", or "time" for a run that was told to stop
	Wanted   int64  // what the operation asked for
	Left     int64  // what was left
	// What says what took so long, for Resource "time"; "" if it cannot be told.
	What string
}

func (e *BudgetError) Error() string {
	switch e.Resource {
	case "memory":
		return fmt.Sprintf("script used up its memory budget: wanted %d bytes, %d left", e.Wanted, max(e.Left, 0))
	case "time":
		if e.What != "" {
			return "script used up its time in " + e.What
		}
		return "script used up its time"
	}
	return "script used up its budget of steps"
}

// Step charges n steps, and ends the run if it was told to stop.
func (t *Thread) Step(n int) {
	if t.Budget.Steps -= int64(n); t.Budget.Steps < 0 || t.stop.Load() {
		t.endSteps(int64(n))
	}
}

// How much of what is done in native code counts as one step, roughly as long
// as a turn of a loop takes.
const (
	itemsPerStep = 16  // items compared, hashed, converted
	itemsPerMove = 256 // items moved
	bytesPerStep = 4096
)

// Walk charges for looking at n items of a container in native code.
func (t *Thread) Walk(n int) { t.Step(1 + n/itemsPerStep) }

// Move charges for moving n items of a container.
func (t *Thread) Move(n int) { t.Step(n / itemsPerMove) }

//go:noinline
func (t *Thread) endSteps(n int64) {
	if t.Budget.Steps < 0 {
		panic(&BudgetError{Resource: "steps", Wanted: n, Left: t.Budget.Steps + n})
	}
	panic(&BudgetError{Resource: "time"})
}

// TimeOut ends the run because of what took longer than the run's time limit.
func (t *Thread) TimeOut(what string) { panic(&BudgetError{Resource: "time", What: what}) }

// Alloc charges n bytes before they are allocated.
//
// Much memory takes time as well: each 4 KB of it is a step.
func (t *Thread) Alloc(n int) {
	if t.Budget.Memory -= int64(n); t.Budget.Memory < 0 || n < 0 {
		t.reclaim(int64(n))
	}
	if n >= bytesPerStep {
		t.Step(n / bytesPerStep)
	}
}

// Room fails as Alloc does if there is no room for n more bytes, without
// charging them: for what is charged in parts as it is made.
func (t *Thread) Room(n int) {
	if t.Budget.Memory < int64(n) || n < 0 {
		t.Alloc(n)
		t.Budget.Memory += int64(n)
	}
}

// reclaim makes room for n bytes that are already charged, or ends the run.
//
//go:noinline
func (t *Thread) reclaim(n int64) {
	b := &t.Budget
	if n < 0 {
		n = 1 << 62 // a size that overflowed
	}
	if t.Live == nil || b.limit == 0 || n > b.limit {
		b.Memory += n
		if n == 1<<62 {
			b.Memory = min(b.Memory, 1<<61)
		}
		panic(&BudgetError{Resource: "memory", Wanted: n, Left: b.Memory})
	}
	live, runs := t.Live()
	left := b.limit - b.limit/firstLook
	if !b.looked {
		// What was charged so far counts as the surroundings'.
		b.base, b.looked = live, true
	} else {
		left = b.limit - max(0, live-b.base)/int64(runs)
	}
	if n > left {
		b.Memory = left
		panic(&BudgetError{Resource: "memory", Wanted: n, Left: left})
	}
	// Next to nothing left would mean a look for next to nothing.
	b.Memory = max(left-n, b.limit/64)
}

const valueSize = 24

// allocItems charges n elements of a list.
func (t *Thread) allocItems(n int) {
	if n > 1<<40 {
		n = 1 << 40
	}
	t.Alloc(n * valueSize)
}

// Enter counts one more level of recursion and raises RuntimeError beyond the
// limit. Each Enter that returns is followed by one Leave, panics included
// (defer it, or restore the [Level] where a panic is caught).
func (t *Thread) Enter() {
	if t.depth > t.RecursionLimit {
		t.raiseDepth()
	}
	t.depth++
}

// Leave undoes Enter.
func (t *Thread) Leave() { t.depth-- }

// callLevels is how many calls of natives and classes one call of a Python
// function may lead to, on average, before the recursion limit.
const callLevels = 4

// EnterCall counts a nested call, of whatever kind, until LeaveCall or until
// the level is restored. Everything in native code that may call itself for as
// long as a script's data is deep does so between the two.
func (t *Thread) EnterCall() {
	if t.calls >= callLevels*t.RecursionLimit {
		t.raiseDepth()
	}
	t.calls++
}

// LeaveCall undoes EnterCall.
func (t *Thread) LeaveCall() { t.calls-- }

//go:noinline
func (t *Thread) raiseDepth() {
	t.calls -= 16 // room to make the exception in; who catches it restores the level
	t.Raise(RuntimeErrorType, "maximum recursion depth exceeded")
}

// Depth returns the depth of recursion.
func (t *Thread) Depth() int { return t.depth }

// Level is how deep a thread has gone: what is restored where a panic is caught.
type Level struct{ depth, calls, height int }

// Level returns how deep the thread is.
func (t *Thread) Level() Level { return Level{t.depth, t.calls, len(t.stack)} }

// Restore goes back to a level taken by Level after a panic was caught.
func (t *Thread) Restore(l Level) {
	t.depth, t.calls = l.depth, l.calls
	t.SetHeight(l.height)
}
