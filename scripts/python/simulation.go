package python

// What the Python library sees of the simulation: its clock, its lanes, its
// log and its seed, all through the host's World.

import (
	"math"
	"time"

	"dryfire/scripts"
	"dryfire/scripts/python/library"
	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/library/java"
	"dryfire/scripts/python/object"
)

// configure completes the configuration of a host's Python world.
func (s *state) configure(c object.Config) object.Config {
	c.Import = s.stubImport
	return library.Configure(c, &host.Host{
		Clock:    clock{s},
		Lanes:    lanes{s},
		Seed:     s.seed(),
		Location: s.host.Zone,
		Program:  s.host.Program,
		Args:     s.host.Args,
		Frames: func(*object.Thread) *object.Frame {
			return s.rt.Frames()
		},
		Log: func(_ *object.Thread, logger, level, text string) {
			s.host.World.Log(s.run(), logger, level, text, "")
		},
	})
}

// seed derives the seed of Python's random numbers from the host's.
func (s *state) seed() int64 {
	v, err := s.host.Runtime.RunString("Math.random()")
	if err != nil {
		return 0
	}
	return int64(v.ToFloat() * (1 << 53) * math.Phi)
}

// run is the run under way; what happens outside of one, at instantiation,
// belongs to the script.
func (s *state) run() *scripts.Run {
	if r := s.host.CurrentRun(); r != nil {
		return r
	}
	return &scripts.Run{In: "script"}
}

// clock is virtual time as the run sees it.
type clock struct{ s *state }

// Now implements host.Clock.
func (c clock) Now() time.Time { return time.UnixMilli(c.s.host.World.Now(c.s.run())).UTC() }

// Sleep implements host.Clock.
func (c clock) Sleep(d time.Duration) { c.s.host.World.Sleep(c.s.run(), d) }

// Jump implements host.Clock.
func (c clock) Jump(to time.Time) {
	run := c.s.run()
	run.Local += time.Duration(to.UnixMilli()-c.s.host.World.Now(run)) * time.Millisecond
}

// lanes start the threads and timers of scripts on the kernel's lanes.
type lanes struct{ s *state }

// Start implements host.Lanes.
func (l lanes) Start(name string, delay time.Duration, f func(t *object.Thread)) func() bool {
	s := l.s
	begun, cancelled := false, false
	thread := s.host.World.Later(s.run(), delay, name, func() error {
		if cancelled {
			return nil
		}
		begun = true
		return s.enter(func() { f(s.rt.t) })
	})
	return func() bool {
		if begun || cancelled {
			return false
		}
		cancelled = true
		if c, ok := thread.(interface{ Cancel() }); ok {
			c.Cancel()
		}
		return true
	}
}

// date is a timestamp in Python: a java.util.Date.
func (s *state) date(ms int64) object.Value { return java.NewDate(s.rt.t, ms) }

// dateOf is the reverse.
func dateOf(v object.Value) (int64, bool) { return java.DateMillis(v) }
