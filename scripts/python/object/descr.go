package object

// Methods and attributes of object, type, classes, functions, methods,
// properties, super, generators, code, frames and files.

import (
	"fmt"
	"sort"
)

// Super is a super object.
type Super struct {
	Header
	Class *Type
	Self  Value // absent if unbound
	Owner *Type // class whose order is searched
}

func (s *Super) repr(t *Thread) string {
	if s.Self.IsAbsent() {
		return "<super: <class '" + s.Class.Name + "'>, NULL>"
	}
	return fmt.Sprintf("<super: <class '%s'>, <%s object>>", s.Class.Name, s.Owner.Name)
}

// PyGetAttr implements AttrGetter.
func (s *Super) PyGetAttr(t *Thread, name string) (Value, bool) {
	if s.Owner == nil || name == "__class__" {
		return Value{}, false
	}
	i := 0
	for i < len(s.Owner.MRO) && s.Owner.MRO[i].ref != Object(s.Class) {
		i++
	}
	for i++; i < len(s.Owner.MRO); i++ {
		v, ok := ownAttr(s.Owner.MRO[i], name)
		if !ok {
			continue
		}
		self := s.Self
		if ty, isClass := self.ref.(*Type); isClass && ty == s.Owner {
			self = Value{}
		}
		return t.bind(v, self, Obj(s.Owner)), true
	}
	return Value{}, false
}

func superNew(t *Thread, cls *Type, args []Value, _ []string) Value {
	if len(args) < 1 || len(args) > 2 {
		t.Raisef(TypeErrorType, "super() takes 1-2 arguments (%d given)", len(args))
	}
	c, ok := args[0].ref.(*Type)
	if !ok {
		t.Raise(TypeErrorType, "super: argument 1 must be type")
	}
	s := &Super{Header: Header{cls: cls}, Class: c}
	if len(args) == 2 && !args[1].IsNone() {
		s.Self = args[1]
		if k, ok := args[1].ref.(*Type); ok && k.isSubtype(c) {
			s.Owner = k
		} else if args[1].Type().isSubtype(c) {
			s.Owner = args[1].Type()
		} else {
			t.Raise(TypeErrorType, "super(type, obj): obj must be an instance or subtype of type")
		}
	}
	return Obj(s)
}

// NewProperty returns property(fget); fset and fdel may be absent.
func NewProperty(fget, fset, fdel Value) Value {
	return Obj(&Property{Header: Header{cls: PropertyType}, FGet: fget, FSet: fset, FDel: fdel})
}

// NewStaticMethod returns staticmethod(fn).
func NewStaticMethod(fn Value) Value {
	return Obj(&StaticMethod{Header: Header{cls: StaticMethodType}, Fn: fn})
}

// NewClassMethod returns classmethod(fn).
func NewClassMethod(fn Value) Value {
	return Obj(&ClassMethod{Header: Header{cls: ClassMethodType}, Fn: fn})
}

func noneless(v Value) Value {
	if v.IsNone() {
		return Value{}
	}
	return v
}

func proxy(d *Dict) Value {
	return Obj(&DictProxy{Header: Header{cls: DictProxyType}, D: d})
}

func readonly(name string, get func(t *Thread, v Value) Value) Attr {
	return Attr{Name: name, Get: get}
}

// Dir is dir(v).
func (t *Thread) Dir(v Value) []string {
	if m, ok := v.Type().Lookup("__dir__"); ok && isCustom(v) {
		list := t.special(m, v)
		if _, ok := list.ref.(*List); !ok {
			t.Raisef(TypeErrorType, "__dir__() must return a list, not %s", list.Type().shown())
		}
		var out []string
		for _, n := range t.Items(list) {
			out = append(out, t.Str(n))
		}
		sort.Strings(out)
		return out
	}
	seen := map[string]bool{}
	var names []string
	add := func(d *Dict) {
		if d == nil {
			return
		}
		d.eachText(func(n string, _ Value) {
			if !seen[n] {
				seen[n] = true
				names = append(names, n)
			}
		})
	}
	addClass := func(mro []Value) {
		for _, c := range mro {
			add(classDict(c))
		}
	}
	switch x := v.ref.(type) {
	case *Module:
		add(x.Dict)
	case *Type:
		addClass(x.MRO)
	case *OldClass:
		addClass(x.mro(nil))
	case *OldInstance:
		add(x.attrs)
		addClass(x.Class.mro(nil))
	case *Method:
		if f, ok := x.Fn.ref.(*Function); ok {
			add(f.attrs)
		}
		addClass(v.Type().MRO)
	default:
		if h := headerOf(v); h != nil {
			add(h.attrs)
		}
		addClass(v.Type().MRO)
	}
	sort.Strings(names)
	return names
}

func init() {
	SuperType.New = superNew
	SuperType.hostAttrs = true
	SuperType.AddAttrs(
		readonly("__thisclass__", func(_ *Thread, v Value) Value { return Obj(v.ref.(*Super).Class) }),
		readonly("__self__", func(_ *Thread, v Value) Value { return v.ref.(*Super).Self.Or(None) }),
	)
	ObjectType.AddMethods(
		Def{Name: "__repr__", Fn: func(t *Thread, v Value, _ []Value) Value {
			return Str("<" + v.Type().FullName() + " object at " + t.hexID(v) + ">")
		}},
		Def{Name: "__str__", Fn: func(t *Thread, v Value, _ []Value) Value { return Str(t.coreStr(v)) }},
		Def{Name: "__hash__", Fn: func(t *Thread, v Value, _ []Value) Value {
			if isCustom(v) {
				return Int(t.ID(v))
			}
			return Int(t.Hash(v))
		}},
		Def{Name: "__getattribute__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			name := t.attrName(a[0])
			var r Value
			var ok bool
			switch v.ref.(type) {
			case *Type, *Module, *OldClass:
				r, ok = t.LookupAttr(v, name)
			default:
				r, ok = t.genericAttr(v, v.Type(), name)
			}
			if !ok {
				t.raiseNoAttr(v, name)
			}
			return r
		}},
		Def{Name: "__setattr__", Min: 2, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			t.genericStore(v, t.attrName(a[0]), a[1])
			return None
		}},
		Def{Name: "__delattr__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			t.genericStore(v, t.attrName(a[0]), Value{})
			return None
		}},
		Def{Name: "__init__", Raw: func(t *Thread, v Value, args []Value, _ []string) Value { return None }},
		Def{Name: "__format__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return t.objectFormat(v, a[0])
		}},
		Def{Name: "__reduce__", Fn: func(t *Thread, v Value, _ []Value) Value { return t.reduce(v) }},
		Def{Name: "__reduce_ex__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, _ []Value) Value { return t.reduce(v) }},
	)
	ObjectType.AddClassMethod(Def{Name: "__subclasshook__", Min: 0, Max: -1, Fn: func(*Thread, Value, []Value) Value { return NotImplemented }})
	ObjectType.AddAttrs(Attr{Name: "__class__",
		Get: func(_ *Thread, v Value) Value { return Obj(v.Type()) },
		Set: func(t *Thread, v, x Value) {
			k, ok := x.ref.(*Type)
			if !ok || !k.heap || !v.Type().heap || k.solidBase() != v.Type().solidBase() {
				if ok && (k.heap || v.Type().heap) {
					t.Raise(TypeErrorType, "__class__ assignment: only for heap types")
				}
				t.Raise(TypeErrorType, "__class__ assignment: only for heap types")
			}
			headerOf(v).cls = k
		}})
	ObjectType.AddConst("__doc__", Str("The most base type"))

	TypeType.AddAttrs(
		Attr{Name: "__name__", Get: func(_ *Thread, v Value) Value { return Str(v.ref.(*Type).Name) },
			Set: func(t *Thread, v, x Value) { v.ref.(*Type).store(t, "__name__", x) }},
		Attr{Name: "__module__", Get: func(t *Thread, v Value) Value {
			ty := v.ref.(*Type)
			if ty.heap {
				if m, ok := ty.Lookup("__module__"); ok {
					return m
				}
				return Str("__builtin__")
			}
			return Str(ty.moduleName())
		}, Set: func(t *Thread, v, x Value) {
			ty := v.ref.(*Type)
			ty.Dict.SetText("__module__", x)
			ty.changed(t)
		}},
		readonly("__bases__", func(_ *Thread, v Value) Value { return Obj(NewTuple(v.ref.(*Type).Bases...)) }),
		readonly("__mro__", func(_ *Thread, v Value) Value { return Obj(NewTuple(v.ref.(*Type).MRO...)) }),
		readonly("__base__", func(_ *Thread, v Value) Value {
			if b := v.ref.(*Type).Base; b != nil {
				return Obj(b)
			}
			return None
		}),
		readonly("__dict__", func(t *Thread, v Value) Value {
			ty := v.ref.(*Type)
			if !ty.heap {
				return proxy(ty.Dict.copy(t)) // looking at the order of a shared dict would change it
			}
			return proxy(ty.Dict)
		}),
		readonly("__doc__", func(t *Thread, v Value) Value {
			if d, ok := v.ref.(*Type).Dict.GetText("__doc__"); ok {
				return t.bind(d, Value{}, v)
			}
			return None
		}),
	)
	TypeType.AddMethods(
		Def{Name: "mro", Fn: func(t *Thread, v Value, _ []Value) Value { return Obj(NewList(t.mro(v.ref.(*Type))...)) }},
		Def{Name: "__subclasses__", Fn: func(t *Thread, v Value, _ []Value) Value {
			ty := v.ref.(*Type)
			subs := ty.subs
			if !ty.heap {
				subs = t.subs[ty]
			}
			l := NewList()
			for _, s := range subs {
				l.Items = append(l.Items, Obj(s))
			}
			return Obj(l)
		}},
		Def{Name: "__instancecheck__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(a[0].Type().isSubtype(v.ref.(*Type)))
		}},
		Def{Name: "__subclasscheck__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(t.isSubclass1(a[0], v))
		}},
	)

	PropertyType.New = func(_ *Thread, cls *Type, _ []Value, _ []string) Value {
		return Obj(&Property{Header: Header{cls: cls}})
	}
	propInit := NewNative(Def{Name: "property", Params: "fget fset fdel doc", Fn: func(t *Thread, _ Value, a []Value) Value {
		return Obj(&Property{FGet: noneless(a[0]), FSet: noneless(a[1]), FDel: noneless(a[2]), Doc: noneless(a[3])})
	}})
	PropertyType.Init = func(t *Thread, self Value, args []Value, names []string) {
		src := propInit.Call(t, args, names).ref.(*Property)
		p := self.ref.(*Property)
		p.FGet, p.FSet, p.FDel, p.Doc = src.FGet, src.FSet, src.FDel, src.Doc
		// A subclass has a __doc__ of its own, which would hide the getter's.
		if p.cls.heap && !p.cls.noDict && p.Doc.IsAbsent() && !p.FGet.IsAbsent() {
			if d, ok := t.LookupAttr(p.FGet, "__doc__"); ok && !d.IsNone() {
				p.dict().SetText("__doc__", d)
			}
		}
	}
	prop := func(f func(p *Property, fn Value)) NativeFunc {
		return func(_ *Thread, v Value, a []Value) Value {
			o := v.ref.(*Property)
			p := &Property{Header: Header{cls: o.cls}, FGet: o.FGet, FSet: o.FSet, FDel: o.FDel, Doc: o.Doc}
			f(p, a[0])
			return Obj(p)
		}
	}
	PropertyType.AddMethods(
		Def{Name: "getter", Min: 1, Max: 1, Fn: prop(func(p *Property, fn Value) { p.FGet = fn })},
		Def{Name: "setter", Min: 1, Max: 1, Fn: prop(func(p *Property, fn Value) { p.FSet = fn })},
		Def{Name: "deleter", Min: 1, Max: 1, Fn: prop(func(p *Property, fn Value) { p.FDel = fn })},
		Def{Name: "__get__", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			return t.bind(v, noneless(a[0]), None)
		}},
		Def{Name: "__set__", Min: 2, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			p := v.ref.(*Property)
			if p.FSet.IsAbsent() {
				t.Raise(AttributeErrorType, "can't set attribute")
			}
			t.Call2(p.FSet, a[0], a[1])
			return None
		}},
		Def{Name: "__delete__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			p := v.ref.(*Property)
			if p.FDel.IsAbsent() {
				t.Raise(AttributeErrorType, "can't delete attribute")
			}
			t.Call1(p.FDel, a[0])
			return None
		}},
	)
	PropertyType.AddAttrs(
		readonly("fget", func(_ *Thread, v Value) Value { return v.ref.(*Property).FGet.Or(None) }),
		readonly("fset", func(_ *Thread, v Value) Value { return v.ref.(*Property).FSet.Or(None) }),
		readonly("fdel", func(_ *Thread, v Value) Value { return v.ref.(*Property).FDel.Or(None) }),
		readonly("__doc__", func(t *Thread, v Value) Value {
			p := v.ref.(*Property)
			if p.Doc.IsAbsent() && !p.FGet.IsAbsent() {
				if d, ok := t.LookupAttr(p.FGet, "__doc__"); ok {
					return d
				}
			}
			return p.Doc.Or(None)
		}),
	)
	one := func(mk func(cls *Type, fn Value) Object) NewFunc {
		return func(t *Thread, cls *Type, args []Value, names []string) Value {
			if len(args) != 1 || len(names) > 0 {
				t.Raisef(TypeErrorType, "%s expected 1 argument, got %d", cls.Name, len(args))
			}
			return Obj(mk(cls, args[0]))
		}
	}
	StaticMethodType.New = one(func(cls *Type, fn Value) Object { return &StaticMethod{Header{cls: cls}, fn} })
	ClassMethodType.New = one(func(cls *Type, fn Value) Object { return &ClassMethod{Header{cls: cls}, fn} })
	get := Def{Name: "__get__", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
		owner := Obj(a[0].Type())
		if len(a) > 1 && !a[1].IsNone() {
			owner = a[1]
		}
		return t.bind(v, noneless(a[0]), owner)
	}}
	StaticMethodType.AddMethods(get)
	ClassMethodType.AddMethods(get)
	ClassMethodType.AddAttrs(readonly("__func__", func(_ *Thread, v Value) Value { return v.ref.(*ClassMethod).Fn }))
	StaticMethodType.AddAttrs(readonly("__func__", func(_ *Thread, v Value) Value { return v.ref.(*StaticMethod).Fn }))

	fn := func(v Value) *Function { return v.ref.(*Function) }
	defaults := Attr{Name: "func_defaults", Get: func(_ *Thread, v Value) Value {
		if len(fn(v).Defaults) == 0 {
			return None
		}
		return Obj(NewTuple(fn(v).Defaults...))
	}, Set: func(t *Thread, v, x Value) {
		fn(v).Defaults = nil
		if tu, ok := x.ref.(*Tuple); ok {
			fn(v).Defaults = tu.Items
		} else if !x.IsAbsent() && !x.IsNone() {
			t.Raise(TypeErrorType, "func_defaults must be set to a tuple object")
		}
	}}
	fname := Attr{Name: "func_name", Get: func(_ *Thread, v Value) Value { return fn(v).Name },
		Set: func(t *Thread, v, x Value) {
			if x.IsAbsent() {
				t.Raise(TypeErrorType, "__name__ must be set to a string object")
			}
			if !x.isStr() {
				t.Raisef(TypeErrorType, "unsupported type for assignment to __name__: '%s'", x.Type().shown())
			}
			fn(v).Name = x
		}}
	fdoc := Attr{Name: "func_doc", Get: func(_ *Thread, v Value) Value { return fn(v).Doc.Or(None) },
		Set: func(_ *Thread, v, x Value) { fn(v).Doc = x }}
	fcode := Attr{Name: "func_code", Get: func(_ *Thread, v Value) Value { return Obj(fn(v).Code) }}
	fglobals := readonly("func_globals", func(_ *Thread, v Value) Value {
		if fn(v).Globals == nil {
			return None
		}
		return Obj(fn(v).Globals)
	})
	fdict := Attr{Name: "func_dict", Get: func(_ *Thread, v Value) Value { return Obj(fn(v).dict()) },
		Set: func(t *Thread, v, x Value) {
			if x.IsAbsent() {
				t.Raise(TypeErrorType, "function's dictionary may not be deleted")
			}
			d, ok := x.ref.(*Dict)
			if !ok {
				t.Raise(TypeErrorType, "setting function's dictionary to a non-dict")
			}
			fn(v).attrs = d
		}}
	fclosure := readonly("func_closure", func(_ *Thread, v Value) Value { return fn(v).Closure.Or(None) })
	as := func(a Attr, name string) Attr { a.Name = name; return a }
	FunctionType.AddAttrs(defaults, fname, fdoc, fcode, fglobals, fdict, fclosure,
		as(defaults, "__defaults__"), as(fname, "__name__"), as(fdoc, "__doc__"), as(fcode, "__code__"), as(fglobals, "__globals__"),
		as(fdict, "__dict__"), as(fclosure, "__closure__"),
		Attr{Name: "__module__", Get: func(_ *Thread, v Value) Value { return fn(v).Module.Or(None) },
			Set: func(_ *Thread, v, x Value) { fn(v).Module = x }})

	meth := func(v Value) *Method { return v.ref.(*Method) }
	mfunc := readonly("im_func", func(_ *Thread, v Value) Value { return meth(v).Fn })
	mself := readonly("im_self", func(_ *Thread, v Value) Value { return meth(v).Self.Or(None) })
	MethodType.AddAttrs(mfunc, mself, as(mfunc, "__func__"), as(mself, "__self__"),
		readonly("__dict__", func(t *Thread, v Value) Value {
			if d, ok := t.LookupAttr(meth(v).Fn, "__dict__"); ok {
				return d
			}
			return Obj(NewDict(0))
		}),
		readonly("im_class", func(_ *Thread, v Value) Value { return meth(v).Class.Or(None) }),
		readonly("__name__", func(t *Thread, v Value) Value { return Str(t.funcName(meth(v).Fn)) }),
		readonly("__doc__", func(t *Thread, v Value) Value {
			if d, ok := t.LookupAttr(meth(v).Fn, "__doc__"); ok {
				return d
			}
			return None
		}))
	MethodType.hostAttrs = true
	MethodType.New = func(t *Thread, _ *Type, args []Value, _ []string) Value {
		if len(args) < 2 || len(args) > 3 {
			t.raiseCount("instancemethod", len(args), 2, 3, false)
		}
		m := &Method{Header: Header{cls: MethodType}, Fn: args[0], Self: noneless(args[1])}
		if len(args) == 3 {
			m.Class = noneless(args[2])
		}
		return Obj(m)
	}

	native := func(v Value) *Native {
		if b, ok := v.ref.(*BoundNative); ok {
			return b.Fn
		}
		return v.ref.(*Native)
	}
	for _, ty := range []*Type{BuiltinFunctionType, MethodDescriptorType} {
		ty.AddAttrs(
			readonly("__name__", func(_ *Thread, v Value) Value { return Str(native(v).Name) }),
			readonly("__doc__", func(_ *Thread, v Value) Value {
				if d := native(v).Doc; d != "" {
					return Str(d)
				}
				return None
			}),
		)
	}
	BuiltinFunctionType.AddAttrs(
		readonly("__self__", func(_ *Thread, v Value) Value {
			if b, ok := v.ref.(*BoundNative); ok {
				return b.Self
			}
			return None
		}),
		readonly("__module__", func(_ *Thread, v Value) Value {
			if _, bound := v.ref.(*BoundNative); bound {
				return None
			}
			return Str("__builtin__")
		}))
	MethodDescriptorType.AddAttrs(readonly("__objclass__", func(_ *Thread, v Value) Value { return Obj(native(v).Owner) }))
	GetSetType.AddAttrs(
		readonly("__name__", func(_ *Thread, v Value) Value { return Str(v.ref.(*GetSet).Name) }),
		readonly("__objclass__", func(_ *Thread, v Value) Value { return Obj(v.ref.(*GetSet).Owner) }))
	GetSetType.AddMethods(get)
	MemberType.AddMethods(get)
	MemberType.AddAttrs(readonly("__name__", func(_ *Thread, v Value) Value { return Str(v.ref.(*Member).Name) }))

	gen := func(v Value) *Generator { return v.ref.(*Generator) }
	end := func(t *Thread, v Value, ok bool) Value {
		if !ok {
			t.Throw(Obj(NewException(StopIterationType, Str(""))))
		}
		return v
	}
	GeneratorType.AddMethods(
		Def{Name: "send", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			r, ok := gen(v).Resume(t, a[0], nil)
			return end(t, r, ok)
		}},
		Def{Name: "throw", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value {
			var val, tb Value
			if len(a) > 1 {
				val = a[1]
			}
			if len(a) > 2 {
				tb = a[2]
				if _, ok := tb.ref.(*Traceback); !ok && !tb.IsNone() {
					t.Raise(TypeErrorType, "throw() third argument must be a traceback object")
				}
			}
			r, ok := gen(v).Resume(t, None, t.MakeRaised(a[0], val, tb))
			return end(t, r, ok)
		}},
		Def{Name: "close", Fn: func(t *Thread, v Value, _ []Value) Value { gen(v).Close(t); return None }},
	)
	GeneratorType.AddAttrs(
		readonly("__name__", func(_ *Thread, v Value) Value { return Str(gen(v).Name) }),
		readonly("gi_running", func(_ *Thread, v Value) Value { return Bool(gen(v).running) }),
		readonly("gi_code", func(_ *Thread, v Value) Value {
			if c := gen(v).Code; c != nil {
				return Obj(c)
			}
			return None
		}),
	)
	code := func(v Value) *Code { return v.ref.(*Code) }
	strs := func(f func(c *Code) []string) func(*Thread, Value) Value {
		return func(_ *Thread, v Value) Value {
			tu := NewTuple()
			for _, s := range f(code(v)) {
				tu.Items = append(tu.Items, Str(s))
			}
			return Obj(tu)
		}
	}
	CodeType.AddAttrs(
		readonly("co_name", func(_ *Thread, v Value) Value { return Str(code(v).Name) }),
		readonly("co_filename", func(_ *Thread, v Value) Value { return Str(code(v).File) }),
		readonly("co_firstlineno", func(_ *Thread, v Value) Value { return Int(code(v).FirstLine) }),
		readonly("co_argcount", func(_ *Thread, v Value) Value { return Int(len(code(v).Params)) }),
		readonly("co_flags", func(_ *Thread, v Value) Value {
			f := code(v).Flags
			if code(v).Star != "" {
				f |= 4
			}
			if code(v).StarStar != "" {
				f |= 8
			}
			return Int(f)
		}),
		readonly("co_nlocals", func(_ *Thread, v Value) Value { return Int(len(code(v).varNames())) }),
		readonly("co_varnames", strs((*Code).varNames)),
		readonly("co_names", strs(func(c *Code) []string { return c.Names })),
		readonly("co_freevars", strs(func(c *Code) []string { return c.FreeVars })),
		readonly("co_cellvars", strs(func(c *Code) []string { return c.CellVars })),
		readonly("co_consts", func(_ *Thread, v Value) Value { return Obj(NewTuple(code(v).Consts...)) }),
	)
	frame := func(v Value) *Frame { return v.ref.(*Frame) }
	FrameType.AddAttrs(
		readonly("f_code", func(_ *Thread, v Value) Value { return Obj(frame(v).Code) }),
		readonly("f_lineno", func(t *Thread, v Value) Value {
			if t.FrameLine != nil {
				return Int(t.FrameLine(frame(v)))
			}
			return Int(frame(v).Line)
		}),
		readonly("f_globals", func(_ *Thread, v Value) Value {
			if g := frame(v).Globals; g != nil {
				return Obj(g)
			}
			return Obj(NewDict(0))
		}),
		readonly("f_locals", func(_ *Thread, v Value) Value {
			if l := frame(v).Locals; !l.IsAbsent() {
				return l
			}
			return Obj(NewDict(0))
		}),
		readonly("f_back", func(_ *Thread, v Value) Value {
			if b := frame(v).Back; b != nil {
				return Obj(b)
			}
			return None
		}),
		readonly("f_builtins", func(t *Thread, _ Value) Value { return Obj(t.Builtins.Dict) }),
	)
	tb := func(v Value) *Traceback { return v.ref.(*Traceback) }
	TracebackType.AddAttrs(
		readonly("tb_frame", func(_ *Thread, v Value) Value { return Obj(tb(v).Frame) }),
		readonly("tb_lineno", func(_ *Thread, v Value) Value { return Int(tb(v).Line) }),
		readonly("tb_next", func(_ *Thread, v Value) Value {
			if n := tb(v).Next; n != nil {
				return Obj(n)
			}
			return None
		}),
	)
	SliceType.New = func(t *Thread, _ *Type, args []Value, _ []string) Value {
		switch len(args) {
		case 1:
			return Obj(NewSlice(None, args[0], None))
		case 2:
			return Obj(NewSlice(args[0], args[1], None))
		case 3:
			return Obj(NewSlice(args[0], args[1], args[2]))
		}
		if len(args) > 3 {
			t.Raisef(TypeErrorType, "slice expected at most 3 arguments, got %d", len(args))
		}
		t.Raisef(TypeErrorType, "slice expected at least 1 arguments, got %d", len(args))
		return Value{}
	}
	sl := func(v Value) *Slice { return v.ref.(*Slice) }
	SliceType.AddAttrs(
		readonly("start", func(_ *Thread, v Value) Value { return sl(v).Start }),
		readonly("stop", func(_ *Thread, v Value) Value { return sl(v).Stop }),
		readonly("step", func(_ *Thread, v Value) Value { return sl(v).Step }),
	)
	SliceType.AddMethods(Def{Name: "indices", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
		start, stop, step, _ := t.sliceBounds(sl(v), t.Index(a[0]))
		return Obj(NewTuple(Int(start), Int(stop), Int(step)))
	}})
	ModuleType.New = func(t *Thread, cls *Type, args []Value, _ []string) Value {
		if len(args) < 1 {
			t.Raise(TypeErrorType, "__init__: The 1st argument is required")
		}
		m := NewModule(t.Str(args[0]), "")
		m.cls = cls
		if len(args) > 1 {
			m.Dict.SetText("__doc__", args[1])
		}
		return Obj(m)
	}
	initFileMethods()
}

func (c *Code) varNames() []string {
	if c.VarNames != nil {
		return c.VarNames
	}
	out := append([]string(nil), c.Params...)
	if c.Star != "" {
		out = append(out, c.Star)
	}
	if c.StarStar != "" {
		out = append(out, c.StarStar)
	}
	return out
}

// PyGetAttr implements AttrGetter: a method shows its function's own attributes.
func (m *Method) PyGetAttr(t *Thread, name string) (Value, bool) {
	f, ok := m.Fn.ref.(*Function)
	if ok && name == "__module__" {
		return f.Module.Or(None), true
	}
	if ok && f.attrs != nil {
		return f.attrs.GetText(name)
	}
	return Value{}, false
}

// reduce is the default __reduce__: what the copy module needs.
func (t *Thread) reduce(v Value) Value {
	cls := Obj(v.Type())
	if c, ok := v.ref.(*Exception); ok {
		parts := []Value{cls, Obj(NewTuple(c.Args...))}
		if c.attrs != nil && c.attrs.n > 0 {
			parts = append(parts, Obj(c.attrs))
		}
		return Obj(NewTuple(parts...))
	}
	h := headerOf(v)
	if h == nil || !h.cls.heap {
		t.Raisef(TypeErrorType, "can't pickle %s objects", v.Type().shown())
	}
	reg, _ := t.Builtins.Dict.GetText("object")
	if m, ok := t.load("copy_reg"); ok {
		if f, ok := t.LookupAttr(m, "_reconstructor"); ok {
			reg = f
		}
	}
	parts := []Value{reg, Obj(NewTuple(cls, Obj(ObjectType), None))}
	if h.attrs != nil {
		parts = append(parts, Obj(h.attrs))
	}
	return Obj(NewTuple(parts...))
}

func (t *Thread) attrName(v Value) string {
	p := v.Prim()
	if p.isUnicode() {
		return t.encodeASCII(p)
	}
	if !p.isStr() {
		t.Raisef(TypeErrorType, "attribute name must be string, not '%s'", v.Type().shown())
	}
	return p.Text()
}

func initFileMethods() {
	file := func(v Value) *File { return v.ref.(*File) }
	size := func(t *Thread, a []Value) int {
		if len(a) > 0 && !a[0].IsNone() {
			return int(t.ToInt64(a[0]))
		}
		return -1
	}
	FileType.AddMethods(
		Def{Name: "write", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			p := a[0].Prim()
			s, ok := bytesOf(p)
			if p.isUnicode() {
				s, ok = p.Text(), true
			}
			if !ok {
				t.Raisef(TypeErrorType, "expected a character buffer object")
			}
			t.fileWrite(file(v), s)
			return None
		}},
		Def{Name: "writelines", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			t.eachOf(a[0], func(w Value) {
				if !w.IsText() {
					t.Raise(TypeErrorType, "writelines() argument must be a sequence of strings")
				}
				t.fileWrite(file(v), w.Text())
			})
			return None
		}},
		Def{Name: "flush", Fn: func(t *Thread, v Value, _ []Value) Value {
			if file(v).Closed {
				t.Raise(ValueErrorType, "I/O operation on closed file")
			}
			return None
		}},
		Def{Name: "close", Fn: func(t *Thread, v Value, _ []Value) Value {
			f := file(v)
			f.Closed = true
			for _, x := range []any{f.w, f.r} {
				if c, ok := x.(interface{ Close() error }); ok {
					if err := c.Close(); err != nil {
						t.Raise(IOErrorType, err.Error())
					}
				}
			}
			return None
		}},
		Def{Name: "read", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			n := size(t, a)
			if n == 0 {
				return Str("")
			}
			t.fill(file(v), n)
			return Str(file(v).take(n))
		}},
		Def{Name: "readline", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Str(t.readLine(file(v)))
		}},
		Def{Name: "readlines", Min: 0, Max: 1, Fn: func(t *Thread, v Value, _ []Value) Value {
			l := NewList()
			for s := t.readLine(file(v)); s != ""; s = t.readLine(file(v)) {
				t.Append(l, Str(s))
			}
			return Obj(l)
		}},
		Def{Name: "xreadlines", Fn: func(_ *Thread, v Value, _ []Value) Value { return v }},
		Def{Name: "isatty", Fn: func(*Thread, Value, []Value) Value { return False }},
		Def{Name: "fileno", Fn: func(t *Thread, v Value, _ []Value) Value {
			switch file(v) {
			case t.out:
				return Int(1)
			case t.err:
				return Int(2)
			}
			t.Raise(IOErrorType, "file has no descriptor")
			return None
		}},
		Def{Name: "__enter__", Fn: func(t *Thread, v Value, _ []Value) Value { return v }},
		Def{Name: "__exit__", Min: 0, Max: -1, Fn: func(t *Thread, v Value, _ []Value) Value {
			t.Method0(v, "close")
			return None
		}},
	)
	FileType.AddAttrs(
		readonly("name", func(_ *Thread, v Value) Value { return Str(file(v).Name) }),
		readonly("mode", func(_ *Thread, v Value) Value { return Str(file(v).Mode) }),
		readonly("closed", func(_ *Thread, v Value) Value { return Bool(file(v).Closed) }),
		readonly("encoding", func(*Thread, Value) Value { return None }),
		Attr{Name: "softspace", Get: func(_ *Thread, v Value) Value { return Bool(file(v).SoftSpace) },
			Set: func(t *Thread, v, x Value) { file(v).SoftSpace = t.Truth(x) }},
	)
	FileType.New = func(t *Thread, _ *Type, args []Value, names []string) Value { return t.open(args, names) }
}

func (t *Thread) open(args []Value, _ []string) Value {
	if len(args) < 1 || len(args) > 3 {
		t.raiseCount("file", len(args), 1, 3, false)
	}
	if !args[0].IsText() {
		t.Raisef(TypeErrorType, "coercing to Unicode: need string, '%s' type found", args[0].Type().shown())
	}
	mode := "r"
	if len(args) > 1 {
		mode = args[1].Text()
	}
	if t.Config.Open == nil {
		t.Throw(t.Call(Obj(IOErrorType), []Value{Int(13), Str("file access is not granted to scripts"), args[0]}, nil))
	}
	return t.Config.Open(t, args[0].Text(), mode)
}
