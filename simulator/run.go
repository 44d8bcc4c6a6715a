package simulator

// One way to run a script: every run is announced in the journal, runs in its
// host under its own record, and leaves its error and its end behind.

import (
	"errors"
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

// run is a script run under way, with what the world knows of it.
type run struct {
	scripts.Run
	sim  *Simulation
	at   *endpoint
	from string // how a send of this run names its sender
	info *events.Run
}

func (s *Simulation) newRun() *run {
	if n := len(s.freeRuns); n > 0 {
		r := s.freeRuns[n-1]
		s.freeRuns = s.freeRuns[:n-1]
		return r
	}
	r := &run{sim: s}
	r.Data = r
	return r
}

func (s *Simulation) freeRun(r *run) {
	r.Run = scripts.Run{Data: r}
	r.at, r.info, r.from = nil, nil, ""
	s.freeRuns = append(s.freeRuns, r)
}

// runOf returns the world's record of a run.
func runOf(r *scripts.Run) *run { return r.Data.(*run) }

// execute runs f, or entry with args, as info describes, at an endpoint, and
// returns what it returned, for how long it kept its thread beyond the present
// instant, and its error. info's ID is filled in.
func (s *Simulation) execute(at *endpoint, info events.Run, tag *tags.Tag, busy time.Duration, local time.Duration,
	entry scripts.Entry, args []tags.Value, f func() (tags.Value, error)) (tags.Value, time.Duration, error) {
	s.runs++
	rec := s.journal.NewRun()
	info.ID = s.runs
	info.On = at.on
	*rec = info
	outer := s.kernel.SetRun(rec.ID)
	s.journal.Add(s.kernel.Now(), rec.ID, events.KindStart, rec)

	r := s.newRun()
	r.In, r.Project, r.Tag, r.Local = info.In, info.Project, tag, local
	r.at, r.info = at, rec
	var v tags.Value
	var err error
	if f != nil {
		v, err = at.host.Enter(&r.Run, f)
	} else {
		v, err = at.host.Call(&r.Run, entry, args)
	}
	spent := r.Local - local + busy
	s.freeRun(r)

	if err != nil {
		s.noteError(rec, err)
	}
	end := s.journal.NewEnd()
	*end = events.End{Run: rec, Returned: v, Busy: spent, Failed: err != nil}
	s.note(events.KindEnd, end)
	s.kernel.SetRun(outer)
	return v, spent, err
}

func (s *Simulation) noteError(r *events.Run, err error) {
	d := &events.ScriptError{In: r.In, Type: "Error", Message: err.Error()}
	var se *scripts.ScriptError
	if errors.As(err, &se) {
		d.Type, d.Message, d.File, d.Line, d.Column, d.Traceback, d.Hint = se.Type, se.Message, se.File, se.Line, se.Column, se.Traceback, se.Hint
	}
	s.note(events.KindError, d)
}

func traceback(err error) string {
	var se *scripts.ScriptError
	if errors.As(err, &se) && se.Traceback != "" {
		return se.Traceback
	}
	return err.Error()
}

// runTagEvent runs the script of one tag event; the dispatcher calls it.
func (g *Gateway) runTagEvent(e *events.TagEvent) time.Duration {
	te := e.Script.Entry.(*tagEntry)
	// Scripts may keep the values they were given, so they get copies.
	values := &[2]tags.QualifiedValue{e.Previous, e.Current}
	args := append(g.sim.args[:0], te.tag, te.path, tags.FromQualified(&values[0]), tags.FromQualified(&values[1]),
		tags.Bool(e.Initial), tags.Bool(e.Missed))
	if e.Script.Event == events.QualifiedValueChanged {
		args = append(args, aspectNames(e.Changed))
	}
	info := events.Run{Kind: events.RunTagEvent, In: e.Script.Name, Project: g.config.ScriptingProject,
		Tag: te.path.Text(), Event: e.Script.Event, Previous: e.Previous, Current: e.Current,
		Initial: e.Initial, Missed: e.Missed, Changed: e.Changed}
	tag, event := e.Tag, e.Script.Event
	entry, first := te.entry.ready(g, g.host, te.program, args)
	_, spent, err := g.sim.execute(g.self, info, tag, te.busy, 0, entry, args, first)
	if err != nil { // TAG-27, DEC-31
		g.log("gateway", "tags.eventscripts.dispatcher", "error",
			"Error executing tag event script. tag-path="+info.Tag+" event="+event, traceback(err))
	}
	return spent
}

func aspectNames(a tags.Aspects) tags.Value {
	names := a.Names()
	items := make([]tags.Value, len(names))
	for i, n := range names {
		items[i] = tags.Unicode(n)
	}
	return tags.ListOf(items...)
}

// Place says where a script of a run step runs.
type Place struct {
	Kind    EndpointKind // "" is the gateway
	ID      string       // of the session, client or Designer
	Tag     string       // path of a tag, for its scope
	Project string       // "" takes the endpoint's own, or the Gateway Scripting Project
}

// Run runs a program at a place of this gateway and returns the value it ends
// with. A script error is both in the journal and returned.
func (g *Gateway) Run(p Place, program scripts.Program) (tags.Value, error) {
	at, project := g.self, g.config.ScriptingProject
	var owner *tags.Tag
	switch {
	case p.Tag != "":
		if owner = g.tags.Find(p.Tag); owner == nil {
			return tags.Value{}, errors.New("there is no tag " + p.Tag)
		}
	case p.Kind != "":
		if at = g.endpoint(kindOf[p.Kind], p.ID); at == nil || !at.open {
			return tags.Value{}, errors.New(string(p.Kind) + " " + p.ID + " is not open")
		}
		project = at.Project
	}
	if p.Project != "" {
		project = p.Project
	}
	g.prepare(program)
	info := events.Run{Kind: events.RunStep, In: "run", Project: project}
	lane := g.sim.kernel.NewLane("run", 1, nil)
	var v tags.Value
	var err error
	lane.Post(events.TaskFunc(func() time.Duration {
		var args []tags.Value
		if at.session != nil {
			args = []tags.Value{at.session.value}
		}
		var spent time.Duration
		var i instance
		_, first := i.ready(g, at.host, program, args)
		v, spent, err = g.sim.execute(at, info, owner, g.config.Timing["run"], 0, nil, nil, first)
		return spent
	}))
	if serr := g.sim.Settle(); serr != nil && err == nil {
		return v, serr
	}
	return v, err
}

// nested names a callback or thread of a run for the journal.
func nested(parent, description string) string {
	if i := strings.Index(parent, " > "); i >= 0 { // a chain of callbacks stays readable
		parent = parent[:i]
	}
	return parent + " > " + description
}
