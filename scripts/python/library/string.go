package library

// Module string: constants, the functions that became methods of str, Template and
// Formatter.

import (
	"strconv"
	"strings"

	py "dryfire/scripts/python/object"
)

const (
	lowerLetters = "abcdefghijklmnopqrstuvwxyz"
	upperLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	decimals     = "0123456789"
	punctuation  = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
	blanks       = " \t\n\r\x0b\x0c"
)

// keyError raises KeyError with a key of any type.
func keyError(t *thread, key value) { t.Throw(t.Call1(py.Obj(py.KeyErrorType), key)) }

// joinTexts joins texts into a str, or a unicode if one of them is; a str among unicodes
// must be ASCII.
func joinTexts(t *thread, parts []value) value {
	wide := false
	n := 0
	for _, p := range parts {
		wide = wide || isUnicode(p)
		n += len(p.Text())
	}
	t.Alloc(n)
	var b strings.Builder
	for _, p := range parts {
		if wide && !isUnicode(p) {
			b.WriteString(t.Decode(p.Text(), "ascii", "strict"))
		} else {
			b.WriteString(p.Text())
		}
	}
	if wide {
		return py.Unicode(b.String())
	}
	return py.Str(b.String())
}

// templatePattern returns the compiled pattern of a template's class: attribute pattern
// if a script defines it, else one made of delimiter and idpattern.
func templatePattern(t *thread, self value) value {
	re := t.Import("re")
	compile := func(pattern value) value {
		flags := t.Binary(py.OpOr, t.GetAttr(re, "IGNORECASE"), t.GetAttr(re, "VERBOSE"))
		return t.Call2(t.GetAttr(re, "compile"), pattern, flags)
	}
	if p, ok := t.TryAttr(self, "pattern"); ok {
		if p.IsText() {
			return compile(p)
		}
		return p
	}
	delim := t.Call1(t.GetAttr(re, "escape"), t.GetAttr(self, "delimiter")).Text()
	id := t.GetAttr(self, "idpattern").Text()
	return compile(py.Str(delim + "(?:(?P<escaped>" + delim + ")|(?P<named>" + id + ")|{(?P<braced>" + id + ")}|(?P<invalid>))"))
}

// substitute replaces the placeholders of a template; safe leaves what has no value.
func substitute(t *thread, args []value, names []string, safe bool) value {
	self, pos := args[0], args[1:len(args)-len(names)]
	if len(pos) > 1 {
		t.Raise(py.TypeErrorType, "Too many positional arguments")
	}
	keywords := args[len(args)-len(names):]
	lookup := func(name value) value {
		for i, n := range names {
			if n == name.Text() {
				return keywords[i]
			}
		}
		if len(pos) == 0 {
			keyError(t, name)
		}
		return t.GetItem(pos[0], name)
	}
	text := t.GetAttr(self, "template")
	pattern := templatePattern(t, self)
	var out []value
	last := 0
	chars := runesOf(text)
	iterate(t, t.Method1(pattern, "finditer", text), func(m value) {
		start, end := int(t.Method0(m, "start").Int64()), int(t.Method0(m, "end").Int64())
		out = append(out, textOf(text, chars[last:start]))
		last = end
		whole := t.Method0(m, "group")
		group := func(name string) value { return t.Method1(m, "group", py.Str(name)) }
		name := group("named")
		if name.IsNone() {
			name = group("braced")
		}
		switch {
		case !name.IsNone():
			var v value
			if !safe {
				v = lookup(name)
			} else if r := t.TryOnly(py.KeyErrorType, func() { v = lookup(name) }); r != nil {
				v = whole
			}
			out = append(out, t.StrOrUnicode(v))
		case !group("escaped").IsNone():
			out = append(out, t.GetAttr(self, "delimiter"))
		case safe:
			out = append(out, whole)
		default:
			line, col := 1, start+1
			for i, c := range chars[:start] {
				if c == '\n' {
					line, col = line+1, start-i
				}
			}
			t.Raisef(py.ValueErrorType, "Invalid placeholder in string: line %d, col %d", line, col)
		}
	})
	return joinTexts(t, append(out, textOf(text, chars[last:])))
}

// newClass makes a class as if a script had written it, in the interpreter of t:
// its instances take attributes, and scripts may derive from it.
func newClass(t *thread, m *py.Module, name string, consts map[string]value, methods ...py.Def) {
	dict := py.NewAttrs()
	dict.SetText("__module__", py.Str(m.Name))
	for k, v := range consts {
		dict.SetText(k, v)
	}
	natives := make([]*py.Native, len(methods))
	for i, d := range methods {
		natives[i] = py.NewNative(d)
		dict.SetText(d.Name, py.Obj(natives[i]))
	}
	class := t.MakeClass(name, []value{py.Obj(py.ObjectType)}, dict, m.Dict)
	for _, n := range natives {
		n.Owner = class.Object().(*py.Type)
	}
	m.Set(name, class)
}

func newTemplate(t *thread, m *py.Module) {
	newClass(t, m, "Template", map[string]value{"delimiter": py.Str("$"), "idpattern": py.Str("[_a-z][_a-z0-9]*")},
		py.Def{Name: "__init__", Min: 1, Params: "template", Fn: func(t *thread, self value, a []value) value {
			t.SetAttr(self, "template", a[0])
			return py.None
		}},
		py.Def{Name: "substitute", Raw: func(t *thread, self value, a []value, names []string) value {
			return substitute(t, append([]value{self}, a...), names, false)
		}},
		py.Def{Name: "safe_substitute", Raw: func(t *thread, self value, a []value, names []string) value {
			return substitute(t, append([]value{self}, a...), names, true)
		}})
}

// formatText is Formatter.vformat for one level of nesting; auto numbers empty fields.
func formatText(t *thread, self, text, args, kwargs value, used *py.Set, auto *int, depth int) value {
	if depth < 0 {
		t.Raise(py.ValueErrorType, "Max string recursion exceeded")
	}
	var out []value
	iterate(t, t.Method1(self, "parse", text), func(part value) {
		p := make([]value, 4)
		t.Unpack(part, p)
		if t.Truth(p[0]) {
			out = append(out, p[0])
		}
		if p[1].IsNone() {
			return
		}
		name := p[1]
		if name.Text() == "" || strings.HasPrefix(name.Text(), ".") || strings.HasPrefix(name.Text(), "[") {
			name = like(name, strconv.Itoa(*auto)+name.Text())
			*auto++
		}
		found := make([]value, 2)
		t.Unpack(t.CallMethod("get_field", []value{self, name, args, kwargs}, nil), found)
		used.Add(t, found[1])
		obj := t.CallMethod("convert_field", []value{self, found[0], p[3]}, nil)
		spec := p[2]
		if given(spec) {
			spec = formatText(t, self, spec, args, kwargs, used, auto, depth-1)
		} else {
			spec = py.Str("")
		}
		out = append(out, t.CallMethod("format_field", []value{self, obj, spec}, nil))
	})
	return joinTexts(t, out)
}

func newFormatter(t *thread, m *py.Module) {
	def := func(name string, lo int, f func(t *thread, self value, a []value) value) py.Def {
		return py.Def{Name: name, Min: lo, Max: lo, Fn: f}
	}
	newClass(t, m, "Formatter", nil,
		py.Def{Name: "format", Raw: func(t *thread, self value, a []value, names []string) value {
			n := len(a) - len(names)
			if n < 1 {
				t.Raise(py.TypeErrorType, "format() takes at least 2 arguments (1 given)")
			}
			kwargs := py.NewDict(len(names))
			for i, k := range names {
				kwargs.SetText(k, a[n+i])
			}
			return t.CallMethod("vformat", []value{self, a[0], tuple(append([]value(nil), a[1:n]...)...), py.Obj(kwargs)}, nil)
		}},
		def("vformat", 3, func(t *thread, self value, a []value) value {
			used, auto := py.NewSet(t), 0
			out := formatText(t, self, a[0], a[1], a[2], used, &auto, 2)
			t.CallMethod("check_unused_args", []value{self, py.Obj(used), a[1], a[2]}, nil)
			return out
		}),
		def("get_value", 3, func(t *thread, _ value, a []value) value {
			if isInt(a[0]) {
				return t.GetItem(a[1], a[0])
			}
			return t.GetItem(a[2], a[0])
		}),
		def("check_unused_args", 3, func(*thread, value, []value) value { return py.None }),
		def("format_field", 2, func(t *thread, _ value, a []value) value { return t.Format(a[0], a[1]) }),
		def("convert_field", 2, func(t *thread, _ value, a []value) value {
			if a[1].IsNone() {
				return a[0]
			}
			switch a[1].Text() {
			case "s":
				return py.Str(t.Str(a[0]))
			case "r":
				return py.Str(t.Repr(a[0]))
			}
			t.Raise(py.ValueErrorType, "Unknown conversion specifier "+a[1].Text())
			return py.None
		}),
		def("parse", 1, func(t *thread, _ value, a []value) value { return t.Method0(a[0], "_formatter_parser") }),
		def("get_field", 3, func(t *thread, self value, a []value) value {
			p := make([]value, 2)
			t.Unpack(t.Method0(a[0], "_formatter_field_name_split"), p)
			obj := t.CallMethod("get_value", []value{self, p[0], a[1], a[2]}, nil)
			iterate(t, p[1], func(step value) {
				s := make([]value, 2)
				t.Unpack(step, s)
				if t.Truth(s[0]) {
					obj = t.GetAttr(obj, s[1].Text())
				} else {
					obj = t.GetItem(obj, s[1])
				}
			})
			return tuple(obj, p[0])
		}))
}

func loadString(t *thread, m *py.Module) {
	for name, s := range map[string]string{"ascii_letters": lowerLetters + upperLetters, "letters": lowerLetters + upperLetters,
		"ascii_lowercase": lowerLetters, "lowercase": lowerLetters, "ascii_uppercase": upperLetters, "uppercase": upperLetters,
		"digits": decimals, "hexdigits": decimals + "abcdefABCDEF", "octdigits": "01234567", "punctuation": punctuation, "whitespace": blanks,
		"printable": decimals + lowerLetters + upperLetters + punctuation + blanks} {
		m.Set(name, py.Str(s))
	}
	for _, name := range []string{"index_error", "atoi_error", "atof_error", "atol_error"} {
		m.Set(name, py.Obj(py.ValueErrorType))
	}
	newTemplate(t, m)
	newFormatter(t, m)
	same := func(name string, lo int, params string) { // the function calls the method of its name
		funcs(m, kw(name, lo, params, func(t *thread, a []value) value {
			n := len(a)
			for n > lo && a[n-1].IsAbsent() {
				n--
			}
			args := append([]value(nil), a[:n]...)
			for i, v := range args {
				switch {
				case !v.IsAbsent():
				case params == "s sep maxsplit":
					args[i] = py.None
				default:
					args[i] = py.Int(0)
				}
			}
			return t.CallMethod(name, args, nil)
		}))
	}
	for _, n := range []string{"lower", "upper", "swapcase", "capitalize"} {
		same(n, 1, "s")
	}
	for _, n := range []string{"strip", "lstrip", "rstrip"} {
		same(n, 1, "s chars")
	}
	for _, n := range []string{"split", "rsplit"} {
		same(n, 1, "s sep maxsplit")
	}
	for _, n := range []string{"find", "rfind", "index", "rindex", "count"} {
		same(n, 2, "s sub start end")
	}
	for _, n := range []string{"ljust", "rjust", "center"} {
		same(n, 2, "s width fillchar")
	}
	same("expandtabs", 1, "s tabsize")
	same("replace", 3, "s old new maxreplace")
	join := kw("join", 1, "words sep", func(t *thread, a []value) value { return t.Method1(a[1].Or(py.Str(" ")), "join", a[0]) })
	joinFields := join
	joinFields.Name = "joinfields"
	number := func(name string, ty *py.Type) py.Def {
		return kw(name, 1, "s base", func(t *thread, a []value) value { return t.Call2(py.Obj(ty), a[0], a[1].Or(py.Int(10))) })
	}
	funcs(m, join, joinFields, number("atoi", py.IntType), number("atol", py.LongType),
		fn("atof", 1, 1, func(t *thread, a []value) value { return t.Call1(py.Obj(py.FloatType), a[0]) }),
		kw("capwords", 1, "s sep", func(t *thread, a []value) value {
			var words []value
			sep := py.Str(" ")
			if given(a[1]) && t.Truth(a[1]) {
				sep = a[1]
			}
			for _, w := range t.Items(t.Method1(a[0], "split", a[1].Or(py.None))) {
				words = append(words, t.Method0(w, "capitalize"))
			}
			return t.Method1(sep, "join", list(words...))
		}),
		fn("zfill", 2, 2, func(t *thread, a []value) value {
			x := a[0]
			if !x.IsText() {
				x = py.Str(t.Repr(x))
			}
			return t.Method1(x, "zfill", a[1])
		}),
		kw("translate", 2, "s table deletions", func(t *thread, a []value) value {
			if given(a[2]) && t.Truth(a[2]) {
				return t.CallMethod("translate", []value{a[0], a[1], a[2]}, nil)
			}
			return t.Method1(a[0], "translate", a[1])
		}),
		fn("maketrans", 2, 2, func(t *thread, a []value) value {
			from, to := bytesArg(t, a[0], "maketrans() argument 1 must be string"), bytesArg(t, a[1], "maketrans() argument 2 must be string")
			if len(from) != len(to) {
				t.Raise(py.ValueErrorType, "maketrans arguments must have same length")
			}
			table := make([]byte, 256)
			for i := range table {
				table[i] = byte(i)
			}
			for i := 0; i < len(from); i++ {
				table[from[i]] = to[i]
			}
			return py.Str(string(table))
		}),
	)
	split, _ := m.Dict.GetText("split")
	m.Set("splitfields", split)
}
