package simulator

// What system functions reach: this file is the scripts' side of the plant,
// messages excepted.

import (
	"strings"
	"time"

	"dryfire/events"
	"dryfire/scripts"
	"dryfire/tags"
)

type world struct{ sim *Simulation }

func (w *world) gateway(r *scripts.Run) *Gateway { return runOf(r).at.gateway }

func (w *world) Now(r *scripts.Run) int64 {
	now := w.sim.Clock()
	if r != nil {
		now += r.Local.Milliseconds()
	}
	return now
}

// Location is the time zone of the run's gateway, which its clients share.
func (w *world) Location(r *scripts.Run) *time.Location {
	if z := w.gateway(r).config.Zone; z != nil {
		return z
	}
	return time.UTC
}

func (w *world) Sleep(r *scripts.Run, d time.Duration) {
	if d > 0 {
		r.Local += d
	}
}

func (w *world) GatewayName(r *scripts.Run) string { return w.gateway(r).config.Name }

func (w *world) ProjectName(r *scripts.Run) string { return r.Project }

func (w *world) ReadTags(r *scripts.Run, paths []string) []tags.QualifiedValue {
	g := w.gateway(r)
	out := make([]tags.QualifiedValue, len(paths))
	for i, p := range paths {
		if q, cut := w.commOff(r); cut {
			out[i] = tags.QualifiedValue{Quality: q, Timestamp: w.sim.Clock()}
		} else {
			out[i] = g.tags.Read(w.provided(r, p), r.Tag)
		}
		g.noteRead(p, out[i])
	}
	return out
}

func (w *world) WriteTags(r *scripts.Run, paths []string, values []tags.Value) []tags.Quality {
	g := w.gateway(r)
	return g.gather(len(paths), func(i int) tags.Quality {
		if q, cut := w.commNoWrite(r); cut {
			return q
		}
		return g.tags.Write(w.provided(r, paths[i]), r.Tag, values[i])
	}, func(i int, q tags.Quality) { g.noteWrite(paths[i], values[i], q) })
}

// provided adds to a path without a tag provider the default one of the run's
// project. Only sessions, clients and Designers have one; in gateway scope such
// a path names nothing (PTH-2).
func (w *world) provided(r *scripts.Run, path string) string {
	at := runOf(r).at
	if at.kind == atGateway || strings.HasPrefix(path, "[") && !strings.HasPrefix(path, "[]") {
		return path
	}
	p := at.gateway.project(at.Project)
	if p == nil {
		return path
	}
	name := p.DefaultProvider
	if name == "" {
		name = "default"
	}
	return "[" + name + "]" + strings.TrimPrefix(path, "[]")
}

// commOff reports whether the run belongs to a Designer whose communication is
// off (QV-8).
func (w *world) commOff(r *scripts.Run) (tags.Quality, bool) {
	at := runOf(r).at
	return tags.QualityOf(tags.BadGatewayCommOff), at.kind == atDesigner && at.Comm == CommOff
}

func (w *world) commNoWrite(r *scripts.Run) (tags.Quality, bool) {
	at := runOf(r).at
	if at.kind == atDesigner && at.Comm == CommReadOnly {
		return tags.QualityOf(tags.BadReadOnly).WithDiagnostic("the Designer's communication is read-only"), true
	}
	return w.commOff(r)
}

func (w *world) TagExists(r *scripts.Run, path string) bool {
	return w.gateway(r).tags.Exists(w.provided(r, path), r.Tag)
}

func (w *world) Log(r *scripts.Run, logger, level, message, stack string) {
	if !w.room(r, len(message)+len(stack)) {
		return
	}
	l := w.sim.journal.NewLog()
	*l = events.Log{On: logPlace(runOf(r).at), Logger: logger, Level: level, Message: message, Stack: stack}
	w.sim.note(events.KindLog, l)
}

// logPlace is where an endpoint's scripts log: sessions in the gateway's log,
// clients and Designers in their own console.
func logPlace(e *endpoint) string {
	if e.kind == atSession {
		return e.gateway.self.on
	}
	return e.on
}

var levelOrder = map[string]int{"trace": 0, "debug": 1, "info": 2, "warn": 3, "error": 4}

func (w *world) LogEnabled(r *scripts.Run, logger, level string) bool {
	g := w.gateway(r)
	for name := logger; ; {
		if set, ok := g.levels[name]; ok {
			return levelOrder[level] >= levelOrder[set]
		}
		i := strings.LastIndexByte(name, '.')
		if i < 0 {
			return levelOrder[level] >= levelOrder["info"]
		}
		name = name[:i]
	}
}

func (w *world) SetLogLevel(r *scripts.Run, logger, level string) {
	w.gateway(r).levels[logger] = level
}

// room counts what a run leaves in the journal, and ends one that leaves more
// than its memory budget.
func (w *world) room(r *scripts.Run, n int) bool {
	if r == nil {
		return true
	}
	h := runOf(r).at.host
	e := h.TakeOutput(n)
	if e != nil {
		h.Stop(e)
	}
	return e == nil
}

func (w *world) Print(r *scripts.Run, text string) { w.print(r, text, false) }

func (w *world) PrintError(r *scripts.Run, text string) { w.print(r, text, true) }

func (w *world) print(r *scripts.Run, text string, stderr bool) {
	if !w.room(r, len(text)) {
		return
	}
	on := w.sim.Local().self.on
	if r != nil {
		on = logPlace(runOf(r).at)
	}
	w.sim.note(events.KindOutput, &events.Output{On: on, Text: text, Error: stderr})
}

func (w *world) NoteCall(r *scripts.Run, c *scripts.FunctionCall) {
	d := w.sim.journal.NewCall()
	*d = events.Call{Function: c.Function, Args: c.Args, Keywords: c.Keywords, Returned: c.Returned, Unprepared: c.Unprepared}
	if c.Raised != nil {
		d.Type, d.Message = c.Raised.Type, c.Raised.Message
	}
	w.sim.note(events.KindCall, d)
}

// thread is what invokeAsynchronous returns (JY-6).
type thread struct {
	name      string
	done      bool
	cancelled bool
}

// Cancel keeps a thread that has not begun from running. Nothing tells of it
// then.
func (t *thread) Cancel() { t.cancelled = true }

func (t *thread) TypeName() string { return "Thread" }
func (t *thread) String() string   { return "Thread[" + t.name + ",5,main]" }

func (t *thread) Member(name string) (scripts.Member, bool) {
	switch name {
	case "name":
		return scripts.Member{Value: tags.Unicode(t.name)}, true
	case "alive":
		return scripts.Member{Value: tags.Bool(!t.done)}, true
	case "getName":
		return scripts.Member{Method: threadName}, true
	case "isAlive":
		return scripts.Member{Method: threadAlive}, true
	}
	return scripts.Member{}, false
}

var threadName = &scripts.Function{Name: "getName", Call: func(c *scripts.Call) (tags.Value, error) {
	if t, ok := c.This.Object().(*thread); ok {
		return tags.Unicode(t.name), nil
	}
	return tags.Value{}, scripts.Raise("TypeError", "getName() must be called on a thread")
}}

var threadAlive = &scripts.Function{Name: "isAlive", Call: func(c *scripts.Call) (tags.Value, error) {
	if t, ok := c.This.Object().(*thread); ok {
		return tags.Bool(!t.done), nil
	}
	return tags.Value{}, scripts.Raise("TypeError", "isAlive() must be called on a thread")
}}

func (w *world) Later(r *scripts.Run, delay time.Duration, description string, f func() error) scripts.HostObject {
	t := &thread{name: description}
	lane := w.sim.kernel.NewLane(description, 1, nil)
	nested := w.sim.nestedTask(r, events.RunAsync, description, false, func() error {
		defer func() { t.done = true }()
		return f()
	})
	task := events.TaskFunc(func() time.Duration {
		if t.cancelled {
			return 0
		}
		return nested.Run()
	})
	if d := delay + r.Local; d > 0 {
		w.sim.kernel.After(d, lane, task)
	} else {
		lane.Post(task)
	}
	return t
}

func (w *world) Callback(r *scripts.Run, description string, f func() error) {
	w.sim.callback(r, description, f)
}

// callback runs f on the callback lane of the run's gateway, when the run's own
// clock has come (DEC-17).
func (s *Simulation) callback(r *scripts.Run, description string, f func() error) {
	g := runOf(r).at.gateway
	task := s.nestedTask(r, events.RunCallback, description, true, f)
	if r.Local > 0 {
		s.kernel.After(r.Local, g.callbacks, task)
	} else {
		g.callbacks.Post(task)
	}
}

// nestedTask is a task that runs f for the sake of the run r. A thread of
// invokeAsynchronous does not inherit the session (PMS-9).
func (s *Simulation) nestedTask(r *scripts.Run, kind events.RunKind, description string, keepSession bool, f func() error) events.Task {
	at, owner := runOf(r).at, r.Tag
	if at.kind == atSession && !keepSession {
		at = at.gateway.self
	}
	info := events.Run{Kind: kind, In: nested(r.In, description), Project: r.Project}
	busy := at.gateway.config.Timing[info.In]
	return events.TaskFunc(func() time.Duration {
		_, spent, err := s.execute(at, info, owner, busy, 0, nil, nil, func() (tags.Value, error) {
			return tags.Value{}, f()
		})
		if err != nil {
			at.gateway.log("gateway", "Scripting.ScriptManager.Gateway", "error", "Error executing "+info.In, traceback(err))
		}
		return spent
	})
}
