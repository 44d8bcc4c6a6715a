package scenarios

// Running a scenario: build the plant, start it, do one step after the other,
// and compare what the journal says of each with what was expected.

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime/debug"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scripts"
	"dryfire/simulator"
	"dryfire/simulator/live"
	"dryfire/tags"
)

// RunOptions say how scenarios are run. The zero value is usable.
type RunOptions struct {
	Seed    int64          // of everything random; 0 is 1
	Budget  scripts.Budget // of each script run
	Journal bool           // keep the journal in the result
	// Isolate starts the program that feeds tags from an isolated OPC UA server;
	// see isolate.New. Without it such a plant does not start.
	Isolate func() *exec.Cmd
	update  bool // note how expectations are to be rewritten
}

// Run runs the scenario. It never panics and always returns a result.
func (s *Scenario) Run(o RunOptions) *Result {
	if o.Seed == 0 {
		o.Seed = 1
	}
	began := time.Now()
	r := &runner{s: s, o: o, res: s.result(), runs: map[events.RunID]*events.Run{}}
	r.run()
	r.res.Took = time.Since(began)
	return r.res
}

func (s *Scenario) result() *Result {
	warnings := s.Plant.Warnings()
	for _, step := range s.Steps {
		if d, ok := step.Action.(*Drive); ok {
			warnings = append(warnings, d.Warnings...)
		}
	}
	return &Result{Scenario: s.Name, About: s.About, File: s.File.Name, Line: s.Line(), Index: s.Index, Status: Passed, Warnings: warnings}
}

type runner struct {
	s    *Scenario
	o    RunOptions
	res  *Result
	sim  *simulator.Simulation
	live *live.Plant // nil on the virtual clock
	runs map[events.RunID]*events.Run
	out  strings.Builder

	ctx    context.Context // ends what waits on the real clock; nil for never
	broken bool            // a step can't be followed by another
	serves bool            // somebody watches the journal
	done   int             // steps that came to their end
	odd    int             // warnings of odd sends
}

func (r *runner) run() {
	defer func() {
		if x := recover(); x != nil {
			r.stop(len(r.res.Steps), "", r.s.Pos, fmt.Sprintf("dryfire itself failed: %v", x), strings.Split(strings.TrimSpace(string(debug.Stack())), "\n"))
			r.finish()
		}
	}()
	config := simulator.Config{Seed: r.o.Seed, Budget: r.o.Budget}
	if r.s.Plant.RealClock {
		config.Start = time.Now() // sources stamp their values by such a clock
	}
	sim, err := r.s.Plant.Build(config)
	if err != nil {
		r.res.Status, r.res.Err = Broken, err
		var e *Error
		if errors.As(err, &e) {
			r.res.Line = e.Line
		} else {
			r.res.Err = r.s.Errorf("a plant that can't be built", "", err.Error())
		}
		return
	}
	r.sim = sim
	defer sim.Close()
	if r.s.Plant.RealClock {
		if r.live, err = live.New(sim, r.s.Plant.live(), live.Options{Isolate: r.o.Isolate}); err != nil {
			r.stop(0, "start", r.s.Pos, err.Error(), nil)
			r.finish()
			return
		}
		defer r.live.Close()
	}
	r.steps()
	if r.live != nil {
		r.res.Warnings = append(r.res.Warnings, r.live.Warnings()...)
	}
	r.finish()
}

// steps starts the plant and does one step after the other.
func (r *runner) steps() {
	ok := r.start()
	r.announce("start", len(r.res.Failures) > 0)
	if !ok {
		r.broken = true
		return
	}
	for i, step := range r.s.Steps {
		name := fmt.Sprintf("%d of %d", i+1, len(r.s.Steps))
		if step.Name != "" {
			name += " (" + step.Name + ")"
		}
		if r.serves {
			r.sim.Stimulus("step", name)
		}
		failures, done := len(r.res.Failures), r.done
		r.broken = !r.step(i+1, step)
		if r.done > done {
			r.announce(name, len(r.res.Failures) > failures)
		}
		if r.broken || r.context().Err() != nil {
			return
		}
	}
}

// announce tells somebody who watches the journal how a step has ended.
func (r *runner) announce(name string, failed bool) {
	switch {
	case !r.serves:
	case failed:
		r.sim.Stimulus("step", name+" failed: "+r.res.Failures[len(r.res.Failures)-1].Message)
	default:
		r.sim.Stimulus("step", name+" passed")
	}
}

func (r *runner) context() context.Context {
	if r.ctx == nil {
		return context.Background()
	}
	return r.ctx
}

func (r *runner) finish() {
	if len(r.res.Failures) > 0 {
		r.res.Status = Failed
	}
	if r.sim == nil {
		return
	}
	r.res.Virtual = r.sim.Now()
	if !r.broken && r.live == nil {
		r.res.Warnings = append(r.res.Warnings, r.waiting()...)
	}
	for _, rec := range r.sim.Journal().Since(0) {
		if d, ok := rec.Detail.(*events.Output); ok {
			r.out.WriteString(d.Text)
		}
	}
	r.res.Output = r.out.String()
	if r.o.Journal {
		r.res.Journal = append([]events.Record(nil), r.sim.Journal().Since(0)...)
	}
}

// stop records that the run could not go on.
func (r *runner) stop(step int, name string, at Pos, message string, details []string) {
	r.res.Failures = append(r.res.Failures, Failure{Step: step, Name: name, File: r.res.File, Line: at.Line(), Col: 1, Expectation: "stopped", Message: message, Details: details})
}

// start starts the plant and checks what that fires.
func (r *runner) start() bool {
	res := StepResult{Name: "start", Action: "start", Line: r.s.Line()}
	err := r.begin()
	c := &checker{r: r, gateway: r.sim.Local(), h: projection(r.sim.Journal().Since(0), r.runs), at: r.s.Pos, name: "start", atStart: true, allow: r.s.Plant.Allow}
	if on := r.s.Plant.OnStart; on != nil {
		c.expect, c.at, c.allow = on.Expect, on.Pos, c.allow|on.Allow
	}
	var away *live.ConnectError
	if errors.As(err, &away) { // what was expected of the values would only add noise
		c.fail(r.s.Plant.OPCUA.Pos, "stopped", "no live values: "+err.Error())
	} else {
		c.check()
	}
	res.Failed = len(c.failures) > 0
	r.warn(c)
	r.res.Failures = append(r.res.Failures, c.failures...)
	r.res.rewrites = append(r.res.rewrites, c.rewrites...)
	if err != nil && away == nil {
		r.stop(0, "start", c.at, err.Error(), nil)
	}
	res.At, res.Records = r.sim.Now(), r.sim.Journal().Len()
	r.res.Steps = append(r.res.Steps, res)
	return err == nil
}

// begin starts the plant and, on the real clock, waits for its values.
func (r *runner) begin() error {
	if r.live == nil {
		return r.sim.Start()
	}
	if err := r.live.Start(); err != nil || r.s.Plant.OPCUA == nil || r.s.Plant.OPCUA.Await == 0 {
		return err
	}
	ctx, cancel := context.WithTimeout(r.context(), r.s.Plant.OPCUA.Await)
	defer cancel()
	return r.live.Connect(ctx)
}

// step does one step and checks it. It returns false if the run can't go on.
func (r *runner) step(number int, s *Step) bool {
	res := StepResult{Number: number, Name: s.Name, Action: describe(s.Action), Line: s.Line()}
	from := r.sim.Journal().Len()
	c := &checker{r: r, gateway: r.sim.Local(), number: number, name: s.Name, at: s.Pos, expect: s.Expect, action: s.Action, allow: r.s.Plant.Allow | s.Allow}
	x := &execution{r: r, c: c, from: from}
	err := x.step(s)
	c.h = projection(r.sim.Journal().Since(from), r.runs)
	if err == nil && r.context().Err() != nil && letsTimePass(s.Action) {
		return true // it was cut short, and what it did not wait for need not hold
	}
	r.done++
	c.check()
	var stopped *events.LoopError
	switch {
	case errors.As(err, &stopped):
		c.fail(s.Pos, "stopped", err.Error())
	case err != nil:
		c.fail(s.Pos, s.Action.Keyword(), err.Error())
	}
	res.Failed = len(c.failures) > 0
	r.warn(c)
	r.res.Failures = append(r.res.Failures, c.failures...)
	r.res.rewrites = append(r.res.rewrites, c.rewrites...)
	res.At, res.Records = r.sim.Now(), r.sim.Journal().Len()
	r.res.Steps = append(r.res.Steps, res)
	return stopped == nil
}

// execution is the doing of one step.
type execution struct {
	r    *runner
	c    *checker
	from int // index in the journal of the step's first record
}

func (x *execution) step(s *Step) error {
	sim := x.r.sim
	if s.HasAt {
		if s.At < sim.Now() {
			return fmt.Errorf("the clock is at %s already, %s has passed", sim.Now(), s.At)
		}
		if err := x.wait(s.At - sim.Now()); err != nil {
			return err
		}
	}
	sim.Stimulus(s.Action.Keyword(), stimulus(s.Action))
	if err := x.do(s.Action); err != nil {
		return err
	}
	if x.r.live != nil && letsTimePass(s.Action) {
		return nil // its time is over: what still waits belongs to the next step
	}
	return x.settle()
}

func letsTimePass(a Action) bool {
	switch a.(type) {
	case Advance, Await:
		return true
	}
	return false
}

// settle runs what is runnable now; on the real clock the end of the run ends
// it, too.
func (x *execution) settle() error {
	if x.r.live == nil {
		return x.r.sim.Settle()
	}
	return x.r.live.Settle(x.r.context())
}

// wait lets time pass, on the clock that the scenario runs on.
func (x *execution) wait(d time.Duration) error {
	if x.r.live == nil {
		return x.r.sim.Advance(d)
	}
	return x.real(d, nil)
}

func (x *execution) real(d time.Duration, until func() bool) error {
	ctx, cancel := context.WithTimeout(x.r.context(), d)
	defer cancel()
	err := x.r.live.Run(ctx, until)
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// await waits until the step's expectations hold; without any, for all of d.
// Looking costs more the more has happened, so it is done when there is news
// and, on a busy plant, for at most a fifth of the time.
func (x *execution) await(d time.Duration) error {
	if x.c.expect == nil {
		return x.real(d, nil)
	}
	over := make(chan struct{})
	defer close(over)
	go func() {
		for t := time.NewTicker(10 * time.Millisecond); ; {
			select {
			case <-over:
				t.Stop()
				return
			case <-t.C:
				x.r.live.Wake()
			}
		}
	}()
	seen, next := -1, time.Time{}
	return x.real(d, func() bool {
		began, n := time.Now(), x.r.sim.Journal().Len()
		if n == seen || began.Before(next) {
			return false
		}
		held := x.holds()
		seen, next = n, time.Now().Add(4*time.Since(began))
		return held
	})
}

func (x *execution) do(action Action) error {
	sim, c := x.r.sim, x.c
	local := sim.Local()
	switch a := action.(type) {
	case Write:
		list := make([]simulator.TagWrite, len(a))
		for i, w := range a {
			list[i] = simulator.TagWrite{Path: w.Path, Update: w.Update}
		}
		c.returned = qualities(local.Write(list))
	case Read:
		values := local.Read(a)
		items := make([]tags.Value, len(values))
		for i := range values {
			items[i] = tags.FromQualified(&values[i])
		}
		c.returned = tags.ListOf(items...)
	case *Drive:
		return x.drive(a)
	case Advance:
		return x.wait(time.Duration(a))
	case Await:
		return x.await(time.Duration(a))
	case *Run:
		p := simulator.Place{Project: a.Project}
		switch a.In.Kind {
		case "tag":
			p.Tag = a.In.ID
		case "session", "client", "designer":
			p.Kind, p.ID = simulator.EndpointKind(a.In.Kind), a.In.ID
		}
		v, err := x.gateway(a.In.Gateway).Run(p, a.Script.Program)
		c.returned = v
		var failed *scripts.ScriptError
		if errors.As(err, &failed) {
			return nil // it is in the journal
		}
		return err
	case *Open:
		if a.On.Kind == "link" {
			return sim.SetLink(a.On.ID, true)
		}
		e := a.Endpoint
		if e == nil {
			e = x.known(a.On)
		}
		return x.gateway(a.On.Gateway).Open(e.built())
	case *Close:
		if a.On.Kind == "link" {
			return sim.SetLink(a.On.ID, false)
		}
		return x.gateway(a.On.Gateway).Close(simulator.EndpointKind(a.On.Kind), a.On.ID)
	case SetQuality:
		list := make([]tags.Quality, len(a))
		for i, q := range a {
			list[i] = local.SetQuality(q.Path, q.Quality)
			if list[i].IsBadOrError() && list[i].Code == tags.BadNotFound && local.Tags().Find(q.Path) == nil {
				c.missing = append(c.missing, q.Path)
			}
		}
		c.returned = qualities(list)
	case *Restart:
		g := x.gateway(a.Gateway)
		switch a.What {
		case "gateway":
			g.RestartGateway()
			return nil
		case "provider":
			return g.RestartProvider(a.Name)
		case "project":
			return g.RestartProject(a.Name)
		}
		return g.RestartTag(a.Name)
	case Configure:
		for _, t := range a {
			if _, err := local.ConfigureTag(t.Path, t.built()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *execution) gateway(name string) *simulator.Gateway {
	if name == "" {
		return x.r.sim.Local()
	}
	return x.r.sim.Gateway(name)
}

// known is the endpoint of that name as it was last opened.
func (x *execution) known(on On) *Endpoint {
	var found *Endpoint
	for _, e := range x.r.s.Plant.remote(on.Gateway).endpoints(on.Kind) {
		if e.ID == on.ID {
			found = e
		}
	}
	for _, s := range x.r.s.Steps {
		if o, ok := s.Action.(*Open); ok && o.Endpoint != nil && o.On == on && s.Offset < x.c.at.Offset {
			found = o.Endpoint
		}
	}
	return found
}

func qualities(list []tags.Quality) tags.Value {
	items := make([]tags.Value, len(list))
	for i, q := range list {
		items[i] = tags.FromQuality(q)
	}
	return tags.ListOf(items...)
}

// holds reports whether the step's expectations hold by now.
func (x *execution) holds() bool {
	c := *x.c
	c.failures = nil
	runs := map[events.RunID]*events.Run{}
	for id, run := range x.r.runs {
		runs[id] = run
	}
	c.h = projection(x.r.sim.Journal().Since(x.from), runs)
	c.check()
	return len(c.failures) == 0
}

// drive writes its first value at once and the others every apart; it ends
// when what the last one fires has been dealt with.
func (x *execution) drive(d *Drive) error {
	g := x.r.sim.Local()
	if d.Signal == nil {
		return x.replay(d)
	}
	for i := range d.Signal.Len() {
		if i > 0 && d.Every > 0 {
			if err := x.wait(d.Every); err != nil {
				return err
			}
		}
		v := d.Signal.At(i, d.Every, x.r.o.Seed)
		switch {
		case v.Skip:
			continue
		case v.Stale:
			g.SetQuality(d.Tag, tags.QualityOf(tags.BadStale))
		default:
			g.Write([]simulator.TagWrite{{Path: d.Tag, Update: tags.Update{Value: v.Value, HasValue: true}}})
		}
		if d.Every == 0 {
			continue // all at one instant, like the writes of one step
		}
		if err := x.settle(); err != nil {
			return err
		}
	}
	return x.settle()
}

// replay writes the changes of a recording with the time between them, and
// with their source timestamps moved to the time of the replay. What arrived
// together changes tags at one instant, as a feed does. Meanwhile the recorded
// tags follow the recording as they followed their server: what scripts write
// to them shows when the recording says so.
func (x *execution) replay(d *Drive) error {
	sim, g := x.r.sim, x.r.sim.Local()
	if x.r.live == nil {
		recorded := map[*tags.Tag]bool{}
		for i := range d.Recording {
			recorded[g.Tags().Find(d.Recording[i].Tag)] = true
		}
		g.SetOutlet(func(t *tags.Tag) bool { return recorded[t] }, func(batch []simulator.DeviceWrite) []tags.Quality {
			out := make([]tags.Quality, len(batch))
			for i := range out {
				out[i] = tags.QualityOf(tags.Good)
			}
			return out
		})
		defer g.SetOutlet(nil, nil)
	}
	start, clock := sim.Now(), sim.Clock()
	for i := range d.Recording {
		rec := &d.Recording[i]
		due := start + time.Duration(float64(rec.After)/d.Speed)
		switch {
		case i > 0 && d.Recording[i-1].Batch == rec.Batch: // at the same instant
		case i > 0 && rec.Busy && x.r.live == nil:
			// Scripts were behind when this came: as many run as had run, and the
			// clock moves on without the others.
			if err := sim.Kernel().RunSome(rec.Ran); err != nil {
				return err
			}
			sim.Kernel().Skip(due)
		default:
			if err := x.settle(); err != nil {
				return err
			}
			if due > sim.Now() {
				if err := x.wait(due - sim.Now()); err != nil {
					return err
				}
			}
		}
		u := tags.Update{Value: rec.Value, HasValue: !rec.Keep, Quality: rec.Quality, HasQuality: rec.HasQuality, InOrder: rec.InOrder}
		if rec.HasSource {
			u.Timestamp, u.HasTimestamp = clock+time.Duration(float64(rec.Source)/d.Speed).Milliseconds(), true
		}
		if t := g.Tags().Find(rec.Tag); t != nil && t.ValueSource() == tags.SourceOPC {
			g.Tags().Update(t, u)
		} else {
			g.Write([]simulator.TagWrite{{Path: rec.Tag, Update: u}})
		}
	}
	return x.settle()
}

// stimulus is what the journal says of an action: what it acts on.
func stimulus(action Action) string {
	switch a := action.(type) {
	case Write:
		s := make([]string, len(a))
		for i, w := range a {
			s[i] = w.Path + " = " + showUpdate(w.Update)
		}
		return strings.Join(s, ", ")
	case Read:
		return strings.Join(a, ", ")
	case *Drive:
		if a.Signal == nil {
			return fmt.Sprintf("a recording of %d changes", len(a.Recording))
		}
		return fmt.Sprintf("%s with %d values, %s apart", a.Tag, a.Signal.Len(), a.Every)
	case Advance:
		return time.Duration(a).String()
	case Await:
		return time.Duration(a).String()
	case *Run:
		return a.In.String()
	case *Open:
		return a.On.String()
	case *Close:
		return a.On.String()
	case SetQuality:
		s := make([]string, len(a))
		for i, q := range a {
			s[i] = q.Path + " = " + q.Quality.String()
		}
		return strings.Join(s, ", ")
	case *Restart:
		return strings.TrimSpace(a.What + " " + a.Name)
	case Configure:
		s := make([]string, len(a))
		for i, t := range a {
			s[i] = t.Path
		}
		return strings.Join(s, ", ")
	}
	return ""
}

func showUpdate(u tags.Update) string {
	if u.HasValue && !u.HasQuality && !u.HasTimestamp {
		return match.Show(u.Value)
	}
	m := tags.NewMap(3)
	if u.HasValue {
		m.SetText("value", u.Value)
	}
	if u.HasQuality {
		m.SetText("quality", tags.FromQuality(u.Quality))
	}
	if u.HasTimestamp {
		m.SetText("timestamp", tags.Date(u.Timestamp))
	}
	return match.Show(tags.FromMap(m))
}

// describe is an action in a line, for people.
func describe(a Action) string {
	s := a.Keyword() + " " + stimulus(a)
	if len(s) > 100 {
		s = strings.ToValidUTF8(s[:100], "") + "…"
	}
	return s
}
