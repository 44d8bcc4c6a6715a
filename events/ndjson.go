package events

// The journal's stable text form: one JSON object a line, keys in a fixed
// order, nothing that differs between two runs of the same scenario.

import (
	"bufio"
	"io"
	"strconv"
	"time"

	"dryfire/tags"
)

// Write writes all records as NDJSON.
func (j *Journal) Write(w io.Writer) error {
	return WriteRecords(w, j.records, nil)
}

// WriteRecords writes records as NDJSON, each with the given leading members
// (for example scenario and file), which are texts.
func WriteRecords(w io.Writer, records []Record, lead []Member) error {
	out := bufio.NewWriter(w)
	var line []byte
	for i := range records {
		line = append(records[i].appendJSON(line[:0], lead), '\n')
		if _, err := out.Write(line); err != nil {
			return err
		}
	}
	return out.Flush()
}

// Member is one text member of a JSON object.
type Member struct{ Name, Text string }

// object builds one JSON object.
type object struct{ b []byte }

func (o *object) key(name string) {
	if o.b[len(o.b)-1] != '{' {
		o.b = append(o.b, ',')
	}
	o.b = tags.AppendJSONString(o.b, name)
	o.b = append(o.b, ':')
}

func (o *object) text(name, s string) {
	o.key(name)
	o.b = tags.AppendJSONString(o.b, s)
}

// some writes a text that is not empty.
func (o *object) some(name, s string) {
	if s != "" {
		o.text(name, s)
	}
}

func (o *object) integer(name string, i int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, i, 10)
}

func (o *object) flag(name string, v bool) {
	if v {
		o.key(name)
		o.b = append(o.b, "true"...)
	}
}

func (o *object) value(name string, v tags.Value) {
	o.key(name)
	o.b = tags.AppendJSON(o.b, v)
}

func (o *object) qualified(name string, q *tags.QualifiedValue) {
	o.value(name, tags.FromQualified(q))
}

func (o *object) duration(name string, d time.Duration) {
	o.key(name)
	o.b = strconv.AppendFloat(o.b, float64(d)/float64(time.Millisecond), 'f', -1, 64)
}

func (o *object) texts(name string, list []string) {
	if len(list) == 0 {
		return
	}
	o.key(name)
	o.b = append(o.b, '[')
	for i, s := range list {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = tags.AppendJSONString(o.b, s)
	}
	o.b = append(o.b, ']')
}

// AppendJSON appends the record as one JSON object:
//
//	{"seq":7,"atMs":0,"kind":"log","run":2,"on":"gateway","logger":"x","level":"info","message":"…"}
//
// Times are milliseconds of virtual time since the start. What is empty is
// left out.
func (r *Record) AppendJSON(b []byte) []byte { return r.appendJSON(b, nil) }

func (r *Record) appendJSON(b []byte, lead []Member) []byte {
	o := object{b: append(b, '{')}
	for _, m := range lead {
		o.text(m.Name, m.Text)
	}
	o.integer("seq", int64(r.Seq))
	o.duration("atMs", r.At)
	o.text("kind", r.Kind.String())
	if r.Run != 0 {
		o.integer("run", int64(r.Run))
	}
	r.detail(&o)
	return append(o.b, '}')
}

func (r *Record) detail(o *object) {
	switch d := r.Detail.(type) {
	case *Stimulus:
		o.text("action", d.Action)
		o.some("text", d.Text)
	case *ValueChange:
		o.text("tag", d.Tag)
		o.qualified("previous", &d.Previous)
		o.qualified("current", &d.Current)
		o.texts("changed", d.Changed.Names())
		o.flag("initial", d.Initial)
		o.flag("backfill", d.Backfill)
	case *Queued:
		o.text("tag", d.Tag)
		o.text("event", d.Event)
		o.integer("depth", int64(d.Depth))
		o.qualified("current", &d.Current)
	case *Run:
		d.append(o)
	case *Access:
		o.text("path", d.Path)
		if r.Kind == KindRead {
			o.qualified("read", &tags.QualifiedValue{Value: d.Value, Quality: d.Quality, Timestamp: d.Stamp})
			return
		}
		o.value("value", d.Value)
		o.text("quality", d.Quality.String())
	case *Send:
		d.append(o)
	case *Receipt:
		o.integer("send", int64(d.Send))
		o.text("endpoint", d.Endpoint)
		o.some("project", d.Project)
		o.text("handler", d.Handler)
		o.flag("selected", d.Selected)
		o.text("reason", string(d.Reason))
		o.some("detail", d.Detail)
	case *End:
		o.text("in", d.Run.In)
		o.value("returned", d.Returned)
		o.duration("busyMs", d.Busy)
		o.flag("failed", d.Failed)
	case *Log:
		o.text("on", d.On)
		o.text("logger", d.Logger)
		o.text("level", d.Level)
		o.text("message", d.Message)
		o.some("stack", d.Stack)
	case *Output:
		o.text("on", d.On)
		o.text("text", d.Text)
		if d.Error {
			o.text("stream", "stderr")
		}
	case *ScriptError:
		o.text("in", d.In)
		o.text("type", d.Type)
		o.text("message", d.Message)
		o.some("file", d.File)
		if d.Line > 0 {
			o.integer("line", int64(d.Line))
		}
		if d.Column > 0 {
			o.integer("column", int64(d.Column))
		}
		o.some("traceback", d.Traceback)
		o.some("hint", d.Hint)
	case *Call:
		d.append(o)
	}
}

func (d *Call) append(o *object) {
	o.text("function", d.Function)
	o.value("args", tags.ListOf(d.Args...))
	if d.Keywords != nil && d.Keywords.Len() > 0 {
		o.value("keywords", tags.FromMap(d.Keywords))
	}
	if d.Type != "" {
		o.text("type", d.Type)
		o.text("message", d.Message)
	} else {
		o.value("returned", d.Returned)
	}
	o.flag("unprepared", d.Unprepared)
}

func (d *Run) append(o *object) {
	o.text("type", string(d.Kind))
	o.text("on", d.On)
	o.text("in", d.In)
	o.some("project", d.Project)
	switch d.Kind {
	case RunTagEvent:
		o.text("tag", d.Tag)
		o.text("event", d.Event)
		o.qualified("previousValue", &d.Previous)
		o.qualified("currentValue", &d.Current)
		o.flag("initialChange", d.Initial)
		o.flag("missedEvents", d.Missed)
		if d.Event == QualifiedValueChanged {
			o.texts("changed", d.Changed.Names())
		}
	case RunMessage, RunRequest:
		o.text("handler", d.Handler)
		o.value("payload", d.Payload)
		o.integer("send", int64(d.Send))
	}
}

func (d *Send) append(o *object) {
	o.integer("send", int64(d.ID))
	o.text("function", d.Function)
	o.text("from", d.From)
	o.some("project", d.Project)
	o.text("handler", d.Handler)
	o.some("scope", d.Scope)
	o.value("payload", d.Payload)
	o.some("clientSessionId", d.ClientSessionID)
	o.some("user", d.User)
	o.some("hasRole", d.HasRole)
	o.some("hostName", d.HostName)
	o.texts("remoteServers", d.Remote)
}
