package scenarios

// Steps and their actions.

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"dryfire/scenarios/match"
	"dryfire/scenarios/signal"
	"dryfire/scenarios/yaml"
	"dryfire/scripts"
	"dryfire/tags"
)

type stepFields struct {
	s      *Step
	plant  *Plant
	expect *yaml.Node
}

var stepShape shape[*stepFields]

// actions are the keys of a step that do something.
var actions []string

func init() {
	act := func(key, doc string, typ obj, read func(d *decoder, plant *Plant, n *yaml.Node) Action) field[*stepFields] {
		actions = append(actions, key)
		return field[*stepFields]{key: key, doc: doc, typ: typ, set: func(d *decoder, t *stepFields, n *yaml.Node) {
			t.s.Action = read(d, t.plant, n)
		}}
	}
	stepShape = shape[*stepFields]{name: "step", what: "a step", doc: "One action, and what must follow from it.", fields: []field[*stepFields]{
		{key: "name", doc: "Name of the step in reports.", typ: textType, set: func(d *decoder, t *stepFields, n *yaml.Node) { t.s.Name = d.text(n) }},
		{key: "at", doc: "Virtual time since the start at which the action happens.", typ: ref("duration"),
			set: func(d *decoder, t *stepFields, n *yaml.Node) {
				t.s.At, t.s.HasAt, t.s.atPos = d.duration(n), true, d.pos(n)
			}},
		{key: "expect", doc: "What must have happened in this step. \"fired\" and \"events\" are complete lists.", typ: ref("expect"),
			set: func(d *decoder, t *stepFields, n *yaml.Node) { t.expect = n }}, // read when the action is known
		{key: "allow", doc: "Loud things that need not be named in this step.", typ: listOf(enumType(allowNames...)),
			set: func(d *decoder, t *stepFields, n *yaml.Node) { t.s.Allow = d.allow(n) }},
		act("write", "Writes tags, all at one instant, in the order written.", mapOf(ref("write")), decodeWrite),
		act("read", "Reads tags; expect.returns is the list of values.", listOf(textType), decodeRead),
		act("drive", "Writes a sequence of values to a tag, or replays a recording.", ref("drive"), decodeDrive),
		act("advance", "Lets virtual time pass; what becomes due runs.", ref("duration"), func(d *decoder, _ *Plant, n *yaml.Node) Action { return Advance(d.duration(n)) }),
		act("run", "Runs a script; expect.returns is the value of its last expression, or of result.", ref("run"), decodeRun),
		act("open", "Opens a session, client or Designer, or a link of the Gateway Network.", ref("open"), decodeOpen),
		act("close", "Closes a session, client or Designer, or cuts a link: \"session s1\", \"link agent-8088\".", textType, decodeClose),
		act("quality", "Gives tags a quality and leaves their values.", mapOf(ref("quality")), decodeQuality),
		act("restart", "Re-initialises: gateway, \"provider default\", \"tag [default]x\" or \"project X\".", textType, decodeRestart),
		act("configure", "Adds or edits tags.", mapOf(orNothing(ref("tag"))), decodeConfigure),
		act("await", "With clock: real, waits until the expectations hold, at most this long.", ref("duration"), func(d *decoder, p *Plant, n *yaml.Node) Action { return Await(d.duration(n)) }),
	}}
}

func decodeSteps(d *decoder, t *document, n *yaml.Node) {
	d.later = append(d.later, func() {
		d.list(n, "steps", func(_ int, item *yaml.Node) {
			t.scenario.Steps = append(t.scenario.Steps, d.step(t.plant, item))
		})
	})
}

func (d *decoder) step(plant *Plant, n *yaml.Node) *Step {
	f := &stepFields{s: &Step{Pos: d.pos(n)}, plant: plant}
	if n.Kind == yaml.Map {
		first := ""
		for _, k := range n.Keys {
			if !contains(actions, k.Text) {
				continue
			}
			if first != "" {
				d.fail(k, fmt.Sprintf("a second action %q in a step that has %q", k.Text, first), "one action a step", "")
			}
			first = k.Text
		}
	}
	d.refs = nil
	stepShape.decode(d, f, n)
	f.s.refs, d.refs = d.refs, nil
	if f.s.Action == nil {
		d.fail(n, "a step without an action", oneOf(actions), "advance: 0s only looks at what is there")
	}
	if f.expect != nil {
		f.s.Expect = d.expect(plant, f.s.Action, f.expect)
	}
	return f.s
}

// update reads a value, or {value, quality, timestamp}.
func (d *decoder) update(plant *Plant, path string, n *yaml.Node) tags.Update {
	if !isQualified(n) {
		return tags.Update{Value: d.writable(plant, path, n), HasValue: true}
	}
	var u tags.Update
	for i, k := range n.Keys {
		v := n.Items[i]
		switch k.Text {
		case "value":
			u.Value, u.HasValue = d.writable(plant, path, v), true
		case "quality":
			u.Quality, u.HasQuality = d.quality(v), true
		case "timestamp":
			switch {
			case v.Kind == yaml.Date:
				u.Timestamp = v.Date().UnixMilli()
			case v.Kind == yaml.Text:
				t, ok := yaml.ParseDate(v.Text)
				if !ok {
					d.fail(v, match.Got(v), "an ISO 8601 date and time", "")
				}
				u.Timestamp = t.UnixMilli()
			case v.Kind == yaml.Int:
				ms, ok := v.Int()
				if !ok {
					d.fail(v, match.Got(v), "milliseconds since 1970", "")
				}
				u.Timestamp = ms
			default:
				d.fail(v, match.Got(v), "an ISO 8601 date and time", "")
			}
			u.HasTimestamp = true
		}
	}
	return u
}

// isQualified reports whether a map has no keys but value, quality and
// timestamp, and at least one of them.
func isQualified(n *yaml.Node) bool {
	if n.Kind != yaml.Map || len(n.Keys) == 0 {
		return false
	}
	for _, k := range n.Keys {
		if k.Text != "value" && k.Text != "quality" && k.Text != "timestamp" {
			return false
		}
	}
	return true
}

// writable reads a value for a tag: {columns, rows} is a dataset where the tag
// holds datasets.
func (d *decoder) writable(plant *Plant, path string, n *yaml.Node) tags.Value {
	t := plant.Tag(path)
	if n.Kind == yaml.Map && n.Get("columns") != nil && n.Get("rows") != nil && t != nil && t.Definition.DataType() == tags.DataSet {
		return d.dataset(n)
	}
	return d.value(n)
}

// quality reads the name of a quality, with a diagnostic if it has one.
func (d *decoder) quality(n *yaml.Node) tags.Quality {
	text := d.text(n)
	name, diagnostic, has := strings.Cut(text, `("`)
	c, ok := tags.QualityByName(name)
	if !ok || has && !strings.HasSuffix(diagnostic, `")`) {
		d.fail(n, match.Got(n), "the name of a quality, such as Good, Bad_NotFound or Uncertain", didYouMean(name, qualityNames))
	}
	q := tags.QualityOf(c)
	if has {
		q = q.WithDiagnostic(strings.TrimSuffix(diagnostic, `")`))
	}
	return q
}

// qualityNames are the names of QV-7 in the order of their codes.
var qualityNames = func() []string {
	var names []string
	for _, level := range []int64{0, 1 << 30, -1 << 31, -1 << 30} {
		for sub := range int64(1000) {
			c := tags.QualityCode(level + sub)
			if n := c.Name(); n != strconv.Itoa(int(c)) {
				names = append(names, n)
			}
		}
	}
	return names
}()

func (d *decoder) nonEmpty(n *yaml.Node, what string) {
	if len(n.Items) == 0 {
		d.fail(n, match.Got(n)+" without "+what, "at least one", "")
	}
}

func decodeWrite(d *decoder, plant *Plant, n *yaml.Node) Action {
	var w Write
	if n.Kind != yaml.Map {
		d.fail(n, match.Got(n), "a map of tag paths and values", "")
	}
	d.nonEmpty(n, "tags")
	for i, k := range n.Keys {
		d.tagRef(k)
		w = append(w, TagWrite{Path: k.Text, Update: d.update(plant, k.Text, n.Items[i])})
	}
	return w
}

// tagRef checks that a path is one, whether or not there is such a tag.
func (d *decoder) tagRef(n *yaml.Node) {
	if _, p, problem := tagKey(n.Text); problem != "" {
		hint := problem
		if !strings.HasPrefix(n.Text, "[") {
			hint = "write the provider: [default]" + n.Text
		} else if p.Tag == "" || problem == "no full path" {
			hint = ""
		}
		d.fail(n, fmt.Sprintf("the path %q", n.Text), "the full path of a tag: [provider]folder/tag", hint)
	}
}

func decodeRead(d *decoder, _ *Plant, n *yaml.Node) Action {
	r := Read(d.texts(n))
	d.nonEmpty(n, "paths")
	for _, item := range n.Items {
		d.tagRef(item)
	}
	return r
}

func decodeQuality(d *decoder, _ *Plant, n *yaml.Node) Action {
	var q SetQuality
	if n.Kind != yaml.Map {
		d.fail(n, match.Got(n), "a map of tag paths and qualities", "")
	}
	d.nonEmpty(n, "tags")
	for i, k := range n.Keys {
		d.tagRef(k)
		q = append(q, TagQuality{Path: k.Text, Quality: d.quality(n.Items[i])})
	}
	return q
}

func decodeConfigure(d *decoder, plant *Plant, n *yaml.Node) Action {
	var c Configure
	if n.Kind != yaml.Map {
		d.fail(n, match.Got(n), "a map of tag paths and definitions", "")
	}
	d.nonEmpty(n, "tags")
	for i, k := range n.Keys {
		t := &Tag{key: d.tagPath(k)}
		d.tag(t, k, n.Items[i])
		c = append(c, t)
	}
	return c
}

func decodeRestart(d *decoder, plant *Plant, n *yaml.Node) Action {
	text := d.text(n)
	what, name, _ := strings.Cut(text, " ")
	r := &Restart{What: what, Name: unquote(strings.TrimSpace(name))}
	if w, gateway, ok := strings.Cut(text, "@"); ok && w == "gateway" {
		r = &Restart{What: w, Gateway: gateway}
		if !plant.isRemote(gateway) {
			d.fail(n, match.Got(n), "a gateway that there is", "")
		}
	}
	switch {
	case r.What == "gateway" && r.Name == "":
	case r.What == "provider" && r.Name != "":
	case r.What == "project" && r.Name != "":
		if plant.project(r.Name) == nil {
			d.fail(n, fmt.Sprintf("the unknown project %q", r.Name), oneOf(plant.projectNames()), didYouMean(r.Name, plant.projectNames()))
		}
	case r.What == "tag" && r.Name != "":
		if _, _, problem := tagKey(r.Name); problem != "" {
			d.fail(n, fmt.Sprintf("the path %q", r.Name), "the full path of a tag: [provider]folder/tag", "")
		}
		d.refs = append(d.refs, reference{pos: d.pos(n), tag: r.Name})
	default:
		d.fail(n, match.Got(n), `gateway, "provider default", "tag [default]x" or "project X"`, didYouMean(what, []string{"gateway", "provider", "tag", "project"}))
	}
	return r
}

func decodeClose(d *decoder, plant *Plant, n *yaml.Node) Action {
	return &Close{On: d.on(plant, n, "session", "client", "designer", "link")}
}

// on reads a name such as session s1 and, if it is that of an endpoint,
// remembers to check that there is one.
func (d *decoder) on(plant *Plant, n *yaml.Node, kinds ...string) On {
	text := d.text(n)
	on, ok := parseOn(text, plant.isRemote, kinds...)
	if !ok {
		var want []string
		for _, k := range kinds {
			switch k {
			case "gateway":
				want = append(want, k)
			case "tag":
				want = append(want, `tag "[default]x"`)
			default:
				want = append(want, k+" "+map[string]string{"session": "s1", "client": "c1", "designer": "d1", "link": "agent-8088"}[k])
			}
		}
		kind, _, _ := strings.Cut(text, " ")
		d.fail(n, match.Got(n), strings.Join(want, ", ")+" or the like", didYouMean(kind, kinds))
	}
	r := reference{pos: d.pos(n), on: on}
	if on.Kind == "tag" {
		r.tag = on.ID
	}
	d.refs = append(d.refs, r)
	return on
}

func decodeOpen(d *decoder, plant *Plant, n *yaml.Node) Action {
	const want = `{session s2: {project: X}}, or the like with client or designer, or link agent-8088`
	if n.Kind == yaml.Text {
		on := d.on(plant, n, "session", "client", "designer", "link")
		d.refs[len(d.refs)-1].opens = true
		return &Open{On: on}
	}
	if n.Kind != yaml.Map || len(n.Keys) != 1 {
		d.fail(n, match.Got(n), want, "one thing to open a step")
	}
	k, v := n.Keys[0], n.Items[0]
	on, ok := parseOn(k.Text, plant.isRemote, "session", "client", "designer")
	if !ok {
		d.fail(k, match.Got(k), want, "")
	}
	e := &Endpoint{Pos: d.pos(k), ID: on.ID, kind: on.Kind}
	for _, known := range plant.remote(on.Gateway).endpoints(on.Kind) {
		if known.ID == on.ID { // opened again: what is not given is as before
			*e = *known
		}
	}
	e.Pos = d.pos(k)
	if !nothing(v) {
		endpointShapes[on.Kind].decode(d, &endpointFields{e, on.Kind}, v)
	}
	d.refs = append(d.refs, reference{pos: d.pos(k), on: on, opens: true})
	return &Open{On: on, Endpoint: e}
}

type runFields struct {
	r      *Run
	plant  *Plant
	params []string // variables that the script finds
}

var runShape = shape[*runFields]{name: "run", what: "a run step", doc: "A script to run.", fields: []field[*runFields]{
	{key: "in", doc: "Where: gateway (the default), session s1, client c1, designer d1 or tag \"[default]x\".", typ: textType,
		set: func(d *decoder, t *runFields, n *yaml.Node) {
			t.r.In = d.on(t.plant, n, "gateway", "session", "client", "designer", "tag")
		}},
	{key: "project", doc: "The project with whose library it runs.", typ: textType, set: func(d *decoder, t *runFields, n *yaml.Node) {
		t.r.Project = d.text(n)
		d.refs = append(d.refs, reference{pos: d.pos(n), project: t.r.Project, in: t.r})
	}},
	{key: "script", doc: "The script. In a session it finds the variable session.", typ: ref("script"), need: true, set: func(d *decoder, t *runFields, n *yaml.Node) {
		d.owner = "run"
		t.r.Script = d.script(n, use{form: scripts.FormProgram, params: t.params})
	}},
}}

func decodeRun(d *decoder, plant *Plant, n *yaml.Node) Action {
	f := &runFields{r: &Run{In: On{Kind: "gateway"}}, plant: plant}
	if in := n.Get("in"); in != nil && strings.HasPrefix(in.Text, "session ") {
		f.params = []string{"session"}
	}
	runShape.decode(d, f, n)
	return f.r
}

type driveFields struct {
	d        *Drive
	hasEvery bool
	values   *yaml.Node
	file     *yaml.Node
}

var driveShape = shape[*driveFields]{name: "drive", what: "a drive step", doc: "Values that are written to a tag, one after the other.", fields: []field[*driveFields]{
	{key: "tag", doc: "Full path of the tag.", typ: textType, set: func(d *decoder, t *driveFields, n *yaml.Node) { t.d.Tag = d.text(n); d.tagRef(n) }},
	{key: "values", doc: "A list, a series such as \"0+1x5\", or a signal such as {ramp: {min: 0, max: 10, period: 10s}}.",
		typ: anyOf(obj{{"type", "array"}, {"minItems", 1}}, textType, numberType, ref("signal")), set: func(d *decoder, t *driveFields, n *yaml.Node) { t.values = n }},
	{key: "every", doc: "Time between two values.", typ: ref("duration"), set: func(d *decoder, t *driveFields, n *yaml.Node) { t.d.Every, t.hasEvery = d.duration(n), true }},
	{key: "recording", doc: "A recording to replay, as dryfire serve --record writes it; only the changes of tag if that is given.", typ: textType,
		set: func(d *decoder, t *driveFields, n *yaml.Node) { t.file = n }},
	{key: "speed", doc: "How much faster than it came a recording is replayed; 1 by default.", typ: obj{{"type", "number"}, {"exclusiveMinimum", 0}},
		set: func(d *decoder, t *driveFields, n *yaml.Node) {
			if t.d.Speed = d.number(n); t.d.Speed <= 0 {
				d.fail(n, match.Got(n), "a number above 0", "")
			}
		}},
}}

func decodeDrive(d *decoder, plant *Plant, n *yaml.Node) Action {
	f := &driveFields{d: &Drive{Speed: 1}}
	driveShape.decode(d, f, n)
	if f.values != nil && f.values.Kind == yaml.Map {
		if r := f.values.Get("recording"); r != nil && len(f.values.Keys) == 1 {
			f.values, f.file = nil, r
		}
	}
	switch {
	case f.file != nil && f.values != nil:
		d.fail(n, "both values and a recording", "one of them", "")
	case f.file != nil && f.hasEvery:
		d.fail(n, "every for a recording", "speed", "a recording keeps its own times")
	case f.file != nil:
		path, text := d.read(f.file, "a recording")
		records, warnings, err := signal.ReadRecording(path, []byte(text))
		d.must(fileError(err))
		f.d.Warnings = warnings
		for _, r := range records {
			if f.d.Tag == "" || strings.EqualFold(r.Tag, f.d.Tag) {
				r.Busy = r.Busy && f.d.Tag == "" // scripts of other tags are not there to be behind
				f.d.Recording = append(f.d.Recording, r)
			}
		}
		if len(f.d.Recording) == 0 {
			d.fail(f.file, "a recording without changes of "+f.d.Tag, "at least one", "")
		}
		return f.d
	case f.values == nil:
		d.fail(n, "a drive step without values", "values or recording", "")
	case f.d.Tag == "":
		d.fail(n, "a drive step without the key tag", "it", "")
	}
	f.d.Signal = d.signal(plant, f)
	if f.d.Signal.Len() > 1 && !f.hasEvery {
		d.fail(n, "several values without the key every", "the time between two values", "")
	}
	if time.Duration(f.d.Signal.Len()) > maxDuration/max(f.d.Every, 1) {
		d.fail(n, "values that take more than a hundred years", "fewer", "")
	}
	return f.d
}

// fileError makes an *Error of a complaint about another file that names its
// place itself.
func fileError(err error) error {
	if err == nil {
		return nil
	}
	place, got, found := strings.Cut(err.Error(), ": got ")
	if !found {
		return &Error{File: "", Got: err.Error()}
	}
	got, want, _ := strings.Cut(got, ", want ")
	e := &Error{File: place, Got: got, Want: want}
	if parts := strings.Split(place, ":"); len(parts) >= 3 {
		line, err1 := strconv.Atoi(parts[len(parts)-2])
		col, err2 := strconv.Atoi(parts[len(parts)-1])
		if err1 == nil && err2 == nil {
			e.File, e.Line, e.Col = strings.Join(parts[:len(parts)-2], ":"), line, col
		}
	}
	return e
}

func (d *decoder) signal(plant *Plant, f *driveFields) signal.Signal {
	n := f.values
	switch n.Kind {
	case yaml.List:
		d.nonEmpty(n, "values")
		list := make(signal.List, len(n.Items))
		for i, item := range n.Items {
			list[i] = d.writable(plant, f.d.Tag, item)
		}
		return list
	case yaml.Text:
		s, err := signal.ParseSeries(n.Text)
		if err != nil {
			got, want, _ := strings.Cut(strings.TrimPrefix(err.Error(), "got "), ", want ")
			d.fail(n, got, want, "")
		}
		return s
	case yaml.Int, yaml.Float: // the series of one number, which needs no quotes
		return signal.List{d.value(n)}
	case yaml.Map:
		if len(n.Keys) != 1 {
			break
		}
		kind := n.Keys[0]
		if s := signalShapes[kind.Text]; s != nil {
			x := &signalFields{wave: signal.Wave{Shape: signal.Shape(kind.Text), Max: 1, Repeat: kind.Text != "ramp"}, min: "0", max: "1"}
			s.read(d, x, f, n.Items[0])
			return x.out
		}
		d.fail(kind, fmt.Sprintf("the unknown signal %q", kind.Text), oneOf(signalNames), didYouMean(kind.Text, signalNames))
	}
	d.fail(n, match.Got(n), `a list, a series such as "0+1x5", or a signal such as {ramp: {…}}`, "")
	return nil
}

// signalFields is what the map of a signal is read into.
type signalFields struct {
	wave     signal.Wave
	min, max string // as written: whole numbers make a random signal whole
	count    int
	file     *yaml.Node
	column   string
	out      signal.Signal
}

type signalShape struct {
	shape[*signalFields]
	read func(d *decoder, x *signalFields, f *driveFields, n *yaml.Node)
}

var signalNames = []string{"ramp", "sine", "square", "triangle", "random", "csv", "recording"}

var signalShapes = func() map[string]*signalShape {
	bound := func(key, doc string, at func(*signalFields) (*float64, *string)) field[*signalFields] {
		return field[*signalFields]{key: key, doc: doc, typ: numberType, set: func(d *decoder, t *signalFields, n *yaml.Node) {
			f, text := at(t)
			*f, *text = d.number(n), n.Text
		}}
	}
	low := bound("min", "Least value; 0 by default.", func(t *signalFields) (*float64, *string) { return &t.wave.Min, &t.min })
	high := bound("max", "Greatest value; 1 by default.", func(t *signalFields) (*float64, *string) { return &t.wave.Max, &t.max })
	period := field[*signalFields]{key: "period", doc: "Time of one cycle.", typ: ref("duration"), need: true, set: func(d *decoder, t *signalFields, n *yaml.Node) {
		if t.wave.Period = d.duration(n); t.wave.Period == 0 {
			d.fail(n, match.Got(n), "a duration above 0", "")
		}
	}}
	repeat := field[*signalFields]{key: "repeat", doc: "Begin anew after a period; true by default, for a ramp false.", typ: boolType,
		set: func(d *decoder, t *signalFields, n *yaml.Node) { t.wave.Repeat = d.bool(n) }}
	count := field[*signalFields]{key: "count", doc: "Number of values; by default those of one period, its end included.", typ: intType(1, signal.MaxLen),
		set: func(d *decoder, t *signalFields, n *yaml.Node) { t.count = d.int(n, 1, signal.MaxLen) }}

	m := map[string]*signalShape{}
	for _, kind := range []string{"ramp", "sine", "square", "triangle"} {
		s := &signalShape{shape: shape[*signalFields]{name: kind, what: "the signal " + kind, doc: "The signal " + kind + ".", fields: []field[*signalFields]{low, high, period, repeat, count}}}
		s.read = func(d *decoder, x *signalFields, f *driveFields, n *yaml.Node) {
			s.decode(d, x, n)
			w := x.wave
			w.Count = x.count
			if w.Count == 0 {
				if f.d.Every == 0 {
					d.fail(n, "a signal without count and every", "one of them", "")
				}
				if w.Period/f.d.Every >= signal.MaxLen {
					d.fail(n, "a signal of too many values", fmt.Sprintf("at most %d", signal.MaxLen), "")
				}
				w.Count = int(w.Period/f.d.Every) + 1
			}
			x.out = &w
		}
		m[kind] = s
	}
	random := &signalShape{shape: shape[*signalFields]{name: "random", what: "the signal random", doc: "Random numbers between min and max, whole ones if both bounds are whole. They follow the seed of the run.",
		fields: []field[*signalFields]{low, high, count}}}
	random.fields[2].need = true
	random.fields[2].doc = "Number of values."
	random.read = func(d *decoder, x *signalFields, f *driveFields, n *yaml.Node) {
		random.decode(d, x, n)
		r := &signal.Random{Min: x.wave.Min, Max: x.wave.Max, Count: x.count}
		_, err1 := strconv.ParseInt(x.min, 10, 64)
		_, err2 := strconv.ParseInt(x.max, 10, 64)
		r.Integers = err1 == nil && err2 == nil
		if err := r.CheckBounds(); err != nil {
			got, want, _ := strings.Cut(strings.TrimPrefix(err.Error(), "got "), ", want ")
			d.fail(n, got, want, "")
		}
		x.out = r
	}
	m["random"] = random
	file := &signalShape{shape: shape[*signalFields]{name: "csv", what: "the signal csv", doc: "A column of a CSV file.", fields: []field[*signalFields]{
		{key: "file", doc: "The file.", typ: textType, need: true, set: func(d *decoder, t *signalFields, n *yaml.Node) { t.file = n }},
		{key: "column", doc: "Name of the column in the first line, or its number from 1 in a file without names; 1 by default.", typ: anyOf(textType, intType(1, 1_000_000)),
			set: func(d *decoder, t *signalFields, n *yaml.Node) {
				if n.Kind != yaml.Int {
					d.name(n)
				}
				t.column = n.Text
			}},
	}}}
	file.read = func(d *decoder, x *signalFields, f *driveFields, n *yaml.Node) {
		x.file = n
		if n.Kind != yaml.Text {
			file.decode(d, x, n)
		}
		path, text := d.read(x.file, "a CSV file")
		samples, err := signal.ReadCSV(filepath.ToSlash(path), []byte(text), x.column)
		d.must(fileError(err))
		x.out = samples
	}
	m["csv"] = file
	return m
}()
