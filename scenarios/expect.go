package scenarios

// Expectations. Every entry of a list becomes one pattern: a map of the keys
// given, to be compared with what the journal tells of one thing that happened.

import (
	"fmt"
	"slices"
	"strings"

	"dryfire/events"
	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

// reference is something that a file names and that must exist; it is checked
// when the whole file is known.
type reference struct {
	pos     Pos
	on      On     // an endpoint
	opens   bool   // the step itself opens it
	unknown bool   // the gateway need not exist
	tag     string // the path of a tag
	project string
	in      *Run   // where the project is looked for
	script  string // as under timing
	// function is one that is called and not simulated.
	function string
}

type expectFields struct {
	e      *Expect
	plant  *Plant
	action Action // nil at the start
	inAll  *yaml.Node
}

// entryFields builds the pattern of one entry.
type entryFields struct {
	e     *Entry
	plant *Plant
	keys  []string
	subs  []*match.Pattern
}

func (t *entryFields) add(key string, p *match.Pattern) {
	t.keys, t.subs = append(t.keys, key), append(t.subs, p)
}

type entryField = field[*entryFields]

// Reasons are the reasons that notDelivered can name.
var Reasons = []string{"no such project", "no such handler", "handler disabled", "handler error", "out of scope", "filtered by user",
	"filtered by role", "filtered by host", "filtered by session id", "session closed", "designer never receives", "designer cannot write",
	"inheritable project", "other project", "denied", "no such gateway", "gateway unreachable", "payload not transferable", "waits for itself", "timed out", "dropped event"}

var outcomes = append([]string{string(events.Delivered), string(events.Sent), string(events.Recorded)}, Reasons...)

// isMatcher reports whether a node is a map, which where text is wanted can
// only be a matcher.
func isMatcher(n *yaml.Node) bool {
	return n.Kind == yaml.Map && len(n.Keys) == 1 && strings.HasPrefix(n.Keys[0].Text, "$")
}

// textField is a key whose value is text, or a matcher.
func textField(key, doc string) entryField {
	return entryField{key: key, doc: doc, typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if !isMatcher(n) {
			d.text(n)
		}
		t.add(key, d.textPattern(n))
	}}
}

// textPattern is the pattern of a node where text is meant, so that unquoted
// dates are text.
func (d *decoder) textPattern(n *yaml.Node) *match.Pattern {
	if n.Kind == yaml.Date {
		return match.Text(n.Text)
	}
	return d.pattern(n)
}

func enumField(key, doc string, words ...string) entryField {
	return entryField{key: key, doc: doc, typ: orMatcher(enumType(words...)), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if !isMatcher(n) {
			d.enum(n, words...)
		}
		t.add(key, d.pattern(n))
	}}
}

func boolField(key, doc string) entryField {
	return entryField{key: key, doc: doc, typ: orMatcher(boolType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if !isMatcher(n) {
			d.bool(n)
		}
		t.add(key, d.pattern(n))
	}}
}

func valueField(key, doc string) entryField {
	return entryField{key: key, doc: doc, typ: ref("expected"), set: func(d *decoder, t *entryFields, n *yaml.Node) { t.add(key, d.pattern(n)) }}
}

// qualifiedField is a key whose plain value means the value of a qualified one.
func qualifiedField(key, doc string) entryField {
	return entryField{key: key, doc: doc, typ: ref("expected"), set: func(d *decoder, t *entryFields, n *yaml.Node) { t.add(key, d.qualified(n)) }}
}

func intField(key, doc string) entryField {
	return entryField{key: key, doc: doc, typ: orMatcher(intType(1, 1<<31-1)), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if !isMatcher(n) {
			d.int(n, 1, 1<<31-1)
		}
		t.add(key, d.pattern(n))
	}}
}

var timesField = entryField{key: "times", doc: "How many in a row; 1 by default.", typ: intType(1, 1_000_000),
	set: func(d *decoder, t *entryFields, n *yaml.Node) { t.e.Times = d.int(n, 1, 1_000_000) }}

// onField is where something happened; the endpoint must exist.
func onField(doc string, kinds ...string) entryField {
	return entryField{key: "on", doc: doc, typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if isMatcher(n) {
			t.add("on", d.pattern(n))
			return
		}
		on := d.on(t.plant, n, kinds...)
		if on.Kind == "tag" {
			t.add("on", match.Fold(on.String()))
			return
		}
		t.add("on", match.Text(on.String()))
	}}
}

// tagField is the path of a tag; known demands that there is one.
func tagField(doc string, known bool) entryField {
	return entryField{key: "tag", doc: doc, typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if isMatcher(n) {
			t.add("tag", d.pattern(n))
			return
		}
		d.text(n)
		if known {
			d.tagRef(n)
			d.refs = append(d.refs, reference{pos: d.pos(n), tag: n.Text})
		}
		t.add("tag", match.Fold(n.Text))
	}}
}

// qualified reads the pattern of a qualified value: a plain value means its
// value, a map of value, quality and timestamp compares these.
func (d *decoder) qualified(n *yaml.Node) *match.Pattern {
	if !isQualified(n) {
		return match.OnValue(d.pattern(n))
	}
	keys, subs := make([]string, len(n.Keys)), make([]*match.Pattern, len(n.Keys))
	for i, k := range n.Keys {
		v := n.Items[i]
		keys[i] = k.Text
		if k.Text == "quality" && !isMatcher(v) {
			d.quality(v)
		}
		if k.Text == "timestamp" && v.Kind == yaml.Int {
			ms, _ := v.Int()
			subs[i] = match.Value(tags.Date(ms))
			continue
		}
		subs[i] = d.pattern(v)
	}
	return match.Map(keys, subs)
}

func inField(doc string) entryField {
	return entryField{key: "in", doc: doc, typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if !isMatcher(n) {
			d.text(n)
			d.refs = append(d.refs, reference{pos: d.pos(n), script: n.Text})
			if strings.HasPrefix(n.Text, "[") {
				t.add("in", match.Fold(n.Text))
				return
			}
		}
		t.add("in", d.textPattern(n))
	}}
}

var errorShape = &shape[*entryFields]{name: "expectedError", what: "an expected error", doc: "What a script failed with.", fields: []entryField{
	textField("type", "The exception's class name."),
	textField("message", "The message, without the type."),
	intField("line", "The line in the script's own text, from 1."),
}}

// errorField is what a handler run failed with.
var errorField = entryField{key: "error", doc: "What the run failed with: \"Type: message\", the message or the type as text, or {type, message, line}; null for no error.",
	typ: anyOf(ref("expectedError"), textType, obj{{"type", "null"}}, ref("matcher")), set: func(d *decoder, t *entryFields, n *yaml.Node) {
		if n.Kind == yaml.Map && !isMatcher(n) {
			x := &entryFields{e: &Entry{}}
			errorShape.decode(d, x, n)
			t.add("error", match.OnError(match.Map(x.keys, x.subs)))
			return
		}
		if n.Kind != yaml.Null && !isMatcher(n) {
			d.text(n)
		}
		t.add("error", match.OnError(d.pattern(n)))
	}}

func entryShape(name, what, doc string, fields ...entryField) *shape[*entryFields] {
	return &shape[*entryFields]{name: name, what: what, doc: doc, fields: fields}
}

var (
	firedShape = entryShape("fired", "an expected handler run", "A run of a message handler. Only the keys given are compared.",
		onField("gateway, session s1 or client c1; at a remote gateway gateway@NAME, session s1@NAME.", "gateway", "session", "client"),
		textField("handler", "Name of the message handler."),
		textField("project", "The project."),
		valueField("payload", "The payload as delivered, before the handler could change it."),
		timesField,
		valueField("returns", "What the handler returned."),
		errorField)
	notDeliveredShape = entryShape("notDelivered", "a message that was not delivered", "A send that did not reach somebody, or an event that was lost.",
		entryField{key: "on", doc: "gateway, session s1, client c1, designer d1, with @NAME at a remote gateway, or tag \"[default]x\" for a lost event.", typ: orMatcher(textType),
			set: func(d *decoder, t *entryFields, n *yaml.Node) {
				onField("", "gateway", "session", "client", "designer", "tag").set(d, t, n)
				if !isMatcher(n) {
					d.refs[len(d.refs)-1].unknown = true // a gateway that there is not is what this may be about
				}
			}},
		textField("handler", "Name of the message handler, or id of the lost event."),
		textField("project", "The project."),
		enumField("reason", "Why.", Reasons...),
		tagField("The tag whose event was lost.", true),
		timesField)
	eventsShape = entryShape("tagEventRun", "an expected event script run", "A run of a tag event script. Only the keys given are compared.",
		tagField("Full path of the tag.", true),
		enumField("event", "The event id.", tags.EventIDs()...),
		qualifiedField("previousValue", "Its value, or {value, quality, timestamp}."),
		qualifiedField("currentValue", "Its value, or {value, quality, timestamp}."),
		boolField("initialChange", "Whether the event is an initial one."),
		boolField("missedEvents", "Whether events of the tag were lost before it."),
		valueField("changed", "What changed, for qualifiedValueChanged: a list of VALUE, QUALITY and TIMESTAMP."),
		timesField,
		errorField)
	logsShape = entryShape("logLine", "an expected log line", "A line in a log. Only the keys given are compared.",
		onField("gateway, or the client in whose console it appears.", "gateway", "session", "client", "designer"),
		textField("logger", "Name of the logger."),
		enumField("level", "Level.", "trace", "debug", "info", "warn", "error"),
		valueField("message", "The message, exactly unless a matcher."))
	errorsShape = entryShape("scriptError", "an expected script error", "A script error. Only the keys given are compared.",
		inField("The script, as under timing: \"[default]test valueChanged\", \"session X/test\", run."),
		textField("type", "The exception's class name."),
		textField("message", "The message without the type, exactly unless a matcher."),
		intField("line", "The line in the script's own text, from 1."))
	receiptShape = entryShape("receipt", "a receipt", "What became of a send at one endpoint.",
		onField("The endpoint.", "gateway", "session", "client", "designer"),
		textField("handler", "Name of the message handler."),
		textField("project", "The project."),
		enumField("reason", "delivered, or why not.", outcomes...),
		boolField("selected", "Whether the platform listed it as a recipient."))
	sentShape = entryShape("sent", "an expected send", "A call of sendMessage or sendRequest. Only the keys given are compared.",
		entryField{key: "from", doc: "Who sent: gateway, session s1, tag \"[default]x\", or the script as under timing.", typ: orMatcher(textType), set: decodeFrom},
		entryField{key: "function", doc: "util.sendMessage, util.sendRequest, util.sendRequestAsync or perspective.sendMessage, with or without system.", typ: orMatcher(textType),
			set: func(d *decoder, t *entryFields, n *yaml.Node) {
				if !isMatcher(n) {
					bare := *n
					bare.Text = strings.TrimPrefix(n.Text, "system.")
					n = &bare
				}
				t.add("function", d.pattern(n))
			}},
		textField("project", "The project."),
		textField("handler", "Name of the message handler."),
		textField("scope", "The effective scope."),
		valueField("payload", "The payload as sent."),
		textField("user", "The filter user."),
		textField("hasRole", "The filter hasRole."),
		textField("hostName", "The filter hostName."),
		textField("clientSessionId", "The filter clientSessionId."),
		valueField("remoteServers", "The remote servers."),
		entryField{key: "receipts", doc: "Receipts of the send, in any order; others may exist.", typ: listOf(ref("receipt")), set: func(d *decoder, t *entryFields, n *yaml.Node) {
			var subs []*match.Pattern
			d.list(n, "receipts", func(_ int, item *yaml.Node) { subs = append(subs, d.entry(t.plant, receiptShape, item).Pattern) })
			t.add("receipts", match.Subset(subs))
		}})
	callsShape = entryShape("call", "an expected call", "A call of a function that a stub stands in for, or that nothing answers. Only the keys given are compared.",
		entryField{key: "function", doc: "The function's full dotted name.", typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
			if !isMatcher(n) {
				d.refs = append(d.refs, reference{pos: d.pos(n), function: d.text(n)})
			}
			t.add("function", d.pattern(n))
		}},
		valueField("args", "The positional arguments, a list."),
		valueField("keywords", "The arguments given by name."),
		inField("The script, as under timing: \"[default]test valueChanged\", \"session X/test\", run."),
		valueField("returns", "What it returned."),
		errorField,
		timesField)
	writesShape = entryShape("writeResult", "an expected write", "The result of a write by a script or a step. Only the keys given are compared.",
		tagField("Path of the tag, as it was written.", false),
		valueField("value", "The value written."),
		entryField{key: "quality", doc: "Name of the resulting quality.", typ: orMatcher(textType), set: func(d *decoder, t *entryFields, n *yaml.Node) {
			if !isMatcher(n) {
				d.quality(n)
			}
			t.add("quality", d.pattern(n))
		}})
)

func decodeFrom(d *decoder, t *entryFields, n *yaml.Node) {
	if isMatcher(n) {
		t.add("from", d.pattern(n))
		return
	}
	text := d.text(n)
	on, ok := parseOn(text, t.plant.isRemote, "gateway", "session", "client", "designer", "tag")
	switch {
	case ok && on.Kind == "tag":
		t.e.From = fromTag
		d.refs = append(d.refs, reference{pos: d.pos(n), on: on, tag: on.ID})
		t.add("from", match.Fold(on.String()))
	case ok && !strings.Contains(text, "/"):
		d.refs = append(d.refs, reference{pos: d.pos(n), on: on})
		t.add("from", match.Text(on.String()))
	default:
		t.e.From = fromScript
		p := d.textPattern(n)
		if strings.HasPrefix(text, "[") {
			p = match.Fold(text)
		}
		t.add("from", p)
	}
}

// entry reads one entry of a list.
func (d *decoder) entry(plant *Plant, s *shape[*entryFields], n *yaml.Node) *Entry {
	x := &entryFields{e: &Entry{Pos: d.pos(n), Times: 1}, plant: plant}
	s.decode(d, x, n)
	if len(n.Keys) == 0 {
		d.fail(n, "an entry without keys", oneOf(s.keys(d.where)), "")
	}
	x.e.Pattern = match.Map(x.keys, x.subs)
	return x.e
}

func (d *decoder) entryList(plant *Plant, s *shape[*entryFields], n *yaml.Node) *List {
	l := &List{Pos: d.pos(n), Entries: []*Entry{}}
	d.list(n, "entries, each "+s.what, func(i int, item *yaml.Node) {
		e := d.entry(plant, s, item)
		e.index = i
		l.Entries = append(l.Entries, e)
	})
	return l
}

var (
	expectShape  shape[*expectFields]
	onStartShape shape[*OnStart]
)

func init() {
	list := func(key, doc string, s *shape[*entryFields], at func(*Expect) **List) field[*expectFields] {
		return field[*expectFields]{key: key, doc: doc, typ: listOf(ref(s.name)), set: func(d *decoder, t *expectFields, n *yaml.Node) {
			*at(t.e) = d.entryList(t.plant, s, n)
		}}
	}
	expectShape = shape[*expectFields]{name: "expect", what: "the expectations", doc: "What must have happened. \"fired: []\" says that nothing ran.", fields: []field[*expectFields]{
		{key: "fired", doc: "Runs of message handlers. The list is complete; {includes: [...]} allows others. Order matters within one receiver.",
			typ: anyOf(listOf(ref("fired")), obj{{"type", "object"}, {"properties", obj{{"includes", listOf(ref("fired"))}}}, {"required", []any{"includes"}}, {"additionalProperties", false}}),
			set: func(d *decoder, t *expectFields, n *yaml.Node) {
				if n.Kind == yaml.Map {
					in := n.Get("includes")
					for _, k := range n.Keys {
						if k.Text != "includes" {
							d.fail(k, fmt.Sprintf("the unknown key %q", k.Text), "includes", didYouMean(k.Text, []string{"includes"}))
						}
					}
					if in == nil {
						d.fail(n, "a map without the key includes", "a list, or {includes: [...]}", "")
					}
					t.e.Fired = d.entryList(t.plant, firedShape, in)
					t.e.Fired.Includes = true
					return
				}
				t.e.Fired = d.entryList(t.plant, firedShape, n)
			}},
		{key: "inOrder", doc: "true: fired is one total order, across receivers.", typ: boolType,
			set: func(d *decoder, t *expectFields, n *yaml.Node) { t.e.InOrder, t.inAll = d.bool(n), n }},
		list("notDelivered", "Sends that reached nobody or could not run, and lost events. Others may exist.", notDeliveredShape, func(e *Expect) **List { return &e.NotDelivered }),
		list("events", "Runs of tag event scripts. The list is complete; order matters within one tag.", eventsShape, func(e *Expect) **List { return &e.Events }),
		list("logs", "Log lines that must appear, in this order; others may appear between.", logsShape, func(e *Expect) **List { return &e.Logs }),
		{key: "tags", doc: "What tags hold afterwards: a value, or {value, quality, timestamp}.", typ: mapOf(ref("expected")), set: func(d *decoder, t *expectFields, n *yaml.Node) {
			t.e.Tags = &TagList{Pos: d.pos(n)}
			d.entries(n, "tag paths and values", func(k, v *yaml.Node) {
				d.tagRef(k)
				d.refs = append(d.refs, reference{pos: d.pos(k), tag: k.Text})
				t.e.Tags.Entries = append(t.e.Tags.Entries, &TagEntry{Pos: d.pos(v), Path: k.Text, Pattern: d.qualified(v)})
			})
		}},
		{key: "returns", doc: "What the action returned: of write the qualities, of read the values, of run the value of its last expression.", typ: ref("expected"), set: decodeReturns},
		list("errors", "Script errors that must happen. Each further one fails the step.", errorsShape, func(e *Expect) **List { return &e.Errors }),
		list("sent", "Calls of sendMessage and sendRequest, in this order; others may happen between.", sentShape, func(e *Expect) **List { return &e.Sent }),
		list("calls", "Calls of functions that stubs stand in for, in this order; others may happen between.", callsShape, func(e *Expect) **List { return &e.Calls }),
		list("writes", "Results of writes, bad ones included; others may happen.", writesShape, func(e *Expect) **List { return &e.Writes }),
	}}
	onStartShape = shape[*OnStart]{name: "onStart", what: "onStart", doc: "What must follow from the start.", fields: []field[*OnStart]{
		{key: "expect", doc: "What must have happened.", typ: ref("expect"), set: func(d *decoder, t *OnStart, n *yaml.Node) { t.expect = n }},
		{key: "allow", doc: "Loud things that need not be named at the start.", typ: listOf(enumType(allowNames...)),
			set: func(d *decoder, t *OnStart, n *yaml.Node) { t.Allow = d.allow(n) }},
	}}
}

func decodeReturns(d *decoder, t *expectFields, n *yaml.Node) {
	r := &Returns{Pos: d.pos(n)}
	t.e.Returns = r
	switch t.action.(type) {
	case *Run:
		r.Pattern = d.pattern(n)
	case Write, SetQuality:
		if n.Kind == yaml.List {
			for _, item := range n.Items {
				if !isMatcher(item) {
					d.quality(item)
				}
			}
		}
		r.Pattern = d.pattern(n)
	case Read:
		if n.Kind != yaml.List {
			r.Pattern = d.pattern(n)
			return
		}
		subs := make([]*match.Pattern, len(n.Items))
		for i, item := range n.Items {
			subs[i] = d.qualified(item)
		}
		r.Pattern = match.List(subs)
	default:
		what := "the start"
		if t.action != nil {
			what = t.action.Keyword()
		}
		d.fail(n, "returns for "+what+", which returns nothing", "it for write, read, quality or run", "")
	}
}

// expect reads expectations; action is nil for those of the start.
func (d *decoder) expect(plant *Plant, action Action, n *yaml.Node) *Expect {
	x := &expectFields{e: &Expect{Pos: d.pos(n)}, plant: plant, action: action}
	from := len(d.refs)
	expectShape.decode(d, x, n)
	if x.inAll != nil && x.e.Fired == nil {
		d.fail(x.inAll, "inOrder without fired", "both", "")
	}
	x.e.refs = slices.Clone(d.refs[from:])
	d.refs = d.refs[:from]
	return x.e
}
