package java

// java.util.Arrays and java.util.Collections.

import (
	"fmt"
	"sort"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

var (
	_ = declare("java.util.Arrays", arraysClass)
	_ = declare("java.util.Collections", collectionsClass)
)

// itemsOf returns the items of a list or array, to be changed in place.
func itemsOf(v value) []value {
	if l, ok := payload[*javaList](v); ok {
		return l.items
	}
	switch l := v.Object().(type) {
	case *py.List:
		return l.Items
	case *Array:
		return l.Items
	}
	return nil
}

// sortIn sorts a Python or Java list in place.
func sortIn(t *thread, a []value) {
	if l, ok := payload[*javaList](a[0]); ok && l.frozen {
		throw(t, unsupported, "")
	}
	switch items := itemsOf(a[0]); {
	case items == nil && !isListLike(a[0]):
		badArg(t, "sort", 0, a[0], "java.util.List")
	case len(a) == 3:
		i, j := integer(t, "sort", 1, a[1]), integer(t, "sort", 2, a[2])
		if i < 0 || j > len(items) || i > j {
			t.ThrowJava(outOfBounds(), fmt.Sprintf("Array index out of range: %d", j), nil)
		}
		sortItems(t, items[i:j], nil)
	default:
		sortItems(t, items, a[1:])
	}
}

// search is binarySearch: the place of a key in sorted items, or where it would stand as -(place)-1.
func search(t *thread, items []value, k value, cmp value) int {
	k = in(k)
	order := func(a, b value) int {
		if !cmp.IsAbsent() {
			return t.Cmp(t.Call2(cmp, a, b), py.Int(0))
		}
		return compare(t, a, b)
	}
	i := sort.Search(len(items), func(i int) bool { return order(in(items[i]), k) >= 0 })
	if i < len(items) && order(in(items[i]), k) == 0 {
		return i
	}
	return -i - 1
}

// arrayLike makes an array of items for a copy of v: of its own kind if v is an array, of the kind Jython
// chooses for a list otherwise.
func arrayLike(v value, items []value) value {
	if a, ok := v.Object().(*Array); ok {
		return NewArray(a.Code, a.Class, items)
	}
	for _, x := range items {
		switch in(x).Prim().Kind() {
		case py.KindInt, py.KindLong:
		default:
			return objectArray(items)
		}
	}
	longs := make([]value, len(items))
	for i, x := range items {
		longs[i] = py.Long(x.Int64())
	}
	return NewArray('l', "", longs)
}

func deepText(t *thread, v value) string {
	t.Enter()
	defer t.Leave()
	if !isListLike(v) {
		return text(t, v)
	}
	var out []value
	for _, x := range t.Items(v) {
		out = append(out, py.Unicode(deepText(t, x)))
	}
	return joinText(t, out)
}

func arraysClass() *py.Type {
	hashOf := func(t *thread, _ value, a []value) value {
		if a[0].IsNone() {
			return py.Int(0)
		}
		return py.Int(int((&javaList{items: members(t, a[0])}).javaHash(t)))
	}
	return newClass(classDef{name: "java.util.Arrays", static: []py.Def{
		def("asList", 0, -1, func(t *thread, _ value, a []value) value {
			items := a
			if len(a) == 1 && isListLike(a[0]) {
				items = members(t, a[0])
			} else {
				items = members(t, py.Obj(py.NewTuple(items...)))
			}
			return listNamed("java.util.Arrays$ArrayList", &javaList{items: items, fixed: true})
		}),
		def("toString", 1, 1, func(t *thread, _ value, a []value) value {
			if a[0].IsNone() {
				return py.Unicode("null")
			}
			return py.Unicode(joinText(t, t.Items(a[0])))
		}),
		def("deepToString", 1, 1, func(t *thread, _ value, a []value) value { return py.Unicode(deepText(t, a[0])) }),
		def("sort", 1, 3, func(t *thread, _ value, a []value) value { sortIn(t, a); return py.None }),
		def("equals", 2, 2, func(t *thread, _ value, a []value) value { return py.Bool(t.Equal(a[0], a[1])) }),
		def("deepEquals", 2, 2, func(t *thread, _ value, a []value) value { return py.Bool(t.Equal(a[0], a[1])) }),
		def("hashCode", 1, 1, hashOf),
		def("fill", 2, 4, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			i, j := 0, len(items)
			if len(a) == 4 {
				i, j = max(0, integer(t, "fill", 1, a[1])), min(j, integer(t, "fill", 2, a[2]))
			}
			for ; i < j; i++ {
				items[i] = in(a[len(a)-1])
			}
			return py.None
		}),
		def("copyOf", 2, 2, func(t *thread, _ value, a []value) value {
			items, n := t.Items(a[0]), integer(t, "copyOf", 1, a[1])
			if n < 0 {
				t.ThrowJava(packages["java.lang"]["NegativeArraySizeException"](), itoa(n), nil)
			}
			t.Alloc(16 * n)
			out := append([]value(nil), items[:min(n, len(items))]...)
			for len(out) < n {
				zero := value(py.None)
				if arr, ok := a[0].Object().(*Array); ok {
					zero = Zero(arr.Code)
				}
				out = append(out, zero)
			}
			return arrayLike(a[0], out)
		}),
		def("copyOfRange", 3, 3, func(t *thread, _ value, a []value) value {
			items, i, j := t.Items(a[0]), integer(t, "copyOfRange", 1, a[1]), integer(t, "copyOfRange", 2, a[2])
			if i < 0 || i > len(items) || i > j {
				t.ThrowJava(packages["java.lang"]["ArrayIndexOutOfBoundsException"](), fmt.Sprintf("Array index out of range: %d", i), nil)
			}
			return arrayLike(a[0], append([]value(nil), items[i:min(j, len(items))]...))
		}),
		def("binarySearch", 2, 3, func(t *thread, _ value, a []value) value {
			var cmp value
			if len(a) == 3 && !a[2].IsNone() {
				cmp = comparator(t, a[2])
			}
			return py.Int(search(t, t.Items(a[0]), a[1], cmp))
		}),
	}})
}

// reverseOrder is the Comparator of Collections.reverseOrder.
type reverseOrder struct{ cmp value }

func reversed(cmp value) value {
	return newObject(hiddenClass("java.util.Collections$ReverseComparator", func() *py.Type {
		return newClass(classDef{name: "java.util.Collections$ReverseComparator", methods: []py.Def{
			def("compare", 2, 2, func(t *thread, v value, a []value) value {
				if c := must[reverseOrder](v).cmp; !c.IsAbsent() {
					return t.Call2(c, a[1], a[0])
				}
				return py.Int(compare(t, in(a[1]), in(a[0])))
			}),
		}})
	}), reverseOrder{cmp})
}

func collectionsClass() *py.Type {
	extreme := func(name string, sgn int) py.Def {
		return def(name, 1, 2, func(t *thread, _ value, a []value) value {
			items := members(t, a[0])
			if len(items) == 0 {
				throw(t, noElement, "")
			}
			best := items[0]
			for _, v := range items[1:] {
				c := 0
				if len(a) > 1 {
					c = t.Cmp(t.Call2(comparator(t, a[1]), v, best), py.Int(0))
				} else {
					c = compare(t, v, best)
				}
				if c*sgn > 0 {
					best = v
				}
			}
			return best
		})
	}
	lists := func(name, class string, frozen bool, items func(t *thread, a []value) []value, lo, hi int) py.Def {
		return def(name, lo, hi, func(t *thread, _ value, a []value) value {
			return listNamed("java.util.Collections$"+class, &javaList{items: items(t, a), frozen: frozen})
		})
	}
	maps := func(name, class string, frozen bool, fill func(t *thread, m *javaMap, a []value), n int) py.Def {
		return def(name, n, n, func(t *thread, _ value, a []value) value {
			m := freshMap(hashOrder)
			if n == 1 {
				if x, ok := payload[*javaMap](a[0]); ok {
					m.order, m.desc, m.cmp = x.order, x.desc, x.cmp
				}
			}
			fill(t, m, a)
			m.frozen = frozen
			full := "java.util.Collections$" + class
			return newObject(hiddenClass(full, func() *py.Type { return mapClass(full, hashOrder, mapBase()) }), m)
		})
	}
	sets := func(name, class string, frozen bool, n int) py.Def {
		return def(name, n, n, func(t *thread, _ value, a []value) value {
			m := freshMap(hashOrder)
			var items []value
			switch {
			case name == "singleton":
				items = []value{in(a[0])}
			case n == 1:
				items = members(t, a[0])
				m.order = inserted
			}
			for _, x := range items {
				m.put(t, x, py.True)
			}
			m.frozen = frozen
			full := "java.util.Collections$" + class
			return newObject(hiddenClass(full, func() *py.Type { return setClass(full, hashOrder, setBase()) }), m)
		})
	}
	all := func(t *thread, a []value) []value { return members(t, a[0]) }
	// A wrapper that lets changes through is the list or map itself.
	shared := func(name string) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value {
			if l, ok := payload[*javaList](a[0]); ok {
				return listNamed("java.util.Collections$SynchronizedRandomAccessList", l)
			}
			if m, ok := payload[*javaMap](a[0]); ok && name == "synchronizedMap" {
				full := "java.util.Collections$SynchronizedMap"
				return newObject(hiddenClass(full, func() *py.Type { return mapClass(full, hashOrder, mapBase()) }), m)
			}
			return a[0]
		})
	}
	putAll := func(t *thread, m *javaMap, a []value) { m.putAll(t, a[0]) }
	return newClass(classDef{name: "java.util.Collections", static: []py.Def{
		def("sort", 1, 2, func(t *thread, _ value, a []value) value { sortIn(t, a); return py.None }),
		def("reverse", 1, 1, func(_ *thread, _ value, a []value) value { reverse(itemsOf(a[0])); return py.None }),
		def("reverseOrder", 0, 1, func(t *thread, _ value, a []value) value {
			if len(a) == 1 && !a[0].IsNone() {
				return reversed(comparator(t, a[0]))
			}
			return reversed(value{})
		}),
		def("shuffle", 1, 2, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			if len(a) == 2 {
				r := argOf[*random](t, "shuffle", 1, a[1], "java.util.Random")
				for i := len(items); i > 1; i-- {
					j := r.intn(int32(i))
					items[i-1], items[j] = items[j], items[i-1]
				}
				return py.None
			}
			host.Of(t).Rand().Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
			return py.None
		}),
		def("swap", 3, 3, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			i, j := integer(t, "swap", 1, a[1]), integer(t, "swap", 2, a[2])
			for _, k := range []int{i, j} {
				if k < 0 || k >= len(items) {
					t.ThrowJava(outOfBounds(), fmt.Sprintf("Index %d out of bounds for length %d", k, len(items)), nil)
				}
			}
			items[i], items[j] = items[j], items[i]
			return py.None
		}),
		def("rotate", 2, 2, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			if n := len(items); n > 0 {
				k := ((integer(t, "rotate", 1, a[1]) % n) + n) % n
				turned := append(append([]value(nil), items[n-k:]...), items[:n-k]...)
				copy(items, turned)
			}
			return py.None
		}),
		def("fill", 2, 2, func(_ *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			for i := range items {
				items[i] = in(a[1])
			}
			return py.None
		}),
		def("replaceAll", 3, 3, func(t *thread, _ value, a []value) value {
			items, done := itemsOf(a[0]), false
			for i := range items {
				if t.Equal(items[i], in(a[1])) {
					items[i], done = in(a[2]), true
				}
			}
			return py.Bool(done)
		}),
		def("binarySearch", 2, 3, func(t *thread, _ value, a []value) value {
			var cmp value
			if len(a) == 3 && !a[2].IsNone() {
				cmp = comparator(t, a[2])
			}
			return py.Int(search(t, t.Items(a[0]), a[1], cmp))
		}),
		def("disjoint", 2, 2, func(t *thread, _ value, a []value) value {
			other := &javaList{items: members(t, a[1])}
			for _, x := range members(t, a[0]) {
				if other.find(t, x) >= 0 {
					return py.False
				}
			}
			return py.True
		}),
		def("indexOfSubList", 2, 2, func(t *thread, _ value, a []value) value {
			x, y := members(t, a[0]), members(t, a[1])
			for i := 0; i+len(y) <= len(x); i++ {
				if (&javaList{items: y}).javaEquals(t, newList(x[i:i+len(y)])) {
					return py.Int(i)
				}
			}
			return py.Int(-1)
		}),
		def("copy", 2, 2, func(t *thread, _ value, a []value) value {
			to, from := itemsOf(a[0]), members(t, a[1])
			if len(from) > len(to) {
				t.ThrowJava(outOfBounds(), "Source does not fit in dest", nil)
			}
			copy(to, from)
			return py.None
		}),
		def("list", 1, 1, func(t *thread, _ value, a []value) value { return newList(members(t, a[0])) }),
		def("enumeration", 1, 1, func(t *thread, _ value, a []value) value {
			return newIterator("java.util.Collections$3", members(t, a[0]), nil)
		}),
		extreme("max", 1), extreme("min", -1),
		def("frequency", 2, 2, func(t *thread, _ value, a []value) value {
			n := 0
			for _, v := range t.Items(a[0]) {
				if t.Equal(v, in(a[1])) {
					n++
				}
			}
			return py.Int(n)
		}),
		def("addAll", 2, -1, func(t *thread, _ value, a []value) value {
			vs := a[1:]
			if len(vs) == 1 && isListLike(vs[0]) {
				vs = t.Items(vs[0])
			}
			for _, v := range vs {
				t.Method1(a[0], "add", v)
			}
			return py.Bool(len(vs) > 0)
		}),
		lists("emptyList", "EmptyList", true, func(*thread, []value) []value { return nil }, 0, 0),
		lists("singletonList", "SingletonList", true, func(_ *thread, a []value) []value { return []value{in(a[0])} }, 1, 1),
		lists("unmodifiableList", "UnmodifiableRandomAccessList", true, all, 1, 1),
		lists("unmodifiableCollection", "UnmodifiableCollection", true, all, 1, 1),
		lists("nCopies", "CopiesList", true, func(t *thread, a []value) []value {
			n := integer(t, "nCopies", 0, a[0])
			if n < 0 {
				t.ThrowJava(illegalArg(), fmt.Sprintf("List length = %d", n), nil)
			}
			t.Alloc(24 * n)
			items := make([]value, n)
			for i := range items {
				items[i] = in(a[1])
			}
			return items
		}, 2, 2),
		maps("emptyMap", "EmptyMap", true, func(*thread, *javaMap, []value) {}, 0),
		maps("singletonMap", "SingletonMap", true, func(t *thread, m *javaMap, a []value) { m.put(t, a[0], in(a[1])) }, 2),
		maps("unmodifiableMap", "UnmodifiableMap", true, putAll, 1),
		sets("emptySet", "EmptySet", true, 0), sets("singleton", "SingletonSet", true, 1), sets("unmodifiableSet", "UnmodifiableSet", true, 1),
		shared("synchronizedList"), shared("synchronizedMap"), shared("synchronizedSet"), shared("synchronizedCollection"),
	}})
}
