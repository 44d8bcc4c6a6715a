// Package match compares what happened with what a scenario expects.
//
// A [Pattern] is an expected value: plain data, or matchers such as $regex, or
// both nested in one another. Plain data is compared deeply and by meaning: 5
// equals 5.0, a str equals a unicode, a tuple or an array equals a list of the
// same items, a date equals its ISO 8601 spelling, a quality equals its name and is
// text to matchers.
// Of a map only the keys given are compared; an empty map means an empty map,
// and $eq compares a map as a whole.
package match

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

type op uint8

const (
	opValue    op = iota // val, compared by meaning
	opMap                // keys and subs: a map with matchers inside
	opList               // subs: a list with matchers inside
	opEq                 // val, compared as a whole
	opAny                // anything, null too
	opType               // text: name of a type
	opRegex              // re, on text
	opApprox             // num within spread
	opContains           // subs[0], partially
	opAbsent             // the key is not there
	opOneOf              // one of subs
	opLength             // length items, entries or characters
	opNot                // anything but subs[0]
	opFold               // text without regard to case
	opQual               // subs[0] on the value of a qualified value
	opError              // subs[0] on an error: its text, message or type, or its parts
	opSubset             // each of subs matches an item of its own, in any order
)

// Pattern is an expected value. It is immutable and safe for concurrent use.
type Pattern struct {
	op     op
	val    tags.Value
	keys   []string
	subs   []*Pattern
	re     *regexp.Regexp
	num    float64
	spread float64
	length int
	text   string
}

// Matchers are the names of all matchers, without the $.
var Matchers = []string{"any", "type", "regex", "approx", "contains", "absent", "oneOf", "length", "not", "eq"}

// Types are the names that $type accepts.
var Types = []string{"int", "float", "bool", "string", "null", "list", "map", "date", "dataset"}

// Value returns a pattern of plain data.
func Value(v tags.Value) *Pattern { return &Pattern{op: opValue, val: v} }

// Text returns a pattern of plain text.
func Text(s string) *Pattern { return Value(tags.Unicode(s)) }

// Fold returns a pattern of text that is compared without regard to case, as
// tag paths are (PTH-5).
func Fold(s string) *Pattern { return &Pattern{op: opFold, text: s} }

// Map returns a pattern of a map with these keys.
func Map(keys []string, values []*Pattern) *Pattern {
	return &Pattern{op: opMap, keys: keys, subs: values}
}

// Subset returns a pattern of a list in which each of these finds an item of
// its own, in any order.
func Subset(items []*Pattern) *Pattern { return &Pattern{op: opSubset, subs: items} }

// OnValue returns a pattern that applies p to the value of a qualified value.
func OnValue(p *Pattern) *Pattern { return &Pattern{op: opQual, subs: []*Pattern{p}} }

// OnError returns a pattern of a script error that is projected as a map with
// type, message and line: a map compares these, anything else compares the
// text "Type: message", the message or the type.
func OnError(p *Pattern) *Pattern { return &Pattern{op: opError, subs: []*Pattern{p}} }

// FromNode reads a pattern from a scenario file. Errors are *yaml.Error.
func FromNode(f *yaml.File, n *yaml.Node) (*Pattern, error) {
	return fromNode(f, n, false)
}

func fromNode(f *yaml.File, n *yaml.Node, mapValue bool) (*Pattern, error) {
	switch n.Kind {
	case yaml.List:
		return listFromNode(f, n)
	case yaml.Map:
		if len(n.Keys) == 1 && strings.HasPrefix(n.Keys[0].Text, "$") {
			return matcherFromNode(f, n, mapValue)
		}
		subs := make([]*Pattern, len(n.Items))
		plain := true
		for i, item := range n.Items {
			p, err := fromNode(f, item, true)
			if err != nil {
				return nil, err
			}
			subs[i] = p
			plain = plain && p.op == opValue
		}
		if plain {
			m := tags.NewMap(len(n.Keys))
			for i, k := range n.Keys {
				m.SetText(k.Text, subs[i].val)
			}
			return Value(tags.FromMap(m)), nil
		}
		keys := make([]string, len(n.Keys))
		for i, k := range n.Keys {
			keys[i] = k.Text
		}
		return Map(keys, subs), nil
	}
	return Value(ScalarValue(n)), nil
}

func listFromNode(f *yaml.File, n *yaml.Node) (*Pattern, error) {
	subs := make([]*Pattern, len(n.Items))
	plain := true
	for i, item := range n.Items {
		p, err := fromNode(f, item, false)
		if err != nil {
			return nil, err
		}
		subs[i] = p
		plain = plain && p.op == opValue
	}
	if !plain {
		return &Pattern{op: opList, subs: subs}, nil
	}
	items := make([]tags.Value, len(subs))
	for i, p := range subs {
		items[i] = p.val
	}
	return Value(tags.ListOf(items...)), nil
}

func matcherFromNode(f *yaml.File, n *yaml.Node, mapValue bool) (*Pattern, error) {
	key, arg := n.Keys[0], n.Items[0]
	wrong := func(at *yaml.Node, want string) error {
		return f.Errorf(at.Start, Got(at)+" for "+key.Text, want, "")
	}
	sub := func() ([]*Pattern, error) {
		p, err := fromNode(f, arg, false)
		return []*Pattern{p}, err
	}
	switch key.Text {
	case "$any":
		if !arg.Bool() {
			return nil, wrong(arg, "true")
		}
		return &Pattern{op: opAny}, nil
	case "$absent":
		if !arg.Bool() {
			return nil, wrong(arg, "true")
		}
		if !mapValue {
			return nil, f.Errorf(n.Start, "$absent outside a map", "it as the value of a map's key", "")
		}
		return &Pattern{op: opAbsent}, nil
	case "$type":
		for _, t := range Types {
			if arg.Kind == yaml.Text && arg.Text == t || arg.Kind == yaml.Null && arg.Style == yaml.Plain && t == "null" {
				return &Pattern{op: opType, text: t}, nil
			}
		}
		return nil, wrong(arg, "one of "+strings.Join(Types, ", "))
	case "$regex":
		if arg.Kind != yaml.Text {
			return nil, wrong(arg, "a regular expression as text")
		}
		re, err := regexp.Compile(arg.Text)
		if err != nil {
			return nil, f.Errorf(arg.Start, fmt.Sprintf("the regular expression %q", arg.Text), "one in RE2 syntax",
				strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		return &Pattern{op: opRegex, re: re, text: arg.Text}, nil
	case "$approx":
		return approxFromNode(f, arg, wrong)
	case "$contains":
		s, err := sub()
		return &Pattern{op: opContains, subs: s}, err
	case "$not":
		s, err := sub()
		return &Pattern{op: opNot, subs: s}, err
	case "$oneOf":
		if arg.Kind != yaml.List || len(arg.Items) == 0 {
			return nil, wrong(arg, "a list of values")
		}
		p := &Pattern{op: opOneOf}
		for _, item := range arg.Items {
			s, err := fromNode(f, item, false)
			if err != nil {
				return nil, err
			}
			p.subs = append(p.subs, s)
		}
		return p, nil
	case "$length":
		i, ok := arg.Int()
		if !ok || i < 0 || i > math.MaxInt32 {
			return nil, wrong(arg, "a whole number from 0 on")
		}
		return &Pattern{op: opLength, length: int(i)}, nil
	case "$eq":
		return &Pattern{op: opEq, val: DataValue(arg)}, nil
	}
	return nil, f.Errorf(key.Start, fmt.Sprintf("the unknown matcher %q", key.Text), "one of $"+strings.Join(Matchers, ", $"),
		"a map whose only key starts with $ is written {$eq: {…}}")
}

func approxFromNode(f *yaml.File, arg *yaml.Node, wrong func(*yaml.Node, string) error) (*Pattern, error) {
	if arg.Kind != yaml.Map {
		return nil, wrong(arg, "a map {value: 3.14, within: 0.01}")
	}
	p := &Pattern{op: opApprox, num: math.NaN(), spread: math.NaN()}
	for i, k := range arg.Keys {
		v := arg.Items[i]
		if v.Kind != yaml.Int && v.Kind != yaml.Float {
			return nil, wrong(v, "a number")
		}
		switch k.Text {
		case "value":
			p.num = v.Float()
		case "within":
			p.spread = v.Float()
			if p.spread < 0 {
				return nil, wrong(v, "a number that is not negative")
			}
		default:
			return nil, wrong(k, "the keys value and within")
		}
	}
	if math.IsNaN(p.num) || math.IsNaN(p.spread) {
		return nil, wrong(arg, "the keys value and within, both numbers")
	}
	return p, nil
}

// Got describes a node for error messages.
func Got(n *yaml.Node) string {
	text := n.Text
	if utf8.RuneCountInString(text) > 40 {
		text = string([]rune(text)[:40]) + "…"
	}
	switch n.Kind {
	case yaml.Null:
		if n.Style == yaml.Empty {
			return "nothing"
		}
		return "null"
	case yaml.Bool:
		return "the boolean " + text
	case yaml.Int:
		return "the integer " + text
	case yaml.Float:
		return "the number " + text
	case yaml.Date:
		return "the date " + text
	case yaml.Text:
		return fmt.Sprintf("the text %q", text)
	}
	return n.Kind.String()
}

// ScalarValue returns the value of a scalar: integers, numbers, booleans, null,
// unquoted dates and text, which is unicode as tags deliver it.
func ScalarValue(n *yaml.Node) tags.Value {
	switch n.Kind {
	case yaml.Bool:
		return tags.Bool(n.Bool())
	case yaml.Int:
		if i, ok := n.Int(); ok {
			return tags.Int(i)
		}
		return tags.BigInt(n.BigInt())
	case yaml.Float:
		return tags.Float(n.Float())
	case yaml.Date:
		return tags.Date(n.Date().UnixMilli())
	case yaml.Text:
		return tags.Unicode(n.Text)
	}
	return tags.Value{}
}

// DataValue returns the value of a node as plain data, matchers included.
func DataValue(n *yaml.Node) tags.Value {
	switch n.Kind {
	case yaml.List:
		items := make([]tags.Value, len(n.Items))
		for i, item := range n.Items {
			items[i] = DataValue(item)
		}
		return tags.ListOf(items...)
	case yaml.Map:
		m := tags.NewMap(len(n.Keys))
		for i, k := range n.Keys {
			m.SetText(k.Text, DataValue(n.Items[i]))
		}
		return tags.FromMap(m)
	}
	return ScalarValue(n)
}

// Get returns the pattern of a map's key, nil if it is not given.
func (p *Pattern) Get(key string) *Pattern {
	switch {
	case p.op == opMap:
		for i, k := range p.keys {
			if k == key {
				return p.subs[i]
			}
		}
	case p.op == opValue && p.val.Map() != nil:
		if v, ok := p.val.Map().Get(key); ok {
			return Value(v)
		}
	}
	return nil
}

// Literal returns the plain data that p stands for, and whether it is plain.
func (p *Pattern) Literal() (tags.Value, bool) {
	switch p.op {
	case opValue, opEq:
		return p.val, true
	case opFold:
		return tags.Unicode(p.text), true
	case opQual, opError:
		return p.subs[0].Literal()
	}
	return tags.Value{}, false
}

// Matches reports whether v is what p expects.
func (p *Pattern) Matches(v tags.Value) bool {
	switch p.op {
	case opValue:
		return same(p.val, v, false)
	case opEq:
		return same(p.val, v, true)
	case opMap:
		for i, k := range p.keys {
			got, ok := Entry(v, k)
			if p.subs[i].op == opAbsent {
				if ok {
					return false
				}
			} else if !ok || !p.subs[i].Matches(got) {
				return false
			}
		}
		return isMap(v)
	case opList:
		items, ok := Items(v)
		if !ok || len(items) != len(p.subs) {
			return false
		}
		for i, s := range p.subs {
			if !s.Matches(items[i]) {
				return false
			}
		}
		return true
	case opAny:
		return true
	case opType:
		return TypeName(v) == p.text
	case opRegex:
		return anyText(v, p.re.MatchString)
	case opApprox:
		return v.IsNumber() && math.Abs(v.Float64()-p.num) <= p.spread
	case opContains:
		return p.subs[0].within(v)
	case opOneOf:
		for _, s := range p.subs {
			if s.Matches(v) {
				return true
			}
		}
		return false
	case opLength:
		n, ok := length(v)
		return ok && n == p.length
	case opNot:
		return !p.subs[0].Matches(v)
	case opFold:
		return anyText(v, func(s string) bool { return strings.EqualFold(s, p.text) })
	case opQual:
		if q := v.Qualified(); q != nil {
			return p.subs[0].Matches(q.Value)
		}
		return p.subs[0].Matches(v)
	case opError:
		return p.matchesError(v)
	case opSubset:
		items, ok := Items(v)
		return ok && subset(p.subs, items)
	}
	return false // opAbsent: the value is there
}

func (p *Pattern) matchesError(v tags.Value) bool {
	s := p.subs[0]
	if v.IsNull() {
		return s.Matches(v)
	}
	if s.op == opMap || s.op == opValue && s.val.Map() != nil {
		return s.Matches(v)
	}
	typ, _ := Entry(v, "type")
	message, _ := Entry(v, "message")
	text := tags.Unicode(typ.Text() + ": " + message.Text())
	if s.op == opNot {
		return s.Matches(text) && s.Matches(message) && s.Matches(typ)
	}
	return s.Matches(text) || s.Matches(message) || s.Matches(typ)
}

// subset reports whether each pattern finds an item of its own.
func subset(patterns []*Pattern, items []tags.Value) bool {
	if len(patterns) > len(items) {
		return false
	}
	times := make([]int, len(patterns))
	for i := range times {
		times[i] = 1
	}
	for _, j := range Assign(times, len(items), func(i, j int) bool { return patterns[i].Matches(items[j]) }, nil) {
		if j < 0 {
			return false
		}
	}
	return true
}

// within reports whether v contains p: every key of a nested map, every item
// of a list by membership, text as a part of text.
func (p *Pattern) within(v tags.Value) bool {
	if items, ok := Items(v); ok {
		wanted := []*Pattern{p}
		switch {
		case p.op == opList:
			wanted = p.subs
		case p.op == opValue && p.val.List() != nil:
			wanted = wanted[:0]
			for _, w := range p.val.List().Items {
				wanted = append(wanted, Value(w))
			}
		}
		for _, w := range wanted {
			found := false
			for _, item := range items {
				found = found || w.part(item)
			}
			if !found {
				return false
			}
		}
		return true
	}
	switch {
	case p.op == opMap:
		for i, k := range p.keys {
			got, ok := Entry(v, k)
			if p.subs[i].op == opAbsent {
				if ok {
					return false
				}
			} else if !ok || !p.subs[i].part(got) {
				return false
			}
		}
		return isMap(v)
	case p.op == opValue && p.val.Map() != nil:
		m := p.val.Map()
		for i := range m.Len() {
			k, w := m.At(i)
			got, ok := Entry(v, k.Text())
			if !ok || !Value(w).within(got) {
				return false
			}
		}
		return isMap(v)
	case p.op == opValue && p.val.IsText() && (v.IsText() || v.Kind() == tags.KindQuality):
		return anyText(v, func(s string) bool { return strings.Contains(s, p.val.Text()) })
	}
	return p.Matches(v)
}

// part is within for what stands inside a $contains: a matcher there means the
// value itself, not one of its items.
func (p *Pattern) part(v tags.Value) bool {
	switch p.op {
	case opValue, opMap, opList:
		return p.within(v)
	}
	return p.Matches(v)
}

// same compares plain data by meaning. Unless whole is true, keys that want
// does not have are not compared.
func same(want, got tags.Value, whole bool) bool {
	switch want.Kind() {
	case tags.KindNull:
		return got.IsNull()
	case tags.KindBool:
		return got.Kind() == tags.KindBool && got.Bool() == want.Bool()
	case tags.KindStr, tags.KindUnicode:
		return sameText(want.Text(), got)
	case tags.KindDate:
		if got.IsText() {
			t, ok := yaml.ParseDate(got.Text())
			return ok && t.UnixMilli() == want.Int64()
		}
		return got.Kind() == tags.KindDate && got.Int64() == want.Int64()
	case tags.KindList:
		return sameList(want.List().Items, got, whole)
	case tags.KindMap:
		return sameMap(want.Map(), got, whole)
	case tags.KindInt, tags.KindLong, tags.KindBigInt, tags.KindFloat:
		return got.IsNumber() && want.Equal(got)
	}
	return want.Equal(got)
}

// anyText reports whether a spelling of v is as wanted: text has one, a quality
// has its name and, if it has a diagnostic, its name with that.
func anyText(v tags.Value, wanted func(string) bool) bool {
	if q, ok := v.Quality(); ok {
		return wanted(q.Code.Name()) || wanted(q.String())
	}
	return v.IsText() && wanted(v.Text())
}

func sameText(want string, got tags.Value) bool {
	switch got.Kind() {
	case tags.KindStr, tags.KindUnicode:
		return got.Text() == want
	case tags.KindDate:
		t, ok := yaml.ParseDate(want)
		return ok && t.UnixMilli() == got.Int64()
	case tags.KindQuality:
		q, _ := got.Quality()
		if strings.Contains(want, "(") {
			return q.String() == want
		}
		return q.Code.Name() == want
	}
	return false
}

func sameList(want []tags.Value, got tags.Value, whole bool) bool {
	items, ok := Items(got)
	if !ok || len(items) != len(want) {
		return false
	}
	if l := got.List(); l != nil && l.Form == tags.FormSet {
		patterns := make([]*Pattern, len(want))
		for i, w := range want {
			patterns[i] = Value(w)
			if whole {
				patterns[i].op = opEq
			}
		}
		return subset(patterns, items)
	}
	for i, w := range want {
		if !same(w, items[i], whole) {
			return false
		}
	}
	return true
}

func sameMap(want *tags.Map, got tags.Value, whole bool) bool {
	if !isMap(got) {
		return false
	}
	if whole || want.Len() == 0 {
		if n, _ := length(got); n != want.Len() {
			return false
		}
	}
	for i := range want.Len() {
		k, w := want.At(i)
		v, ok := Entry(got, k.String())
		if !ok || !same(w, v, whole) {
			return false
		}
	}
	return true
}

// Items returns the items of a list, tuple, set, array or document list.
func Items(v tags.Value) ([]tags.Value, bool) {
	if d := v.Document(); d != nil {
		v = d.Root
	}
	if l := v.List(); l != nil {
		return l.Items, true
	}
	return nil, false
}

func isMap(v tags.Value) bool {
	switch v.Kind() {
	case tags.KindMap, tags.KindQualified, tags.KindDataset:
		return true
	case tags.KindDocument:
		return v.Document().Root.Map() != nil
	}
	return false
}

// Entry returns the entry of a map, of a document, of a qualified value (value,
// quality, timestamp) or of a dataset (columns, rows). Keys that are not text
// are found under their spelling.
func Entry(v tags.Value, key string) (tags.Value, bool) {
	switch v.Kind() {
	case tags.KindDocument:
		return Entry(v.Document().Root, key)
	case tags.KindMap:
		m := v.Map()
		if e, ok := m.Get(key); ok {
			return e, true
		}
		for i := range m.Len() {
			if k, e := m.At(i); !k.IsText() && k.String() == key {
				return e, true
			}
		}
	case tags.KindQualified:
		q := v.Qualified()
		switch key {
		case "value":
			return q.Value, true
		case "quality":
			return tags.FromQuality(q.Quality), true
		case "timestamp":
			return tags.Date(q.Timestamp), true
		}
	case tags.KindDataset:
		switch key {
		case "columns":
			return datasetColumns(v.Dataset()), true
		case "rows":
			return datasetRows(v.Dataset()), true
		}
	}
	return tags.Value{}, false
}

func datasetColumns(d *tags.Dataset) tags.Value {
	var items []tags.Value
	for _, c := range d.Columns {
		m := tags.NewMap(2)
		m.SetText("name", tags.Unicode(c.Name))
		m.SetText("type", tags.Unicode(c.Type))
		items = append(items, tags.FromMap(m))
	}
	return tags.ListOf(items...)
}

func datasetRows(d *tags.Dataset) tags.Value {
	var items []tags.Value
	for _, r := range d.Rows {
		items = append(items, tags.ListOf(r...))
	}
	return tags.ListOf(items...)
}

func length(v tags.Value) (int, bool) {
	if items, ok := Items(v); ok {
		return len(items), true
	}
	switch v.Kind() {
	case tags.KindStr, tags.KindUnicode:
		return utf8.RuneCountInString(v.Text()), true
	case tags.KindQuality:
		q, _ := v.Quality()
		return utf8.RuneCountInString(q.Code.Name()), true
	case tags.KindMap:
		return v.Map().Len(), true
	case tags.KindDocument:
		return length(v.Document().Root)
	case tags.KindDataset:
		return len(v.Dataset().Rows), true
	case tags.KindQualified:
		return 3, true
	}
	return 0, false
}

// TypeName returns the name by which $type knows the type of v.
func TypeName(v tags.Value) string {
	switch v.Kind() {
	case tags.KindNull:
		return "null"
	case tags.KindBool:
		return "bool"
	case tags.KindInt, tags.KindLong, tags.KindBigInt:
		return "int"
	case tags.KindFloat:
		return "float"
	case tags.KindStr, tags.KindUnicode, tags.KindQuality: // a quality is compared by its name
		return "string"
	case tags.KindDate:
		return "date"
	case tags.KindList:
		return "list"
	case tags.KindMap:
		return "map"
	case tags.KindDocument:
		return TypeName(v.Document().Root)
	}
	return v.Kind().String()
}

// List returns a pattern of a list with exactly these items.
func List(items []*Pattern) *Pattern { return &Pattern{op: opList, subs: items} }

// Items returns the patterns of a list or subset, nil for other patterns.
func (p *Pattern) Items() []*Pattern {
	if p.op == opList || p.op == opSubset {
		return p.subs
	}
	return nil
}

// Parts returns the keys and patterns of a map pattern, or the patterns of a
// list pattern with nil keys.
func (p *Pattern) Parts() (keys []string, subs []*Pattern) {
	if p == nil {
		return nil, nil
	}
	return p.children()
}

// IsOnValue reports whether p applies to the value of a qualified value.
func (p *Pattern) IsOnValue() bool { return p.op == opQual }

// IsOnError reports whether p was made by [OnError].
func (p *Pattern) IsOnError() bool { return p.op == opError }

// IsAbsent reports whether p is $absent.
func (p *Pattern) IsAbsent() bool { return p.op == opAbsent }

// IsSubset reports whether p was made by [Subset].
func (p *Pattern) IsSubset() bool { return p.op == opSubset }

// Inner returns the pattern inside one made by [OnValue] or [OnError].
func (p *Pattern) Inner() *Pattern { return p.subs[0] }

// IsMap reports whether Entry can look into v.
func IsMap(v tags.Value) bool { return isMap(v) }
