package scripts

// What cannot be counted, a native function that takes for ever or memory that
// goja takes for itself, is bounded by one watchdog for the whole process. It
// looks at every host each tick; a host only stores a number when a run begins
// and ends, so that runs stay cheap. The watchdog is the backstop: the budgets
// that end a run at the same place every time are counted by the host.

import (
	"fmt"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

const (
	guardTick   = 25 * time.Millisecond
	guardLinger = 40 // ticks without work after which the watchdog ends
)

// guard is a host's entry with the watchdog.
type guard struct {
	host *Host
	run  atomic.Uint64 // odd while a run is under way; another number for each
	wall time.Duration
	mem  uint64

	// owned by the watchdog
	seen     uint64
	since    time.Time
	baseHeap uint64
	stopped  bool
}

func (g *guard) leave() { g.run.Add(1) }

var watchdog struct {
	sync.Mutex
	guards  map[*guard]struct{}
	running bool
}

// watch marks the beginning of a run.
func (h *Host) watch() {
	if h.guard == nil {
		h.guard = &guard{host: h, wall: h.budget.Wall, mem: uint64(h.budget.Memory)}
	}
	g := h.guard
	if g.run.Add(1) == 1 {
		watchdog.Lock()
		if watchdog.guards == nil {
			watchdog.guards = map[*guard]struct{}{}
		}
		watchdog.guards[g] = struct{}{}
		if !watchdog.running {
			watchdog.running = true
			go watchHosts()
		}
		watchdog.Unlock()
	}
}

// Close tells the watchdog that the host will run no more scripts.
func (h *Host) Close() {
	if h.guard != nil {
		watchdog.Lock()
		delete(watchdog.guards, h.guard)
		watchdog.Unlock()
	}
}

func watchHosts() {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	idle := 0
	for range time.Tick(guardTick) {
		metrics.Read(sample)
		heap, now := sample[0].Value.Uint64(), time.Now()
		watchdog.Lock()
		busy := false
		for g := range watchdog.guards {
			busy = g.look(heap, now) || busy
		}
		if busy {
			idle = 0
		} else if idle++; idle > guardLinger && len(watchdog.guards) == 0 {
			watchdog.running = false
			watchdog.Unlock()
			return
		}
		watchdog.Unlock()
	}
}

// look checks one host and reports whether it has a run under way.
func (g *guard) look(heap uint64, now time.Time) bool {
	run := g.run.Load()
	if run%2 == 0 {
		g.seen = 0
		return false
	}
	if run != g.seen {
		g.seen, g.since, g.baseHeap, g.stopped = run, now, heap, false
		return true
	}
	if g.stopped {
		return true
	}
	switch {
	case now.Sub(g.since) > g.wall:
		g.stopped = true
		g.host.Stop(&BudgetError{Budget: "time", Limit: g.wall.String()})
	case heap > g.baseHeap && heap-g.baseHeap > g.mem:
		g.stopped = true
		g.host.Stop(&BudgetError{Budget: "memory", Limit: fmt.Sprintf("%d MB", g.mem>>20)})
	}
	return true
}
