// Package host is what the Python library may know of the simulation around a
// script: the virtual clock, the seed of random numbers, the time zone and the lanes on
// which threads and timers run. Nothing in the library reaches the machine's own clock,
// files, network or processes.
package host

import (
	"math/rand"
	"sort"
	"time"

	"dryfire/scripts/python/object"
)

// Clock is the time a script sees. Runs of scripts are atomic, so Sleep moves the
// script's local clock forward and keeps its worker busy; nothing else runs meanwhile.
type Clock interface {
	// Jump sets the run's own clock, back as well as forth: a thread that another
	// one waits for runs from the instant at which it was started.
	Jump(to time.Time)
	Now() time.Time
	Sleep(d time.Duration)
}

// Lanes run work that a script starts and does not wait for: threads and timers.
type Lanes interface {
	// Start runs f once, delay after the script's present time, on a lane of its
	// own. cancel prevents that if it has not begun and reports whether it did.
	Start(name string, delay time.Duration, f func(t *object.Thread)) (cancel func() bool)
}

// Host is one simulation as the library sees it. It belongs to one interpreter, or to
// several that never run at the same moment.
type Host struct {
	Clock    Clock          // needed
	Lanes    Lanes          // nil: threads run when they are joined, timers never
	Seed     int64          // of random, uuid4, Math.random and Random()
	Location *time.Location // the local time zone, UTC if nil
	// Program and Args are what sys.argv holds: the script's name and what
	// follows it.
	Program string
	Args    []string
	// Frames returns the frames of the running functions, the innermost first; nil if
	// the back end keeps none.
	Frames func(t *object.Thread) *object.Frame
	// Import is asked for Java classes the library lacks, by full name, so that tests can
	// stub them; nil knows none.
	Import func(t *object.Thread, name string) (object.Value, bool)
	// Log receives the records of module logging that no handler of the script took;
	// nil writes them to standard error.
	Log func(t *object.Thread, logger, level, text string)

	rand *rand.Rand
}

// Of returns the host of a thread, which [object.Config].Host holds. An interpreter
// without one gets a clock that stands at 1 January 2024 and seed 0.
func Of(t *object.Thread) *Host {
	if h, ok := t.Config.Host.(*Host); ok {
		return h
	}
	h := &Host{Clock: NewClock(time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC))}
	t.Config.Host = h
	return h
}

// Zone returns the local time zone.
func (h *Host) Zone() *time.Location {
	if h.Location == nil {
		return time.UTC
	}
	return h.Location
}

// Rand returns the simulation's source of random numbers, which Seed determines.
func (h *Host) Rand() *rand.Rand {
	if h.rand == nil {
		h.rand = rand.New(rand.NewSource(h.Seed))
	}
	return h.rand
}

// ManualClock is a [Clock] that only Sleep moves.
type ManualClock struct{ At time.Time }

// NewClock returns a clock that stands at a time.
func NewClock(at time.Time) *ManualClock { return &ManualClock{At: at} }

// Now implements Clock.
func (c *ManualClock) Now() time.Time { return c.At }

// Sleep implements Clock.
func (c *ManualClock) Sleep(d time.Duration) { c.At = c.At.Add(d) }

// Jump implements Clock.
func (c *ManualClock) Jump(to time.Time) { c.At = to }

// Queue is a [Lanes] over a [ManualClock] for programs that run without a
// simulator: Run performs what was started, in the order of virtual time.
type Queue struct {
	Clock *ManualClock
	jobs  []*job
	n     int
}

type job struct {
	at   time.Time
	n    int
	f    func(*object.Thread)
	done bool
}

// Start implements Lanes.
func (q *Queue) Start(_ string, delay time.Duration, f func(t *object.Thread)) func() bool {
	q.n++
	j := &job{at: q.Clock.Now().Add(delay), n: q.n, f: f}
	q.jobs = append(q.jobs, j)
	return func() bool {
		was := j.done
		j.done = true
		return !was
	}
}

// Run performs all jobs, those that jobs start included, until none is left or the
// next one is due after limit (zero: no limit).
func (q *Queue) Run(t *object.Thread, limit time.Time) {
	for len(q.jobs) > 0 {
		sort.SliceStable(q.jobs, func(i, j int) bool {
			a, b := q.jobs[i], q.jobs[j]
			if !a.at.Equal(b.at) {
				return a.at.Before(b.at)
			}
			return a.n < b.n
		})
		j := q.jobs[0]
		if !limit.IsZero() && j.at.After(limit) {
			return
		}
		q.jobs = q.jobs[1:]
		if j.done {
			continue
		}
		j.done = true
		if j.at.After(q.Clock.At) {
			q.Clock.At = j.at
		}
		j.f(t)
	}
}
