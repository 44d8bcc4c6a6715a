package python

// The modules sys and traceback. They are here and not among the library
// modules because they are about frames, output and the exception being
// handled, which are the runtime's.

import (
	"strconv"
	"strings"

	"dryfire/scripts/python/object"
)

// modules adds sys and traceback to a library that has none of its own.
func (rt *Runtime) modules(l object.Library) object.Library {
	all := make(object.Library, len(l)+2)
	all["sys"] = rt.loadSys
	all["traceback"] = rt.loadTraceback
	all["__future__"] = loadFuture
	for name, load := range l {
		all[name] = load
	}
	return all
}

// feature is an entry of __future__: since when a feature is optional, since
// when mandatory, and its compiler flag.
type feature struct {
	object.Header
	optional, mandatory object.Value
	flag                int
}

var featureType = object.NewType(object.TypeDef{Name: "_Feature", Module: "__future__", NoNew: true, Methods: []object.Def{
	{Name: "getOptionalRelease", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return self.Object().(*feature).optional
	}},
	{Name: "getMandatoryRelease", Fn: func(_ *object.Thread, self object.Value, _ []object.Value) object.Value {
		return self.Object().(*feature).mandatory
	}},
	{Name: "__repr__", Fn: func(t *object.Thread, self object.Value, _ []object.Value) object.Value {
		f := self.Object().(*feature)
		return object.Str("_Feature(" + t.Repr(f.optional) + ", " + t.Repr(f.mandatory) + ", " + strconv.Itoa(f.flag) + ")")
	}},
}, Attrs: []object.Attr{
	{Name: "optional", Get: func(_ *object.Thread, self object.Value) object.Value { return self.Object().(*feature).optional }},
	{Name: "mandatory", Get: func(_ *object.Thread, self object.Value) object.Value { return self.Object().(*feature).mandatory }},
	{Name: "compiler_flag", Get: func(_ *object.Thread, self object.Value) object.Value {
		return object.Int(self.Object().(*feature).flag)
	}},
}})

func loadFuture(t *object.Thread, m *object.Module) {
	release := func(major, minor, micro int, level string, serial int) object.Value {
		return object.Obj(object.NewTuple(object.Int(major), object.Int(minor), object.Int(micro), object.Str(level), object.Int(serial)))
	}
	names := object.NewList()
	add := func(name string, optional, mandatory object.Value, flag int) {
		t.Append(names, object.Str(name))
		m.Set(name, object.Obj(&feature{Header: object.NewHeader(featureType), optional: optional, mandatory: mandatory, flag: flag}))
	}
	add("nested_scopes", release(2, 1, 0, "beta", 1), release(2, 2, 0, "alpha", 0), 0x10)
	add("generators", release(2, 2, 0, "alpha", 1), release(2, 3, 0, "final", 0), 0)
	add("division", release(2, 2, 0, "alpha", 2), release(3, 0, 0, "alpha", 0), 0x2000)
	add("absolute_import", release(2, 5, 0, "alpha", 1), release(3, 0, 0, "alpha", 0), 0x4000)
	add("with_statement", release(2, 5, 0, "alpha", 1), release(2, 6, 0, "alpha", 0), 0x8000)
	add("print_function", release(2, 6, 0, "alpha", 2), release(3, 0, 0, "alpha", 0), 0x10000)
	add("unicode_literals", release(2, 6, 0, "alpha", 2), release(3, 0, 0, "alpha", 0), 0x20000)
	m.Set("all_feature_names", object.Obj(names))
}

func (rt *Runtime) loadSys(t *object.Thread, m *object.Module) {
	rt.sys = m
	str := func(name, v string) { m.Set(name, object.Str(v)) }
	m.Set("stdout", t.Stdout)
	m.Set("stderr", t.Stderr)
	m.Set("__stdout__", t.Stdout)
	m.Set("__stderr__", t.Stderr)
	m.Set("modules", object.Obj(t.Modules))
	m.Set("maxint", object.Int(1<<31-1))
	m.Set("maxsize", object.Int(1<<31-1))
	m.Set("maxunicode", object.Int(0x10ffff))
	m.Set("path", object.Obj(object.NewList()))
	args := object.NewList()
	for _, a := range rt.Args {
		t.Append(args, object.Str(a))
	}
	m.Set("argv", object.Obj(args))
	str("version", "2.7.3 (default) [dryfire]")
	str("platform", "java")
	str("byteorder", "big")
	str("executable", "")
	str("prefix", "")
	str("copyright", "")
	m.Set("hexversion", object.Int(0x020703f0))
	m.Set("version_info", object.Obj(object.NewTuple(object.Int(2), object.Int(7), object.Int(3), object.Str("final"), object.Int(0))))
	m.Set("dont_write_bytecode", object.True)
	var names []object.Value
	for _, n := range []string{"__builtin__", "exceptions", "sys"} {
		names = append(names, object.Str(n))
	}
	m.Set("builtin_module_names", object.Obj(object.NewTuple(names...)))
	m.Func(
		object.Def{Name: "exc_info", Fn: func(t *object.Thread, _ object.Value, _ []object.Value) object.Value {
			return object.Obj(object.NewTuple(excInfo(t.Exc)...))
		}},
		object.Def{Name: "exc_clear", Fn: func(t *object.Thread, _ object.Value, _ []object.Value) object.Value {
			t.Exc = nil
			return object.None
		}},
		object.Def{Name: "exit", Max: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			t.Throw(t.Call(object.Obj(object.SystemExitType), a, nil))
			return object.None
		}},
		object.Def{Name: "getrecursionlimit", Fn: func(t *object.Thread, _ object.Value, _ []object.Value) object.Value {
			return object.Int(t.RecursionLimit)
		}},
		object.Def{Name: "setrecursionlimit", Min: 1, Max: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			// As in Jython the call is accepted; the limit of the host stands.
			t.Index(a[0])
			return object.None
		}},
		object.Def{Name: "getdefaultencoding", Fn: func(*object.Thread, object.Value, []object.Value) object.Value { return object.Str("ascii") }},
		object.Def{Name: "getfilesystemencoding", Fn: func(*object.Thread, object.Value, []object.Value) object.Value { return object.None }},
		object.Def{Name: "_getframe", Max: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			n := 0
			if len(a) > 0 {
				n = t.Index(a[0])
			}
			f := rt.Frames()
			for ; f != nil && n > 0; n-- {
				f = f.Back
			}
			if f == nil || n < 0 {
				t.Raise(object.ValueErrorType, "call stack is not deep enough")
			}
			return object.Obj(f)
		}},
	)
}

func excInfo(r *object.Raised) []object.Value {
	if r == nil {
		return []object.Value{object.None, object.None, object.None}
	}
	tb := object.None
	if r.Trace != nil {
		tb = object.Obj(r.Trace)
	}
	return []object.Value{r.Class, r.Value, tb}
}

// Frames are the frames of the running bodies, the innermost first, each with
// the line it stands at and its locals where they are known.
func (rt *Runtime) Frames() *object.Frame {
	var first, last *object.Frame
	lines := rt.lines()
	i := 0
	for f := rt.top; f != nil; f = f.back {
		o := object.NewFrame(f.code.code, f.code.inst.globals, object.Value{}, f.code.code.FirstLine)
		if i < len(lines) {
			o.Line = lines[i] - f.code.info.file.shift
		}
		i++
		if first == nil {
			first = o
		} else {
			last.Back = o
		}
		last = o
	}
	return first
}

// lines are the lines of all scripts on goja's stack that are frames of ours:
// one for each body, the innermost first.
func (rt *Runtime) lines() []int {
	var out []int
	wasNative := true
	for _, f := range rt.vm.CaptureCallStack(0, nil) {
		p := f.Position()
		if p.Line == 0 {
			wasNative = true
			continue
		}
		// Functions of one body that call one another (a comprehension's
		// arrow) have no native between them.
		if wasNative {
			out = append(out, p.Line)
		}
		wasNative = false
	}
	return out
}

// output makes what sys.stdout and sys.stderr are now the thread's.
func (rt *Runtime) output() {
	if rt.sys == nil {
		return
	}
	if v, ok := rt.sys.Dict.GetText("stdout"); ok {
		rt.t.Stdout = v
	}
	if v, ok := rt.sys.Dict.GetText("stderr"); ok {
		rt.t.Stderr = v
	}
}

func (rt *Runtime) loadTraceback(t *object.Thread, m *object.Module) {
	write := func(t *object.Thread, file object.Value, text string) {
		rt.output()
		if file.IsAbsent() || file.IsNone() {
			file = t.Stderr
		}
		t.Method1(file, "write", object.Str(text))
	}
	trace := func(t *object.Thread, v object.Value) *object.Traceback {
		if v.IsAbsent() || v.IsNone() {
			return nil
		}
		tb, ok := v.Object().(*object.Traceback)
		if !ok {
			t.Raise(object.AttributeErrorType, "'"+v.Type().Name+"' object has no attribute 'tb_frame'")
		}
		return tb
	}
	limited := func(t *object.Thread, tb *object.Traceback, limit object.Value) *object.Traceback {
		if limit.IsAbsent() || limit.IsNone() {
			return tb
		}
		n := t.Index(limit)
		var first, last *object.Traceback
		for ; tb != nil && n > 0; tb, n = tb.Next, n-1 {
			c := &object.Traceback{Header: tb.Header, Frame: tb.Frame, Line: tb.Line}
			if first == nil {
				first = c
			} else {
				last.Next = c
			}
			last = c
		}
		return first
	}
	lines := func(text string) object.Value {
		l := object.NewList()
		for _, s := range strings.SplitAfter(text, "\n") {
			if s != "" {
				t.Append(l, object.Str(s))
			}
		}
		return object.Obj(l)
	}
	entries := func(tb *object.Traceback) (out []object.Value) {
		for ; tb != nil; tb = tb.Next {
			out = append(out, rt.entry(tb.Frame.Code, tb.Line))
		}
		return out
	}
	formatted := func(t *object.Thread, tb *object.Traceback) *object.List {
		l := object.NewList()
		for ; tb != nil; tb = tb.Next {
			t.Append(l, object.Str(t.FormatFrame(tb.Frame.Code.File, tb.Line, tb.Frame.Code.Name)))
		}
		return l
	}
	format := func(t *object.Thread, class, value object.Value, tb *object.Traceback) string {
		return t.FormatTraceback(tb, true) + t.FormatExceptionOnly(class, value)
	}
	current := func(t *object.Thread, limit object.Value) string {
		if t.Exc == nil {
			return "None\n"
		}
		return format(t, t.Exc.Class, t.Exc.Value, limited(t, t.Exc.Trace, limit))
	}
	stack := func() []*object.Frame {
		var fs []*object.Frame
		for f := rt.Frames(); f != nil; f = f.Back {
			fs = append([]*object.Frame{f}, fs...)
		}
		return fs
	}
	m.Func(
		object.Def{Name: "format_exc", Params: "limit", Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			return object.Str(current(t, a[0]))
		}},
		object.Def{Name: "print_exc", Params: "limit file", Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			write(t, a[1], current(t, a[0]))
			return object.None
		}},
		object.Def{Name: "format_exception", Params: "etype value tb limit", Min: 3, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			tb := limited(t, trace(t, a[2]), a[3])
			l := object.NewList()
			if tb != nil {
				t.Append(l, object.Str("Traceback (most recent call last):\n"))
				l.Items = append(l.Items, formatted(t, tb).Items...)
			}
			t.Append(l, object.Str(t.FormatExceptionOnly(a[0], a[1])))
			return object.Obj(l)
		}},
		object.Def{Name: "print_exception", Params: "etype value tb limit file", Min: 3, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			write(t, a[4], format(t, a[0], a[1], limited(t, trace(t, a[2]), a[3])))
			return object.None
		}},
		object.Def{Name: "format_exception_only", Min: 2, Max: 2, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			return lines(t.FormatExceptionOnly(a[0], a[1]))
		}},
		object.Def{Name: "format_tb", Params: "tb limit", Min: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			return object.Obj(formatted(t, limited(t, trace(t, a[0]), a[1])))
		}},
		object.Def{Name: "print_tb", Params: "tb limit file", Min: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			write(t, a[2], t.FormatTraceback(limited(t, trace(t, a[0]), a[1]), false))
			return object.None
		}},
		object.Def{Name: "extract_tb", Params: "tb limit", Min: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			return object.Obj(object.NewList(entries(limited(t, trace(t, a[0]), a[1]))...))
		}},
		object.Def{Name: "tb_lineno", Min: 1, Max: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			return object.Int(trace(t, a[0]).Line)
		}},
		object.Def{Name: "extract_stack", Params: "f limit", Fn: func(*object.Thread, object.Value, []object.Value) object.Value {
			l := object.NewList()
			for _, f := range stack() {
				t.Append(l, rt.entry(f.Code, f.Line))
			}
			return object.Obj(l)
		}},
		object.Def{Name: "format_stack", Params: "f limit", Fn: func(t *object.Thread, _ object.Value, _ []object.Value) object.Value {
			l := object.NewList()
			for _, f := range stack() {
				t.Append(l, object.Str(t.FormatFrame(f.Code.File, f.Line, f.Code.Name)))
			}
			return object.Obj(l)
		}},
		object.Def{Name: "print_stack", Params: "f limit file", Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			for _, f := range stack() {
				write(t, a[2], t.FormatFrame(f.Code.File, f.Line, f.Code.Name))
			}
			return object.None
		}},
		object.Def{Name: "format_list", Min: 1, Max: 1, Fn: func(t *object.Thread, _ object.Value, a []object.Value) object.Value {
			l := object.NewList()
			for _, e := range t.Items(a[0]) {
				var p [4]object.Value
				t.Unpack(e, p[:])
				s := "  File \"" + t.Str(p[0]) + "\", line " + t.Str(p[1]) + ", in " + t.Str(p[2]) + "\n"
				if t.Truth(p[3]) {
					s += "    " + strings.TrimSpace(t.Str(p[3])) + "\n"
				}
				t.Append(l, object.Str(s))
			}
			return object.Obj(l)
		}},
	)
}

// entry is (file, line, function, text) of one frame.
func (rt *Runtime) entry(c *object.Code, line int) object.Value {
	text := object.None
	if s := strings.TrimSpace(rt.sourceLine(c.File, line)); s != "" {
		text = object.Str(s)
	}
	return object.Obj(object.NewTuple(object.Str(c.File), object.Int(line), object.Str(c.Name), text))
}
