package scripts

// A host owns one goja runtime. It may be entered in two ways: a call from
// outside, after which goja gives its value stack away, or a call from inside
// a pump, a native function that the runtime is already in, after which it
// keeps it. The simulation's event loop runs inside the pump, which makes an
// event three times cheaper.

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/dop251/goja"

	"dryfire/tags"
)

// Host is one script engine with its own objects: a gateway, a Vision client
// or a Designer. Create it with [NewHost].
type Host struct {
	Runtime *goja.Runtime
	World   World
	Library *Library

	// SharePayloads makes the functions with a Payload parameter see the
	// script's own object (DEC-10).
	SharePayloads bool

	// Client says that it is a Vision client or a Designer (JY-5).
	Client bool

	// Stubs stand in for what is not simulated. They are set before the first
	// script runs.
	Stubs *Stubs

	// Catalogue knows what exists under system without being simulated; without
	// one nothing does.
	Catalogue Catalogue

	// Zone is the local time zone of Python's scripts; nil is UTC.
	Zone *time.Location

	// Args are the arguments of a script that is run as a program: argv in
	// JavaScript, sys.argv[1:] in Python. Program is its name, sys.argv[0].
	Args    []string
	Program string

	budget     Budget
	run        *Run
	stop       atomic.Pointer[BudgetError] // the run under way is to end with it
	halted     atomic.Bool                 // stop is set
	below      int                         // frames of goja's stack that belong to waiting runs
	states     map[string]any
	js         *jsState
	calls      []*Call
	nesting    int
	pumping    bool
	pump       goja.Callable // enters the runtime
	pumped     goja.Value    // what it calls
	pumpWork   func()
	panicked   any
	async      bool // a script of this host uses promises
	guard      *guard
	globals    *Globals
	unprepared map[string]*Function // by name
	rejects    []rejection
}

// rejection is a promise that was rejected and that nobody has handled yet.
type rejection struct {
	promise *goja.Promise
	stack   []goja.StackFrame // where it was rejected
}

// NewHost returns a host. seed feeds everything random in its scripts.
func NewHost(w World, lib *Library, b Budget, seed int64) *Host {
	h := &Host{World: w, Library: lib, budget: b.withDefaults(), Runtime: goja.New()}
	h.Runtime.SetMaxCallStackSize(h.budget.Depth)
	rnd := rand.New(rand.NewPCG(uint64(seed), 0x6472796669726521))
	h.Runtime.SetRandSource(rnd.Float64)
	h.Runtime.SetTimeSource(func() time.Time { return time.UnixMilli(h.World.Now(h.run)) })
	h.globals = &Globals{values: tags.NewMap(0)}
	return h
}

// Budget returns the budget of each run.
func (h *Host) Budget() Budget { return h.budget }

// CurrentRun returns the run under way, nil between runs.
func (h *Host) CurrentRun() *Run { return h.run }

// Globals returns the dictionary that all scripts of the host share (JY-4).
func (h *Host) Globals() *Globals { return h.globals }

// State returns what a language keeps for this host, made by create at first
// use.
func (h *Host) State(language string, create func() any) any {
	if s, ok := h.states[language]; ok {
		return s
	}
	if h.states == nil {
		h.states = map[string]any{}
	}
	s := create()
	h.states[language] = s
	return s
}

// UsesPromises tells the host that a script may make promises, whose reactions
// goja runs only when it is left altogether; the host then does without a pump.
func (h *Host) UsesPromises() { h.async = true }

// pumpProgram makes the function that the runtime is in while it is pumped. It
// must be a script's function: a native one called from Go leaves the runtime
// outside.
var pumpProgram = goja.MustCompile(pumpSource, "(function (pump) { pump(); })", true)

// pumpFrames is how many calls the pump itself is.
const pumpFrames = 2

// pumpSource is the file name of the pump: stack frames from there on belong
// to nobody's run.
const pumpSource = "<dryfire pump>"

// Pump calls f with the runtime entered, so that calls made by f are cheap.
func (h *Host) Pump(f func()) {
	if h.pumping || h.async {
		f()
		return
	}
	if h.pump == nil {
		v, err := h.Runtime.RunProgram(pumpProgram)
		if err != nil {
			panic(fmt.Sprintf("the event loop's own program does not run: %v", err))
		}
		h.pump, _ = goja.AssertFunction(v)
		h.pumped = h.Runtime.ToValue(func(goja.FunctionCall) goja.Value {
			defer func() { h.panicked = recover() }()
			h.pumpWork()
			return goja.Undefined()
		})
	}
	h.pumping, h.pumpWork, h.panicked = true, f, nil
	h.Runtime.SetMaxCallStackSize(h.budget.Depth + pumpFrames)
	_, err := h.pump(goja.Undefined(), h.pumped)
	h.Runtime.SetMaxCallStackSize(h.budget.Depth)
	h.pumping, h.pumpWork = false, nil
	if h.panicked != nil {
		panic(h.panicked)
	}
	if err != nil {
		panic(fmt.Sprintf("the event loop was interrupted: %v", err))
	}
}

// Enter makes run the current run, calls f, and restores the run before: runs
// nest where one waits for another. Every script call happens inside Enter.
func (h *Host) Enter(run *Run, f func() (tags.Value, error)) (tags.Value, error) {
	outer, below := h.begin(run)
	v, err := f()
	if e := h.stop.Load(); e != nil {
		v, err = h.stopped(e, v, err)
	}
	h.end(outer, below)
	return v, err
}

// Call runs an entry function as run.
func (h *Host) Call(run *Run, e Entry, args []tags.Value) (tags.Value, error) {
	outer, below := h.begin(run)
	v, err := e.Call(args)
	if e := h.stop.Load(); e != nil {
		v, err = h.stopped(e, v, err)
	}
	h.end(outer, below)
	return v, err
}

func (h *Host) begin(run *Run) (outer *Run, below int) {
	outer, below = h.run, h.below
	h.run = run
	run.steps, run.output = h.budget.Steps, 0
	h.nesting++
	if h.nesting == 1 {
		h.watch()
	} else {
		h.below = len(h.Runtime.CaptureCallStack(0, nil))
	}
	return outer, below
}

func (h *Host) end(outer *Run, below int) {
	h.run, h.below = outer, below
	h.nesting--
	if h.nesting == 0 {
		h.rejects = nil
		if h.guard.leave() {
			h.clearStop()
		}
	}
}

// stopped ends a run that was told to stop: it failed even if it came to its
// end before it noticed.
func (h *Host) stopped(e *BudgetError, v tags.Value, err error) (tags.Value, error) {
	h.clearStop()
	var budget *BudgetError
	if errors.As(err, &budget) {
		return v, err
	}
	return tags.Value{}, &ScriptError{Type: budgetExceeded, Message: e.Error(), Cause: e}
}

func (h *Host) clearStop() {
	h.stop.Store(nil)
	h.halted.Store(false)
	h.Runtime.ClearInterrupt()
}

// TakeSteps uses up n steps of the current run's budget and reports whether
// there were that many left. Languages take them in portions, see [Host.Portion].
func (h *Host) TakeSteps(n int64) bool {
	if h.run == nil {
		return true
	}
	h.run.steps -= n
	return h.run.steps >= 0
}

// Portion takes up to n steps from the current run's budget and returns how
// many there were; 0 if none are left. What a script does not use of a portion
// it keeps for its next run, so a run may take up to a portion more than its
// budget says, at the same place every time.
func (h *Host) Portion(n int64) int64 {
	if h.run == nil {
		return n
	}
	n = max(0, min(n, h.run.steps))
	h.run.steps -= n
	return n
}

// BudgetError says which budget a run has exceeded.
type BudgetError struct {
	Budget string // step, call depth, memory, time
	Limit  string
	Doing  string // what took the time; "" if that is not known
}

// Error names the budget and its limit.
func (e *BudgetError) Error() string {
	text := fmt.Sprintf("%s budget of %s exceeded", e.Budget, e.Limit)
	if e.Doing != "" {
		text += " by " + e.Doing
	}
	return text
}

// StepsExceeded returns the error for a run out of steps.
func (h *Host) StepsExceeded() *BudgetError {
	return &BudgetError{Budget: "step", Limit: fmt.Sprintf("%d loop turns and calls", h.budget.Steps)}
}

// MemoryExceeded returns the error for a run that wants too much memory.
func (h *Host) MemoryExceeded() *BudgetError {
	return &BudgetError{Budget: "memory", Limit: byteCount(h.budget.Memory)}
}

// TextLimit is how many bytes one text may take.
func (h *Host) TextLimit() int { return int(h.budget.Memory / textShare) }

// TextExceeded returns the error for a run that makes too long a text.
func (h *Host) TextExceeded() *BudgetError { return h.textExceeded() }

// TakeOutput counts n bytes that the run under way prints, logs or otherwise
// leaves behind, and returns the error for a run that leaves more than its
// memory budget, which the caller hands to Stop; nil while there is room.
func (h *Host) TakeOutput(n int) *BudgetError {
	if h.run == nil {
		return nil
	}
	h.run.output += int64(n)
	if h.run.output > h.budget.Memory {
		return h.MemoryExceeded()
	}
	return nil
}

// textExceeded returns the error for a run that makes too long a text.
func (h *Host) textExceeded() *BudgetError {
	return &BudgetError{Budget: "memory", Limit: byteCount(h.budget.Memory/textShare) + " for one text"}
}

func (h *Host) depthExceeded() *BudgetError {
	return &BudgetError{Budget: "call depth", Limit: fmt.Sprintf("%d nested calls", h.budget.Depth)}
}

func byteCount(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10:
		return fmt.Sprintf("%d kB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// Stop ends the run under way with a budget error at its next instruction. It
// may be called from a native function of the run itself.
func (h *Host) Stop(e *BudgetError) {
	h.halted.Store(true)
	h.stop.CompareAndSwap(nil, e)
	h.Runtime.Interrupt(e)
}

// Halted is set while the run under way is to end: what a language looks at in
// native code, where goja's interrupt does not reach.
func (h *Host) Halted() *atomic.Bool { return &h.halted }

// Halting returns what a run that found [Host.Halted] set is to end with.
func (h *Host) Halting() *BudgetError {
	if e := h.stop.Load(); e != nil {
		return e
	}
	return h.TimeExceeded()
}

// TimeExceeded returns the error for a run that takes too long.
func (h *Host) TimeExceeded() *BudgetError {
	return &BudgetError{Budget: "time", Limit: h.budget.Wall.String()}
}

// newCall takes a Call from the host's stack of calls.
func (h *Host) newCall() *Call {
	if n := len(h.calls); n > 0 {
		c := h.calls[n-1]
		h.calls = h.calls[:n-1]
		return c
	}
	return &Call{Host: h}
}

func (h *Host) freeCall(c *Call) {
	c.Run, c.This, c.Rest, c.Named, c.Discard, c.Live = nil, tags.Value{}, nil, nil, false, tags.Value{}
	c.Message = Message{}
	clear(c.args[:])
	h.calls = append(h.calls, c)
}

// Globals is the dictionary of system.util.globals: plain data is visible to
// scripts of every language, other objects to their own.
type Globals struct{ values *tags.Map }

// TypeName returns dict.
func (g *Globals) TypeName() string { return "dict" }

// String prints the dictionary as Python does.
func (g *Globals) String() string { return PyStr(tags.FromMap(g.values)) }

// Map returns the entries, in order.
func (g *Globals) Map() *tags.Map { return g.values }

// Member returns an entry.
func (g *Globals) Member(name string) (Member, bool) {
	v, ok := g.values.Get(name)
	return Member{Value: v}, ok
}

// SetMember sets an entry.
func (g *Globals) SetMember(name string, v tags.Value) error {
	g.values.SetText(name, v)
	return nil
}

// Delete removes the entry of a key and reports whether there was one.
func (g *Globals) Delete(key tags.Value) bool {
	kept := tags.NewMap(g.values.Len())
	for i := range g.values.Len() {
		if k, v := g.values.At(i); !k.Equal(key) {
			kept.Set(k, v)
		}
	}
	found := kept.Len() < g.values.Len()
	g.values = kept
	return found
}

// Item returns the entry of a key.
func (g *Globals) Item(key tags.Value) (tags.Value, error) {
	v, ok := g.values.Lookup(key)
	if !ok {
		return v, Raise("KeyError", "%s", PyRepr(key))
	}
	return v, nil
}
