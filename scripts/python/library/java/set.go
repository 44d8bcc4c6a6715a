package java

// java.util's sets, with the methods of a Python set.

import (
	py "dryfire/scripts/python/object"
)

// pythonSet are the methods of a Python set; make builds a set of the receiver's class, or a
// HashSet if it is nil.
func pythonSet(list func(t *thread, v value) []value, make_ func(t *thread, v value, items []value) value) []py.Def {
	if make_ == nil {
		make_ = func(t *thread, _ value, items []value) value {
			return t.Call1(py.Obj(hashSet()), py.Obj(py.NewList(items...)))
		}
	}
	keys := func(t *thread, items []value) *javaMap {
		m := freshMap(inserted)
		for _, x := range items {
			m.put(t, x, py.True)
		}
		return m
	}
	all := func(t *thread, a []value) []value {
		var out []value
		for _, x := range a {
			out = append(out, t.Items(x)...)
		}
		return out
	}
	filter := func(t *thread, items []value, by *javaMap, keep bool) []value {
		var out []value
		for _, x := range items {
			if (by.find(t, x) != nil) == keep {
				out = append(out, x)
			}
		}
		return out
	}
	combine := map[string]func(t *thread, x, y []value) []value{
		"union":        func(_ *thread, x, y []value) []value { return append(append([]value(nil), x...), y...) },
		"intersection": func(t *thread, x, y []value) []value { return filter(t, x, keys(t, y), true) },
		"difference":   func(t *thread, x, y []value) []value { return filter(t, x, keys(t, y), false) },
		"symmetric_difference": func(t *thread, x, y []value) []value {
			return append(filter(t, x, keys(t, y), false), filter(t, y, keys(t, x), false)...)
		},
	}
	var defs []py.Def
	for _, c := range []struct{ name, op, update string }{{"union", "__or__", "update"}, {"intersection", "__and__", "intersection_update"},
		{"difference", "__sub__", "difference_update"}, {"symmetric_difference", "__xor__", "symmetric_difference_update"}} {
		f := combine[c.name]
		operator := func(t *thread, v value, a []value) value {
			if !isListLike(a[0]) {
				return py.NotImplemented
			}
			return make_(t, v, f(t, list(t, v), t.Items(a[0])))
		}
		defs = append(defs,
			py.Def{Name: c.name, Max: -1, Fn: func(t *thread, v value, a []value) value { return make_(t, v, f(t, list(t, v), all(t, a))) }},
			py.Def{Name: c.update, Max: -1, Fn: func(t *thread, v value, a []value) value {
				items := f(t, list(t, v), all(t, a))
				t.Method0(v, "clear")
				t.Method1(v, "addAll", py.Obj(py.NewList(items...)))
				return py.None
			}},
			raw(c.op, 1, operator), raw("__r"+c.op[2:], 1, func(t *thread, v value, a []value) value {
				if !isListLike(a[0]) {
					return py.NotImplemented
				}
				return make_(t, v, f(t, t.Items(a[0]), list(t, v)))
			}))
	}
	subset := func(t *thread, x, y []value) bool { return len(filter(t, x, keys(t, y), false)) == 0 }
	return append(defs,
		raw("issubset", 1, func(t *thread, v value, a []value) value { return py.Bool(subset(t, list(t, v), t.Items(a[0]))) }),
		raw("issuperset", 1, func(t *thread, v value, a []value) value { return py.Bool(subset(t, t.Items(a[0]), list(t, v))) }),
		raw("__le__", 1, func(t *thread, v value, a []value) value { return py.Bool(subset(t, list(t, v), t.Items(a[0]))) }),
		raw("__ge__", 1, func(t *thread, v value, a []value) value { return py.Bool(subset(t, t.Items(a[0]), list(t, v))) }),
		raw("__lt__", 1, func(t *thread, v value, a []value) value {
			return py.Bool(subset(t, list(t, v), t.Items(a[0])) && !subset(t, t.Items(a[0]), list(t, v)))
		}),
		raw("__gt__", 1, func(t *thread, v value, a []value) value {
			return py.Bool(subset(t, t.Items(a[0]), list(t, v)) && !subset(t, list(t, v), t.Items(a[0])))
		}),
		raw("isdisjoint", 1, func(t *thread, v value, a []value) value {
			return py.Bool(len(filter(t, list(t, v), keys(t, t.Items(a[0])), true)) == 0)
		}),
		raw("copy", 0, func(t *thread, v value, _ []value) value { return make_(t, v, list(t, v)) }),
		raw("discard", 1, func(t *thread, v value, a []value) value { t.Method1(v, "remove", a[0]); return py.None }),
		raw("pop", 0, func(t *thread, v value, _ []value) value {
			items := list(t, v)
			if len(items) == 0 {
				t.Raise(py.KeyErrorType, "pop from an empty set")
			}
			t.Method1(v, "remove", items[0])
			return items[0]
		}))
}

func setClass(full string, order mapOrder, base *py.Type) *py.Type {
	self := func(v value) *javaMap { return must[*javaMap](v) }
	list := func(t *thread, v value) []value { return self(v).ordered(t) }
	add := func(t *thread, v value, a []value) value {
		n := self(v).n
		self(v).put(t, a[0], py.True)
		return py.Bool(self(v).n > n)
	}
	remove := func(t *thread, v value, a []value) value { _, ok := self(v).remove(t, a[0]); return py.Bool(ok) }
	has := func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }
	textOf := func(t *thread, v value, _ []value) value { return py.Unicode(joinText(t, self(v).ordered(t))) }
	make_ := func(t *thread, v value, items []value) value {
		m := freshMap(order)
		m.cmp = self(v).cmp
		for _, x := range items {
			m.put(t, x, py.True)
		}
		return newObject(v.Type(), m)
	}
	iterName := map[mapOrder]string{hashOrder: "java.util.HashMap$KeyIterator", inserted: "java.util.LinkedHashMap$LinkedKeyIterator", sorted: "java.util.TreeMap$KeyIterator"}[order]
	methods := []py.Def{
		def("add", 1, 1, add), def("remove", 1, 1, remove), def("contains", 1, 1, has),
		def("addAll", 1, 1, func(t *thread, v value, a []value) value {
			n := self(v).n
			for _, x := range members(t, a[0]) {
				self(v).put(t, x, py.True)
			}
			return py.Bool(self(v).n > n)
		}),
		def("removeAll", 1, 1, func(t *thread, v value, a []value) value {
			n := self(v).n
			for _, x := range members(t, a[0]) {
				self(v).remove(t, x)
			}
			return py.Bool(self(v).n < n)
		}),
		def("retainAll", 1, 1, func(t *thread, v value, a []value) value {
			keep := freshMap(inserted)
			for _, x := range members(t, a[0]) {
				keep.put(t, x, py.True)
			}
			n := self(v).n
			for _, k := range self(v).ordered(t) {
				if keep.find(t, k) == nil {
					self(v).remove(t, k)
				}
			}
			return py.Bool(self(v).n < n)
		}),
		def("containsAll", 1, 1, func(t *thread, v value, a []value) value {
			for _, x := range members(t, a[0]) {
				if self(v).find(t, x) == nil {
					return py.False
				}
			}
			return py.True
		}),
		def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).n == 0) }),
		def("clear", 0, 0, func(t *thread, v value, _ []value) value {
			m := self(v)
			m.thaw(t)
			m.e, m.index, m.n = nil, py.NewDict(0), 0
			return py.None
		}),
		def("clone", 0, 0, func(t *thread, v value, _ []value) value { return make_(t, v, list(t, v)) }),
		def("toArray", 0, 1, func(t *thread, v value, _ []value) value { return objectArray(list(t, v)) }),
		def("iterator", 0, 0, func(t *thread, v value, _ []value) value {
			return newIterator(iterName, list(t, v), func(t *thread, x value) { self(v).remove(t, x) })
		}),
		def("equals", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(sameMembers(t, list(t, v), a[0])) }),
		def("hashCode", 0, 0, func(t *thread, v value, _ []value) value {
			h := int32(0)
			for _, x := range list(t, v) {
				h += hash(t, x)
			}
			return py.Int(int(h))
		}),
		raw("toString", 0, textOf),
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		raw("__iter__", 0, func(t *thread, v value, _ []value) value { return t.Iter(py.Obj(py.NewList(list(t, v)...))) }),
		raw("__contains__", 1, has),
	}
	if order == sorted {
		edge := func(name string, last, take bool) py.Def {
			return def(name, 0, 0, func(t *thread, v value, _ []value) value {
				ks := list(t, v)
				if len(ks) == 0 {
					if take {
						return py.None
					}
					throw(t, noElement, "")
				}
				k := ks[0]
				if last {
					k = ks[len(ks)-1]
				}
				if take {
					self(v).remove(t, k)
				}
				return k
			})
		}
		build := func(m *javaMap) value { return newObject(treeSet(), m) }
		methods = append(methods, edge("first", false, false), edge("last", true, false), edge("pollFirst", false, true), edge("pollLast", true, true),
			def("descendingSet", 0, 0, func(t *thread, v value, _ []value) value {
				m := self(v).part(t, value{}, value{}, true, true)
				m.desc = !m.desc
				return build(m)
			}),
			def("descendingIterator", 0, 0, func(t *thread, v value, _ []value) value {
				items := list(t, v)
				reverse(items)
				return newIterator("java.util.TreeMap$NavigableSubMap$DescendingSubMapKeyIterator", items, nil)
			}))
		methods = append(methods, ranges("headSet", "tailSet", "subSet", build)...)
		methods = append(methods, near("", func(_ *thread, _ *javaMap, k value) value { return k })...)
	}
	return newClass(classDef{name: full, base: base,
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			return newObject(cls, freshMap(order))
		},
		init: func(t *thread, v value, a []value, names []string) {
			checkArgs(t, full, 0, 2, a, names)
			if len(a) == 0 || in(a[0]).Kind() == py.KindInt {
				return
			}
			if order == sorted && !isListLike(a[0]) {
				if !a[0].IsNone() {
					self(v).cmp = comparator(t, a[0])
				}
				return
			}
			items := members(t, a[0])
			for int32(float32(len(items))/0.75+1) > self(v).buckets {
				self(v).buckets *= 2
			}
			for _, x := range items {
				self(v).put(t, x, py.True)
			}
		},
		methods: append(pythonSet(list, make_), methods...)})
}

func treeSet() *py.Type { return packages["java.util"]["TreeSet"]() }
