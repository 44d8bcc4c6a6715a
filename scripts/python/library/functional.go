package library

// Modules functools, operator and copy.

import (
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// partial is a functools.partial.
type partial struct {
	py.Header
	fn    value
	args  []value
	names []string
	vals  []value
}

var partialType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "_functools", Name: "partial",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			pos := len(args) - len(names)
			if pos < 1 {
				t.Raise(py.TypeErrorType, "type 'partial' takes at least one argument")
			}
			if _, ok := t.TryAttr(args[0], "__call__"); !ok {
				t.Raise(py.TypeErrorType, "the first argument must be callable")
			}
			return py.Obj(&partial{py.NewHeader(cls), args[0], append([]value(nil), args[1:pos]...), append([]string(nil), names...), append([]value(nil), args[pos:]...)})
		},
		Methods: []py.Def{{Name: "__call__", Raw: func(t *thread, self value, args []value, names []string) value {
			p := self.Object().(*partial)
			pos := len(args) - len(names)
			all := append(append([]value(nil), p.args...), args[:pos]...)
			var used []string
			for i, n := range p.names {
				if fieldIndex(names, n) < 0 {
					all = append(all, p.vals[i])
					used = append(used, n)
				}
			}
			return t.Call(p.fn, append(all, args[pos:]...), append(used, names...))
		}}},
		Attrs: []py.Attr{
			attr("func", func(_ *thread, p *partial) value { return p.fn }),
			attr("args", func(_ *thread, p *partial) value { return tuple(p.args...) }),
			attr("keywords", func(_ *thread, p *partial) value {
				if len(p.names) == 0 {
					return py.None
				}
				d := py.NewDict(0)
				for i, n := range p.names {
					d.SetText(n, p.vals[i])
				}
				return py.Obj(d)
			}),
		}})
})

// cmpKey is what functools.cmp_to_key wraps an item in.
type cmpKey struct {
	py.Header
	cmp, obj value
}

var cmpKeyType = sync.OnceValue(func() *py.Type {
	ty := py.NewType(py.TypeDef{Module: "functools", Name: "K", NoNew: true,
		Methods: append(compareOps(func(t *thread, a, b value, _ bool) (int, bool) {
			x := a.Object().(*cmpKey)
			y, ok := b.Object().(*cmpKey)
			if !ok {
				return 0, false
			}
			return t.Cmp(t.Call2(x.cmp, x.obj, y.obj), py.Int(0)), true
		}), py.Def{Name: "__hash__", Fn: func(t *thread, _ value, _ []value) value {
			t.Raise(py.TypeErrorType, "hash not implemented")
			return py.None
		}}),
		Attrs: []py.Attr{attr("obj", func(_ *thread, k *cmpKey) value { return k.obj })}})
	return ty
})

func loadFunctools(t *thread, m *py.Module) {
	m.Set("partial", py.Obj(partialType()))
	assignments := tuple(strs("__module__", "__name__", "__doc__")...)
	updates := tuple(py.Str("__dict__"))
	m.Set("WRAPPER_ASSIGNMENTS", assignments)
	m.Set("WRAPPER_UPDATES", updates)
	if r, ok := t.Builtins.Dict.GetText("reduce"); ok {
		m.Set("reduce", r)
	}
	update := func(t *thread, wrapper, wrapped, assigned, updated value) value {
		iterate(t, assigned.Or(assignments), func(n value) { t.SetAttr(wrapper, n.Text(), t.GetAttr(wrapped, n.Text())) })
		iterate(t, updated.Or(updates), func(n value) {
			if d, ok := t.TryAttr(wrapped, n.Text()); ok {
				t.Method1(t.GetAttr(wrapper, n.Text()), "update", d)
			}
		})
		return wrapper
	}
	funcs(m,
		kw("update_wrapper", 2, "wrapper wrapped assigned updated", func(t *thread, a []value) value { return update(t, a[0], a[1], a[2], a[3]) }),
		kw("wraps", 1, "wrapped assigned updated", func(t *thread, a []value) value {
			wrapped, assigned, updated := a[0], a[1], a[2]
			return py.Obj(py.NewNative(fn("wraps", 1, 1, func(t *thread, a []value) value { return update(t, a[0], wrapped, assigned, updated) })))
		}),
		kw("cmp_to_key", 1, "mycmp", func(_ *thread, a []value) value {
			cmp := a[0]
			return py.Obj(py.NewNative(fn("K", 1, 1, func(t *thread, a []value) value {
				t.Alloc(64)
				return py.Obj(&cmpKey{py.NewHeader(cmpKeyType()), cmp, a[0]})
			})))
		}),
		fn("total_ordering", 1, 1, func(t *thread, a []value) value {
			totalOrdering(t, a[0])
			return a[0]
		}),
	)
}

// totalOrdering adds the comparisons a class lacks, built on the one it has.
func totalOrdering(t *thread, cls value) {
	has := func(name string) bool {
		switch c := cls.Object().(type) {
		case *py.Type:
			for _, k := range c.MRO {
				if kt, ok := k.Object().(*py.Type); ok && kt != py.ObjectType {
					if _, ok := kt.Dict.GetText(name); ok {
						return true
					}
				}
			}
		}
		return false
	}
	root := ""
	for _, n := range []string{"__lt__", "__gt__", "__le__", "__ge__"} {
		if has(n) {
			root = n
			break
		}
	}
	if root == "" {
		t.Raise(py.ValueErrorType, "must define at least one ordering operation: < > <= >=")
	}
	set := func(name string, f func(t *thread, self, o value) bool) {
		if has(name) {
			return
		}
		n := py.NewNative(py.Def{Name: name, Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value { return py.Bool(f(t, self, a[0])) }})
		n.Owner = py.ObjectType
		t.SetAttr(cls, name, py.Obj(n))
	}
	call := func(t *thread, name string, a, b value) bool { return t.Truth(t.Method1(a, name, b)) }
	eq := func(t *thread, a, b value) bool { return t.Equal(a, b) }
	switch root {
	case "__lt__":
		set("__gt__", func(t *thread, a, b value) bool { return !(call(t, root, a, b) || eq(t, a, b)) })
		set("__le__", func(t *thread, a, b value) bool { return call(t, root, a, b) || eq(t, a, b) })
		set("__ge__", func(t *thread, a, b value) bool { return !call(t, root, a, b) })
	case "__le__":
		set("__ge__", func(t *thread, a, b value) bool { return !call(t, root, a, b) || eq(t, a, b) })
		set("__lt__", func(t *thread, a, b value) bool { return call(t, root, a, b) && !eq(t, a, b) })
		set("__gt__", func(t *thread, a, b value) bool { return !call(t, root, a, b) })
	case "__gt__":
		set("__lt__", func(t *thread, a, b value) bool { return !(call(t, root, a, b) || eq(t, a, b)) })
		set("__ge__", func(t *thread, a, b value) bool { return call(t, root, a, b) || eq(t, a, b) })
		set("__le__", func(t *thread, a, b value) bool { return !call(t, root, a, b) })
	case "__ge__":
		set("__le__", func(t *thread, a, b value) bool { return !call(t, root, a, b) || eq(t, a, b) })
		set("__gt__", func(t *thread, a, b value) bool { return call(t, root, a, b) && !eq(t, a, b) })
		set("__lt__", func(t *thread, a, b value) bool { return !call(t, root, a, b) })
	}
}

// getter is an operator.itemgetter, attrgetter or methodcaller.
type getter struct {
	py.Header
	items []value
	names []string
}

var getterTypes = sync.OnceValues(func() ([3]*py.Type, error) {
	make_ := func(name, problem string, get func(t *thread, g *getter, v value) value) *py.Type {
		return py.NewType(py.TypeDef{Module: "operator", Name: name,
			New: func(t *thread, cls *py.Type, args []value, names []string) value {
				if len(args)-len(names) < 1 {
					t.Raise(py.TypeErrorType, problem)
				}
				if name != "methodcaller" && len(names) > 0 {
					t.Raise(py.TypeErrorType, name+"() takes no keyword arguments")
				}
				g := &getter{Header: py.NewHeader(cls), items: append([]value(nil), args...), names: append([]string(nil), names...)}
				if name == "attrgetter" {
					for _, a := range args {
						if !a.IsText() {
							t.Raise(py.TypeErrorType, "attribute name must be a string")
						}
					}
				}
				return py.Obj(g)
			},
			Methods: []py.Def{method("__call__", 1, 1, func(t *thread, g *getter, a []value) value { return get(t, g, a[0]) })}})
	}
	several := func(g *getter, one func(key value) value) value {
		if len(g.items) == 1 {
			return one(g.items[0])
		}
		out := make([]value, len(g.items))
		for i, k := range g.items {
			out[i] = one(k)
		}
		return tuple(out...)
	}
	return [3]*py.Type{
		make_("itemgetter", "itemgetter needs at least one argument", func(t *thread, g *getter, v value) value {
			return several(g, func(k value) value { return t.GetItem(v, k) })
		}),
		make_("attrgetter", "attrgetter needs at least one argument", func(t *thread, g *getter, v value) value {
			return several(g, func(k value) value {
				x := v
				for _, part := range strings.Split(k.Text(), ".") {
					x = t.GetAttr(x, part)
				}
				return x
			})
		}),
		make_("methodcaller", "methodcaller needs at least one argument, the method name", func(t *thread, g *getter, v value) value {
			return t.Call(t.GetAttr(v, g.items[0].Text()), g.items[1:], g.names)
		}),
	}, nil
})

func loadOperator(t *thread, m *py.Module) {
	def := func(names string, lo int, f func(t *thread, a []value) value) {
		for _, n := range strings.Fields(names) {
			funcs(m, fn(n, lo, lo, f))
		}
	}
	for names, op := range map[string]py.Op{"add __add__ concat __concat__": py.OpAdd, "sub __sub__": py.OpSub, "mul __mul__ repeat __repeat__": py.OpMul, "div __div__": py.OpDiv,
		"floordiv __floordiv__": py.OpFloorDiv, "truediv __truediv__": py.OpTrueDiv, "mod __mod__": py.OpMod, "pow __pow__": py.OpPow,
		"lshift __lshift__": py.OpLShift, "rshift __rshift__": py.OpRShift, "and_ __and__": py.OpAnd, "or_ __or__": py.OpOr, "xor __xor__": py.OpXor} {
		def(names, 2, func(t *thread, a []value) value { return t.Binary(op, a[0], a[1]) })
	}
	for names, op := range map[string]py.Op{"iadd __iadd__ iconcat": py.OpAdd, "isub __isub__": py.OpSub, "imul __imul__ irepeat": py.OpMul, "idiv": py.OpDiv, "ifloordiv": py.OpFloorDiv,
		"itruediv": py.OpTrueDiv, "imod": py.OpMod, "ipow": py.OpPow, "ilshift": py.OpLShift, "irshift": py.OpRShift, "iand": py.OpAnd, "ior": py.OpOr, "ixor": py.OpXor} {
		def(names, 2, func(t *thread, a []value) value { return t.InPlace(op, a[0], a[1]) })
	}
	for name, op := range map[string]py.CmpOp{"lt": py.LT, "le": py.LE, "eq": py.EQ, "ne": py.NE, "gt": py.GT, "ge": py.GE} {
		def(name+" __"+name+"__", 2, func(t *thread, a []value) value { return t.Compare(op, a[0], a[1]) })
	}
	for names, op := range map[string]py.UnaryOp{"neg __neg__": py.OpNeg, "pos __pos__": py.OpPos, "inv invert __inv__ __invert__": py.OpInvert} {
		def(names, 1, func(t *thread, a []value) value { return t.Unary(op, a[0]) })
	}
	builtin := func(t *thread, name string, a ...value) value {
		f, _ := t.Builtins.Dict.GetText(name)
		return t.Call(f, a, nil)
	}
	def("abs __abs__", 1, func(t *thread, a []value) value { return builtin(t, "abs", a[0]) })
	def("not_ __not__", 1, func(t *thread, a []value) value { return t.Not(a[0]) })
	def("truth", 1, func(t *thread, a []value) value { return py.Bool(t.Truth(a[0])) })
	def("is_", 2, func(_ *thread, a []value) value { return py.Bool(py.Is(a[0], a[1])) })
	def("is_not", 2, func(_ *thread, a []value) value { return py.Bool(!py.Is(a[0], a[1])) })
	def("index __index__", 1, func(t *thread, a []value) value { return t.Call0(t.GetAttr(a[0], "__index__")) })
	def("contains __contains__ sequenceIncludes", 2, func(t *thread, a []value) value { return py.Bool(t.Contains(a[0], a[1])) })
	def("getitem __getitem__", 2, func(t *thread, a []value) value { return t.GetItem(a[0], a[1]) })
	def("setitem __setitem__", 3, func(t *thread, a []value) value { t.SetItem(a[0], a[1], a[2]); return py.None })
	def("delitem __delitem__", 2, func(t *thread, a []value) value { t.DelItem(a[0], a[1]); return py.None })
	def("getslice __getslice__", 3, func(t *thread, a []value) value { return t.GetSlice(a[0], a[1], a[2]) })
	def("setslice __setslice__", 4, func(t *thread, a []value) value { t.SetSlice(a[0], a[1], a[2], a[3]); return py.None })
	def("delslice __delslice__", 3, func(t *thread, a []value) value { t.SetSlice(a[0], a[1], a[2], value{}); return py.None })
	def("countOf", 2, func(t *thread, a []value) value {
		n := 0
		iterate(t, a[0], func(v value) {
			if t.Equal(v, a[1]) {
				n++
			}
		})
		return py.Int(n)
	})
	def("indexOf", 2, func(t *thread, a []value) value {
		it := t.Iter(a[0])
		i := 0
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			if t.Equal(v, a[1]) {
				return py.Int(i)
			}
			i++
		}
		t.Raise(py.ValueErrorType, "sequence.index(x): x not in list")
		return py.None
	})
	def("isCallable", 1, func(t *thread, a []value) value { return builtin(t, "callable", a[0]) })
	def("isMappingType", 1, func(t *thread, a []value) value {
		_, ok := t.TryAttr(a[0], "__getitem__")
		_, isSeq := t.TryAttr(a[0], "__getslice__")
		return py.Bool(ok && !isSeq)
	})
	def("isNumberType", 1, func(t *thread, a []value) value {
		_, ok := t.TryAttr(a[0], "__int__")
		return py.Bool(ok)
	})
	def("isSequenceType", 1, func(t *thread, a []value) value {
		_, ok := t.TryAttr(a[0], "__getitem__")
		_, isMap := a[0].Object().(*py.Dict)
		return py.Bool(ok && !isMap)
	})
	types, _ := getterTypes()
	for _, ty := range types {
		m.Set(ty.Name, py.Obj(ty))
	}
}

// copier is one call of copy or deepcopy.
type copier struct {
	t    *thread
	deep bool
	memo *py.Dict // id → copy, with scripts' __deepcopy__
}

func (c *copier) child(v value) value {
	if !c.deep {
		return v
	}
	return c.copy(v)
}

func (c *copier) children(items []value) []value {
	c.t.Alloc(24 * len(items))
	out := make([]value, len(items))
	for i, v := range items {
		out[i] = c.child(v)
	}
	return out
}

func (c *copier) id(v value) value { return py.Integer(int64(c.t.ID(v))) }

func (c *copier) keep(v, copy value) value {
	if c.deep {
		c.memo.Set(c.t, c.id(v), copy)
	}
	return copy
}

func (c *copier) copy(v value) value {
	t := c.t
	t.Step(1)
	if v.Kind() != py.KindObject {
		return v
	}
	if c.deep {
		if w, ok := c.memo.Get(t, c.id(v)); ok {
			return w
		}
		t.Enter()
		defer t.Leave()
	}
	ty := v.Type()
	switch o := v.Object().(type) {
	case *py.Type, *py.OldClass, *py.Function, *py.Native, *py.BoundNative, *py.XRange, *py.Module, *py.Code:
		return v
	case *py.Method:
		if c.deep && !o.Self.IsAbsent() {
			return py.Obj(py.NewMethod(o.Fn, c.copy(o.Self), o.Class))
		}
		return v
	case *py.Complex:
		if ty == py.ComplexType {
			return v
		}
	case *py.List:
		if ty == py.ListType {
			l := py.NewList()
			c.keep(v, py.Obj(l))
			for _, x := range o.Items {
				t.Append(l, c.child(x))
			}
			return py.Obj(l)
		}
	case *py.Tuple:
		if ty == py.TupleType {
			if !c.deep {
				return v
			}
			items := c.children(o.Items)
			if w, ok := c.memo.Get(t, c.id(v)); ok {
				return w
			}
			same := true
			for i := range items {
				same = same && py.Is(items[i], o.Items[i])
			}
			if same {
				return v
			}
			return c.keep(v, tuple(items...))
		}
	case *py.Dict:
		if ty == py.DictType {
			if !c.deep {
				return dictBase(t, "copy", v)
			}
			d := py.NewDict(0)
			c.keep(v, py.Obj(d))
			for _, k := range o.Keys() {
				x, _ := o.Get(t, k)
				d.Set(t, c.copy(k), c.copy(x))
			}
			return py.Obj(d)
		}
	case *py.Set:
		if ty == py.SetType || ty == py.FrozenSetType {
			return c.keep(v, t.Call1(py.Obj(ty), list(c.children(o.Items())...)))
		}
	case *py.ByteArray:
		if ty == py.ByteArrayType {
			return c.keep(v, t.Call1(py.Obj(ty), v))
		}
	case *py.OldInstance:
		return c.instance(v, py.Obj(o.Class))
	}
	name := "__copy__"
	if c.deep {
		name = "__deepcopy__"
	}
	if f, ok := t.TryAttr(v, name); ok {
		if c.deep {
			return c.keep(v, t.Call1(f, py.Obj(c.memo)))
		}
		return t.Call0(f)
	}
	if r, ok := c.reduced(v, ty); ok {
		return r
	}
	return c.instance(v, py.Obj(ty))
}

// reduced copies through __reduce__ where a class other than object defines it.
func (c *copier) reduced(v value, ty *py.Type) (value, bool) {
	t := c.t
	for _, name := range []string{"__reduce_ex__", "__reduce__"} {
		m, ok := ty.Lookup(name)
		if n, native := m.Object().(*py.Native); !ok || native && n.Owner == py.ObjectType {
			continue
		}
		var r value
		if name == "__reduce_ex__" {
			r = t.Method1(v, name, py.Int(2))
		} else {
			r = t.Method0(v, name)
		}
		if r.IsText() {
			return v, true
		}
		parts := append(append([]value(nil), t.Items(r)...), py.None, py.None, py.None)
		out := t.Call(parts[0], c.children(t.Items(parts[1])), nil)
		c.keep(v, out)
		if !parts[2].IsNone() {
			c.setState(out, c.child(parts[2]))
		}
		if !parts[3].IsNone() {
			iterate(t, parts[3], func(x value) { t.Method1(out, "append", c.child(x)) })
		}
		if !parts[4].IsNone() {
			iterate(t, parts[4], func(p value) {
				kv := make([]value, 2)
				t.Unpack(p, kv)
				t.SetItem(out, c.child(kv[0]), c.child(kv[1]))
			})
		}
		return out, true
	}
	if e, ok := v.Object().(*py.Exception); ok {
		out := t.Call(py.Obj(ty), c.children(e.Args), nil)
		c.keep(v, out)
		if d, ok := t.TryAttr(v, "__dict__"); ok {
			c.setState(out, c.child(d))
		}
		return out, true
	}
	return value{}, false
}

func (c *copier) setState(out, state value) {
	t := c.t
	if f, ok := t.TryAttr(out, "__setstate__"); ok {
		t.Call1(f, state)
		return
	}
	if tu, ok := state.Object().(*py.Tuple); ok && len(tu.Items) == 2 {
		if t.Truth(tu.Items[1]) {
			iterate(t, tu.Items[1], func(k value) { t.SetAttr(out, k.Text(), t.GetItem(tu.Items[1], k)) })
		}
		state = tu.Items[0]
	}
	if d, ok := state.Object().(*py.Dict); ok {
		d.Each(func(k, x value) { t.SetAttr(out, k.Text(), x) })
	}
}

// instance copies an instance of a script's class: what its built-in base holds, and its
// attributes.
func (c *copier) instance(v, cls value) value {
	t := c.t
	var out value
	if old, ok := cls.Object().(*py.OldClass); ok {
		for _, name := range []string{"__copy__", "__deepcopy__"} {
			if f, ok := t.TryAttr(v, name); ok && (name == "__deepcopy__") == c.deep {
				if c.deep {
					return c.keep(v, t.Call1(f, py.Obj(c.memo)))
				}
				return t.Call0(f)
			}
		}
		if f, ok := t.TryAttr(v, "__getinitargs__"); ok {
			out = t.Call(cls, c.children(t.Items(t.Call0(f))), nil)
		} else {
			out = py.Obj(&py.OldInstance{Header: py.NewHeader(py.InstanceType), Class: old})
		}
	} else {
		args := []value{cls}
		switch o := v.Object().(type) {
		case *py.Boxed:
			args = append(args, o.Prim)
		case *py.Tuple:
			if f, ok := t.TryAttr(v, "_fields"); ok && t.Len(f) == len(o.Items) {
				args = append(args, c.children(o.Items)...) // a named tuple
				break
			}
			args = append(args, list(c.children(o.Items)...))
		case *py.Set:
			if o.Frozen {
				args = append(args, list(c.children(o.Items())...))
			}
		case *py.Instance, *py.List, *py.Dict:
		default:
			if _, ok := t.TryAttr(v, "__dict__"); !ok {
				return v // host objects and others without state that could be copied
			}
		}
		out = t.Call(t.GetAttr(cls, "__new__"), args, nil)
	}
	c.keep(v, out)
	switch o := v.Object().(type) {
	case *py.List:
		for _, x := range append([]value(nil), o.Items...) {
			t.Method1(out, "append", c.child(x))
		}
	case *py.Dict:
		for _, k := range o.Keys() {
			x, _ := o.Get(t, k)
			t.SetItem(out, c.child(k), c.child(x))
		}
	case *py.Set:
		if !o.Frozen {
			for _, x := range o.Items() {
				t.Method1(out, "add", c.child(x))
			}
		}
	}
	if f, ok := t.TryAttr(v, "__getstate__"); ok {
		c.setState(out, c.child(t.Call0(f)))
	} else if d, ok := t.TryAttr(v, "__dict__"); ok {
		c.setState(out, c.child(d))
	}
	c.slots(v, out)
	return out
}

// slots copies what the slots of an instance's classes hold.
func (c *copier) slots(v, out value) {
	for _, k := range v.Type().MRO {
		class, ok := k.Object().(*py.Type)
		if !ok {
			continue
		}
		names, ok := class.Dict.GetText("__slots__")
		if !ok {
			continue
		}
		if names.IsText() {
			names = tuple(names)
		}
		for _, n := range c.t.Items(names) {
			name := n.Text()
			if strings.HasPrefix(name, "__") && !strings.HasSuffix(name, "__") {
				name = "_" + strings.TrimLeft(class.Name, "_") + name
			}
			if x, ok := c.t.TryAttr(v, name); ok && name != "__dict__" && name != "__weakref__" {
				c.t.SetAttr(out, name, c.child(x))
			}
		}
	}
}

func loadCopy(_ *thread, m *py.Module) {
	err := newExc("copy", "Error", py.ExceptionType)
	m.Set("Error", py.Obj(err))
	m.Set("error", py.Obj(err))
	funcs(m,
		kw("copy", 1, "x", func(t *thread, a []value) value { return (&copier{t: t}).copy(a[0]) }),
		kw("deepcopy", 1, "x memo", func(t *thread, a []value) value {
			memo, ok := a[1].Object().(*py.Dict)
			if !ok {
				memo = py.NewDict(0)
			}
			return (&copier{t: t, deep: true, memo: memo}).copy(a[0])
		}),
	)
}
