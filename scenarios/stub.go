package scenarios

// Stubs: what stands in for functions, modules and Java packages that a plant
// lacks here.

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/scripts/python"
	"dryfire/tags"
)

// Stub stands in for one dotted name.
type Stub struct {
	Pos
	Name    string
	Answers []scripts.Answer // of a function
	Script  *Script          // of a module; nil for a function
}

func (s *Stub) built() scripts.Stub {
	if s.Script == nil {
		return scripts.Stub{Name: s.Name, Answers: s.Answers}
	}
	return scripts.Stub{Name: s.Name, Module: s.Script.Program}
}

func (p *Plant) builtStubs() []scripts.Stub {
	var out []scripts.Stub
	for _, s := range p.Stubs {
		out = append(out, s.built())
	}
	return out
}

// checkStubs checks how the stubs of a plant stand to one another.
func (p *Plant) checkStubs() *Error {
	for _, s := range p.Stubs {
		if s.Script != nil && s.Script.Program == nil {
			return nil // it does not compile, which check reports
		}
	}
	_, err := scripts.NewStubs(p.builtStubs())
	var e *scripts.StubError
	if errors.As(err, &e) {
		return p.Stubs[e.Index].Errorf(e.Got, e.Want, e.Hint)
	}
	return nil
}

// functionStubs lists the functions that are stubbed anywhere in the plant.
func (p *Plant) functionStubs() []string {
	var names []string
	for _, s := range p.Stubs {
		if s.Script == nil {
			names = append(names, s.Name)
		}
	}
	for _, r := range p.Remotes {
		names = append(names, r.Plant.functionStubs()...)
	}
	return names
}

type answerFields struct {
	a    scripts.Answer
	says string // returns or raises
}

var answerShape = shape[*answerFields]{name: "answer", what: "an answer", doc: "What a call of a stubbed function comes to; {} returns null.", fields: []field[*answerFields]{
	{key: "returns", doc: "What it returns. A map of columns and rows is a dataset.", set: func(d *decoder, t *answerFields, n *yaml.Node) {
		d.oneAnswer(t, n, "returns")
		t.a.Value = d.answer(n)
	}, typ: obj{}},
	{key: "raises", doc: "What it raises: \"ValueError: text\", or a Java exception with its package: \"java.io.IOException: refused\".",
		typ: obj{{"type", "string"}, {"pattern", `^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(:.*)?$`}}, set: func(d *decoder, t *answerFields, n *yaml.Node) {
			d.oneAnswer(t, n, "raises")
			t.a.Raises = d.raises(n)
		}},
}}

func (d *decoder) oneAnswer(t *answerFields, n *yaml.Node, key string) {
	if t.says != "" && t.says != key {
		d.fail(n, t.says+" and "+key, "one of them", "several answers in turn are a list")
	}
	t.says = key
}

// answer reads what a stub returns: data in which maps of columns and rows are
// datasets.
func (d *decoder) answer(n *yaml.Node) tags.Value {
	switch n.Kind {
	case yaml.List:
		items := make([]tags.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = d.answer(item)
		}
		return tags.ListOf(items...)
	case yaml.Map:
		if len(n.Keys) == 2 && n.Get("columns") != nil && n.Get("rows") != nil {
			return d.dataset(n)
		}
		m := tags.NewMap(len(n.Keys))
		for i, k := range n.Keys {
			m.Set(match.ScalarValue(k), d.answer(n.Items[i]))
		}
		return tags.FromMap(m)
	}
	return d.value(n)
}

// dataset reads {columns, rows}.
func (d *decoder) dataset(n *yaml.Node) tags.Value {
	const want = "a dataset such as {columns: [id, name], rows: [[1, pump]]}"
	columns, rows := n.Get("columns"), n.Get("rows")
	if columns.Kind != yaml.List {
		d.fail(columns, match.Got(columns), want, "")
	}
	if rows.Kind != yaml.List {
		d.fail(rows, match.Got(rows), want, "")
	}
	for _, r := range rows.Items {
		if r.Kind != yaml.List || len(r.Items) != len(columns.Items) {
			d.fail(r, match.Got(r), "a row of "+count(len(columns.Items), "cell"), "")
		}
	}
	v, err := tags.DataSet.Decode(d.value(n), nil)
	if err != nil {
		d.fail(n, "a dataset that can't be read: "+strings.TrimPrefix(err.Error(), "dataset: "), want, "")
	}
	return v
}

// javaScriptErrors are the exceptions that only JavaScript has.
var javaScriptErrors = []string{"Error", "RangeError", "ReferenceError", "URIError", "EvalError"}

// raises reads an exception as errors write it: its class and its message.
func (d *decoder) raises(n *yaml.Node) *scripts.Exception {
	class, message, _ := strings.Cut(d.text(n), ":")
	class, message = strings.TrimSpace(class), strings.TrimSpace(message)
	const want = `an exception such as "ValueError: text" or "java.io.IOException: refused"`
	switch {
	case !scripts.IsDotted(class):
		d.fail(n, match.Got(n), want, "")
	case strings.Contains(class, "."):
		return scripts.RaiseJava(class, "%s", message)
	case !python.IsException(class) && !slices.Contains(javaScriptErrors, class):
		d.fail(n, fmt.Sprintf("the exception %q, which Python does not have", class), want, "a Java exception is named with its package")
	}
	return scripts.Raise(class, "%s", message)
}

func decodeStubs(d *decoder, t *document, n *yaml.Node) {
	d.entries(n, "stubs by dotted name", func(k, v *yaml.Node) {
		if !scripts.IsDotted(k.Text) {
			d.fail(k, fmt.Sprintf("the stub %q", k.Text), "a dotted name such as system.db.runNamedQuery or shared.util", "")
		}
		s := edit(t, ownStubs, &t.plant.Stubs, indexOf(t.plant.Stubs, func(x *Stub) bool { return x.Name == k.Text }))
		*s = Stub{Pos: d.pos(k), Name: k.Text}
		d.owner = "stub " + k.Text
		switch {
		case nothing(v):
			s.Answers = []scripts.Answer{{}}
		case v.Kind == yaml.List:
			if len(v.Items) == 0 {
				d.fail(v, "no answers", "at least one: {returns: …} or {raises: …}", "")
			}
			d.list(v, "answers", func(_ int, item *yaml.Node) { s.Answers = append(s.Answers, d.oneOfAnswers(item)) })
		case v.Kind == yaml.Map && v.Get("python") == nil && v.Get("javascript") == nil:
			s.Answers = []scripts.Answer{d.oneOfAnswers(v)}
		default:
			s.Script = d.stubFile(v)
		}
	})
}

func (d *decoder) oneOfAnswers(n *yaml.Node) scripts.Answer {
	if nothing(n) {
		return scripts.Answer{}
	}
	if n.Kind == yaml.Text && strings.HasSuffix(n.Text, ".py") {
		d.fail(n, match.Got(n), "an answer: {returns: …} or {raises: …}", "a file stands alone, not in a list")
	}
	f := &answerFields{}
	answerShape.decode(d, f, n)
	return f.a
}

// stubFile reads the Python file of a module stub.
func (d *decoder) stubFile(n *yaml.Node) *Script {
	const want = `a stub: {returns: …}, {raises: …}, a list of these, a path ending in .py, or {python: "…"}`
	if n.Kind == yaml.Text && strings.HasSuffix(n.Text, ".js") || n.Kind == yaml.Map && n.Get("javascript") != nil {
		d.fail(n, "a stub in JavaScript", "a Python file", "what JavaScript calls is stubbed function by function: {returns: …}")
	}
	if n.Kind != yaml.Map && (n.Kind != yaml.Text || !strings.HasSuffix(n.Text, ".py")) {
		hint := ""
		if n.Kind != yaml.Text || !strings.Contains(n.Text, "\n") {
			hint = "what a function returns is written {returns: " + match.Show(d.value(n)) + "}"
		}
		d.fail(n, match.Got(n), want, hint)
	}
	return d.script(n, use{form: scripts.FormProgram})
}

func stubSchema() obj {
	return anyOf(
		obj{{"description", "A Python file whose top-level names are the members, relative to this file."}, {"type", "string"}, {"pattern", `\.py$`}},
		inlineScript("python", "Python whose top-level names are the members."),
		ref("answer"),
		obj{{"description", "Answers in turn; the last one stays."}, {"type", "array"}, {"items", orNothing(ref("answer"))}, {"minItems", 1}})
}
