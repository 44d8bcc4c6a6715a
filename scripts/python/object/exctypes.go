package object

// Attributes and printing of the built-in exceptions.

import "strings"

func (e *Exception) attr(name string) Value {
	if e.attrs != nil {
		if v, ok := e.attrs.GetText(name); ok {
			return v
		}
	}
	return None
}

func (e *Exception) repr(t *Thread) string {
	if t.enterRepr(e) {
		return e.cls.Name + "(...)"
	}
	defer t.leaveRepr()
	return e.cls.Name + t.coreRepr(Obj(NewTuple(e.Args...)))
}

func (e *Exception) str(t *Thread) string {
	switch {
	case e.cls.isSubtype(KeyErrorType):
		if len(e.Args) == 1 {
			return t.Repr(e.Args[0])
		}
	case e.cls.isSubtype(EnvironmentErrorType):
		errno, text, file := e.attr("errno"), e.attr("strerror"), e.attr("filename")
		if !file.IsNone() {
			return "[Errno " + t.Str(errno) + "] " + t.Str(text) + ": " + t.Repr(file)
		}
		if !errno.IsNone() && !text.IsNone() {
			return "[Errno " + t.Str(errno) + "] " + t.Str(text)
		}
	case e.cls.isSubtype(SyntaxErrorType):
		s := t.Str(e.attr("msg"))
		file, line := e.attr("filename"), e.attr("lineno")
		var parts []string
		if file.IsText() {
			f := file.Text()
			parts = append(parts, f[strings.LastIndexByte(f, '/')+1:])
		}
		if !line.IsNone() {
			parts = append(parts, "line "+t.Str(line))
		}
		if len(parts) > 0 {
			s += " (" + strings.Join(parts, ", ") + ")"
		}
		return s
	case e.cls.isSubtype(UnicodeDecodeErrorType):
		if s, ok := e.unicodeStr(t, "decode", "byte"); ok {
			return s
		}
	case e.cls.isSubtype(UnicodeEncodeErrorType):
		if s, ok := e.unicodeStr(t, "encode", "character"); ok {
			return s
		}
	case e.cls.isSubtype(UnicodeTranslateErrorType):
		if s, ok := e.unicodeStr(t, "translate", "character"); ok {
			return s
		}
	}
	switch len(e.Args) {
	case 0:
		return ""
	case 1:
		return t.Str(e.Args[0])
	}
	return t.Repr(Obj(NewTuple(e.Args...)))
}

func (e *Exception) unicodeStr(t *Thread, verb, unit string) (string, bool) {
	obj, start, end := e.attr("object"), e.attr("start"), e.attr("end")
	if !obj.IsText() || numRank(start) == 0 || numRank(end) == 0 {
		return "", false
	}
	i, j := int(start.Int64()), int(end.Int64())
	s := "'" + t.Str(e.attr("encoding")) + "' codec can't " + verb
	if verb == "translate" {
		s = "can't translate"
	}
	reason := t.Str(e.attr("reason"))
	if j == i+1 {
		what := ""
		if verb == "decode" {
			if b := obj.Text(); i >= 0 && i < len(b) {
				what = "0x" + string(hexDigits[b[i]>>4]) + string(hexDigits[b[i]&15])
			}
		} else if r := toRunes(obj.Text()); i >= 0 && i < len(r) {
			what = "u'" + string(appendEscaped(nil, r[i])) + "'"
		}
		return s + " " + unit + " " + what + " in position " + itoa(int64(i)) + ": " + reason, true
	}
	return s + " " + unit + "s in position " + itoa(int64(i)) + "-" + itoa(int64(j-1)) + ": " + reason, true
}

func (t *Thread) throwableText(x *Throwable) string {
	name := x.cls.FullName()
	if x.Message.IsNone() {
		return name
	}
	return name + ": " + t.printText(x.Message)
}

func init() {
	// The arguments are kept by __init__: one that does not call its base's
	// leaves an exception without any.
	BaseExceptionType.New = func(t *Thread, cls *Type, _ []Value, _ []string) Value {
		t.Alloc(128)
		return Obj(&Exception{Header: Header{cls: cls}, Message: Str("")})
	}
	BaseExceptionType.Init = func(t *Thread, self Value, args []Value, names []string) {
		e := self.ref.(*Exception)
		e.init = true
		if len(names) > 0 {
			t.Raise(TypeErrorType, e.cls.Name+" does not take keyword arguments")
		}
		e.Args = append([]Value(nil), args...)
		e.Message = Str("")
		if len(args) == 1 {
			e.Message = args[0]
		}
	}
	ex := func(v Value) *Exception { return v.ref.(*Exception) }
	BaseExceptionType.AddAttrs(
		Attr{Name: "args", Get: func(_ *Thread, v Value) Value { return Obj(NewTuple(ex(v).Args...)) },
			Set: func(t *Thread, v, x Value) { ex(v).Args = append([]Value(nil), t.Items(x)...) }},
		Attr{Name: "message", Get: func(_ *Thread, v Value) Value { return ex(v).Message },
			Set: func(_ *Thread, v, x Value) { ex(v).Message = x.Or(Str("")) }},
		Attr{Name: "__dict__", Get: func(_ *Thread, v Value) Value { return Obj(ex(v).dict()) },
			Set: func(t *Thread, v, x Value) {
				d, ok := x.ref.(*Dict)
				if !ok {
					t.Raise(TypeErrorType, "__dict__ must be a dictionary")
				}
				ex(v).attrs = d
			}},
	)
	BaseExceptionType.AddMethods(
		Def{Name: "__getitem__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return t.coreGetItem(Obj(NewTuple(ex(v).Args...)), a[0])
		}},
		Def{Name: "__getslice__", Min: 2, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			return t.coreGetItem(Obj(NewTuple(ex(v).Args...)), Obj(NewSlice(a[0], a[1], None)))
		}},
		Def{Name: "__unicode__", Fn: func(t *Thread, v Value, _ []Value) Value { return Unicode(t.UnicodeText(v)) }},
		Def{Name: "__reduce__", Fn: func(t *Thread, v Value, _ []Value) Value { return t.reduce(v) }},
		Def{Name: "__setstate__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			t.dictMerge(ex(v).dict(), a[0])
			return None
		}},
	)
	// attributes that exist on every instance, None unless set by Init
	own := func(ty *Type, names ...string) {
		for _, n := range names {
			ty.AddAttrs(Attr{Name: n, Get: func(t *Thread, v Value) Value {
				x := ex(v).attr(n)
				if x.IsNone() && !ex(v).init {
					t.Raise(AttributeErrorType, "'"+ex(v).cls.Name+"' object has no attribute '"+n+"'")
				}
				return x
			},
				Set: func(_ *Thread, v, x Value) { ex(v).dict().SetText(n, x.Or(None)) }})
		}
	}
	base := BaseExceptionType.Init
	SystemExitType.Init = func(t *Thread, self Value, args []Value, names []string) {
		base(t, self, args, names)
		e := ex(self)
		switch len(args) {
		case 0:
		case 1:
			e.dict().SetText("code", args[0])
		default:
			e.dict().SetText("code", Obj(NewTuple(e.Args...)))
		}
	}
	own(SystemExitType, "code")
	EnvironmentErrorType.Init = func(t *Thread, self Value, args []Value, names []string) {
		base(t, self, args, names)
		e := ex(self)
		if len(args) == 2 || len(args) == 3 {
			e.dict().SetText("errno", args[0])
			e.dict().SetText("strerror", args[1])
			if len(args) == 3 {
				e.dict().SetText("filename", args[2])
				e.Args = e.Args[:2]
			}
		}
	}
	own(EnvironmentErrorType, "errno", "strerror", "filename")
	SyntaxErrorType.Init = func(t *Thread, self Value, args []Value, names []string) {
		base(t, self, args, names)
		e := ex(self)
		if len(args) > 0 {
			e.dict().SetText("msg", args[0])
		}
		if len(args) == 2 {
			info := t.Items(args[1])
			if len(info) != 4 {
				t.Raise(IndexErrorType, "tuple index out of range")
			}
			for i, n := range []string{"filename", "lineno", "offset", "text"} {
				e.dict().SetText(n, info[i])
			}
		}
	}
	own(SyntaxErrorType, "msg", "filename", "lineno", "offset", "text", "print_file_and_line")
	uni := func(kind int) InitFunc {
		return func(t *Thread, self Value, args []Value, names []string) {
			base(t, self, args, names)
			e := ex(self)
			fields := []string{"encoding", "object", "start", "end", "reason"}
			if kind == 2 {
				fields = fields[1:]
			}
			if len(args) != len(fields) {
				t.Raisef(TypeErrorType, "function takes exactly %d arguments (%d given)", len(fields), len(args))
			}
			for i, n := range fields {
				ok := true
				want := "str"
				switch n {
				case "object":
					if kind == 0 {
						_, ok = bytesOf(args[i])
					} else {
						want = "unicode"
						ok = args[i].Prim().isUnicode()
					}
				case "start", "end":
					want = "int"
					ok = numRank(args[i].Prim()) == 1 || numRank(args[i].Prim()) == 2
				default:
					ok = args[i].Prim().isStr()
				}
				if !ok {
					t.Raisef(TypeErrorType, "argument %d must be %s, not %s", i+1, want, args[i].Type().shown())
				}
				e.dict().SetText(n, args[i])
			}
		}
	}
	UnicodeDecodeErrorType.Init = uni(0)
	UnicodeEncodeErrorType.Init = uni(1)
	UnicodeTranslateErrorType.Init = uni(2)
	for _, ty := range []*Type{UnicodeDecodeErrorType, UnicodeEncodeErrorType, UnicodeTranslateErrorType} {
		own(ty, "encoding", "object", "start", "end", "reason")
	}

	thr := func(v Value) *Throwable { return v.ref.(*Throwable) }
	ThrowableType.New = func(t *Thread, cls *Type, args []Value, _ []string) Value {
		t.Alloc(96)
		return Obj(&Throwable{Header: Header{cls: cls}, Message: None, Cause: None})
	}
	ThrowableType.Init = func(t *Thread, self Value, args []Value, _ []string) {
		x := thr(self)
		switch {
		case len(args) > 2:
			t.Raisef(TypeErrorType, "%s(): expected 0-2 args; got %d", x.cls.FullName(), len(args))
		case len(args) == 2:
			x.Message, x.Cause = args[0], args[1]
		case len(args) == 1 && args[0].IsText():
			x.Message = Unicode(t.UnicodeText(args[0]))
		case len(args) == 1:
			x.Cause = args[0]
			if !args[0].IsNone() {
				x.Message = Unicode(t.Str(args[0]))
			}
		}
	}
	msg := func(t *Thread, v Value) Value { return thr(v).Message }
	cause := func(t *Thread, v Value) Value { return thr(v).Cause }
	text := func(t *Thread, v Value) Value { return Unicode(t.throwableText(thr(v))) }
	for _, m := range []struct {
		name string
		get  func(*Thread, Value) Value
	}{{"getMessage", msg}, {"getLocalizedMessage", msg}, {"getCause", cause}, {"toString", text}} {
		ThrowableType.AddMethods(Def{Name: m.name, Fn: func(t *Thread, v Value, _ []Value) Value { return m.get(t, v) }})
	}
	ThrowableType.AddMethods(
		Def{Name: "printStackTrace", Min: 0, Max: 1, Fn: func(t *Thread, v Value, _ []Value) Value {
			t.Print(t.Stderr, []Value{text(t, v)}, true)
			return None
		}},
		Def{Name: "initCause", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value { thr(v).Cause = a[0]; return v }},
	)
	ThrowableType.AddAttrs(readonly("message", msg), readonly("localizedMessage", msg), readonly("cause", cause))
}

func exceptionsModule() *Module {
	m := NewModule("exceptions", "")
	for _, ty := range exceptionTypes {
		m.Set(ty.Name, Obj(ty))
	}
	return m
}
