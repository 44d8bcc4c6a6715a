package object_test

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"dryfire/scripts/python/object"
)

// ended returns what f ended with, "" if it came to its end.
func ended(f func()) (resource string) {
	defer func() {
		if e, ok := recover().(*object.BudgetError); ok {
			resource = e.Resource
		}
	}()
	f()
	return ""
}

// Native code that counts its steps or its memory ends when it is told to.
func TestStopReachesNativeCode(t *testing.T) {
	var stop atomic.Bool
	th := object.NewInterp(object.Config{Stop: &stop})
	work := []func(){func() { th.Step(1) }, func() { th.Walk(0) }, func() { th.Move(100) }, func() { th.Alloc(1 << 16) }, func() {
		th.Call0(object.Obj(object.NewNative(object.Def{Name: "f", Fn: func(t *object.Thread, _ object.Value, _ []object.Value) object.Value { t.Step(1); return object.None }})))
	}}
	for _, f := range work {
		assert.Empty(t, ended(f))
	}
	stop.Store(true)
	for _, f := range work {
		assert.Equal(t, "time", ended(f))
	}
	stop.Store(false)
	for _, f := range work {
		assert.Empty(t, ended(f), "the next run is not stopped for it")
	}
}

// The heap is looked at after an eighth of the budget, to know what is on it
// besides, and then whenever as much as is left has been asked for.
func TestMemoryThatIsFreedIsGivenBack(t *testing.T) {
	const kB = 1 << 10
	type step struct {
		alloc, live int // kB; live is what a look would find
		looks       int // so far
		end         string
	}
	for _, c := range []struct {
		name  string
		runs  int
		steps []step
	}{
		{"little", 1, []step{{100, 0, 0, ""}}},
		{"all is dropped", 1, []step{{128, 500, 0, ""}, {1, 500, 1, ""}, {800, 500, 1, ""}, {200, 500, 2, ""}, {700, 500, 2, ""}, {900, 500, 3, ""}}},
		{"all is kept", 1, []step{{128, 500, 0, ""}, {800, 500, 1, ""}, {200, 1300, 2, ""}, {100, 1500, 3, "memory"}}},
		{"too large to begin with", 1, []step{{1025, 0, 0, "memory"}}},
		{"too large for what is left", 1, []step{{800, 500, 1, ""}, {600, 1300, 2, "memory"}, {100, 1300, 2, ""}}},
		{"shared by two runs", 2, []step{{200, 500, 1, ""}, {800, 2000, 2, "memory"}, {200, 2000, 2, ""}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			live, looks := 0, 0
			th := object.NewInterp(object.Config{Live: func() (int64, int) { looks++; return int64(live) * kB, c.runs }})
			th.Budget = object.LiveBudget(1<<40, 1024*kB)
			for _, s := range c.steps {
				live = s.live
				assert.Equal(t, s.end, ended(func() { th.Alloc(s.alloc * kB) }), "%+v", s)
				assert.Equal(t, s.looks, looks, "%+v", s)
			}
		})
	}
}

// A size that overflowed is too large, whatever is left.
func TestOverflownSizes(t *testing.T) {
	th := object.NewInterp(object.Config{})
	assert.Equal(t, "memory", ended(func() { th.Alloc(-1) }))
	assert.Equal(t, "memory", ended(func() { th.Room(-1) }))
	b := th.NewBuffer()
	assert.Equal(t, "", ended(func() { b.Repeat("ab", 3) }))
	assert.Equal(t, "ababab", b.String())
	th.Budget.Memory = 1 << 20
	assert.Equal(t, "memory", ended(func() { b.Repeat("ab", 1<<62) }))
	assert.Equal(t, "ababab", b.String())
}
