package scripts

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"dryfire/tags"
)

// The watchdog decides to stop a run at any moment, even when the run is just
// over: the next run must not be hit.
func TestStopHitsItsRunOnly(t *testing.T) {
	h := NewHost(nil, NewLibrary(nil, nil), Budget{}, 1)
	defer h.Close()
	e := &BudgetError{Budget: "time", Limit: "1s"}

	run := func(during func(run uint64)) error {
		_, err := h.Enter(&Run{}, func() (tags.Value, error) {
			during(h.guard.run.Load())
			return tags.Value{}, nil
		})
		return err
	}
	var over uint64
	require.NoError(t, run(func(r uint64) { over = r }))

	h.guard.stop(over, e)
	require.NoError(t, run(func(uint64) {}), "stopped when it was over: nothing happens")

	err := run(func(r uint64) { h.guard.stop(r, e) })
	require.EqualError(t, err, "BudgetExceeded: time budget of 1s exceeded", "stopped at its last moment: it has failed")
	require.NoError(t, run(func(uint64) {}))

	require.NoError(t, run(func(r uint64) { h.guard.stop(r-2, e) }), "stopped too late: it was the run before")
	require.Nil(t, h.stop.Load())
	v, rerr := h.Runtime.RunString("40 + 2")
	require.NoError(t, rerr, "no interrupt is left behind")
	require.Equal(t, int64(42), v.ToInteger())
}

// A run is stopped for its time, and for what is left of its memory after a
// collection.
func TestWatchdogLooks(t *testing.T) {
	start := time.Now()
	heap := uint64(100 << 20)
	used := func() uint64 { return heap }
	h := NewHost(nil, NewLibrary(nil, nil), Budget{Memory: 40 << 20, Wall: time.Second}, 1)
	defer h.Close()
	look := func(after time.Duration) {
		watchdog.Lock()
		defer watchdog.Unlock()
		all := watchdog.guards
		defer func() { watchdog.guards = all }()
		watchdog.guards = map[*guard]struct{}{h.guard: {}}
		lookAtHosts(start.Add(after), used)
	}
	enter := func(during func()) error {
		_, err := h.Enter(&Run{}, func() (tags.Value, error) { during(); return tags.Value{}, nil })
		return err
	}
	require.NoError(t, enter(func() { look(0); look(time.Second) }))
	require.ErrorContains(t, enter(func() { look(0); look(time.Second + 1) }), "time budget of 1s exceeded")
	require.NoError(t, enter(func() { look(0) }))
	require.NoError(t, enter(func() { look(5 * time.Second) }), "every run has its own time")

	require.NoError(t, enter(func() { look(0); heap += 40 << 20; look(1) }))
	require.ErrorContains(t, enter(func() { look(0); heap += 41 << 20; look(1) }), "memory budget of 40 MB exceeded")

	collected := false
	used = func() uint64 { // what the second look of a tick finds is left
		if collected = !collected; collected {
			return heap
		}
		return heap - 90<<20
	}
	require.NoError(t, enter(func() { look(0); collected = false; heap += 80 << 20; look(1) }), "garbage")
}
