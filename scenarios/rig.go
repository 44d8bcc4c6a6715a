package scenarios

// Plants under test in plain Go: a Rig holds a running plant, does what it is
// told, and hands out what happened as Go values to be compared with whatever
// a test likes, testify for example.

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dryfire/events"
	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/simulator"
	"dryfire/tags"
)

// Rig is a running plant in a Go test:
//
//	rig := scenarios.NewRig(t, "testdata/plant.yaml")
//	did := rig.Write("[default]test", 5)
//	require.Len(t, did.Fired, 1)
//	assert.Equal(t, map[string]any{"cv": int64(5)}, did.Fired[0].Payload)
//	did.Expect(`fired: [{on: session s1, payload: {cv: {$type: int}}}]`)
//
// Silence is loud here too: a script error, a missing handler, a lost event or
// a bad write fails the test unless Allow lifts it. A Rig belongs to the
// goroutine of its test.
type Rig struct {
	Allow Allow // loud things that do not fail the test

	t      testing.TB
	runner *runner
	number int
}

// NewRig starts a plant: a plant file, a scenario file, whose steps are not
// done, or the text of one if it has more than one line. It fails the test if
// the plant can't be read or built. The plant is closed when the test ends.
func NewRig(t testing.TB, plant string) *Rig {
	t.Helper()
	l := NewLoader()
	p, err := l.loadPlant(plant)
	if err != nil {
		t.Fatal(err)
	}
	f := &yaml.File{Name: plant}
	if strings.Contains(plant, "\n") {
		f.Name = "plant"
	}
	s := &Scenario{Pos: Pos{File: f}, Name: t.Name(), Plant: p}
	r := &Rig{t: t, runner: &runner{s: s, o: RunOptions{Seed: 1}, res: s.result(), runs: map[events.RunID]*events.Run{}}}
	if r.runner.sim, err = p.Build(simulator.Config{Seed: 1}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.runner.sim.Close)
	r.runner.start()
	r.report(r.runner.res.Failures)
	return r
}

// loadPlant reads a plant from a path, or from text of several lines.
func (l *Loader) loadPlant(plant string) (*Plant, error) {
	if !strings.Contains(plant, "\n") {
		return l.LoadPlant(plant)
	}
	text := plant
	if f, err := yaml.Parse("plant", text); err == nil && len(f.Docs) == 1 && f.Docs[0].Get("steps") == nil && f.Docs[0].Get("scenario") == nil {
		text += "\nscenario: plant\nsteps: [{advance: 0s}]\n"
	}
	f, err := l.LoadText("plant", text)
	if err != nil {
		return nil, err
	}
	return f.Scenarios[0].Plant, nil
}

func (r *Rig) report(failures []Failure) {
	r.t.Helper()
	for i := range failures {
		r.t.Error("\n" + failures[i].String())
	}
}

// Simulation returns the plant itself.
func (r *Rig) Simulation() *simulator.Simulation { return r.runner.sim }

// Did is what happened in one step of a [Rig].
type Did struct {
	Fired    []HandlerRun // by start
	Events   []EventRun   // by start
	Logs     []events.Log
	Errors   []events.ScriptError
	Sent     []events.Send
	Receipts []events.Receipt
	Dropped  []events.Queued
	Writes   []events.Access
	Calls    []events.Call // of functions that are not simulated
	Returned any           // what the action returned, as [GoValue] gives it

	rig     *Rig
	checker *checker
}

// HandlerRun is a run of a message handler.
type HandlerRun struct {
	On       string // gateway, session s1, client c1; at a remote gateway with @NAME
	Handler  string
	Project  string
	Payload  any // as delivered
	Returned any
	Error    string // "Type: message"; "" for none
}

// EventRun is a run of a tag event script.
type EventRun struct {
	Tag           string
	Event         string
	PreviousValue tags.QualifiedValue
	CurrentValue  tags.QualifiedValue
	InitialChange bool
	MissedEvents  bool
	Error         string
}

// Write writes one tag. value may be anything that [tags.FromGo] takes.
func (r *Rig) Write(path string, value any) *Did {
	r.t.Helper()
	v, err := tags.FromGo(value)
	if err != nil {
		r.t.Fatalf("write %s: %v", path, err)
	}
	return r.Do(Write{{Path: path, Update: tags.Update{Value: v, HasValue: true}}})
}

// Advance lets virtual time pass.
func (r *Rig) Advance(d time.Duration) *Did {
	r.t.Helper()
	return r.Do(Advance(d))
}

// Run runs a script in gateway scope and returns what it ended with. language
// is python or javascript.
func (r *Rig) Run(language, text string) *Did {
	r.t.Helper()
	l := languages()[language]
	if l == nil {
		r.t.Fatalf("got the language %q, want one of %s", language, strings.Join(sortedKeys(languages()), ", "))
	}
	program, err := l.Compile(scripts.Source{Name: "run", Text: text, Form: scripts.FormProgram})
	if err != nil {
		r.t.Fatal(err)
	}
	return r.Do(&Run{In: On{Kind: "gateway"}, Script: &Script{Language: language, Name: "run", Text: text, Program: program}})
}

// Read reads a tag.
func (r *Rig) Read(path string) tags.QualifiedValue {
	return r.runner.sim.Local().Tags().Read(path, nil)
}

// Do does any action of a scenario.
func (r *Rig) Do(action Action) *Did {
	r.t.Helper()
	r.number++
	from := r.runner.sim.Journal().Len()
	s := &Step{Pos: r.runner.s.Pos, Action: action}
	c := &checker{r: r.runner, gateway: r.runner.sim.Local(), number: r.number, name: describe(action), at: s.Pos, action: action, allow: r.Allow}
	x := &execution{r: r.runner, c: c, from: from}
	if err := x.step(s); err != nil {
		r.t.Errorf("%s: %v", describe(action), err)
	}
	c.h = projection(r.runner.sim.Journal().Since(from), r.runner.runs)
	d := c.did(r)
	c.loud()
	r.report(c.failures)
	c.failures = nil
	return d
}

// Expect compares the step with expectations as a scenario file has them and
// fails the test where they do not hold.
func (d *Did) Expect(text string) {
	d.rig.t.Helper()
	failures, err := d.compare(text)
	if err != nil {
		d.rig.t.Error(err)
		return
	}
	d.rig.report(failures)
}

func (d *Did) compare(text string) (failures []Failure, err error) {
	f, err := yaml.Parse("expect", text)
	if err != nil {
		return nil, err
	}
	if len(f.Docs) != 1 {
		return nil, f.Errorf(0, fmt.Sprintf("%d documents", len(f.Docs)), "expectations", "")
	}
	defer func() {
		if e := recovered(recover()); e != nil {
			failures, err = nil, e
		}
	}()
	c := *d.checker
	dec := &decoder{l: NewLoader(), f: f, where: inScenario}
	c.expect = dec.expect(d.rig.runner.s.Plant, c.action, f.Docs[0])
	c.at = Pos{File: f}
	// What is loud was reported when it happened.
	c.allow = AllowScriptError | AllowNoSuchHandler | AllowDroppedEvent | AllowBadWrite
	c.check()
	return c.failures, nil
}

func (c *checker) did(r *Rig) *Did {
	d := &Did{rig: r, checker: c, Returned: GoValue(c.returned)}
	failure := func(x *run) string {
		if x.err == nil {
			return ""
		}
		return x.err.String()
	}
	for _, x := range c.h.messages {
		h := HandlerRun{On: x.On, Handler: x.Handler, Project: x.Project, Payload: GoValue(x.Payload), Error: failure(x)}
		if x.end != nil {
			h.Returned = GoValue(x.end.Returned)
		}
		d.Fired = append(d.Fired, h)
	}
	for _, x := range c.h.tagRuns {
		d.Events = append(d.Events, EventRun{x.Tag, x.Event, x.Previous, x.Current, x.Initial, x.Missed, failure(x)})
	}
	for _, x := range c.h.logs {
		d.Logs = append(d.Logs, *x)
	}
	for _, x := range c.h.errors {
		d.Errors = append(d.Errors, *x.ScriptError)
	}
	for _, x := range c.h.sends {
		d.Sent = append(d.Sent, *x.Send)
	}
	for _, x := range c.h.receipts {
		d.Receipts = append(d.Receipts, *x)
	}
	for _, x := range c.h.drops {
		d.Dropped = append(d.Dropped, *x)
	}
	for _, x := range c.h.writes {
		d.Writes = append(d.Writes, *x.Access)
	}
	for _, x := range c.h.calls {
		d.Calls = append(d.Calls, *x.Call)
	}
	return d
}

// GoValue returns a value as plain Go data: nil, bool, int64, *big.Int,
// float64, string, time.Time, []any, map[string]any; qualities as their text,
// qualified values and datasets as maps, and what belongs to a script alone as
// the name of its type.
func GoValue(v tags.Value) any {
	switch v.Kind() {
	case tags.KindNull:
		return nil
	case tags.KindBool:
		return v.Bool()
	case tags.KindInt, tags.KindLong:
		return v.Int64()
	case tags.KindBigInt:
		return v.BigInt()
	case tags.KindFloat:
		return v.Float64()
	case tags.KindStr, tags.KindUnicode:
		return v.Text()
	case tags.KindDate:
		return time.UnixMilli(v.Int64()).UTC()
	case tags.KindQuality:
		q, _ := v.Quality()
		return q.String()
	case tags.KindDocument:
		return GoValue(v.Document().Root)
	case tags.KindList:
		out := make([]any, 0, len(v.List().Items))
		for _, item := range v.List().Items {
			out = append(out, GoValue(item))
		}
		return out
	case tags.KindMap:
		out := map[string]any{}
		for i := range v.Map().Len() {
			k, e := v.Map().At(i)
			out[k.String()] = GoValue(e)
		}
		return out
	case tags.KindQualified:
		q := v.Qualified()
		return map[string]any{"value": GoValue(q.Value), "quality": q.Quality.String(), "timestamp": time.UnixMilli(q.Timestamp).UTC()}
	case tags.KindDataset:
		d := v.Dataset()
		var columns []any
		for _, c := range d.Columns {
			columns = append(columns, c.Name)
		}
		var rows []any
		for _, row := range d.Rows {
			rows = append(rows, GoValue(tags.ListOf(slices.Clone(row)...)))
		}
		return map[string]any{"columns": columns, "rows": rows}
	}
	return v.Object().TypeName()
}
