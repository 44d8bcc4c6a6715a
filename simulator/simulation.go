package simulator

import (
	"context"
	"fmt"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

// Config is what concerns a simulation as a whole. Its zero value is usable.
type Config struct {
	Seed   int64          // of everything random
	Start  time.Time      // what the plant's clocks show at virtual time 0; zero is DefaultStart
	Zone   *time.Location // the gateways' time zone; nil is UTC
	Budget scripts.Budget // of each script run
	// Chooser makes the choices that the platform leaves open; nil takes the
	// usual order.
	Chooser events.Chooser
}

// DefaultStart is what the clocks show at virtual time 0 unless told
// otherwise: a fixed date, so that a run repeats itself to the byte.
var DefaultStart = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// Simulation is one plant under test. Create it with [New].
type Simulation struct {
	config   Config
	kernel   *events.Kernel
	journal  *events.Journal
	startMs  int64
	gateways []*Gateway
	links    map[string]bool // cut links, by remote gateway
	sends    uint64
	runs     events.RunID
	freeRuns []*run
	args     [8]tags.Value // of the call about to be made: languages do not keep them
	pumping  bool
}

// New returns an empty plant.
func New(c Config) *Simulation {
	if c.Start.IsZero() {
		c.Start = DefaultStart
	}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	s := &Simulation{config: c, kernel: events.NewKernel(), journal: events.NewJournal(), startMs: c.Start.UnixMilli(), links: map[string]bool{}}
	s.kernel.SetChooser(c.Chooser)
	return s
}

// Close frees what the simulation holds. Its journal stays valid.
func (s *Simulation) Close() {
	for _, g := range s.gateways {
		g.close()
	}
}

// Journal returns the account of what happened.
func (s *Simulation) Journal() *events.Journal { return s.journal }

// Kernel returns the event kernel.
func (s *Simulation) Kernel() *events.Kernel { return s.kernel }

// Now returns the virtual time since the start.
func (s *Simulation) Now() time.Duration { return s.kernel.Now() }

// Clock returns what the plant's clocks show, in milliseconds since 1970 UTC.
func (s *Simulation) Clock() int64 { return s.startMs + s.kernel.Now().Milliseconds() }

// Local returns the gateway that was added first: the one that scenarios act
// on. It is nil before any is added.
func (s *Simulation) Local() *Gateway {
	if len(s.gateways) == 0 {
		return nil
	}
	return s.gateways[0]
}

// Gateway returns the gateway of that exact system name, nil if there is none.
func (s *Simulation) Gateway(name string) *Gateway {
	for _, g := range s.gateways {
		if g.config.Name == name {
			return g
		}
	}
	return nil
}

// Gateways returns all gateways, the local one first.
func (s *Simulation) Gateways() []*Gateway { return s.gateways }

// SetLink opens or cuts the Gateway Network link between the local gateway and
// a remote one. Links are open at first.
func (s *Simulation) SetLink(remote string, open bool) error {
	g := s.Gateway(remote)
	if g == nil || g == s.Local() {
		return fmt.Errorf("there is no remote gateway %q", remote)
	}
	s.links[remote] = !open
	return nil
}

// reachable reports whether two gateways can talk: every link joins the local
// gateway to a remote one.
func (s *Simulation) reachable(a, b *Gateway) bool {
	return !s.links[a.config.Name] && !s.links[b.config.Name]
}

// Start lets the tags of all gateways take their start values and runs what
// that fires (TAG-17).
func (s *Simulation) Start() error {
	for _, g := range s.gateways {
		g.started = true
		g.tags.Start()
	}
	return s.Settle()
}

// Settle runs everything that is runnable at the present instant. The error is
// an [*events.LoopError].
func (s *Simulation) Settle() error {
	if s.pumping {
		return s.kernel.RunReady()
	}
	var err error
	s.pump(func() { err = s.kernel.RunReady() })
	return err
}

// Advance lets d pass and runs what becomes due, up to and including the new
// time.
func (s *Simulation) Advance(d time.Duration) error {
	return s.AdvanceTo(s.kernel.Now() + d)
}

// AdvanceTo is Advance to a point in virtual time; one in the past runs what
// is runnable now.
func (s *Simulation) AdvanceTo(t time.Duration) error {
	var err error
	s.pump(func() { err = s.kernel.RunUntil(t) })
	return err
}

// RunReal runs the plant on the real clock, on which it started at zero, until
// the condition holds, ctx ends or the kernel stops; see [events.Kernel.RunReal].
func (s *Simulation) RunReal(ctx context.Context, zero time.Time, inputs <-chan func(), until func() bool) error {
	return s.kernel.RunReal(ctx, zero, inputs, until)
}

// Pump calls f with the local gateway's script host entered, which makes many
// Settle calls in a row cheaper.
func (s *Simulation) Pump(f func()) { s.pump(f) }

// pump runs f inside the local gateway's script host, where most scripts run.
func (s *Simulation) pump(f func()) {
	g := s.Local()
	if g == nil || s.pumping {
		f()
		return
	}
	s.pumping = true
	defer func() { s.pumping = false }()
	g.host.Pump(f)
}

// Stimulus records that something is done to the plant from outside.
func (s *Simulation) Stimulus(action, text string) {
	d := s.journal.NewStimulus()
	*d = events.Stimulus{Action: action, Text: text}
	s.note(events.KindStimulus, d)
}

func (s *Simulation) note(kind events.Kind, detail any) {
	s.journal.Add(s.kernel.Now(), s.kernel.CurrentRun(), kind, detail)
}
