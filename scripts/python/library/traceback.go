package library

// Modules traceback, linecache and, for what tracebacks need, inspect.

import (
	"strings"

	py "dryfire/scripts/python/object"
)

// tbEntry is one entry of a traceback: file, line, function, source line.
func tbEntry(t *thread, tb *py.Traceback) value {
	src := value(py.None)
	if s := sourceLine(t, tb.Frame.Code.File, tb.Line); s != "" {
		src = py.Str(s)
	}
	return tuple(py.Str(tb.Frame.Code.File), py.Int(tb.Line), py.Str(tb.Frame.Code.Name), src)
}

func sourceLine(t *thread, file string, line int) string {
	if t.SourceLine == nil {
		return ""
	}
	return strings.TrimSpace(t.SourceLine(file, line))
}

// sourceLines are n lines of a file around one, and the index of that one among
// them; None twice if the file is not known.
func sourceLines(t *thread, file string, line, n int) (lines, index value) {
	raw := func(i int) string {
		if t.SourceLine == nil || i < 1 {
			return ""
		}
		return t.SourceLine(file, i)
	}
	if n < 1 || raw(line) == "" {
		return py.None, py.None
	}
	start := max(line-1-n/2, 0)
	for start > 0 && raw(start+n) == "" {
		start-- // the file ends before
	}
	l := py.NewList()
	for i := start + 1; i <= start+n && (i <= line || raw(i) != ""); i++ {
		l.Items = append(l.Items, py.Str(strings.TrimRight(raw(i), "\r\n")+"\n"))
	}
	return py.Obj(l), py.Int(line - 1 - start)
}

// tbArg returns the traceback in v, cut to limit entries.
func tbArg(t *thread, v, limit value) []*py.Traceback {
	tb, _ := v.Object().(*py.Traceback)
	n := -1
	if given(limit) {
		n = intArg(t, limit, -1)
	} else if m, ok := t.Modules.GetText("sys"); ok {
		if l, ok := t.LookupAttr(m, "tracebacklimit"); ok && isInt(l) {
			n = intArg(t, l, -1)
		}
	}
	var out []*py.Traceback
	for ; tb != nil && (n < 0 || len(out) < n); tb = tb.Next {
		out = append(out, tb)
	}
	return out
}

func formatTB(t *thread, tbs []*py.Traceback) []value {
	var out []value
	for _, tb := range tbs {
		out = append(out, py.Str(t.FormatFrame(tb.Frame.Code.File, tb.Line, tb.Frame.Code.Name)))
	}
	return out
}

// onlyLines splits what FormatExceptionOnly returns into lines.
func onlyLines(t *thread, class, v value) []value {
	if class.IsNone() {
		return []value{formatOnlyText(t, "None", v)}
	}
	if isStr(class) {
		return []value{formatOnlyText(t, class.Text(), v)}
	}
	text := t.FormatExceptionOnly(class, v)
	if k, ok := class.Object().(*py.Type); ok && !strings.HasPrefix(text, " ") {
		// Unlike the interpreter itself, this module does not name the class's module.
		text = strings.TrimPrefix(text, strings.TrimSuffix(k.FullName(), k.Name))
	}
	if k, ok := class.Object().(*py.Type); !ok || !k.IsSubtype(py.SyntaxErrorType) {
		return strs(text)
	}
	return strs(strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")...)
}

func formatOnlyText(t *thread, name string, v value) value {
	if s := ""; given(v) {
		if s = t.Str(v); s != "" {
			return py.Str(name + ": " + s + "\n")
		}
	}
	return py.Str(name + "\n")
}

func formatExc(t *thread, class, v, tb, limit value) []value {
	var out []value
	if given(tb) {
		out = append(out, py.Str("Traceback (most recent call last):\n"))
		out = append(out, formatTB(t, tbArg(t, tb, limit))...)
	}
	lines := onlyLines(t, class, v)
	if n := len(lines) - 1; n > 0 && !strings.HasSuffix(lines[n].Text(), "\n") {
		lines[n] = py.Str(lines[n].Text() + "\n")
	}
	return append(out, lines...)
}

// current returns what sys.exc_info returns.
func current(t *thread) (class, v, tb value) {
	if t.Exc == nil {
		return py.None, py.None, py.None
	}
	tb = py.None
	if t.Exc.Trace != nil {
		tb = py.Obj(t.Exc.Trace)
	}
	return t.Exc.Class, t.Exc.Value, tb
}

func emit(t *thread, file value, items []value) value {
	for _, s := range items {
		if !given(file) {
			file = t.Stderr
		}
		t.Method1(file, "write", s)
	}
	return py.None
}

func joinText(items []value) value {
	var b strings.Builder
	for _, s := range items {
		b.WriteString(s.Text())
	}
	return py.Str(b.String())
}

// formatEntries is traceback.format_list.
func formatEntries(t *thread, v value) []value {
	var out []value
	iterate(t, v, func(e value) {
		f := make([]value, 4)
		t.Unpack(e, f)
		s := "  File \"" + t.Str(f[0]) + "\", line " + t.Str(f[1]) + ", in " + t.Str(f[2]) + "\n"
		if t.Truth(f[3]) {
			s += "    " + strings.TrimSpace(t.Str(f[3])) + "\n"
		}
		out = append(out, py.Str(s))
	})
	return out
}

func loadTraceback(_ *thread, m *py.Module) {
	extract := func(t *thread, tb, limit value) value {
		l := py.NewList()
		for _, x := range tbArg(t, tb, limit) {
			l.Items = append(l.Items, tbEntry(t, x))
		}
		return py.Obj(l)
	}
	stack := func(t *thread, f, limit value) []*py.Traceback {
		top, ok := f.Object().(*py.Frame)
		if !ok {
			top = frames(t)
		}
		var out []*py.Traceback
		for n := intArg(t, limit.Or(py.Int(-1)), -1); top != nil && n != 0; n-- {
			out = append([]*py.Traceback{{Frame: top, Line: top.Line}}, out...)
			top = top.Back
		}
		return out
	}
	funcs(m,
		kw("format_exc", 0, "limit", func(t *thread, a []value) value {
			c, v, tb := current(t)
			return joinText(formatExc(t, c, v, tb, a[0]))
		}),
		kw("print_exc", 0, "limit file", func(t *thread, a []value) value {
			c, v, tb := current(t)
			return emit(t, a[1], formatExc(t, c, v, tb, a[0]))
		}),
		kw("print_last", 0, "limit file", func(t *thread, a []value) value {
			c, v, tb := current(t)
			return emit(t, a[1], formatExc(t, c, v, tb, a[0]))
		}),
		kw("format_exception", 3, "etype value tb limit", func(t *thread, a []value) value {
			return list(formatExc(t, a[0], a[1], a[2], a[3])...)
		}),
		kw("print_exception", 3, "etype value tb limit file", func(t *thread, a []value) value {
			return emit(t, a[4], formatExc(t, a[0], a[1], a[2], a[3]))
		}),
		kw("format_exception_only", 2, "etype value", func(t *thread, a []value) value {
			lines := formatExc(t, a[0], a[1], py.None, py.None)
			return list(lines...)
		}),
		kw("extract_tb", 1, "tb limit", func(t *thread, a []value) value { return extract(t, a[0], a[1]) }),
		kw("format_tb", 1, "tb limit", func(t *thread, a []value) value { return list(formatTB(t, tbArg(t, a[0], a[1]))...) }),
		kw("print_tb", 1, "tb limit file", func(t *thread, a []value) value {
			return emit(t, a[2], formatTB(t, tbArg(t, a[0], a[1])))
		}),
		kw("format_list", 1, "extracted_list", func(t *thread, a []value) value { return list(formatEntries(t, a[0])...) }),
		kw("print_list", 1, "extracted_list file", func(t *thread, a []value) value { return emit(t, a[1], formatEntries(t, a[0])) }),
		kw("extract_stack", 0, "f limit", func(t *thread, a []value) value {
			l := py.NewList()
			for _, x := range stack(t, a[0], a[1]) {
				l.Items = append(l.Items, tbEntry(t, x))
			}
			return py.Obj(l)
		}),
		kw("format_stack", 0, "f limit", func(t *thread, a []value) value { return list(formatTB(t, stack(t, a[0], a[1]))...) }),
		kw("print_stack", 0, "f limit file", func(t *thread, a []value) value { return emit(t, a[2], formatTB(t, stack(t, a[0], a[1]))) }),
		kw("tb_lineno", 1, "tb", func(t *thread, a []value) value { return t.GetAttr(a[0], "tb_lineno") }),
	)
}

func loadLinecache(_ *thread, m *py.Module) {
	funcs(m,
		kw("getline", 2, "filename lineno module_globals", func(t *thread, a []value) value {
			if t.SourceLine == nil {
				return py.Str("")
			}
			s := t.SourceLine(a[0].Text(), intArg(t, a[1], 0))
			if s != "" && !strings.HasSuffix(s, "\n") {
				s += "\n"
			}
			return py.Str(s)
		}),
		kw("checkcache", 0, "filename", func(*thread, []value) value { return py.None }),
		fn("clearcache", 0, 0, func(*thread, []value) value { return py.None }),
	)
}

// named reports whether v's class is one of the types.
func ofType(types ...*py.Type) func(t *thread, a []value) value {
	return func(_ *thread, a []value) value {
		for _, ty := range types {
			if a[0].Type().IsSubtype(ty) {
				return py.True
			}
		}
		return py.False
	}
}

func loadInspect(t *thread, m *py.Module) {
	isclass := func(_ *thread, a []value) value {
		switch a[0].Object().(type) {
		case *py.Type, *py.OldClass:
			return py.True
		}
		return py.False
	}
	argspec := newNamedTuple("inspect", "ArgSpec", "args", "varargs", "keywords", "defaults")
	m.Set("ArgSpec", py.Obj(argspec))
	frameinfo := newNamedTuple("inspect", "Traceback", "filename", "lineno", "function", "code_context", "index")
	m.Set("Traceback", py.Obj(frameinfo))
	pred := func(name string, f func(t *thread, a []value) value) py.Def { return kw(name, 1, "object", f) }
	funcs(m,
		pred("isclass", isclass),
		pred("ismodule", ofType(py.ModuleType)),
		pred("isfunction", ofType(py.FunctionType)),
		pred("ismethod", ofType(py.MethodType)),
		pred("isbuiltin", ofType(py.BuiltinFunctionType)),
		pred("isroutine", ofType(py.FunctionType, py.MethodType, py.BuiltinFunctionType, py.MethodDescriptorType)),
		pred("isgenerator", ofType(py.GeneratorType)),
		pred("iscode", ofType(py.CodeType)),
		pred("isframe", ofType(py.FrameType)),
		pred("istraceback", ofType(py.TracebackType)),
		pred("isgeneratorfunction", func(t *thread, a []value) value {
			f, ok := a[0].Object().(*py.Function)
			return py.Bool(ok && f.Code.Flags&0x20 != 0)
		}),
		kw("getdoc", 1, "object", func(t *thread, a []value) value {
			d, ok := t.TryAttr(a[0], "__doc__")
			if !ok || !d.IsText() {
				return py.None
			}
			return like(d, cleanDoc(d.Text()))
		}),
		kw("cleandoc", 1, "doc", func(t *thread, a []value) value { return like(a[0], cleanDoc(textArg(t, a[0]))) }),
		kw("getmembers", 1, "object predicate", func(t *thread, a []value) value {
			l := py.NewList()
			for _, n := range t.Dir(a[0]) {
				v, ok := t.TryAttr(a[0], n)
				if ok && (!given(a[1]) || t.Truth(t.Call1(a[1], v))) {
					l.Items = append(l.Items, tuple(py.Str(n), v))
				}
			}
			return py.Obj(l)
		}),
		kw("getmodule", 1, "object", func(t *thread, a []value) value {
			if _, ok := a[0].Object().(*py.Module); ok {
				return a[0]
			}
			if n, ok := t.TryAttr(a[0], "__module__"); ok {
				if mod, ok := t.Modules.GetText(n.Text()); ok {
					return mod
				}
			}
			return py.None
		}),
		kw("getmro", 1, "cls", func(t *thread, a []value) value { return t.GetAttr(a[0], "__mro__") }),
		kw("getargspec", 1, "func", func(t *thread, a []value) value {
			f := a[0]
			if mm, ok := f.Object().(*py.Method); ok {
				f = mm.Fn
			}
			x, ok := f.Object().(*py.Function)
			if !ok {
				t.Raise(py.TypeErrorType, t.Repr(a[0])+" is not a Python function")
			}
			star, kws, defs := value(py.None), value(py.None), value(py.None)
			if x.Code.Star != "" {
				star = py.Str(x.Code.Star)
			}
			if x.Code.StarStar != "" {
				kws = py.Str(x.Code.StarStar)
			}
			if len(x.Defaults) > 0 {
				defs = tuple(x.Defaults...)
			}
			return t.Call(py.Obj(argspec), []value{list(strs(x.Code.Params...)...), star, kws, defs}, nil)
		}),
		fn("currentframe", 0, 0, func(t *thread, a []value) value {
			if f := frames(t); f != nil {
				return py.Obj(f)
			}
			return py.None
		}),
		kw("stack", 0, "context", func(t *thread, a []value) value {
			l := py.NewList()
			for f := frames(t); f != nil; f = f.Back {
				src := value(py.None)
				if s := sourceLine(t, f.Code.File, f.Line); s != "" {
					src = list(py.Str(s + "\n"))
				}
				l.Items = append(l.Items, tuple(py.Obj(f), py.Str(f.Code.File), py.Int(f.Line), py.Str(f.Code.Name), src, py.Int(0)))
			}
			return py.Obj(l)
		}),
		kw("trace", 0, "context", func(t *thread, a []value) value {
			_, _, tb := current(t)
			l := py.NewList()
			for _, x := range tbArg(t, tb, py.None) {
				e := x.Frame
				src := value(py.None)
				if s := sourceLine(t, e.Code.File, x.Line); s != "" {
					src = list(py.Str(s + "\n"))
				}
				l.Items = append(l.Items, tuple(py.Obj(e), py.Str(e.Code.File), py.Int(x.Line), py.Str(e.Code.Name), src, py.Int(0)))
			}
			return py.Obj(l)
		}),
		kw("getfile", 1, "object", func(t *thread, a []value) value {
			f := a[0]
			if mm, ok := f.Object().(*py.Method); ok {
				f = mm.Fn
			}
			switch x := f.Object().(type) {
			case *py.Function:
				return py.Str(x.Code.File)
			case *py.Code:
				return py.Str(x.File)
			case *py.Frame:
				return py.Str(x.Code.File)
			case *py.Traceback:
				return py.Str(x.Frame.Code.File)
			case *py.Module:
				if x.File != "" {
					return py.Str(x.File)
				}
			}
			t.Raise(py.TypeErrorType, t.Repr(a[0])+" is a built-in")
			return py.None
		}),
		kw("getframeinfo", 1, "frame context", func(t *thread, a []value) value {
			line := 0
			f, ok := a[0].Object().(*py.Frame)
			switch tb, isTrace := a[0].Object().(*py.Traceback); {
			case isTrace:
				f, line = tb.Frame, tb.Line
			case ok:
				line = int(t.GetAttr(a[0], "f_lineno").Int64())
			default:
				t.Raise(py.TypeErrorType, t.Repr(a[0])+" is not a frame or traceback object")
			}
			context := 1
			if given(a[1]) {
				context = intArg(t, a[1], 1)
			}
			lines, index := sourceLines(t, f.Code.File, line, context)
			return t.Call(py.Obj(frameinfo), []value{py.Str(f.Code.File), py.Int(line), py.Str(f.Code.Name), lines, index}, nil)
		}),
		kw("getlineno", 1, "frame", func(t *thread, a []value) value { return t.GetAttr(a[0], "f_lineno") }),
	)
	lazily(t, m, "_inspect", "formatargspec", "formatargvalues", "getcallargs", "getclasstree", "getargvalues", "getframeinfo", "getinnerframes", "getouterframes", "getmodulename", "getmoduleinfo", "getcomments", "getsource", "getsourcelines", "findsource", "getsourcefile", "getabsfile", "isabstract", "isdatadescriptor", "isgetsetdescriptor", "ismemberdescriptor", "ismethoddescriptor", "classify_class_attrs", "strseq", "joinseq", "walktree", "ArgInfo", "Arguments", "Traceback", "Attribute", "ModuleInfo", "indentsize")
}

// cleanDoc removes the indentation docstrings get from the code around them.
func cleanDoc(doc string) string {
	lines := strings.Split(expandTabs(doc, 8), "\n")
	margin := -1
	for _, l := range lines[1:] {
		if body := strings.TrimLeft(l, " \t\n\r\f\v"); body != "" {
			if n := len(l) - len(body); margin < 0 || n < margin {
				margin = n
			}
		}
	}
	lines[0] = strings.TrimLeft(lines[0], " \t\n\r\f\v")
	for i := 1; i < len(lines); i++ {
		if margin > 0 {
			lines[i] = lines[i][min(margin, len(lines[i])):]
		}
	}
	for len(lines) > 0 && lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for len(lines) > 0 && lines[0] == "" {
		lines = lines[1:]
	}
	return strings.Join(lines, "\n")
}

func expandTabs(s string, size int) string {
	var b strings.Builder
	col := 0
	for _, c := range s {
		switch {
		case c == '\t' && size > 0:
			n := size - col%size
			b.WriteString(strings.Repeat(" ", n))
			col += n
		case c == '\t':
		default:
			b.WriteRune(c)
			col++
			if c == '\n' || c == '\r' {
				col = 0
			}
		}
	}
	return b.String()
}
