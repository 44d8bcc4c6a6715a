package tagfile

// UDT parameters and the texts that refer to them: {Name}, the predefined
// names, and arithmetic such as {Num+1} (UDT-3 to UDT-6, TAG-25).

import (
	"math"
	"strconv"
	"strings"

	"dryfire/tags"
)

// scope is what one UDT instance gives to the tags inside it.
type scope struct {
	l      *loader
	outer  *scope   // of the instance around it
	path   string   // of the instance, without provider
	id     string   // type id
	leaf   *udtType // the type itself, without those it derives from; nil if unknown
	params []*parameter
}

type parameter struct {
	name     string
	dataType string
	raw      tags.Value
	from     *node
	own      bool // raw comes from the instance's type, not from its user
	done     bool
	busy     bool
	value    tags.Value
}

// place is a tag in which a text stands.
type place struct {
	scope *scope // of the nearest instance; nil outside of all
	path  string // of the tag, without provider
}

func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }

// declare takes the parameters of one layer: a scalar, {dataType, value}, or a
// binding in place of either (UDT-3). What a later layer leaves out stays.
func (s *scope) declare(n *node, own bool) {
	v, ok := n.get("parameters")
	if !ok {
		return
	}
	m := v.Map()
	if m == nil {
		s.l.warn(n.position(), "parameters: got %s, want an object", v.Kind())
		return
	}
	for i := range m.Len() {
		k, v := m.At(i)
		p := s.own(k.Text())
		if p == nil {
			p = &parameter{name: k.Text(), from: n, own: own}
			s.params = append(s.params, p)
		}
		if o := v.Map(); o != nil && !tags.IsBinding(v) {
			if t, ok := o.Get("dataType"); ok && t.IsText() {
				p.dataType = t.Text()
			}
			inner, ok := o.Get("value")
			if !ok {
				continue
			}
			v = inner
		} else if v.IsNull() {
			continue
		}
		p.raw, p.from, p.own = v, n, own
	}
}

// own returns the instance's parameter of that name, case ignored, or nil.
func (s *scope) own(name string) *parameter {
	for _, p := range s.params {
		if strings.EqualFold(p.name, name) {
			return p
		}
	}
	return nil
}

// values returns all parameters as {dataType, value}.
func (s *scope) values() *tags.Map {
	m := tags.NewMap(len(s.params))
	for _, p := range s.params {
		v := s.eval(p)
		if p.dataType != "" {
			typed := tags.NewMap(2)
			typed.SetText("dataType", tags.Unicode(p.dataType))
			typed.SetText("value", v)
			v = tags.FromMap(typed)
		}
		m.SetText(p.name, v)
	}
	return m
}

// eval works out a parameter's value. What the user of a type writes refers to
// the parameters around the instance first, what the type writes to its own;
// either way a name doesn't mean itself (UDT-6).
func (s *scope) eval(p *parameter) tags.Value {
	if p.done {
		return p.value
	}
	if p.busy {
		s.l.warn(p.from.position(), "parameter %q depends on itself", p.name)
		return tags.Value{}
	}
	p.busy = true
	v := p.raw
	if tags.IsBinding(v) {
		find := func(name string) (tags.Value, bool) {
			inner := func() (tags.Value, bool) {
				if o := s.own(name); o != nil && o != p {
					return s.eval(o), true
				}
				return tags.Value{}, false
			}
			if p.own {
				if v, ok := inner(); ok {
					return v, true
				}
				return s.outer.lookup(name)
			}
			if v, ok := s.outer.lookup(name); ok {
				return v, true
			}
			return inner()
		}
		v = s.l.bound(p.from, "parameters."+p.name, v, place{s, s.path}, find)
		if tags.IsBinding(v) {
			s.l.warn(p.from.position(), "parameter %q: only bindings to parameters are evaluated", p.name)
			v = tags.Value{}
		}
	}
	p.value = s.typed(p, v)
	p.done, p.busy = true, false
	return p.value
}

// typed converts a parameter's value to its data type.
func (s *scope) typed(p *parameter, v tags.Value) tags.Value {
	var t tags.DataType
	switch p.dataType {
	case "Integer":
		t = tags.Int8
	case "Float":
		t = tags.Float8
	case "String":
		t = tags.String
	default:
		return v
	}
	out, q := t.Coerce(v, s.l.opts.Location)
	if !q.IsGood() {
		s.l.warn(p.from.position(), "parameter %q: %s", p.name, q.Diagnostic())
		return v
	}
	if t == tags.Int8 && !out.IsNull() {
		return tags.Int(out.Int64())
	}
	return out
}

// lookup finds a parameter by name, from the nearest instance outwards.
func (s *scope) lookup(name string) (tags.Value, bool) {
	for ; s != nil; s = s.outer {
		if p := s.own(name); p != nil {
			return s.eval(p), true
		}
	}
	return tags.Value{}, false
}

// predefined returns the value of one of the names that every tag knows
// (UDT-5), case ignored.
func (at place) predefined(name string) (string, bool) {
	switch tags.FoldName(name) {
	case "TAGNAME":
		return baseName(at.path), true
	case "PATHTOTAG":
		return at.path, true
	case "PATHTOPARENTFOLDER":
		if i := strings.LastIndexByte(at.path, '/'); i >= 0 {
			return at.path[:i], true
		}
		return "", true
	}
	s := at.scope
	if s == nil {
		return "", false
	}
	switch tags.FoldName(name) {
	case "INSTANCENAME":
		return baseName(s.path), true
	case "PARENTINSTANCENAME":
		if s.outer == nil {
			return "", false
		}
		return baseName(s.outer.path), true
	case "ROOTINSTANCENAME":
		for s.outer != nil {
			s = s.outer
		}
		return baseName(s.path), true
	}
	return "", false
}

// resolve replaces bindings to parameters in a property, however deep in lists
// and objects they are (alarms have them inside, TGF-21).
func (l *loader) resolve(n *node, name string, v tags.Value, at place) tags.Value {
	switch v.Kind() {
	case tags.KindList:
		items := v.List().Items
		var out []tags.Value
		for i, e := range items {
			r := l.resolve(n, name, e, at)
			if out == nil && !same(r, e) {
				out = append(make([]tags.Value, 0, len(items)), items[:i]...)
			}
			if out != nil {
				out = append(out, r)
			}
		}
		if out != nil {
			return tags.ListOf(out...)
		}
	case tags.KindMap:
		if tags.IsBinding(v) {
			return l.bound(n, name, v, at, at.scope.lookup)
		}
		m := v.Map()
		var out *tags.Map
		for i := range m.Len() {
			k, e := m.At(i)
			r := l.resolve(n, name, e, at)
			if out == nil && !same(r, e) {
				out = tags.NewMap(m.Len())
				for j := range i {
					out.Set(m.At(j))
				}
			}
			if out != nil {
				out.Set(k, r)
			}
		}
		if out != nil {
			return tags.FromMap(out)
		}
	}
	return v
}

// same reports whether resolving left a value as it was.
func same(a, b tags.Value) bool {
	return a.Kind() == b.Kind() && a.Map() == b.Map() && a.List() == b.List() && (a.Map() != nil || a.List() != nil || a.Equal(b))
}

// bound returns the text that a binding to parameters resolves to. Any other
// binding is returned as it is (UDT-4, TGF-21).
func (l *loader) bound(n *node, name string, v tags.Value, at place, find func(string) (tags.Value, bool)) tags.Value {
	m := v.Map()
	kind, _ := m.Get("bindType")
	key := "binding"
	switch kind.Text() {
	case "parameter":
	case "UDTParameter":
		key = "value"
	default:
		return v
	}
	template, ok := m.Get(key)
	if !ok || template.IsNull() {
		l.warn(n.position(), "%s: the binding has no %s", name, key)
		return v
	}
	text := template.String()
	if key == "value" && !strings.Contains(text, "{") {
		text = "{" + text + "}"
	}
	return tags.Unicode(expand(text, func(inside string) (string, bool) {
		if s, ok := at.text(inside, find); ok {
			return s, true
		}
		if strings.HasPrefix(inside, "[") {
			l.warn(n.position(), "%s: the tag reference {%s} in a binding is not evaluated", name, inside)
		} else {
			l.warn(n.position(), "%s: unknown parameter {%s}", name, inside)
		}
		return "", false
	}))
}

// text returns what {inside} stands for.
func (at place) text(inside string, find func(string) (tags.Value, bool)) (string, bool) {
	name := strings.TrimSpace(inside)
	if v, ok := find(name); ok {
		return parameterText(v), true
	}
	if s, ok := at.predefined(name); ok {
		return s, true
	}
	return arithmetic(name, find)
}

// parameterText is a parameter's value inside a text; that of one without a
// value is empty.
func parameterText(v tags.Value) string {
	if v.IsNull() {
		return ""
	}
	return v.String()
}

// expand replaces each {…} of a template by what value says, and leaves those
// for which it says nothing.
func expand(template string, value func(inside string) (string, bool)) string {
	var b strings.Builder
	rest := template
	for {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			break
		}
		end := strings.IndexAny(rest[open+1:], "{}")
		if end < 0 {
			break
		}
		end += open + 1
		if rest[end] == '{' { // an outer brace
			b.WriteString(rest[:end])
			rest = rest[end:]
			continue
		}
		if s, ok := value(rest[open+1 : end]); ok {
			b.WriteString(rest[:open])
			b.WriteString(s)
		} else {
			b.WriteString(rest[:end+1])
		}
		rest = rest[end+1:]
	}
	b.WriteString(rest)
	return b.String()
}

// inScript replaces parameters in the text of a script: only braces around the
// very name of a parameter count, so that "{}".format(x) survives (UDT-11).
func (s *scope) inScript(text string, at place) string {
	if !strings.Contains(text, "{") {
		return text
	}
	return expand(text, func(name string) (string, bool) {
		if v, ok := s.lookup(name); ok {
			return parameterText(v), true
		}
		return at.predefined(name)
	})
}

// arithmetic evaluates an expression of numbers, parameters, + - * / % and
// parentheses (UDT-5). Whole numbers stay whole as long as they divide evenly.
func arithmetic(text string, find func(string) (tags.Value, bool)) (string, bool) {
	if len(text) > 200 || !strings.ContainsAny(text, "+-*/%") {
		return "", false
	}
	p := arithmeticParser{s: text, find: find}
	f, ok := p.sum()
	p.blanks()
	if !ok || p.i < len(p.s) || math.IsNaN(f) || math.IsInf(f, 0) {
		return "", false
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<53 {
		return strconv.FormatInt(int64(f), 10), true
	}
	return tags.Float(f).String(), true
}

type arithmeticParser struct {
	s    string
	i    int
	find func(string) (tags.Value, bool)
}

func (p *arithmeticParser) blanks() {
	for p.i < len(p.s) && p.s[p.i] == ' ' {
		p.i++
	}
}

// next returns the operator at the parser's position if it is one of ops.
func (p *arithmeticParser) next(ops string) byte {
	p.blanks()
	if p.i < len(p.s) && strings.IndexByte(ops, p.s[p.i]) >= 0 {
		p.i++
		return p.s[p.i-1]
	}
	return 0
}

func (p *arithmeticParser) sum() (float64, bool) {
	f, ok := p.product()
	for ok {
		switch op := p.next("+-"); op {
		case 0:
			return f, true
		default:
			var g float64
			if g, ok = p.product(); op == '-' {
				g = -g
			}
			f += g
		}
	}
	return 0, false
}

func (p *arithmeticParser) product() (float64, bool) {
	f, ok := p.operand()
	for ok {
		op := p.next("*/%")
		if op == 0 {
			return f, true
		}
		var g float64
		g, ok = p.operand()
		switch op {
		case '*':
			f *= g
		case '/':
			f /= g
		case '%':
			f = math.Mod(f, g)
		}
	}
	return 0, false
}

func (p *arithmeticParser) operand() (float64, bool) {
	switch p.next("-(") {
	case '-':
		f, ok := p.operand()
		return -f, ok
	case '(':
		f, ok := p.sum()
		return f, ok && p.next(")") != 0
	}
	start := p.i
	for p.i < len(p.s) && !strings.ContainsRune("+-*/%() ", rune(p.s[p.i])) {
		p.i++
	}
	word := p.s[start:p.i]
	if v, ok := p.find(word); ok {
		f, q := tags.Float8.Coerce(v, nil)
		return f.Float64(), q.IsGood() && !v.IsNull()
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err == nil
}
