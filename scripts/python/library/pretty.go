package library

// Modules pprint and textwrap: laying out values and text.

import (
	"sort"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// printer is a pprint.PrettyPrinter.
type printer struct {
	py.Header
	indent, width, depth int // depth 0: any
	stream               value
}

// safeRepr returns the repr of a value with its dicts sorted; readable is false if the text does
// not evaluate to the value, recursive is true if the value holds itself.
func (p *printer) safeRepr(t *thread, v value, open []py.Object, level int) (text string, readable, recursive bool) {
	t.Step(1)
	o := v.Object()
	ownRepr := func(base *py.Type) bool {
		m, _ := v.Type().Lookup("__repr__")
		b, _ := base.Lookup("__repr__")
		return py.Is(m, b)
	}
	enter := func() (string, bool) {
		if p.depth > 0 && level >= p.depth {
			return "...", true
		}
		for _, x := range open {
			if x == o {
				return "<Recursion on " + v.Type().Name + " with id=" + t.Str(py.Int(t.ID(v))) + ">", true
			}
		}
		t.Enter()
		return "", false
	}
	switch x := o.(type) {
	case *py.Dict:
		if !ownRepr(py.DictType) {
			break
		}
		if x.Len() == 0 {
			return "{}", true, false
		}
		if s, stop := enter(); stop {
			return pick(s == "...", "{...}", s), false, s != "..."
		}
		defer t.Leave()
		readable = true
		var parts []string
		for _, kv := range sortedItems(t, v) {
			a, ra, ca := p.safeRepr(t, kv[0], append(open, o), level+1)
			b, rb, cb := p.safeRepr(t, kv[1], append(open, o), level+1)
			parts = append(parts, a+": "+b)
			readable = readable && ra && rb
			recursive = recursive || ca || cb
		}
		return "{" + strings.Join(parts, ", ") + "}", readable, recursive
	case *py.List, *py.Tuple:
		left, right, base := "[", "]", py.ListType
		if _, ok := x.(*py.Tuple); ok {
			left, right, base = "(", ")", py.TupleType
		}
		if !ownRepr(base) {
			break
		}
		items := itemsOf(x)
		if len(items) == 0 {
			return left + right, true, false
		}
		if s, stop := enter(); stop {
			return pick(s == "...", left+"..."+right, s), false, s != "..."
		}
		defer t.Leave()
		readable = true
		var parts []string
		for _, it := range items {
			s, r, c := p.safeRepr(t, it, append(open, o), level+1)
			parts = append(parts, s)
			readable = readable && r
			recursive = recursive || c
		}
		if base == py.TupleType && len(parts) == 1 {
			right = ",)"
		}
		return left + strings.Join(parts, ", ") + right, readable, recursive
	}
	s := t.Repr(v)
	return s, s != "" && !strings.HasPrefix(s, "<"), false
}

func pick(cond bool, a, b string) string {
	if cond {
		return a
	}
	return b
}

func itemsOf(o py.Object) []value {
	switch x := o.(type) {
	case *py.List:
		return x.Items
	case *py.Tuple:
		return x.Items
	}
	return nil
}

func sortedItems(t *thread, v value) [][2]value {
	d := v.Object().(*py.Dict)
	keys := d.Keys()
	sort.SliceStable(keys, func(i, j int) bool { return t.Truth(t.Compare(py.LT, keys[i], keys[j])) })
	out := make([][2]value, len(keys))
	for i, k := range keys {
		x, _ := d.Get(t, k)
		out[i] = [2]value{k, x}
	}
	return out
}

// format appends a value at an indentation, with allowance characters kept free behind it.
func (p *printer) format(t *thread, b *py.Buffer, v value, indent, allowance int, open []py.Object, level int) {
	t.Enter()
	defer t.Leave()
	level++
	o := v.Object()
	for _, x := range open {
		if x == o && v.Kind() == py.KindObject {
			s, _, _ := p.safeRepr(t, v, open, level)
			b.WriteString(s)
			return
		}
	}
	rep, _, _ := p.safeRepr(t, v, open, level-1)
	if len(rep) <= p.width-1-indent-allowance || p.depth > 0 && level > p.depth {
		b.WriteString(rep)
		return
	}
	t.Alloc(len(rep))
	pad := func(n int) { b.Repeat(" ", n) }
	reprIs := func(base *py.Type) bool {
		m, _ := v.Type().Lookup("__repr__")
		x, _ := base.Lookup("__repr__")
		return py.Is(m, x)
	}
	inner := append(open, o)
	switch x := o.(type) {
	case *py.Dict:
		if !reprIs(py.DictType) || x.Len() == 0 {
			break
		}
		b.WriteString("{")
		pad(p.indent - 1)
		indent += p.indent
		for i, kv := range sortedItems(t, v) {
			if i > 0 {
				b.WriteString(",\n")
				pad(indent)
			}
			k, _, _ := p.safeRepr(t, kv[0], inner, level)
			b.WriteString(k + ": ")
			p.format(t, b, kv[1], indent+len(k)+2, allowance+1, inner, level)
		}
		b.WriteString("}")
		return
	case *py.List, *py.Tuple, *py.Set:
		open_, shut, items := "[", "]", itemsOf(x)
		switch s := x.(type) {
		case *py.Tuple:
			open_, shut = "(", ")"
			if !reprIs(py.TupleType) {
				b.WriteString(rep)
				return
			}
		case *py.List:
			if !reprIs(py.ListType) {
				b.WriteString(rep)
				return
			}
		case *py.Set:
			if s.Len() == 0 {
				b.WriteString("set()")
				return
			}
			name := "set"
			if s.Frozen {
				name = "frozenset"
			}
			b.WriteString(name)
			open_, shut = "([", "])"
			indent += len(name) + 1
			items = append([]value(nil), s.Items()...)
			sort.SliceStable(items, func(i, j int) bool { return t.Truth(t.Compare(py.LT, items[i], items[j])) })
		}
		b.WriteString(open_)
		pad(p.indent - 1)
		indent += p.indent
		for i, it := range items {
			if i > 0 {
				b.WriteString(",\n")
				pad(indent)
			}
			p.format(t, b, it, indent, allowance+1, inner, level)
		}
		if open_ == "(" && len(items) == 1 {
			b.WriteString(",")
		}
		b.WriteString(shut)
		return
	}
	b.WriteString(rep)
}

func (p *printer) text(t *thread, v value) string {
	b := t.NewBuffer()
	p.format(t, b, v, 0, 0, nil, 0)
	return b.String()
}

func (p *printer) print(t *thread, v value) {
	out := p.stream
	if !given(out) {
		out = t.Stdout
	}
	t.Method1(out, "write", py.Str(p.text(t, v)+"\n"))
}

var printerType = sync.OnceValue(func() *py.Type {
	create := py.NewNative(kw("PrettyPrinter", 0, "indent width depth stream", func(t *thread, a []value) value {
		p := &printer{indent: intArg(t, a[0], 1), width: intArg(t, a[1], 80), stream: a[3]}
		if given(a[2]) {
			if p.depth = intArg(t, a[2], 0); p.depth <= 0 {
				t.Raise(py.AssertionErrorType, "depth must be > 0")
			}
		}
		if p.indent < 0 {
			t.Raise(py.AssertionErrorType, "indent must be >= 0")
		}
		if p.width == 0 {
			t.Raise(py.AssertionErrorType, "width must be != 0")
		}
		return py.Obj(p)
	}))
	return py.NewType(py.TypeDef{Module: "pprint", Name: "PrettyPrinter",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			p := create.Call(t, args, names).Object().(*printer)
			p.Header = py.NewHeader(cls)
			return py.Obj(p)
		},
		Methods: []py.Def{
			method("pprint", 1, 1, func(t *thread, p *printer, a []value) value { p.print(t, a[0]); return py.None }),
			method("pformat", 1, 1, func(t *thread, p *printer, a []value) value { return py.Str(p.text(t, a[0])) }),
			method("isreadable", 1, 1, func(t *thread, p *printer, a []value) value {
				_, r, c := p.safeRepr(t, a[0], nil, 0)
				return py.Bool(r && !c)
			}),
			method("isrecursive", 1, 1, func(t *thread, p *printer, a []value) value {
				_, _, c := p.safeRepr(t, a[0], nil, 0)
				return py.Bool(c)
			}),
		}})
})

func loadPprint(_ *thread, m *py.Module) {
	m.Set("PrettyPrinter", py.Obj(printerType()))
	make_ := func(t *thread, args ...value) *printer {
		return t.Call(py.Obj(printerType()), args, nil).Object().(*printer)
	}
	funcs(m,
		kw("pprint", 1, "object stream indent width depth", func(t *thread, a []value) value {
			make_(t, a[2].Or(py.Int(1)), a[3].Or(py.Int(80)), a[4].Or(py.None), a[1].Or(py.None)).print(t, a[0])
			return py.None
		}),
		kw("pformat", 1, "object indent width depth", func(t *thread, a []value) value {
			return py.Str(make_(t, a[1].Or(py.Int(1)), a[2].Or(py.Int(80)), a[3].Or(py.None)).text(t, a[0]))
		}),
		fn("saferepr", 1, 1, func(t *thread, a []value) value {
			s, _, _ := make_(t).safeRepr(t, a[0], nil, 0)
			return py.Str(s)
		}),
		fn("isreadable", 1, 1, func(t *thread, a []value) value {
			_, r, c := make_(t).safeRepr(t, a[0], nil, 0)
			return py.Bool(r && !c)
		}),
		fn("isrecursive", 1, 1, func(t *thread, a []value) value {
			_, _, c := make_(t).safeRepr(t, a[0], nil, 0)
			return py.Bool(c)
		}),
	)
}

// wrapParams are the options of a textwrap.TextWrapper, attributes that may be set before each use.
const wrapParams = "width initial_indent subsequent_indent expand_tabs replace_whitespace fix_sentence_endings break_long_words drop_whitespace break_on_hyphens"

var wrapDefaults = func() []value {
	return []value{py.Int(70), py.Str(""), py.Str(""), py.True, py.True, py.False, py.True, py.True, py.True}
}

// wrapChunks splits text where it may be broken: around blanks, and after hyphens inside words.
func wrapChunks(t *thread, s []rune, hyphens bool) [][]rune {
	blank := func(c rune) bool { return strings.ContainsRune(" \t\n\r\v\f", c) }
	word := func(c rune) bool { return c == '_' || isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
	letter := func(c rune) bool { return word(c) && !isDigit(c) && c != '_' }
	var out [][]rune
	for i := 0; i < len(s); {
		t.Alloc(48)
		j := i
		for j < len(s) && blank(s[j]) == blank(s[i]) {
			j++
		}
		if blank(s[i]) || !hyphens {
			out = append(out, s[i:j])
			i = j
			continue
		}
		for k := i; k < j; k++ {
			if s[k] != '-' {
				continue
			}
			e := k
			for e < j && s[e] == '-' {
				e++
			}
			switch {
			case e-k >= 2 && k > i && e < j && word(s[k-1]) && word(s[e]):
				out = append(out, s[i:k], s[k:e]) // a dash stands alone
				i = e
			case e-k == 1 && k-i >= 2 && e+1 < j && letter(s[k-1]) && word(s[k-2]) && letter(s[e]) && letter(s[e+1]):
				out = append(out, s[i:e])
				i = e
			}
			k = e - 1
		}
		if i < j {
			out = append(out, s[i:j])
			i = j
		}
	}
	return out
}

func wrapText(t *thread, text value, a []value) []value {
	for i, d := range wrapDefaults() {
		a[i] = a[i].Or(d)
	}
	width := intArg(t, a[0], 70)
	on := func(i int) bool { return t.Truth(a[i]) }
	t.Alloc(12 * len(text.Text()))
	t.Step(1 + len(text.Text())/8)
	s := runesOf(text)
	if on(3) {
		s = []rune(expandTabs(string(s), 8))
	}
	if on(4) {
		for i, c := range s {
			if strings.ContainsRune("\t\n\r\v\f", c) {
				s[i] = ' '
			}
		}
	}
	if width <= 0 {
		t.Raisef(py.ValueErrorType, "invalid width %d (must be > 0)", width)
	}
	chunks := wrapChunks(t, s, on(8))
	for i := 1; i <= 2; i++ {
		t.Alloc(4 * len(a[i].Text()))
	}
	indents := [2][]rune{runesOf(a[1]), runesOf(a[2])}
	if on(5) {
		for i := 0; i+1 < len(chunks); i++ {
			c := strings.TrimRight(string(chunks[i]), `"'`)
			if n := len(c); string(chunks[i+1]) == " " && n > 1 && strings.IndexByte(".!?", c[n-1]) >= 0 && c[n-2] >= 'a' && c[n-2] <= 'z' {
				chunks[i+1] = []rune("  ")
			}
		}
	}
	isBlank := func(c []rune) bool { return strings.TrimSpace(string(c)) == "" }
	var lines []value
	for len(chunks) > 0 {
		t.Step(1)
		indent := indents[min(len(lines), 1)]
		room := width - len(indent)
		if on(7) && isBlank(chunks[0]) && len(lines) > 0 {
			chunks = chunks[1:]
		}
		var cur [][]rune
		n := 0
		for len(chunks) > 0 && n+len(chunks[0]) <= room {
			n += len(chunks[0])
			cur = append(cur, chunks[0])
			chunks = chunks[1:]
		}
		if len(chunks) > 0 && len(chunks[0]) > room {
			space := room - n
			if room < 1 {
				space = 1
			}
			if on(6) {
				cur = append(cur, chunks[0][:min(space, len(chunks[0]))])
				chunks[0] = chunks[0][min(space, len(chunks[0])):]
				if len(chunks[0]) == 0 {
					chunks = chunks[1:]
				}
			} else if len(cur) == 0 {
				cur = append(cur, chunks[0])
				chunks = chunks[1:]
			}
		}
		if on(7) && len(cur) > 0 && isBlank(cur[len(cur)-1]) {
			cur = cur[:len(cur)-1]
		}
		if len(cur) > 0 {
			t.Alloc(64 + 5*(len(indent)+n))
			line := append(make([]rune, 0, len(indent)+n), indent...)
			for _, c := range cur {
				line = append(line, c...)
			}
			lines = append(lines, textOf(text, line))
		}
	}
	return lines
}

func joinLines(t *thread, lines []value) value {
	out := &textJoin{t: t}
	for i, l := range lines {
		if i > 0 {
			out.put(py.Str("\n"))
		}
		out.put(l)
	}
	return out.value(py.Str(""))
}

// dedent removes the blanks that all lines begin with.
func dedent(s string) string {
	lines := strings.Split(s, "\n")
	margin, found := "", false
	for i, l := range lines {
		body := strings.TrimLeft(l, " \t")
		if body == "" {
			lines[i] = ""
			continue
		}
		lead := l[:len(l)-len(body)]
		switch {
		case !found:
			margin, found = lead, true
		case strings.HasPrefix(lead, margin):
		case strings.HasPrefix(margin, lead):
			margin = lead
		default:
			margin = ""
		}
	}
	if margin != "" {
		for i, l := range lines {
			lines[i] = strings.TrimPrefix(l, margin)
		}
	}
	return strings.Join(lines, "\n")
}

var wrapperType = sync.OnceValue(func() *py.Type {
	names := strings.Fields(wrapParams)
	run := func(t *thread, b *bag, text value) []value {
		a := make([]value, len(names))
		for i, n := range names {
			a[i] = b.get(n)
		}
		return wrapText(t, text, a)
	}
	return bagClass("textwrap", "TextWrapper", nil, wrapParams, 0, func(_ *thread, b *bag, a []value) {
		for i, d := range wrapDefaults() {
			b.set(names[i], a[i].Or(d))
		}
	},
		method("wrap", 1, 1, func(t *thread, b *bag, a []value) value { return list(run(t, b, a[0])...) }),
		method("fill", 1, 1, func(t *thread, b *bag, a []value) value { return joinLines(t, run(t, b, a[0])) }))
})

func loadTextwrap(_ *thread, m *py.Module) {
	m.Set("TextWrapper", py.Obj(wrapperType()))
	params := "text " + wrapParams
	funcs(m,
		kw("wrap", 1, params, func(t *thread, a []value) value {
			return list(wrapText(t, a[0], append([]value(nil), a[1:]...))...)
		}),
		kw("fill", 1, params, func(t *thread, a []value) value {
			return joinLines(t, wrapText(t, a[0], append([]value(nil), a[1:]...)))
		}),
		kw("dedent", 1, "text", func(t *thread, a []value) value { return like(a[0], dedent(textArg(t, a[0]))) }),
	)
}
