package scenarios

// Projections of the journal. What an expectation is compared with is made
// here from the records of a step and from nothing else.

import (
	"strings"

	"dryfire/events"
	"dryfire/tags"
)

// happened is what one step's records tell, sorted by kind. Values for
// comparison are made when an expectation asks for them.
type happened struct {
	records  []events.Record
	messages []*run // runs of message handlers, by start
	tagRuns  []*run // runs of tag event scripts, by start
	errors   []*failedRun
	receipts []*events.Receipt
	drops    []*events.Queued
	writes   []*write
	sends    []*send
	logs     []*events.Log
	calls    []*call
}

type run struct {
	*events.Run
	end   *events.End
	err   *failedRun
	value tags.Value // as an expectation sees it; null until asked for
}

type failedRun struct {
	*events.ScriptError
	run   events.RunID
	named bool
}

type write struct {
	*events.Access
	run   *events.Run // nil for a step's own
	named bool
}

type send struct {
	*events.Send
	run *events.Run // nil for none
}

// call is a call of a function that is not simulated.
type call struct {
	*events.Call
	run *events.Run // nil for none
}

// projection sorts the records of a step. runs knows the runs of all steps so
// far, since what one of them does may fall into a later step.
func projection(records []events.Record, runs map[events.RunID]*events.Run) *happened {
	h := &happened{records: records}
	var here map[events.RunID]*run
	for i := range records {
		r := &records[i]
		switch d := r.Detail.(type) {
		case *events.Run:
			x := &run{Run: d}
			runs[d.ID] = d
			if here == nil {
				here = map[events.RunID]*run{}
			}
			here[d.ID] = x
			switch d.Kind {
			case events.RunMessage, events.RunRequest:
				h.messages = append(h.messages, x)
			case events.RunTagEvent:
				h.tagRuns = append(h.tagRuns, x)
			}
		case *events.End:
			if x := here[d.Run.ID]; x != nil {
				x.end = d
			}
		case *events.ScriptError:
			e := &failedRun{ScriptError: d, run: r.Run}
			h.errors = append(h.errors, e)
			if x := here[r.Run]; x != nil {
				x.err = e
			}
		case *events.Receipt:
			h.receipts = append(h.receipts, d)
		case *events.Queued:
			if r.Kind == events.KindDrop {
				h.drops = append(h.drops, d)
			}
		case *events.Access:
			if r.Kind == events.KindWrite {
				h.writes = append(h.writes, &write{Access: d, run: runs[r.Run]})
			}
		case *events.Send:
			h.sends = append(h.sends, &send{Send: d, run: runs[r.Run]})
		case *events.Log:
			h.logs = append(h.logs, d)
		case *events.Call:
			h.calls = append(h.calls, &call{Call: d, run: runs[r.Run]})
		}
	}
	return h
}

type pair struct {
	key   string
	value tags.Value
}

func mapValue(pairs ...pair) tags.Value {
	m := tags.NewMap(len(pairs))
	for _, p := range pairs {
		m.SetText(p.key, p.value)
	}
	return tags.FromMap(m)
}

func textValue(s string) tags.Value { return tags.Unicode(s) }

// projected is the run as fired and events show it.
func (r *run) projected() tags.Value {
	if !r.value.IsNull() {
		return r.value
	}
	if r.Kind == events.RunTagEvent {
		previous, current := r.Previous, r.Current
		m := tags.NewMap(8)
		m.SetText("tag", textValue(r.Tag))
		m.SetText("event", textValue(r.Event))
		m.SetText("previousValue", tags.FromQualified(&previous))
		m.SetText("currentValue", tags.FromQualified(&current))
		m.SetText("initialChange", tags.Bool(r.Initial))
		m.SetText("missedEvents", tags.Bool(r.Missed))
		if r.Event == events.QualifiedValueChanged {
			var names []tags.Value
			for _, n := range r.Changed.Names() {
				names = append(names, textValue(n))
			}
			m.SetText("changed", tags.ListOf(names...))
		}
		r.addError(m)
		r.value = tags.FromMap(m)
		return r.value
	}
	m := tags.NewMap(6)
	m.SetText("on", textValue(r.On))
	m.SetText("handler", textValue(r.Handler))
	m.SetText("project", textValue(r.Project))
	m.SetText("payload", r.Payload)
	if r.end != nil && !r.end.Failed {
		m.SetText("returns", r.end.Returned)
	}
	r.addError(m)
	r.value = tags.FromMap(m)
	return r.value
}

func (r *run) addError(m *tags.Map) {
	if r.err == nil {
		m.SetText("error", tags.Value{})
		return
	}
	m.SetText("error", r.err.projected())
}

// receiver is within what the order of runs matters.
func (r *run) receiver() string {
	if r.Kind == events.RunTagEvent {
		return r.Tag
	}
	return r.On
}

func (e *failedRun) projected() tags.Value {
	return mapValue(pair{"in", textValue(e.In)}, pair{"type", textValue(e.Type)}, pair{"message", textValue(e.Message)}, pair{"line", tags.Int(int64(e.Line))})
}

func (e *failedRun) String() string {
	s := e.Type
	if e.Message != "" {
		s += ": " + e.Message
	}
	return s
}

func receiptValue(r *events.Receipt) tags.Value {
	return mapValue(pair{"on", textValue(r.Endpoint)}, pair{"handler", textValue(r.Handler)}, pair{"project", textValue(r.Project)},
		pair{"reason", textValue(string(r.Reason))}, pair{"selected", tags.Bool(r.Selected)})
}

func dropValue(d *events.Queued) tags.Value {
	return mapValue(pair{"on", textValue(On{Kind: "tag", ID: d.Tag}.String())}, pair{"handler", textValue(d.Event)},
		pair{"reason", textValue(string(events.DroppedEvent))}, pair{"tag", textValue(d.Tag)})
}

func logValue(l *events.Log) tags.Value {
	return mapValue(pair{"on", textValue(l.On)}, pair{"logger", textValue(l.Logger)}, pair{"level", textValue(l.Level)}, pair{"message", textValue(l.Message)})
}

func (w *write) projected() tags.Value {
	return mapValue(pair{"tag", textValue(w.path())}, pair{"value", w.Value}, pair{"quality", tags.FromQuality(w.Quality)})
}

// path is the full path of what was written: scripts of tags write relative
// ones (PTH-3).
func (w *write) path() string {
	if w.run == nil || w.run.Tag == "" {
		return w.Path
	}
	p, err := tags.ParsePath(w.Path)
	owner, err2 := tags.ParsePath(w.run.Tag)
	if err != nil || err2 != nil || !p.IsRelative() {
		return w.Path
	}
	var names []string
	if p.Provider == "." {
		names = strings.Split(owner.Tag, "/")
		names = names[:len(names)-1]
	}
	for _, name := range strings.Split(p.Tag, "/") {
		switch {
		case name != "..":
			names = append(names, name)
		case len(names) > 0:
			names = names[:len(names)-1]
		}
	}
	p.Provider, p.Tag = owner.Provider, strings.Join(names, "/")
	return p.String()
}

// projected is the send as sent shows it; from says how the sender is meant.
func (s *send) projected(from fromKind, receipts []*events.Receipt) tags.Value {
	sender := s.From
	if s.run != nil {
		switch {
		case from == fromScript:
			sender = s.run.In
		case from == fromTag && s.run.Tag != "":
			sender = On{Kind: "tag", ID: s.run.Tag}.String()
		}
	}
	var list []tags.Value
	for _, r := range finalReceipts(receipts, s.ID) {
		list = append(list, receiptValue(r))
	}
	var remote []tags.Value
	for _, r := range s.Remote {
		remote = append(remote, textValue(r))
	}
	return mapValue(pair{"from", textValue(sender)}, pair{"function", textValue(s.Function)}, pair{"project", textValue(s.Project)},
		pair{"handler", textValue(s.Handler)}, pair{"scope", textValue(s.Scope)}, pair{"payload", s.Payload}, pair{"user", textValue(s.User)},
		pair{"hasRole", textValue(s.HasRole)}, pair{"hostName", textValue(s.HostName)}, pair{"clientSessionId", textValue(s.ClientSessionID)},
		pair{"remoteServers", tags.ListOf(remote...)}, pair{"receipts", tags.ListOf(list...)})
}

// finalReceipts returns the receipts of one send; a later one for the same
// endpoint replaces an earlier.
func finalReceipts(receipts []*events.Receipt, send uint64) []*events.Receipt {
	var out []*events.Receipt
next:
	for _, r := range receipts {
		if r.Send != send {
			continue
		}
		for i, o := range out {
			if o.Endpoint == r.Endpoint {
				out[i] = r
				continue next
			}
		}
		out = append(out, r)
	}
	return out
}

// in is the script that made the call.
func (c *call) in() string {
	if c.run == nil {
		return ""
	}
	return c.run.In
}

func (c *call) projected() tags.Value {
	keywords := c.Keywords
	if keywords == nil {
		keywords = tags.NewMap(0)
	}
	m := tags.NewMap(6)
	m.SetText("in", textValue(c.in()))
	m.SetText("function", textValue(c.Function))
	m.SetText("args", tags.ListOf(c.Args...))
	m.SetText("keywords", tags.FromMap(keywords))
	if c.Type != "" {
		m.SetText("error", mapValue(pair{"type", textValue(c.Type)}, pair{"message", textValue(c.Message)}))
		return tags.FromMap(m)
	}
	m.SetText("returns", c.Returned)
	m.SetText("error", tags.Value{})
	return tags.FromMap(m)
}
