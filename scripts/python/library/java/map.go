package java

// java.util's maps and sets, and the views of a map's keys and entries. They behave as
// mappings and sets in Python too. HashMap and HashSet iterate in Java's order.

import (
	"sort"
	"strings"

	py "dryfire/scripts/python/object"
)

var (
	mapBase = interfaceOf("java.util.Map", func() *py.Type { return objectType() })
	setBase = interfaceOf("java.util.Set", collectionBase)
	_       = interfaceOf("java.util.SortedMap", mapBase)

	hashMap, table, hashSet func() *py.Type
)

func init() {
	hashMap = mapOf("java.util.HashMap", hashOrder, mapBase)
	mapOf("java.util.LinkedHashMap", inserted, hashMap)
	mapOf("java.util.TreeMap", sorted, mapBase)
	table = mapOf("java.util.Hashtable", hashOrder, mapBase)
	mapOf("java.util.Properties", hashOrder, table)
	mapOf("java.util.WeakHashMap", hashOrder, mapBase)
	mapOf("java.util.IdentityHashMap", hashOrder, mapBase)
	mapOf("java.util.concurrent.ConcurrentHashMap", hashOrder, mapBase)
	mapOf("java.util.concurrent.ConcurrentSkipListMap", sorted, mapBase)
	hashSet = setOf("java.util.HashSet", hashOrder, setBase)
	setOf("java.util.LinkedHashSet", inserted, hashSet)
	setOf("java.util.TreeSet", sorted, setBase)
}

func mapOf(full string, order mapOrder, base func() *py.Type) func() *py.Type {
	return declare(full, func() *py.Type { return mapClass(full, order, base()) })
}

func setOf(full string, order mapOrder, base func() *py.Type) func() *py.Type {
	return declare(full, func() *py.Type { return setClass(full, order, base()) })
}

// entryNames are the classes of a map's entries.
var entryNames = map[string]string{"java.util.HashMap": "java.util.HashMap$Node", "java.util.LinkedHashMap": "java.util.LinkedHashMap$Entry",
	"java.util.TreeMap": "java.util.TreeMap$Entry", "java.util.Hashtable": "java.util.Hashtable$Entry",
	"java.util.concurrent.ConcurrentHashMap": "java.util.concurrent.ConcurrentHashMap$MapEntry"}

// mapEntry is a Map.Entry of a map, whose value can be set.
func newEntry(class string, m *javaMap, e *entry) value {
	self := func(v value) *entry { return must[*entry](v) }
	return newObject(hiddenClass(class, func() *py.Type {
		return newClass(classDef{name: class, methods: []py.Def{
			def("getKey", 0, 0, func(_ *thread, v value, _ []value) value { return self(v).k }),
			def("getValue", 0, 0, func(_ *thread, v value, _ []value) value { return self(v).v }),
			def("setValue", 1, 1, func(t *thread, v value, a []value) value {
				if strings.Contains(class, "Immutable") {
					throw(t, unsupported, "")
				}
				old := self(v).v
				self(v).v = enter(t, a[0])
				return old
			}),
		}})
	}), e)
}

func (e *entry) javaHash(t *thread) int32 { return hash(t, e.k) ^ hash(t, e.v) }

func (e *entry) javaEquals(t *thread, o value) bool {
	x, ok := payload[*entry](o)
	return ok && t.Equal(e.k, x.k) && t.Equal(e.v, x.v)
}

type mapOrder uint8

const (
	hashOrder mapOrder = iota
	inserted
	sorted
)

type entry struct {
	k, v value
	h    int32
}

func (e *entry) javaString(t *thread) string { return text(t, e.k) + "=" + text(t, e.v) }

// javaMap holds a map's entries in the order of insertion, and the buckets Java has.
type javaMap struct {
	e       []*entry // nil where removed
	index   *py.Dict // key → position in e
	n       int
	order   mapOrder
	buckets int32
	frozen  bool
	desc    bool  // sorted from the last to the first
	cmp     value // the comparator of a sorted map
}

func freshMap(order mapOrder) *javaMap {
	return &javaMap{order: order, index: py.NewDict(0), buckets: 16}
}

func newMap(t *thread, full string, order mapOrder) value {
	i := strings.LastIndexByte(full, '.')
	t.Alloc(160)
	return newObject(packages[full[:i]][full[i+1:]](), freshMap(order))
}

func (m *javaMap) find(t *thread, k value) *entry {
	if i, ok := m.index.Get(t, in(k)); ok {
		return m.e[i.Int64()]
	}
	return nil
}

func (m *javaMap) put(t *thread, k, v value) value {
	k = in(k)
	m.thaw(t)
	if e := m.find(t, k); e != nil {
		old := e.v
		e.v = v
		return old
	}
	t.Alloc(120)
	m.index.Set(t, k, py.Int(len(m.e)))
	m.e = append(m.e, &entry{k, v, hash(t, k)})
	m.n++
	for float64(m.n) > float64(m.buckets)*0.75 {
		m.buckets *= 2
	}
	return py.None
}

// thaw refuses to change what is unmodifiable.
func (m *javaMap) thaw(t *thread) {
	if m.frozen {
		throw(t, unsupported, "")
	}
}

func (m *javaMap) remove(t *thread, k value) (value, bool) {
	k = in(k)
	m.thaw(t)
	i, ok := m.index.Get(t, k)
	if !ok {
		return py.None, false
	}
	e := m.e[i.Int64()]
	m.e[i.Int64()] = nil
	m.index.Delete(t, k)
	m.n--
	return e.v, true
}

// before reports whether a key stands before another in a sorted map.
func (m *javaMap) before(t *thread, a, b value) bool {
	if m.desc {
		a, b = b, a
	}
	if !m.cmp.IsAbsent() {
		return t.Cmp(t.Call2(m.cmp, a, b), py.Int(0)) < 0
	}
	return compare(t, a, b) < 0
}

func (m *javaMap) entries(t *thread) []*entry {
	out := make([]*entry, 0, m.n)
	for _, e := range m.e {
		if e != nil {
			out = append(out, e)
		}
	}
	t.Step(1 + len(out)/16)
	switch m.order {
	case hashOrder:
		bucket := func(e *entry) int32 { return (e.h ^ int32(uint32(e.h)>>16)) & (m.buckets - 1) }
		sort.SliceStable(out, func(i, j int) bool { return bucket(out[i]) < bucket(out[j]) })
	case sorted:
		sort.SliceStable(out, func(i, j int) bool { return m.before(t, out[i].k, out[j].k) })
	}
	return out
}

func (m *javaMap) ordered(t *thread) []value {
	es := m.entries(t)
	out := make([]value, len(es))
	for i, e := range es {
		out[i] = e.k
	}
	return out
}

func (m *javaMap) vals(t *thread) []value {
	es := m.entries(t)
	out := make([]value, len(es))
	for i, e := range es {
		out[i] = e.v
	}
	return out
}

func (m *javaMap) javaString(t *thread) string {
	t.Enter()
	defer t.Leave()
	return joinEntries(t, m.entries(t), "=", text)
}

// joinEntries prints entries in braces.
func joinEntries(t *thread, es []*entry, between string, show func(*thread, value) string) string {
	b := t.NewBuffer()
	b.WriteString("{")
	for i, e := range es {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(show(t, e.k))
		b.WriteString(between)
		b.WriteString(show(t, e.v))
	}
	b.WriteString("}")
	return b.String()
}

func (m *javaMap) javaHash(t *thread) int32 {
	h := int32(0)
	t.Walk(len(m.e))
	for _, e := range m.e {
		if e != nil {
			h += e.h ^ hash(t, e.v)
		}
	}
	return h
}

func (m *javaMap) javaEquals(t *thread, o value) bool {
	var get func(k value) (value, bool)
	n := 0
	switch x := o.Object().(type) {
	case *py.Dict:
		get, n = func(k value) (value, bool) { return x.Get(t, k) }, x.Len()
	case *Object:
		y, ok := x.V.(*javaMap)
		if !ok {
			return false
		}
		get = func(k value) (value, bool) {
			if e := y.find(t, k); e != nil {
				return e.v, true
			}
			return value{}, false
		}
		n = y.n
	default:
		return false
	}
	if n != m.n {
		return false
	}
	t.Walk(len(m.e))
	for _, e := range m.e {
		if e == nil {
			continue
		}
		if v, ok := get(e.k); !ok || !t.Equal(v, e.v) {
			return false
		}
	}
	return true
}

// putAll copies a mapping.
func (m *javaMap) putAll(t *thread, v value) {
	if len(m.e) == 0 {
		// Java sizes the table for the first map it is filled from.
		want := int32(float32(t.Len(v))/0.75 + 1)
		for m.buckets = 1; m.buckets < want; {
			m.buckets *= 2
		}
	}
	switch x := v.Object().(type) {
	case *py.Dict:
		if x.PyType() == py.DictType {
			x.Each(func(k, w value) { m.put(t, k, in(w)) })
			return
		}
	case *Object:
		if o, ok := x.V.(*javaMap); ok {
			for _, e := range o.entries(t) {
				m.put(t, e.k, e.v)
			}
			return
		}
	}
	for _, k := range t.Items(t.Method0(v, "keys")) {
		m.put(t, k, in(t.GetItem(v, k)))
	}
}

// mapView is the set of a map's keys or entries.
type mapView struct {
	m       *javaMap
	entries bool
	kind    string // the map's class
}

func (w *mapView) list(t *thread) []value {
	if !w.entries {
		return w.m.ordered(t)
	}
	class := entryNames[w.kind]
	if class == "" {
		class = w.kind + "$Entry"
	}
	es := w.m.entries(t)
	out := make([]value, len(es))
	for i, e := range es {
		out[i] = newEntry(class, w.m, e)
	}
	return out
}

func (w *mapView) javaString(t *thread) string { return joinText(t, w.list(t)) }

func (w *mapView) javaHash(t *thread) int32 {
	h := int32(0)
	t.Walk(w.m.n)
	for _, v := range w.list(t) {
		h += hash(t, v)
	}
	return h
}

func (w *mapView) javaEquals(t *thread, o value) bool { return sameMembers(t, w.list(t), o) }

// sameMembers reports whether a set of Java's or of Python's has the members given.
func sameMembers(t *thread, items []value, o value) bool {
	switch x := o.Object().(type) {
	case *py.Set:
	case *Object:
		switch x.V.(type) {
		case *javaMap, *mapView:
		default:
			return false
		}
	default:
		return false
	}
	other := freshMap(inserted)
	for _, v := range t.Items(o) {
		other.put(t, v, py.True)
	}
	if other.n != len(items) {
		return false
	}
	for _, v := range items {
		if other.find(t, v) == nil {
			return false
		}
	}
	return true
}

func newView(m *javaMap, entries bool, kind string) value {
	class := kind + "$KeySet"
	switch {
	case kind == "java.util.LinkedHashMap" && entries:
		class = kind + "$LinkedEntrySet"
	case kind == "java.util.LinkedHashMap":
		class = kind + "$LinkedKeySet"
	case kind == "java.util.Hashtable" || kind == "java.util.Properties":
		class = "java.util.Collections$SynchronizedSet"
	case kind == "java.util.concurrent.ConcurrentHashMap" && entries:
		class = kind + "$EntrySetView"
	case kind == "java.util.concurrent.ConcurrentHashMap":
		class = kind + "$KeySetView"
	case entries:
		class = kind + "$EntrySet"
	}
	self := func(v value) *mapView { return must[*mapView](v) }
	has := func(t *thread, v value, a []value) value {
		if !self(v).entries {
			return py.Bool(self(v).m.find(t, a[0]) != nil)
		}
		e, ok := payload[*entry](a[0])
		if !ok {
			return py.False
		}
		own := self(v).m.find(t, e.k)
		return py.Bool(own != nil && t.Equal(own.v, e.v))
	}
	take := func(t *thread, v, x value) bool {
		if e, ok := payload[*entry](x); ok && self(v).entries {
			x = e.k
		}
		_, ok := self(v).m.remove(t, x)
		return ok
	}
	iterName := strings.Replace(kind, "java.util.LinkedHashMap", "java.util.LinkedHashMap$Linked", 1)
	if !strings.Contains(iterName, "$") {
		iterName += "$"
	}
	iterName += map[bool]string{true: "EntryIterator", false: "KeyIterator"}[entries]
	cls := hiddenClass(class, func() *py.Type {
		return newClass(classDef{name: class, base: setBase(), methods: append(pythonSet(func(t *thread, v value) []value { return self(v).list(t) }, nil),
			def("contains", 1, 1, has), raw("__contains__", 1, has),
			def("remove", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(take(t, v, a[0])) }),
			def("removeAll", 1, 1, func(t *thread, v value, a []value) value {
				n := self(v).m.n
				for _, x := range t.Items(a[0]) {
					take(t, v, x)
				}
				return py.Bool(self(v).m.n < n)
			}),
			def("retainAll", 1, 1, func(t *thread, v value, a []value) value {
				keep := freshMap(inserted)
				for _, x := range t.Items(a[0]) {
					keep.put(t, x, py.True)
				}
				n := self(v).m.n
				for _, x := range self(v).list(t) {
					if keep.find(t, x) == nil {
						take(t, v, x)
					}
				}
				return py.Bool(self(v).m.n < n)
			}),
			def("add", 1, 1, func(t *thread, _ value, _ []value) value { throw(t, unsupported, ""); return py.None }),
			def("containsAll", 1, 1, func(t *thread, v value, a []value) value {
				for _, x := range t.Items(a[0]) {
					if !t.Truth(has(t, v, []value{x})) {
						return py.False
					}
				}
				return py.True
			}),
			def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).m.n) }),
			def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).m.n == 0) }),
			def("clear", 0, 0, func(t *thread, v value, _ []value) value {
				for _, k := range self(v).m.ordered(t) {
					self(v).m.remove(t, k)
				}
				return py.None
			}),
			def("toArray", 0, 1, func(t *thread, v value, _ []value) value { return objectArray(self(v).list(t)) }),
			def("iterator", 0, 0, func(t *thread, v value, _ []value) value {
				return newIterator(iterName, self(v).list(t), func(t *thread, x value) { take(t, v, x) })
			}),
			raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).m.n) }),
			raw("__iter__", 0, func(t *thread, v value, _ []value) value { return t.Iter(py.Obj(py.NewList(self(v).list(t)...))) }),
		)})
	})
	return newObject(cls, &mapView{m, entries, kind})
}

// functional refuses a function where Java wants an object of a functional interface, which
// Jython does not make of functions.
func functional(name string, n int, class string) py.Def {
	return def(name, 1, 3, func(t *thread, _ value, a []value) value {
		badArg(t, name, n, a[min(n, len(a)-1)], class)
		return py.None
	})
}

func mapClass(full string, order mapOrder, base *py.Type) *py.Type {
	self := func(v value) *javaMap { return must[*javaMap](v) }
	pairs := func(t *thread, v value) []value {
		var out []value
		for _, e := range self(v).entries(t) {
			out = append(out, py.Obj(py.NewTuple(e.k, e.v)))
		}
		return out
	}
	pyList := func(items []value) value { return py.Obj(py.NewList(items...)) }
	lookup := func(t *thread, v value, a []value) value {
		if e := self(v).find(t, a[0]); e != nil {
			return e.v
		}
		if len(a) > 1 {
			return a[1]
		}
		return py.None
	}
	has := func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }
	hasValue := func(t *thread, v value, a []value) value {
		x := enter(t, a[0])
		t.Walk(self(v).n)
		for _, y := range self(v).vals(t) {
			if t.Equal(x, y) {
				return py.True
			}
		}
		return py.False
	}
	twin := func(v value, m *javaMap) value {
		n := *m
		n.e, n.index = nil, py.NewDict(0)
		n.n, n.frozen = 0, false
		return newObject(v.Type(), &n)
	}
	copyOf := func(t *thread, v value, _ []value) value {
		c := twin(v, self(v))
		for _, e := range self(v).entries(t) {
			self(c).put(t, e.k, e.v)
		}
		return c
	}
	update := func(t *thread, v value, args []value, names []string) value {
		pos := len(args) - len(names)
		if pos > 1 {
			t.Raisef(py.TypeErrorType, "update() takes 0-1 arguments (%d given)", pos)
		}
		if pos == 1 {
			if _, ok := t.TryAttr(args[0], "keys"); ok {
				self(v).putAll(t, args[0])
			} else {
				pair := make([]value, 2)
				for _, p := range t.Items(args[0]) {
					t.Unpack(p, pair)
					self(v).put(t, pair[0], in(pair[1]))
				}
			}
		}
		for i, n := range names {
			self(v).put(t, py.Str(n), in(args[pos+i]))
		}
		return py.None
	}
	methods := []py.Def{
		def("put", 2, 2, func(t *thread, v value, a []value) value { return self(v).put(t, a[0], enter(t, a[1])) }),
		{Name: "get", Min: 1, Max: 2, Fn: lookup}, def("getOrDefault", 2, 2, lookup),
		def("putIfAbsent", 2, 2, func(t *thread, v value, a []value) value {
			if e := self(v).find(t, a[0]); e != nil && !e.v.IsNone() {
				return e.v
			}
			return self(v).put(t, a[0], enter(t, a[1]))
		}),
		def("replace", 2, 3, func(t *thread, v value, a []value) value {
			self(v).thaw(t)
			e := self(v).find(t, a[0])
			if len(a) == 3 {
				if e == nil || !t.Equal(e.v, enter(t, a[1])) {
					return py.False
				}
				e.v = enter(t, a[2])
				return py.True
			}
			if e == nil {
				return py.None
			}
			old := e.v
			e.v = enter(t, a[1])
			return old
		}),
		def("putAll", 1, 1, func(t *thread, v value, a []value) value { self(v).putAll(t, a[0]); return py.None }),
		def("remove", 1, 2, func(t *thread, v value, a []value) value {
			if len(a) == 2 {
				if e := self(v).find(t, a[0]); e == nil || !t.Equal(e.v, enter(t, a[1])) {
					return py.False
				}
				self(v).remove(t, a[0])
				return py.True
			}
			r, _ := self(v).remove(t, a[0])
			return r
		}),
		def("containsKey", 1, 1, has), def("containsValue", 1, 1, hasValue),
		def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).n == 0) }),
		def("keySet", 0, 0, func(_ *thread, v value, _ []value) value { return newView(self(v), false, full) }),
		def("entrySet", 0, 0, func(_ *thread, v value, _ []value) value { return newView(self(v), true, full) }),
		def("clear", 0, 0, func(t *thread, v value, _ []value) value {
			m := self(v)
			m.thaw(t)
			m.e, m.index, m.n = nil, py.NewDict(0), 0
			return py.None
		}),
		def("clone", 0, 0, copyOf),
		functional("merge", 2, "java.util.function.BiFunction"), functional("compute", 1, "java.util.function.BiFunction"),
		functional("computeIfPresent", 1, "java.util.function.BiFunction"), functional("computeIfAbsent", 1, "java.util.function.Function"),
		functional("forEach", 0, "java.util.function.BiConsumer"), functional("replaceAll", 0, "java.util.function.BiFunction"),
		raw("copy", 0, copyOf),
		raw("values", 0, func(t *thread, v value, _ []value) value { return pyList(self(v).vals(t)) }),
		raw("keys", 0, func(t *thread, v value, _ []value) value { return pyList(self(v).ordered(t)) }),
		raw("items", 0, func(t *thread, v value, _ []value) value { return pyList(pairs(t, v)) }),
		raw("iterkeys", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).ordered(t))) }),
		raw("itervalues", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).vals(t))) }),
		raw("iteritems", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(pairs(t, v))) }),
		raw("has_key", 1, has),
		{Name: "update", Raw: update},
		{Name: "setdefault", Min: 1, Max: 2, Fn: func(t *thread, v value, a []value) value {
			if e := self(v).find(t, a[0]); e != nil {
				return e.v
			}
			d := value(py.None)
			if len(a) > 1 {
				d = enter(t, a[1])
			}
			self(v).put(t, a[0], d)
			return d
		}},
		{Name: "pop", Min: 1, Max: 2, Fn: func(t *thread, v value, a []value) value {
			r, ok := self(v).remove(t, a[0])
			if !ok && len(a) > 1 {
				return a[1]
			}
			if !ok {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), a[0]))
			}
			return r
		}},
		raw("popitem", 0, func(t *thread, v value, _ []value) value {
			es := self(v).entries(t)
			if len(es) == 0 {
				t.Raise(py.KeyErrorType, "popitem(): map is empty")
			}
			self(v).remove(t, es[0].k)
			return py.Obj(py.NewTuple(es[0].k, es[0].v))
		}),
		{Name: "fromkeys", Min: 1, Max: 2, Fn: func(t *thread, v value, a []value) value {
			c := twin(v, self(v))
			d := value(py.None)
			if len(a) > 1 {
				d = enter(t, a[1])
			}
			for _, k := range t.Items(a[0]) {
				self(c).put(t, k, d)
			}
			return c
		}},
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		raw("__iter__", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).ordered(t))) }),
		raw("__contains__", 1, has),
		raw("__getitem__", 1, func(t *thread, v value, a []value) value {
			e := self(v).find(t, a[0])
			if e == nil {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), a[0]))
			}
			return e.v
		}),
		raw("__setitem__", 2, func(t *thread, v value, a []value) value { self(v).put(t, a[0], enter(t, a[1])); return py.None }),
		raw("__delitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := self(v).remove(t, a[0]); !ok {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), a[0]))
			}
			return py.None
		}),
		raw("__repr__", 0, func(t *thread, v value, _ []value) value {
			t.Enter()
			defer t.Leave()
			return py.Str(joinEntries(t, self(v).entries(t), ": ", (*thread).Repr))
		}),
		raw("__str__", 0, func(t *thread, v value, _ []value) value { return py.Str(t.Repr(v)) }),
	}
	switch full {
	case "java.util.Hashtable", "java.util.concurrent.ConcurrentHashMap":
		methods = append(methods, def("contains", 1, 1, hasValue),
			def("elements", 0, 0, func(t *thread, v value, _ []value) value {
				return newIterator("java.util.Hashtable$Enumerator", self(v).vals(t), nil)
			}),
			def("mappingCount", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(int64(self(v).n)) }))
	case "java.util.Properties":
		methods = append(methods,
			def("setProperty", 2, 2, func(t *thread, v value, a []value) value {
				return self(v).put(t, py.Unicode(str(t, "setProperty", 0, a[0])), py.Unicode(str(t, "setProperty", 1, a[1])))
			}),
			def("getProperty", 1, 2, func(t *thread, v value, a []value) value {
				if e := self(v).find(t, a[0]); e != nil && e.v.IsText() {
					return e.v
				}
				if len(a) > 1 {
					return enter(t, a[1])
				}
				return py.None
			}),
			def("stringPropertyNames", 0, 0, func(_ *thread, v value, _ []value) value { return newView(self(v), false, full) }))
	}
	if order == sorted {
		methods = append(methods, navigableMap()...)
	}
	return newClass(classDef{name: full, base: base,
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			return newObject(cls, freshMap(order))
		},
		init: func(t *thread, v value, a []value, names []string) {
			most := 2
			switch {
			case order == sorted:
				most = 1
			case order == inserted || full == "java.util.concurrent.ConcurrentHashMap":
				most = 3
			}
			checkArgs(t, full, 0, most, a, names)
			if len(a) == 0 || enter(t, a[0]).Kind() == py.KindInt {
				return
			}
			if order == sorted && !isListLike(a[0]) {
				if !a[0].IsNone() {
					self(v).cmp = comparator(t, a[0])
				}
				return
			}
			if _, ok := t.TryAttr(a[0], "keys"); !ok {
				badArg(t, full, 0, a[0], "int, java.util.Map")
			}
			self(v).putAll(t, a[0])
		},
		methods: methods})
}

// neighbour finds, in keys sorted as m sorts, the one that stands at or next to a key: the last before
// it, or the first after it; equal says whether the key itself counts.
func (m *javaMap) neighbour(t *thread, keys []value, k value, below, equal bool) int {
	k = in(k)
	best := -1
	for i, x := range keys {
		switch {
		case m.before(t, x, k):
			if below {
				best = i
			}
		case m.before(t, k, x):
			if !below && best < 0 {
				best = i
			}
		case equal:
			return i
		}
	}
	return best
}

// part returns a sorted map or set of the same class with the members between two keys.
func (m *javaMap) part(t *thread, lo, hi value, loIn, hiIn bool) *javaMap {
	out := freshMap(sorted)
	out.cmp, out.desc = m.cmp, m.desc
	for _, e := range m.entries(t) {
		if !lo.IsAbsent() {
			if l := in(lo); m.before(t, e.k, l) || !loIn && !m.before(t, l, e.k) {
				continue
			}
		}
		if !hi.IsAbsent() {
			if h := in(hi); m.before(t, h, e.k) || !hiIn && !m.before(t, e.k, h) {
				continue
			}
		}
		out.put(t, e.k, e.v)
	}
	return out
}

// ranges are the methods that cut a sorted map or set; make builds what they return.
func ranges(head, tail, sub string, build func(m *javaMap) value) []py.Def {
	flag := func(t *thread, a []value, i int, dflt bool) bool {
		if len(a) > i {
			return t.Truth(in(a[i]))
		}
		return dflt
	}
	self := func(v value) *javaMap { return must[*javaMap](v) }
	return []py.Def{
		def(head, 1, 2, func(t *thread, v value, a []value) value {
			return build(self(v).part(t, value{}, a[0], true, flag(t, a, 1, false)))
		}),
		def(tail, 1, 2, func(t *thread, v value, a []value) value {
			return build(self(v).part(t, a[0], value{}, flag(t, a, 1, true), true))
		}),
		def(sub, 2, 4, func(t *thread, v value, a []value) value {
			if len(a) == 4 {
				return build(self(v).part(t, a[0], a[2], t.Truth(enter(t, a[1])), t.Truth(enter(t, a[3]))))
			}
			return build(self(v).part(t, a[0], a[1], true, false))
		}),
	}
}

// near are the methods that find neighbours, by name, of keys, entries or members.
func near(suffix string, show func(t *thread, m *javaMap, k value) value) []py.Def {
	var out []py.Def
	for _, c := range []struct {
		name         string
		below, equal bool
	}{{"lower", true, false}, {"floor", true, true}, {"higher", false, false}, {"ceiling", false, true}} {
		out = append(out, def(c.name+suffix, 1, 1, func(t *thread, v value, a []value) value {
			m := must[*javaMap](v)
			keys := m.ordered(t)
			if i := m.neighbour(t, keys, a[0], c.below, c.equal); i >= 0 {
				return show(t, m, keys[i])
			}
			return py.None
		}))
	}
	return out
}

func navigableMap() []py.Def {
	self := func(v value) *javaMap { return must[*javaMap](v) }
	entryOf := func(t *thread, m *javaMap, k value) value {
		return newEntry("java.util.AbstractMap$SimpleImmutableEntry", m, m.find(t, k))
	}
	edge := func(name string, last, take, whole bool) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			ks := self(v).ordered(t)
			if len(ks) == 0 {
				if whole {
					return py.None
				}
				throw(t, noElement, "")
			}
			k := ks[0]
			if last {
				k = ks[len(ks)-1]
			}
			if !whole {
				return k
			}
			e := entryOf(t, self(v), k)
			if take {
				self(v).remove(t, k)
			}
			return e
		})
	}
	named := func(class string) func(m *javaMap) value {
		return func(m *javaMap) value {
			return newObject(hiddenClass(class, func() *py.Type { return mapClass(class, sorted, mapBase()) }), m)
		}
	}
	reversed := func(t *thread, v value, _ []value) value {
		m := self(v).part(t, value{}, value{}, true, true)
		m.desc = !m.desc
		return named("java.util.TreeMap$DescendingSubMap")(m)
	}
	keys := func(class string, desc bool) func(t *thread, v value, _ []value) value {
		return func(t *thread, v value, _ []value) value {
			m := self(v).part(t, value{}, value{}, true, true)
			m.desc = m.desc != desc
			return newObject(hiddenClass(class, func() *py.Type { return setClass(class, sorted, setBase()) }), m)
		}
	}
	defs := []py.Def{edge("firstKey", false, false, false), edge("lastKey", true, false, false), edge("firstEntry", false, false, true),
		edge("lastEntry", true, false, true), edge("pollFirstEntry", false, true, true), edge("pollLastEntry", true, true, true),
		def("descendingMap", 0, 0, reversed), def("navigableKeySet", 0, 0, keys("java.util.TreeMap$KeySet", false)),
		def("descendingKeySet", 0, 0, keys("java.util.TreeMap$KeySet", true)),
		def("comparator", 0, 0, func(_ *thread, v value, _ []value) value { return self(v).cmp.Or(py.None) })}
	defs = append(defs, ranges("headMap", "tailMap", "subMap", named("java.util.TreeMap$AscendingSubMap"))...)
	defs = append(defs, near("Key", func(_ *thread, _ *javaMap, k value) value { return k })...)
	return append(defs, near("Entry", entryOf)...)
}
