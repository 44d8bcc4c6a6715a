package match

// How expected and actual values are shown: as YAML, on one line where that is
// short, else key by key. Both sides are laid out alike, parts that match are
// spelled alike, and keys that were not asked for are left out, so that a line
// diff of the two shows what differs and nothing else.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

// Width is the length in bytes up to which a value stays on one line.
const Width = 96

// Show spells a value as YAML on one line.
func Show(v tags.Value) string {
	var b strings.Builder
	show(&b, v, 0, false)
	return b.String()
}

// show is Show inside other values; literal is true inside $eq, where nothing
// needs another.
func show(b *strings.Builder, v tags.Value, depth int, literal bool) {
	if depth > 50 {
		b.WriteString("…")
		return
	}
	switch v.Kind() {
	case tags.KindNull:
		b.WriteString("null")
	case tags.KindBool:
		b.WriteString(strconv.FormatBool(v.Bool()))
	case tags.KindInt, tags.KindLong:
		b.WriteString(strconv.FormatInt(v.Int64(), 10))
	case tags.KindBigInt:
		b.WriteString(v.BigInt().String())
	case tags.KindFloat:
		b.WriteString(showFloat(v.Float64()))
	case tags.KindStr, tags.KindUnicode:
		b.WriteString(yaml.Quote(v.Text()))
	case tags.KindDate:
		b.WriteString(time.UnixMilli(v.Int64()).UTC().Format("2006-01-02T15:04:05.999Z07:00"))
	case tags.KindQuality:
		q, _ := v.Quality()
		b.WriteString(yaml.Quote(q.String()))
	case tags.KindObject:
		fmt.Fprintf(b, "<%s>", v.Object().TypeName())
	default:
		if items, ok := Items(v); ok {
			b.WriteByte('[')
			for i, item := range items {
				if i > 0 {
					b.WriteString(", ")
				}
				show(b, item, depth+1, literal)
			}
			b.WriteByte(']')
			return
		}
		showMap(b, v, depth, literal)
	}
}

func showMap(b *strings.Builder, v tags.Value, depth int, inside bool) {
	keys, values := entries(v)
	literal := !inside && len(keys) == 1 && strings.HasPrefix(keys[0], "$")
	if literal {
		b.WriteString("{$eq: ")
	}
	b.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(yaml.QuoteKey(k) + ": ")
		show(b, values[i], depth+1, inside || literal)
	}
	b.WriteByte('}')
	if literal {
		b.WriteByte('}')
	}
}

func showFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 1):
		return ".inf"
	case math.IsInf(f, -1):
		return "-.inf"
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

// entries returns keys and values of anything that Entry can look into.
func entries(v tags.Value) (keys []string, values []tags.Value) {
	switch v.Kind() {
	case tags.KindDocument:
		return entries(v.Document().Root)
	case tags.KindMap:
		m := v.Map()
		for i := range m.Len() {
			k, e := m.At(i)
			keys, values = append(keys, k.String()), append(values, e)
		}
	case tags.KindQualified:
		keys = []string{"value", "quality", "timestamp"}
	case tags.KindDataset:
		keys = []string{"columns", "rows"}
	}
	if values == nil {
		for _, k := range keys {
			e, _ := Entry(v, k)
			values = append(values, e)
		}
	}
	return keys, values
}

// String spells the pattern as YAML on one line.
func (p *Pattern) String() string {
	switch p.op {
	case opValue:
		return Show(p.val)
	case opEq:
		var b strings.Builder
		show(&b, p.val, 0, true)
		return "{$eq: " + b.String() + "}"
	case opMap:
		var s []string
		for i, k := range p.keys {
			s = append(s, yaml.QuoteKey(k)+": "+p.subs[i].String())
		}
		return "{" + strings.Join(s, ", ") + "}"
	case opList, opSubset:
		return listString(p.subs)
	case opAny:
		return "{$any: true}"
	case opAbsent:
		return "{$absent: true}"
	case opType:
		return "{$type: " + p.text + "}"
	case opRegex:
		return "{$regex: " + yaml.DoubleQuote(p.text) + "}"
	case opApprox:
		number := func(f float64) string { return strings.TrimSuffix(showFloat(f), ".0") }
		return "{$approx: {value: " + number(p.num) + ", within: " + number(p.spread) + "}}"
	case opContains:
		return "{$contains: " + p.subs[0].String() + "}"
	case opNot:
		return "{$not: " + p.subs[0].String() + "}"
	case opOneOf:
		return "{$oneOf: " + listString(p.subs) + "}"
	case opLength:
		return fmt.Sprintf("{$length: %d}", p.length)
	case opFold:
		return yaml.Quote(p.text)
	}
	return p.subs[0].String()
}

func listString(list []*Pattern) string {
	s := make([]string, len(list))
	for i, p := range list {
		s[i] = p.String()
	}
	return "[" + strings.Join(s, ", ") + "]"
}

// Mismatch is one place at which a value is not what was expected.
type Mismatch struct {
	Path string // payload.cv, rows[2].name; "" for the value itself
	Want string // as YAML
	Got  string // as YAML, or "nothing" where there is no such key or item
	Note string // what else a reader should know, or ""
}

// String returns "path: got …, want …".
func (m Mismatch) String() string {
	s := "got " + m.Got + ", want " + m.Want
	if m.Path != "" {
		s = m.Path + ": " + s
	}
	if m.Note != "" {
		s += " (" + m.Note + ")"
	}
	return s
}

// Compare returns every place at which v differs from p, none if p matches.
func (p *Pattern) Compare(v tags.Value) []Mismatch {
	var out []Mismatch
	p.compare("", v, &out)
	return out
}

func (p *Pattern) compare(path string, v tags.Value, out *[]Mismatch) {
	if p.Matches(v) {
		return
	}
	before := len(*out)
	keys, subs := p.children()
	switch {
	case p.op == opQual:
		if q := v.Qualified(); q != nil {
			v = q.Value
		}
		p.subs[0].compare(path, v, out)
	case p.op == opError && isMap(v):
		if s := p.subs[0]; s.op == opMap || s.op == opValue && s.val.Map() != nil {
			s.compare(path, v, out)
		}
	case keys != nil && isMap(v):
		for i, k := range keys {
			at := join(path, k)
			if e, ok := Entry(v, k); ok {
				subs[i].compare(at, e, out)
			} else if subs[i].op != opAbsent {
				*out = append(*out, Mismatch{Path: at, Want: subs[i].String(), Got: "nothing"})
			}
		}
	case subs != nil && p.op != opSubset:
		items, ok := Items(v)
		if !ok {
			break
		}
		for i, s := range subs {
			at := fmt.Sprintf("%s[%d]", path, i)
			if i < len(items) {
				s.compare(at, items[i], out)
			} else {
				*out = append(*out, Mismatch{Path: at, Want: s.String(), Got: "nothing"})
			}
		}
		for i := len(subs); i < len(items); i++ {
			*out = append(*out, Mismatch{Path: fmt.Sprintf("%s[%d]", path, i), Want: "nothing", Got: Show(items[i])})
		}
	}
	if len(*out) == before {
		*out = append(*out, Mismatch{Path: path, Want: p.String(), Got: Show(v), Note: p.note(v)})
	}
}

// note explains the confusions that a bare "got 5, want 5" would leave open.
func (p *Pattern) note(v tags.Value) string {
	switch {
	case v.Qualified() != nil && p.Matches(v.Qualified().Value):
		return "this is a qualified value; its value is what was wanted"
	case p.op == opValue && p.String() == Show(v):
		return fmt.Sprintf("a %s, not a %s", TypeName(v), TypeName(p.val))
	case p.op == opValue && p.val.IsText() && v.IsNumber() && p.val.Text() == v.String(),
		p.op == opValue && p.val.IsNumber() && v.IsText() && v.Text() == p.val.String():
		return fmt.Sprintf("a %s, not a %s", TypeName(v), TypeName(p.val))
	}
	return ""
}

// children returns the parts of a map or list pattern; keys is nil for a list.
func (p *Pattern) children() (keys []string, subs []*Pattern) {
	switch p.op {
	case opMap:
		return p.keys, p.subs
	case opList, opSubset:
		return nil, p.subs
	case opValue, opEq:
		if m := p.val.Map(); m != nil {
			keys = []string{}
			for i := range m.Len() {
				k, e := m.At(i)
				keys, subs = append(keys, k.String()), append(subs, &Pattern{op: p.op, val: e})
			}
			return keys, subs
		}
		if l := p.val.List(); l != nil {
			subs = []*Pattern{}
			for _, e := range l.Items {
				subs = append(subs, &Pattern{op: p.op, val: e})
			}
			return nil, subs
		}
	}
	return nil, nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Sides lays out expected and actual value as YAML lines for a line diff.
// first stands before the first line of each, the same number of blanks before
// the others. A nil p shows v alone on the actual side, and absent is true
// when there is no actual value.
func Sides(p *Pattern, v tags.Value, absent bool, first string) (want, got []string) {
	s := sides{}
	switch {
	case p == nil:
		s.got = block(s.got, first, Show(v), v)
	case absent:
		s.want = append(s.want, first+p.String())
	default:
		s.lay(p, v, first)
	}
	return s.want, s.got
}

type sides struct{ want, got []string }

func (s *sides) lay(p *Pattern, v tags.Value, first string) {
	w, g := p.String(), p.show(v)
	keys, subs := p.children()
	if p.op == opQual && v.Qualified() != nil {
		keys, subs = p.subs[0].children()
		v = v.Qualified().Value
	}
	short := len(first)+len(w) <= Width && len(first)+len(g) <= Width
	if short || p.Matches(v) || keys == nil || !isMap(v) || len(keys) == 0 {
		s.want = append(s.want, first+w)
		s.got = append(s.got, first+g)
		return
	}
	for i, k := range keys {
		at := first + yaml.QuoteKey(k) + ": "
		first = strings.Repeat(" ", len(first))
		e, ok := Entry(v, k)
		switch {
		case !ok && subs[i].op != opAbsent:
			s.want = append(s.want, at+subs[i].String())
		case !ok:
		case len(at)+len(subs[i].String()) > Width || len(at)+len(subs[i].show(e)) > Width:
			if ks, _ := subs[i].children(); len(ks) > 0 && isMap(e) && !subs[i].Matches(e) {
				s.want, s.got = append(s.want, strings.TrimRight(at, " ")), append(s.got, strings.TrimRight(at, " "))
				s.lay(subs[i], e, first+"  ")
				continue
			}
			fallthrough
		default:
			s.want, s.got = append(s.want, at+subs[i].String()), append(s.got, at+subs[i].show(e))
		}
	}
}

// show spells an actual value beside p: what matches as p spells it.
func (p *Pattern) show(v tags.Value) string {
	if p.Matches(v) && p.op != opAbsent {
		return p.String()
	}
	keys, subs := p.children()
	switch {
	case p.op == opQual && v.Qualified() != nil:
		return p.subs[0].show(v.Qualified().Value)
	case len(keys) > 0 && isMap(v) && p.op != opEq:
		var s []string
		for i, k := range keys {
			if e, ok := Entry(v, k); ok {
				s = append(s, yaml.QuoteKey(k)+": "+subs[i].show(e))
			}
		}
		return "{" + strings.Join(s, ", ") + "}"
	case len(subs) > 0 && keys == nil && p.op != opSubset:
		if items, ok := Items(v); ok {
			var s []string
			for i, e := range items {
				if i < len(subs) {
					s = append(s, subs[i].show(e))
				} else {
					s = append(s, Show(e))
				}
			}
			return "[" + strings.Join(s, ", ") + "]"
		}
	}
	return Show(v)
}

// block appends a value on one line if it is short, else key by key.
func block(lines []string, first, line string, v tags.Value) []string {
	keys, values := entries(v)
	if len(first)+len(line) <= Width || len(keys) == 0 {
		return append(lines, first+line)
	}
	for i, k := range keys {
		at := first + yaml.QuoteKey(k) + ": "
		first = strings.Repeat(" ", len(first))
		lines = append(lines, at+Show(values[i]))
	}
	return lines
}
