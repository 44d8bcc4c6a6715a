package scripts

// What cannot be counted, a native function that takes for ever or memory that
// goja takes for itself, is bounded by one watchdog for the whole process. It
// looks at every host each tick; a host only stores a number when a run begins
// and ends, so that runs stay cheap. The watchdog is the backstop: the budgets
// that end a run at the same place every time are counted by the host.
//
// Memory is that of the process, of which nobody can say whose it is. So a run
// is stopped only for what is still there after a collection, and only if it is
// more than the budgets of all hosts together.

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"sync/atomic"
	"time"
)

const (
	guardTick   = 25 * time.Millisecond
	guardLinger = 40 // ticks without work after which the watchdog ends

	// guardMemory is the least growth of the process that counts: below it
	// nobody can tell a script's from the program's own.
	guardMemory = 32 << 20
)

// guard is a host's entry with the watchdog.
type guard struct {
	host *Host
	run  atomic.Uint64 // odd while a run is under way; another number for each
	wall time.Duration
	mem  uint64

	// stopping is set before the watchdog stops a run, under mu, and cleared by
	// the host when the run is over, so that the next run is not stopped for it.
	mu       sync.Mutex
	stopping atomic.Bool

	// owned by the watchdog
	seen    uint64
	since   time.Time
	base    uint64 // heap when the run was first seen
	suspect uint64 // heap from which on a collection is worth it
}

// leave marks the end of a run and reports whether it was being stopped.
func (g *guard) leave() bool {
	g.run.Add(1)
	if !g.stopping.Load() {
		return false
	}
	g.mu.Lock()
	g.stopping.Store(false)
	g.mu.Unlock()
	return true
}

var watchdog struct {
	sync.Mutex
	guards  map[*guard]struct{}
	running bool
}

// watch marks the beginning of a run.
func (h *Host) watch() {
	if h.guard == nil {
		h.guard = &guard{host: h, wall: h.budget.Wall, mem: uint64(max(h.budget.Memory, guardMemory))}
		watchdog.Lock()
		if watchdog.guards == nil {
			watchdog.guards = map[*guard]struct{}{}
		}
		watchdog.guards[h.guard] = struct{}{}
		if !watchdog.running {
			watchdog.running = true
			go watchHosts()
		}
		watchdog.Unlock()
	}
	h.guard.run.Add(1)
}

// Close tells the watchdog that the host will run no more scripts.
func (h *Host) Close() {
	if h.guard != nil && h.nesting == 0 {
		watchdog.Lock()
		delete(watchdog.guards, h.guard)
		watchdog.Unlock()
		h.guard = nil
	}
}

// heapBytes returns how much of the heap is in use, dead objects that no
// collection has found yet included.
func heapBytes() uint64 {
	sample := [1]metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample[:])
	return sample[0].Value.Uint64()
}

// LiveHeap collects garbage and returns how many bytes of the process live,
// and how many hosts have a run under way: nobody can tell whose they are.
func LiveHeap() (live int64, hosts int) {
	runtime.GC()
	watchdog.Lock()
	for g := range watchdog.guards {
		if g.run.Load()%2 == 1 {
			hosts++
		}
	}
	watchdog.Unlock()
	return int64(heapBytes()), max(hosts, 1)
}

func watchHosts() {
	idle := 0
	for range time.Tick(guardTick) {
		watchdog.Lock()
		if busy := lookAtHosts(time.Now(), heapBytes); busy {
			idle = 0
		} else if idle++; idle > guardLinger && len(watchdog.guards) == 0 {
			watchdog.running = false
			watchdog.Unlock()
			return
		}
		watchdog.Unlock()
	}
}

// lookAtHosts looks at each host and reports whether any has a run under way.
func lookAtHosts(now time.Time, heap func() uint64) (busy bool) {
	hosts := uint64(len(watchdog.guards))
	var used uint64
	for g := range watchdog.guards { // each is judged alone: order does not matter
		run := g.run.Load()
		if run%2 == 0 {
			g.seen = 0
			continue
		}
		if !busy {
			busy, used = true, heap()
		}
		if run != g.seen {
			g.seen, g.since, g.base, g.suspect = run, now, used, used+g.mem*hosts
			continue
		}
		if now.Sub(g.since) > g.wall {
			g.since = now // a run that waited for the stopped one gets as long again
			g.stop(run, g.host.TimeExceeded())
			continue
		}
		if used > g.suspect {
			runtime.GC()
			used = heap()
			if used > g.base+g.mem*hosts {
				g.stop(run, g.host.MemoryExceeded())
			}
			g.suspect = used + g.mem*hosts
		}
	}
	return busy
}

// stop ends the run of that number if it is still under way.
func (g *guard) stop(run uint64, e *BudgetError) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.stopping.Store(true)
	if g.run.Load() == run {
		g.host.Stop(e)
	}
}
