package library

// Module collections. OrderedDict, defaultdict and Counter are dicts in Go as in Python; what
// they keep beside the entries hangs on the dict's hook for missing keys, which answers
// with it when it is asked for the key stateKey.

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

type collectionSet struct{ ordered, dflt, counter, deque *py.Type }

var collectionTypes func() collectionSet

func init() { collectionTypes = sync.OnceValue(makeCollections) }

// dictState is what a dict subclass in Go keeps beside its entries.
type dictState struct {
	py.Header
	factory value // defaultdict
	order   *keyOrder
	missing func(t *thread, d *py.Dict, key value) (value, bool)
}

var stateKey = py.Obj(&dictState{})

func attachState(d *py.Dict, s *dictState) {
	d.Missing = func(t *thread, d *py.Dict, key value) (value, bool) {
		if key.Object() == stateKey.Object() {
			return py.Obj(s), true
		}
		if s.missing == nil {
			return value{}, false
		}
		return s.missing(t, d, key)
	}
}

func stateOf(v value) (*py.Dict, *dictState) {
	d, ok := v.Object().(*py.Dict)
	if !ok || d.Missing == nil {
		return d, nil
	}
	s, _ := d.Missing(nil, d, stateKey)
	st, _ := s.Object().(*dictState)
	return d, st
}

// keyOrder is the order of an OrderedDict's keys.
type keyOrder struct {
	keys  []value // absent where deleted
	place *py.Dict
	gen   int
}

func newKeyOrder() *keyOrder { return &keyOrder{place: py.NewDict(0)} }

func (o *keyOrder) add(t *thread, k value) {
	if _, ok := o.place.Get(t, k); ok {
		return
	}
	t.Alloc(48)
	o.place.Set(t, k, py.Int(len(o.keys)))
	o.keys = append(o.keys, k)
}

func (o *keyOrder) drop(t *thread, k value) {
	i, ok := o.place.Get(t, k)
	if !ok {
		return
	}
	o.place.Delete(t, k)
	o.keys[i.Int64()] = value{}
	if len(o.keys) > 32 && o.place.Len() < len(o.keys)/2 {
		live := o.list()
		o.keys = live
		for i, k := range live {
			o.place.Set(t, k, py.Int(i))
		}
		o.gen++
	}
}

func (o *keyOrder) list() []value {
	out := make([]value, 0, o.place.Len())
	for _, k := range o.keys {
		if !k.IsAbsent() {
			out = append(out, k)
		}
	}
	return out
}

// mergeInto is dict.update: calls set for each entry of a mapping or of pairs, then keywords.
func mergeInto(t *thread, name string, args []value, names []string, set func(k, v value)) {
	pos := len(args) - len(names)
	if pos > 1 {
		t.Raisef(py.TypeErrorType, "%s() takes at most 2 positional arguments (%d given)", name, pos+1)
	}
	if pos == 1 {
		src := args[0]
		if _, ok := t.TryAttr(src, "keys"); ok {
			iterate(t, t.Method0(src, "keys"), func(k value) { set(k, t.GetItem(src, k)) })
		} else {
			pair := make([]value, 2)
			iterate(t, src, func(p value) {
				t.Unpack(p, pair)
				set(pair[0], pair[1])
			})
		}
	}
	for i, n := range names {
		set(py.Str(n), args[pos+i])
	}
}

func raiseKey(t *thread, k value) {
	t.Throw(t.Call1(py.Obj(py.KeyErrorType), k))
}

// dictBase calls the plain dict's method on a subclass's instance.
func dictBase(t *thread, name string, args ...value) value {
	m, _ := py.DictType.Lookup(name)
	return t.Call(m, args, nil)
}

// dictText is __str__ of a dict: Jython's asks no __repr__ of a subclass.
func dictText(t *thread, self value, _ []value) value { return dictBase(t, "__repr__", self) }

func makeOrderedDict() *py.Type {
	order := func(v value) *keyOrder { _, s := stateOf(v); return s.order }
	set := func(t *thread, self, k, v value) {
		self.Object().(*py.Dict).Set(t, k, v)
		order(self).add(t, k)
	}
	del := func(t *thread, self, k value) value {
		d := self.Object().(*py.Dict)
		v, ok := d.Get(t, k)
		if !ok {
			raiseKey(t, k)
		}
		d.Delete(t, k)
		order(self).drop(t, k)
		return v
	}
	keys := func(self value) []value { return order(self).list() }
	pairs := func(t *thread, self value) []value {
		ks := keys(self)
		out := make([]value, len(ks))
		t.Alloc(120 * len(ks))
		for i, k := range ks {
			out[i] = tuple(k, t.GetItem(self, k))
		}
		return out
	}
	vals := func(t *thread, self value) []value {
		ks := keys(self)
		out := make([]value, len(ks))
		for i, k := range ks {
			out[i] = t.GetItem(self, k)
		}
		return out
	}
	def := func(name string, lo, hi int, f func(t *thread, self value, a []value) value) py.Def {
		return py.Def{Name: name, Min: lo, Max: hi, Fn: f}
	}
	// update stores through the script's own __setitem__, if it has one.
	update := func(t *thread, self value, args []value, names []string) value {
		if self.Type() == collectionTypes().ordered {
			mergeInto(t, "update", args, names, func(k, v value) { set(t, self, k, v) })
		} else {
			mergeInto(t, "update", args, names, func(k, v value) { t.SetItem(self, k, v) })
		}
		return py.None
	}
	iter := func(f func(t *thread, self value) []value) func(t *thread, self value, _ []value) value {
		return func(t *thread, self value, _ []value) value { return t.Iter(list(f(t, self)...)) }
	}
	asKeys := func(_ *thread, self value) []value { return keys(self) }
	listOf := func(f func(t *thread, self value) []value) func(t *thread, self value, _ []value) value {
		return func(t *thread, self value, _ []value) value { return list(f(t, self)...) }
	}
	ty := pythonClass(py.TypeDef{Module: "collections", Name: "OrderedDict", Base: py.DictType,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(256)
			d := &py.Dict{Header: py.NewHeader(cls)}
			attachState(d, &dictState{order: newKeyOrder()})
			return py.Obj(d)
		},
		Init: func(t *thread, self value, args []value, names []string) { update(t, self, args, names) },
		Methods: []py.Def{
			def("__setitem__", 2, 2, func(t *thread, self value, a []value) value { set(t, self, a[0], a[1]); return py.None }),
			def("__delitem__", 1, 1, func(t *thread, self value, a []value) value { del(t, self, a[0]); return py.None }),
			def("__iter__", 0, 0, iter(asKeys)), def("iterkeys", 0, 0, iter(asKeys)), def("itervalues", 0, 0, iter(vals)), def("iteritems", 0, 0, iter(pairs)),
			def("keys", 0, 0, listOf(asKeys)), def("values", 0, 0, listOf(vals)), def("items", 0, 0, listOf(pairs)),
			def("__reversed__", 0, 0, func(t *thread, self value, _ []value) value {
				ks := keys(self)
				for i, j := 0, len(ks)-1; i < j; i, j = i+1, j-1 {
					ks[i], ks[j] = ks[j], ks[i]
				}
				return t.Iter(list(ks...))
			}),
			def("clear", 0, 0, func(t *thread, self value, _ []value) value {
				dictBase(t, "clear", self)
				*order(self) = *newKeyOrder()
				return py.None
			}),
			def("pop", 1, 2, func(t *thread, self value, a []value) value {
				if _, ok := self.Object().(*py.Dict).Get(t, a[0]); ok {
					return del(t, self, a[0])
				}
				if len(a) == 1 {
					raiseKey(t, a[0])
				}
				return a[1]
			}),
			{Name: "popitem", Params: "last", Fn: func(t *thread, self value, a []value) value {
				ks := keys(self)
				if len(ks) == 0 {
					t.Raise(py.KeyErrorType, "dictionary is empty")
				}
				k := ks[0]
				if truth(t, a[0], true) {
					k = ks[len(ks)-1]
				}
				return tuple(k, del(t, self, k))
			}},
			def("setdefault", 1, 2, func(t *thread, self value, a []value) value {
				if v, ok := self.Object().(*py.Dict).Get(t, a[0]); ok {
					return v
				}
				v := at(a, 1).Or(py.None)
				t.SetItem(self, a[0], v)
				return v
			}),
			{Name: "update", Raw: update},
			def("copy", 0, 0, func(t *thread, self value, _ []value) value { return t.Call1(py.Obj(self.Type()), self) }),
			def("__copy__", 0, 0, func(t *thread, self value, _ []value) value { return t.Call1(py.Obj(self.Type()), self) }),
			def("__reduce__", 0, 0, func(t *thread, self value, _ []value) value {
				ps := pairs(t, self)
				for i, p := range ps {
					ps[i] = list(t.Items(p)...)
				}
				return tuple(py.Obj(self.Type()), tuple(list(ps...)))
			}),
			def("__eq__", 1, 1, func(t *thread, self value, a []value) value { return py.Bool(orderedEqual(t, self, a[0], pairs)) }),
			def("__ne__", 1, 1, func(t *thread, self value, a []value) value { return py.Bool(!orderedEqual(t, self, a[0], pairs)) }),
			{Name: "__str__", Fn: dictText},
			def("__repr__", 0, 0, func(t *thread, self value, _ []value) value {
				if self.Object().(*py.Dict).Len() == 0 {
					return py.Str(self.Type().Name + "()")
				}
				t.Enter()
				defer t.Leave()
				for _, v := range vals(t, self) {
					if py.Is(v, self) {
						return py.Str("...")
					}
				}
				return py.Str(self.Type().Name + "(" + t.Repr(list(pairs(t, self)...)) + ")")
			}),
		}})
	ty.AddClassMethod(py.Def{Name: "fromkeys", Min: 1, Max: 2, Fn: func(t *thread, cls value, a []value) value {
		v := at(a, 1).Or(py.None)
		d := t.Call0(cls)
		iterate(t, a[0], func(k value) { t.SetItem(d, k, v) })
		return d
	}})
	return ty
}

func orderedEqual(t *thread, a, b value, pairs func(t *thread, v value) []value) bool {
	d, s := stateOf(b)
	if d == nil {
		return false
	}
	if s != nil && s.order != nil {
		return t.Equal(list(pairs(t, a)...), list(pairs(t, b)...))
	}
	return t.Truth(dictBase(t, "__eq__", a, b))
}

func makeDefaultDict() *py.Type {
	attach := func(d *py.Dict, factory value) {
		s := &dictState{factory: factory}
		s.missing = func(t *thread, d *py.Dict, key value) (value, bool) {
			// A subclass may override __missing__.
			if d.PyType() != collectionTypes().dflt || s.factory.IsNone() {
				return value{}, false
			}
			v := t.Call0(s.factory)
			d.Set(t, key, v)
			return v, true
		}
		attachState(d, s)
	}
	factory := func(v value) value { _, s := stateOf(v); return s.factory }
	copyOf := func(t *thread, self value, _ []value) value { return t.Call2(py.Obj(self.Type()), factory(self), self) }
	return py.NewType(py.TypeDef{Module: "collections", Name: "defaultdict", Base: py.DictType,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			d := &py.Dict{Header: py.NewHeader(cls)}
			attach(d, py.None)
			return py.Obj(d)
		},
		Init: func(t *thread, self value, args []value, names []string) {
			_, s := stateOf(self)
			if len(args) > len(names) {
				if s.factory = args[0]; !given(s.factory) {
					s.factory = py.None
				} else if _, ok := t.TryAttr(s.factory, "__call__"); !ok {
					t.Raise(py.TypeErrorType, "first argument must be callable")
				}
				args = args[1:]
			}
			d := self.Object().(*py.Dict)
			mergeInto(t, "update", args, names, func(k, v value) { d.Set(t, k, v) })
		},
		Methods: []py.Def{
			{Name: "__missing__", Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value {
				f := factory(self)
				if f.IsNone() {
					raiseKey(t, a[0])
				}
				v := t.Call0(f)
				t.SetItem(self, a[0], v)
				return v
			}},
			{Name: "__repr__", Fn: func(t *thread, self value, _ []value) value {
				return py.Str("defaultdict(" + t.Repr(factory(self)) + ", " + dictBase(t, "__repr__", self).Text() + ")")
			}},
			{Name: "copy", Fn: copyOf}, {Name: "__copy__", Fn: copyOf},
			{Name: "__reduce__", Fn: func(t *thread, self value, _ []value) value {
				return tuple(py.Obj(self.Type()), tuple(factory(self)), py.None, py.None, t.Method0(self, "iteritems"))
			}},
		},
		Attrs: []py.Attr{{Name: "default_factory", Get: func(_ *thread, v value) value { return factory(v) },
			Set: func(_ *thread, v, x value) { _, s := stateOf(v); s.factory = x.Or(py.None) }}}})
}

func makeCounter() *py.Type {
	get := func(t *thread, self, k value) value {
		if v, ok := self.Object().(*py.Dict).Get(t, k); ok {
			return v
		}
		return py.Int(0)
	}
	fold := func(t *thread, self value, op py.Op, args []value, names []string) {
		pos := len(args) - len(names)
		if pos > 1 {
			t.Raisef(py.TypeErrorType, "expected at most 1 arguments, got %d", pos)
		}
		set := func(k, v value) { t.SetItem(self, k, t.Binary(op, get(t, self, k), v)) }
		if pos == 1 && !args[0].IsNone() {
			if d, ok := args[0].Object().(*py.Dict); ok {
				for _, k := range d.Keys() {
					v, _ := d.Get(t, k)
					set(k, v)
				}
			} else {
				iterate(t, args[0], func(k value) { set(k, py.Int(1)) })
			}
		}
		for i, n := range names {
			set(py.Str(n), args[pos+i])
		}
	}
	common := func(t *thread, self value, n value) []value {
		d := self.Object().(*py.Dict)
		var out []value
		d.Each(func(k, v value) { out = append(out, tuple(k, v)) })
		count := func(p value) value { return p.Object().(*py.Tuple).Items[1] }
		sort.SliceStable(out, func(i, j int) bool { t.Step(1); return t.Cmp(count(out[i]), count(out[j])) > 0 })
		if given(n) {
			out = out[:max(0, min(intArg(t, n, 0), len(out)))]
		}
		return out
	}
	binary := func(name string, f func(t *thread, a, b, k value) value) py.Def {
		return py.Def{Name: name, Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value {
			if !a[0].Type().IsSubtype(collectionTypes().counter) {
				return py.NotImplemented
			}
			out := t.Call0(py.Obj(collectionTypes().counter))
			put := func(k value) {
				if v := f(t, self, a[0], k); !v.IsAbsent() && t.Truth(t.Compare(py.GT, v, py.Int(0))) {
					t.SetItem(out, k, v)
				}
			}
			for _, k := range self.Object().(*py.Dict).Keys() {
				put(k)
			}
			for _, k := range a[0].Object().(*py.Dict).Keys() {
				if _, ok := self.Object().(*py.Dict).Get(t, k); !ok {
					put(k)
				}
			}
			return out
		}}
	}
	pick := func(t *thread, x, y value, larger bool) value {
		if t.Truth(t.Compare(py.LT, x, y)) == larger {
			return y
		}
		return x
	}
	copyOf := func(t *thread, self value, _ []value) value { return t.Call1(py.Obj(self.Type()), self) }
	ty := pythonClass(py.TypeDef{Module: "collections", Name: "Counter", Base: py.DictType,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(128)
			return py.Obj(&py.Dict{Header: py.NewHeader(cls)})
		},
		Init: func(t *thread, self value, args []value, names []string) { fold(t, self, py.OpAdd, args, names) },
		Methods: []py.Def{
			{Name: "__missing__", Min: 1, Max: 1, Fn: func(*thread, value, []value) value { return py.Int(0) }},
			{Name: "most_common", Params: "n", Fn: func(t *thread, self value, a []value) value { return list(common(t, self, a[0])...) }},
			{Name: "elements", Fn: func(t *thread, self value, _ []value) value {
				l := py.NewList()
				self.Object().(*py.Dict).Each(func(k, v value) {
					for n := intArg(t, v, 0); n > 0; n-- {
						t.Append(l, k)
					}
				})
				return t.Iter(py.Obj(l))
			}},
			{Name: "update", Raw: func(t *thread, self value, args []value, names []string) value {
				fold(t, self, py.OpAdd, args, names)
				return py.None
			}},
			{Name: "subtract", Raw: func(t *thread, self value, args []value, names []string) value {
				fold(t, self, py.OpSub, args, names)
				return py.None
			}},
			{Name: "copy", Fn: copyOf}, {Name: "__copy__", Fn: copyOf},
			{Name: "__delitem__", Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value {
				self.Object().(*py.Dict).Delete(t, a[0])
				return py.None
			}},
			{Name: "__reduce__", Fn: func(t *thread, self value, _ []value) value {
				return tuple(py.Obj(self.Type()), tuple(t.Call1(py.Obj(py.DictType), self)))
			}},
			{Name: "__str__", Fn: dictText},
			{Name: "__repr__", Fn: func(t *thread, self value, _ []value) value {
				if self.Object().(*py.Dict).Len() == 0 {
					return py.Str(self.Type().Name + "()")
				}
				var b strings.Builder
				for i, p := range common(t, self, py.None) {
					if i > 0 {
						b.WriteString(", ")
					}
					kv := p.Object().(*py.Tuple).Items
					b.WriteString(t.Repr(kv[0]) + ": " + t.Repr(kv[1]))
				}
				return py.Str(self.Type().Name + "({" + b.String() + "})")
			}},
			binary("__add__", func(t *thread, a, b, k value) value { return t.Binary(py.OpAdd, get(t, a, k), get(t, b, k)) }),
			binary("__sub__", func(t *thread, a, b, k value) value { return t.Binary(py.OpSub, get(t, a, k), get(t, b, k)) }),
			binary("__or__", func(t *thread, a, b, k value) value { return pick(t, get(t, a, k), get(t, b, k), true) }),
			binary("__and__", func(t *thread, a, b, k value) value { return pick(t, get(t, a, k), get(t, b, k), false) }),
		}})
	ty.AddClassMethod(py.Def{Name: "fromkeys", Min: 1, Max: 2, Fn: func(t *thread, _ value, _ []value) value {
		t.Raise(py.NotImplementedErrorType, "Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")
		return py.None
	}})
	return ty
}

// deque is a collections.deque.
type deque struct {
	py.Header
	items []value
	limit int // -1: none
	gen   int
}

func (d *deque) push(t *thread, v value) {
	t.Alloc(24)
	d.gen++
	d.items = append(d.items, v)
	if d.limit >= 0 && len(d.items) > d.limit {
		d.items = d.items[1:]
	}
}

func (d *deque) pushLeft(t *thread, v value) {
	t.Alloc(24)
	t.Step(1 + len(d.items)/256)
	d.gen++
	d.items = append(d.items, value{})
	copy(d.items[1:], d.items)
	d.items[0] = v
	if d.limit >= 0 && len(d.items) > d.limit {
		d.items = d.items[:d.limit]
	}
}

func (d *deque) index(t *thread, v value) int {
	i := t.Index(v)
	if i < 0 {
		i += len(d.items)
	}
	if i < 0 || i >= len(d.items) {
		t.Raise(py.IndexErrorType, "index out of range: "+t.Str(v))
	}
	return i
}

func makeDeque() *py.Type {
	m := func(name string, lo, hi int, f func(t *thread, d *deque, a []value) value) py.Def {
		return method(name, lo, hi, f)
	}
	empty := func(t *thread, d *deque) {
		if len(d.items) == 0 {
			t.Raise(py.IndexErrorType, "pop from an empty deque")
		}
		d.gen++
	}
	iter := func(d *deque, back bool) value {
		i, gen := 0, d.gen
		return py.NewIter(nil, func(t *thread) (value, bool) {
			if gen != d.gen {
				t.Raise(py.RuntimeErrorType, "deque changed size during iteration")
			}
			if i >= len(d.items) {
				return value{}, false
			}
			i++
			if back {
				return d.items[len(d.items)-i], true
			}
			return d.items[i-1], true
		})
	}
	copyOf := func(t *thread, d *deque, _ []value) value {
		n := value(py.None)
		if d.limit >= 0 {
			n = py.Int(d.limit)
		}
		return t.Call(py.Obj(d.PyType()), []value{list(d.items...), n}, nil)
	}
	methods := []py.Def{
		m("append", 1, 1, func(t *thread, d *deque, a []value) value { d.push(t, a[0]); return py.None }),
		m("appendleft", 1, 1, func(t *thread, d *deque, a []value) value { d.pushLeft(t, a[0]); return py.None }),
		m("pop", 0, 0, func(t *thread, d *deque, _ []value) value {
			empty(t, d)
			v := d.items[len(d.items)-1]
			d.items = d.items[:len(d.items)-1]
			return v
		}),
		m("popleft", 0, 0, func(t *thread, d *deque, _ []value) value {
			empty(t, d)
			v := d.items[0]
			d.items = d.items[1:]
			return v
		}),
		m("extend", 1, 1, func(t *thread, d *deque, a []value) value {
			for _, v := range t.Items(a[0]) {
				d.push(t, v)
			}
			return py.None
		}),
		m("extendleft", 1, 1, func(t *thread, d *deque, a []value) value {
			for _, v := range t.Items(a[0]) {
				d.pushLeft(t, v)
			}
			return py.None
		}),
		m("rotate", 0, 1, func(t *thread, d *deque, a []value) value {
			if n := len(d.items); n > 0 {
				k := ((intArg(t, at(a, 0), 1) % n) + n) % n
				d.items = append(append([]value(nil), d.items[n-k:]...), d.items[:n-k]...)
				d.gen++
			}
			return py.None
		}),
		m("reverse", 0, 0, func(_ *thread, d *deque, _ []value) value {
			for i, j := 0, len(d.items)-1; i < j; i, j = i+1, j-1 {
				d.items[i], d.items[j] = d.items[j], d.items[i]
			}
			return py.None
		}),
		m("clear", 0, 0, func(_ *thread, d *deque, _ []value) value { d.items = nil; d.gen++; return py.None }),
		m("count", 1, 1, func(t *thread, d *deque, a []value) value {
			n := 0
			for _, v := range d.items {
				if t.Equal(v, a[0]) {
					n++
				}
			}
			return py.Int(n)
		}),
		m("remove", 1, 1, func(t *thread, d *deque, a []value) value {
			for i, v := range d.items {
				if t.Equal(v, a[0]) {
					d.items = append(append([]value(nil), d.items[:i]...), d.items[i+1:]...)
					d.gen++
					return py.None
				}
			}
			t.Raise(py.ValueErrorType, "deque.remove(x): x not in deque")
			return py.None
		}),
		m("__len__", 0, 0, func(_ *thread, d *deque, _ []value) value { return py.Int(len(d.items)) }),
		m("__iter__", 0, 0, func(_ *thread, d *deque, _ []value) value { return iter(d, false) }),
		m("__reversed__", 0, 0, func(_ *thread, d *deque, _ []value) value { return iter(d, true) }),
		m("__getitem__", 1, 1, func(t *thread, d *deque, a []value) value { return d.items[d.index(t, a[0])] }),
		m("__setitem__", 2, 2, func(t *thread, d *deque, a []value) value { d.items[d.index(t, a[0])] = a[1]; return py.None }),
		m("__delitem__", 1, 1, func(t *thread, d *deque, a []value) value {
			i := d.index(t, a[0])
			d.items = append(append([]value(nil), d.items[:i]...), d.items[i+1:]...)
			d.gen++
			return py.None
		}),
		m("__iadd__", 1, 1, func(t *thread, d *deque, a []value) value {
			for _, v := range t.Items(a[0]) {
				d.push(t, v)
			}
			return py.Obj(d)
		}),
		m("__copy__", 0, 0, copyOf),
		m("__reduce__", 0, 0, func(t *thread, d *deque, _ []value) value {
			n := value(py.None)
			if d.limit >= 0 {
				n = py.Int(d.limit)
			}
			return tuple(py.Obj(d.PyType()), tuple(list(d.items...), n))
		}),
		m("__repr__", 0, 0, func(t *thread, d *deque, _ []value) value {
			t.Enter()
			defer t.Leave()
			for _, v := range d.items {
				if v.Object() == py.Object(d) {
					return py.Str("[...]")
				}
			}
			s := t.Repr(list(d.items...))
			if d.limit >= 0 {
				return py.Str(fmt.Sprintf("deque(%s, maxlen=%d)", s, d.limit))
			}
			return py.Str("deque(" + s + ")")
		}),
	}
	for i, name := range []string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"} {
		op := py.CmpOp(i)
		methods = append(methods, m(name, 1, 1, func(t *thread, d *deque, a []value) value {
			o, ok := a[0].Object().(*deque)
			if !ok {
				return py.NotImplemented
			}
			return t.Compare(op, list(d.items...), list(o.items...))
		}))
	}
	init := py.NewNative(kw("__init__", 0, "iterable maxlen", func(*thread, []value) value { return py.None }))
	init.Fn = func(t *thread, self value, a []value) value {
		d := self.Object().(*deque)
		d.items, d.limit = nil, -1
		if given(a[1]) {
			if d.limit = intArg(t, a[1], 0); d.limit < 0 {
				t.Raise(py.ValueErrorType, "maxlen must be non-negative")
			}
		}
		if given(a[0]) {
			for _, v := range t.Items(a[0]) {
				d.push(t, v)
			}
		}
		return py.None
	}
	return py.NewType(py.TypeDef{Module: "collections", Name: "deque",
		New: func(_ *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&deque{Header: py.NewHeader(cls), limit: -1})
		},
		Init: func(t *thread, self value, args []value, names []string) {
			bound := py.NewNative(py.Def{Name: "__init__", Params: "iterable maxlen", Fn: func(t *thread, _ value, a []value) value { return init.Fn(t, self, a) }})
			bound.Call(t, args, names)
		},
		Methods: append(methods, py.Def{Name: "__hash__", Fn: func(t *thread, v value, _ []value) value {
			t.Raise(py.TypeErrorType, "unhashable type: 'deque'")
			return py.None
		}}),
		Attrs: []py.Attr{attr("maxlen", func(_ *thread, d *deque) value {
			if d.limit < 0 {
				return py.None
			}
			return py.Int(d.limit)
		})}})
}

func makeCollections() collectionSet {
	return collectionSet{makeOrderedDict(), makeDefaultDict(), makeCounter(), makeDeque()}
}

var keywords = strings.Fields("and as assert break class continue def del elif else except exec finally for from global if import in is lambda not or pass print raise return try while with yield")

// makeNamedTuple is collections.namedtuple.
func makeNamedTuple(t *thread, name, fieldNames, rename value) value {
	var fields []string
	if fieldNames.IsText() {
		fields = strings.Fields(strings.ReplaceAll(fieldNames.Text(), ",", " "))
	} else {
		iterate(t, fieldNames, func(f value) { fields = append(fields, t.Str(f)) })
	}
	typename := t.Str(name)
	isName := func(s string) bool {
		for _, c := range s {
			if c != '_' && !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9') {
				return false
			}
		}
		return s != ""
	}
	keyword := func(s string) bool { return fieldIndex(keywords, s) >= 0 }
	if truth(t, rename, false) {
		seen := map[string]bool{}
		for i, f := range fields {
			if !isName(f) || keyword(f) || f[0] >= '0' && f[0] <= '9' || f[0] == '_' || seen[f] {
				fields[i] = fmt.Sprintf("_%d", i)
			}
			seen[f] = true
		}
	}
	for _, f := range append([]string{typename}, fields...) {
		quoted := t.Repr(py.Str(f))
		switch {
		case !isName(f):
			t.Raise(py.ValueErrorType, "Type names and field names can only contain alphanumeric characters and underscores: "+quoted)
		case keyword(f):
			t.Raise(py.ValueErrorType, "Type names and field names cannot be a keyword: "+quoted)
		case f[0] >= '0' && f[0] <= '9':
			t.Raise(py.ValueErrorType, "Type names and field names cannot start with a number: "+quoted)
		}
	}
	seen := map[string]bool{}
	for _, f := range fields {
		if strings.HasPrefix(f, "_") && !truth(t, rename, false) {
			t.Raise(py.ValueErrorType, "Field names cannot start with an underscore: "+t.Repr(py.Str(f)))
		}
		if seen[f] {
			t.Raise(py.ValueErrorType, "Encountered duplicate field name: "+t.Repr(py.Str(f)))
		}
		seen[f] = true
	}
	t.Alloc(4096)
	return py.Obj(newNamedTuple("__main__", typename, fields...))
}

func loadCollections(t *thread, m *py.Module) {
	set := collectionTypes()
	m.Set("OrderedDict", py.Obj(set.ordered))
	m.Set("defaultdict", py.Obj(set.dflt))
	m.Set("Counter", py.Obj(set.counter))
	m.Set("deque", py.Obj(set.deque))
	funcs(m, kw("namedtuple", 2, "typename field_names verbose rename", func(t *thread, a []value) value {
		return makeNamedTuple(t, a[0], a[1], a[3])
	}))
	abstract := []string{"Hashable", "Iterable", "Iterator", "Sized", "Container", "Callable", "Set", "MutableSet", "Mapping", "MutableMapping",
		"MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence"}
	m.Set("__all__", list(strs(append([]string{"Counter", "deque", "defaultdict", "namedtuple", "OrderedDict"}, abstract...)...)...))
	lazily(t, m, "_abcoll", abstract...)
}
