package java

// java.util's collections. They behave as sequences and mappings in Python too: len, in,
// iteration, indexing. HashMap and HashSet iterate in Java's order.

import (
	"fmt"
	"sort"
	"strings"
	"sync"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// arrayList is set in init: its methods return lists.
var arrayList func() *py.Type

func init() {
	arrayList = declare("java.util.ArrayList", func() *py.Type { return listClass("java.util.ArrayList") })
}

var (
	_          = declare("java.util.Collection", func() *py.Type { return newClass(classDef{name: "java.util.Collection"}) })
	listBase   = declare("java.util.List", func() *py.Type { return newClass(classDef{name: "java.util.List"}) })
	mapBase    = declare("java.util.Map", func() *py.Type { return newClass(classDef{name: "java.util.Map"}) })
	setBase    = declare("java.util.Set", func() *py.Type { return newClass(classDef{name: "java.util.Set"}) })
	_          = declare("java.util.LinkedList", func() *py.Type { return listClass("java.util.LinkedList") })
	_          = declare("java.util.Vector", func() *py.Type { return listClass("java.util.Vector") })
	_          = declare("java.util.HashMap", func() *py.Type { return mapClass("java.util.HashMap", hashOrder) })
	_          = declare("java.util.LinkedHashMap", func() *py.Type { return mapClass("java.util.LinkedHashMap", inserted) })
	_          = declare("java.util.TreeMap", func() *py.Type { return mapClass("java.util.TreeMap", sorted) })
	_          = declare("java.util.Hashtable", func() *py.Type { return mapClass("java.util.Hashtable", hashOrder) })
	_          = declare("java.util.concurrent.ConcurrentHashMap", func() *py.Type { return mapClass("java.util.concurrent.ConcurrentHashMap", hashOrder) })
	_          = declare("java.util.HashSet", func() *py.Type { return setClass("java.util.HashSet", hashOrder) })
	_          = declare("java.util.LinkedHashSet", func() *py.Type { return setClass("java.util.LinkedHashSet", inserted) })
	_          = declare("java.util.TreeSet", func() *py.Type { return setClass("java.util.TreeSet", sorted) })
	_          = declare("java.util.Arrays", arraysClass)
	_          = declare("java.util.Collections", collectionsClass)
	entryClass = sync.OnceValue(func() *py.Type {
		return newClass(classDef{name: "java.util.Map.Entry", methods: []py.Def{
			def("getKey", 0, 0, func(_ *thread, v value, _ []value) value { return must[*entry](v).k }),
			def("getValue", 0, 0, func(_ *thread, v value, _ []value) value { return must[*entry](v).v }),
		}})
	})
	iteratorClass = declare("java.util.Iterator", func() *py.Type {
		return newClass(classDef{name: "java.util.Iterator", methods: []py.Def{
			def("hasNext", 0, 0, func(_ *thread, v value, _ []value) value {
				it := must[*iterator](v)
				return py.Bool(it.i < len(it.items))
			}),
			def("next", 0, 0, func(t *thread, v value, _ []value) value {
				it := must[*iterator](v)
				if it.i >= len(it.items) {
					throw(t, noElement, "")
				}
				it.i++
				return it.items[it.i-1]
			}),
			raw("__iter__", 0, func(t *thread, v value, _ []value) value {
				it := must[*iterator](v)
				return t.Iter(py.Obj(py.NewList(it.items[it.i:]...)))
			}),
		}})
	})
)

type iterator struct {
	items []value
	i     int
}

type javaList struct {
	items []value
	fixed bool
}

func joinText(t *thread, items []value) string {
	out := make([]string, len(items))
	for i, v := range items {
		out[i] = text(t, v)
		t.Alloc(len(out[i]))
	}
	return "[" + strings.Join(out, ", ") + "]"
}

func (l *javaList) javaString(t *thread) string {
	t.Enter()
	defer t.Leave()
	return joinText(t, l.items)
}
func (l *javaList) javaHash(t *thread) int32 {
	h := int32(1)
	for _, v := range l.items {
		h = 31*h + hash(t, v)
	}
	return h
}

func (l *javaList) javaEquals(t *thread, o value) bool {
	var other []value
	switch x := o.Object().(type) {
	case *py.List:
		other = x.Items
	case *Object:
		y, ok := x.V.(*javaList)
		if !ok {
			return false
		}
		other = y.items
	default:
		return false
	}
	if len(other) != len(l.items) {
		return false
	}
	for i := range other {
		if !t.Equal(l.items[i], other[i]) {
			return false
		}
	}
	return true
}

// members converts what a constructor or addAll is given.
func members(t *thread, v value) []value {
	if m, ok := payload[*javaMap](v); ok {
		return m.ordered(t)
	}
	items := t.Items(v)
	out := make([]value, len(items))
	t.Alloc(24 * len(items))
	for i, x := range items {
		out[i] = in(x)
	}
	return out
}

func newList(items []value) value { return newObject(arrayList(), &javaList{items: items}) }

func isListLike(v value) bool {
	switch v.Object().(type) {
	case *py.List, *py.Tuple, *py.Set, *py.Dict:
		return true
	}
	_, a := payload[*javaList](v)
	_, b := payload[*javaMap](v)
	return a || b
}

func listClass(full string) *py.Type {
	self := func(v value) *javaList { return must[*javaList](v) }
	index := func(t *thread, name string, l *javaList, v value, limit int) int {
		i := integer(t, name, 0, v)
		if i < 0 || i >= limit {
			t.ThrowJava(outOfBounds(), fmt.Sprintf("Index %d out of bounds for length %d", i, len(l.items)), nil)
		}
		return i
	}
	at := func(t *thread, l *javaList, v value) int {
		i := t.Index(v)
		if i < 0 {
			i += len(l.items)
		}
		if i < 0 || i >= len(l.items) {
			t.Raisef(py.IndexErrorType, "index out of range: %s", t.Str(v))
		}
		return i
	}
	find := func(t *thread, l *javaList, v value) int {
		for i, x := range l.items {
			if t.Equal(x, v) {
				return i
			}
		}
		return -1
	}
	grow := func(t *thread, l *javaList, n int) {
		if l.fixed {
			throw(t, unsupported, "")
		}
		t.Alloc(24 * n)
	}
	insert := func(t *thread, l *javaList, i int, vs ...value) {
		grow(t, l, len(vs))
		t.Step(1 + (len(l.items)-i)/64)
		l.items = append(l.items[:i], append(append([]value(nil), vs...), l.items[i:]...)...)
	}
	remove := func(t *thread, l *javaList, i int) value {
		grow(t, l, 0)
		v := l.items[i]
		l.items = append(l.items[:i], l.items[i+1:]...)
		return v
	}
	first := func(name string, last, take bool) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			l := self(v)
			if len(l.items) == 0 {
				throw(t, noElement, "")
			}
			i := 0
			if last {
				i = len(l.items) - 1
			}
			if take {
				return remove(t, l, i)
			}
			return l.items[i]
		})
	}
	slice := func(t *thread, l *javaList, k value) value {
		return t.GetItem(py.Obj(py.NewList(l.items...)), k)
	}
	methods := []py.Def{
		def("add", 1, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			if len(a) == 2 {
				insert(t, l, index(t, "add", l, a[0], len(l.items)+1), in(a[1]))
				return py.None
			}
			grow(t, l, 1)
			l.items = append(l.items, in(a[0]))
			return py.True
		}),
		def("addAll", 1, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			i := len(l.items)
			if len(a) == 2 {
				i = index(t, "addAll", l, a[0], len(l.items)+1)
			}
			vs := members(t, a[len(a)-1])
			insert(t, l, i, vs...)
			return py.Bool(len(vs) > 0)
		}),
		def("get", 1, 1, func(t *thread, v value, a []value) value {
			return self(v).items[index(t, "get", self(v), a[0], len(self(v).items))]
		}),
		def("set", 2, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			i := index(t, "set", l, a[0], len(l.items))
			old := l.items[i]
			l.items[i] = in(a[1])
			return old
		}),
		def("remove", 1, 1, func(t *thread, v value, a []value) value {
			l := self(v)
			if k := a[0].Kind(); k == py.KindInt {
				if i := int(a[0].Int64()); i >= 0 && i < len(l.items) {
					return remove(t, l, i)
				}
				t.Raise(py.IndexErrorType, full+" assignment index out of range")
			}
			i := find(t, l, a[0])
			if i < 0 {
				t.Raise(py.ValueErrorType, t.Str(a[0])+" is not in list")
			}
			remove(t, l, i)
			return py.True
		}),
		def("removeAll", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).retain(t, a[0], false)) }),
		def("retainAll", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).retain(t, a[0], true)) }),
		def("clear", 0, 0, func(t *thread, v value, _ []value) value { grow(t, self(v), 0); self(v).items = nil; return py.None }),
		def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).items)) }),
		def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(len(self(v).items) == 0) }),
		def("contains", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(find(t, self(v), a[0]) >= 0) }),
		def("containsAll", 1, 1, func(t *thread, v value, a []value) value {
			for _, x := range members(t, a[0]) {
				if find(t, self(v), x) < 0 {
					return py.False
				}
			}
			return py.True
		}),
		def("indexOf", 1, 1, func(t *thread, v value, a []value) value { return py.Int(find(t, self(v), a[0])) }),
		def("subList", 2, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			i, j := integer(t, "subList", 0, a[0]), integer(t, "subList", 1, a[1])
			if i < 0 || j > len(l.items) || i > j {
				t.ThrowJava(outOfBounds(), fmt.Sprintf("fromIndex: %d, toIndex: %d, size: %d", i, j, len(l.items)), nil)
			}
			return newList(append([]value(nil), l.items[i:j]...))
		}),
		def("toArray", 0, 1, func(_ *thread, v value, _ []value) value {
			return py.Obj(py.NewList(append([]value(nil), self(v).items...)...))
		}),
		def("iterator", 0, 0, func(_ *thread, v value, _ []value) value {
			return newObject(iteratorClass(), &iterator{items: append([]value(nil), self(v).items...)})
		}),
		def("sort", 0, 3, func(t *thread, v value, a []value) value {
			var cmp value
			if len(a) > 0 && !a[0].IsNone() {
				cmp = comparator(t, a[0])
			}
			t.Sort(self(v).items, cmp, value{}, false)
			return py.None
		}),
		def("clone", 0, 0, func(_ *thread, v value, _ []value) value {
			return newObject(v.Type(), &javaList{items: append([]value(nil), self(v).items...)})
		}),
		// What a Python list has.
		raw("append", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 1)
			self(v).items = append(self(v).items, in(a[0]))
			return py.None
		}),
		raw("extend", 1, func(t *thread, v value, a []value) value {
			insert(t, self(v), len(self(v).items), members(t, a[0])...)
			return py.None
		}),
		raw("insert", 2, func(t *thread, v value, a []value) value {
			insert(t, self(v), max(0, min(t.Index(a[0]), len(self(v).items))), in(a[1]))
			return py.None
		}),
		raw("index", 1, func(t *thread, v value, a []value) value {
			i := find(t, self(v), a[0])
			if i < 0 {
				t.Raise(py.ValueErrorType, t.Repr(a[0])+" is not in list")
			}
			return py.Int(i)
		}),
		raw("count", 1, func(t *thread, v value, a []value) value {
			n := 0
			for _, x := range self(v).items {
				if t.Equal(x, a[0]) {
					n++
				}
			}
			return py.Int(n)
		}),
		raw("reverse", 0, func(t *thread, v value, _ []value) value { reverse(self(v).items); return py.None }),
		{Name: "pop", Max: 1, Fn: func(t *thread, v value, a []value) value {
			if len(a) == 0 {
				return remove(t, self(v), at(t, self(v), py.Int(-1)))
			}
			return remove(t, self(v), at(t, self(v), a[0]))
		}},
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).items)) }),
		raw("__iter__", 0, func(t *thread, v value, _ []value) value {
			l, i := self(v), 0
			return py.NewIter(nil, func(*thread) (value, bool) {
				if i >= len(l.items) {
					return value{}, false
				}
				i++
				return l.items[i-1], true
			})
		}),
		raw("__contains__", 1, func(t *thread, v value, a []value) value { return py.Bool(find(t, self(v), a[0]) >= 0) }),
		raw("__getitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				return newList(t.Items(slice(t, self(v), a[0])))
			}
			return self(v).items[at(t, self(v), a[0])]
		}),
		raw("__setitem__", 2, func(t *thread, v value, a []value) value {
			self(v).items[at(t, self(v), a[0])] = in(a[1])
			return py.None
		}),
		raw("__delitem__", 1, func(t *thread, v value, a []value) value { remove(t, self(v), at(t, self(v), a[0])); return py.None }),
		raw("__add__", 1, func(t *thread, v value, a []value) value {
			if !isListLike(a[0]) {
				return py.NotImplemented
			}
			return newList(append(append([]value(nil), self(v).items...), members(t, a[0])...))
		}),
	}
	if full == "java.util.LinkedList" {
		methods = append(methods, first("getFirst", false, false), first("getLast", true, false), first("removeFirst", false, true), first("removeLast", true, true),
			first("poll", false, true), first("peek", false, false),
			def("addFirst", 1, 1, func(t *thread, v value, a []value) value { insert(t, self(v), 0, in(a[0])); return py.None }),
			def("addLast", 1, 1, func(t *thread, v value, a []value) value {
				insert(t, self(v), len(self(v).items), in(a[0]))
				return py.None
			}))
	}
	return newClass(classDef{name: full, base: listBase(),
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(96)
			return newObject(cls, &javaList{})
		},
		init: func(t *thread, v value, a []value, names []string) {
			checkArgs(t, full, 0, 1, a, names)
			if len(a) == 1 && a[0].Kind() != py.KindInt {
				self(v).items = members(t, a[0])
			}
		},
		methods: methods})
}

func (l *javaList) retain(t *thread, v value, keep bool) bool {
	other := &javaList{items: members(t, v)}
	var out []value
	for _, x := range l.items {
		found := false
		for _, y := range other.items {
			if found = t.Equal(x, y); found {
				break
			}
		}
		t.Step(1 + len(other.items)/8)
		if found == keep {
			out = append(out, x)
		}
	}
	changed := len(out) != len(l.items)
	l.items = out
	return changed
}

func reverse(items []value) {
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
}

// comparator makes a cmp function of a Comparator or of a function.
func comparator(t *thread, v value) value {
	if f, ok := t.TryAttr(v, "compare"); ok {
		return f
	}
	return v
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

func (m *javaMap) remove(t *thread, k value) (value, bool) {
	k = in(k)
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
		sort.SliceStable(out, func(i, j int) bool { return compare(t, out[i].k, out[j].k) < 0 })
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
	var out []string
	for _, e := range m.entries(t) {
		out = append(out, e.javaString(t))
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func (m *javaMap) javaHash(t *thread) int32 {
	h := int32(0)
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

func mapClass(full string, order mapOrder) *py.Type {
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
	keySet := func(t *thread, keys []value) value {
		m := freshMap(inserted)
		for _, k := range keys {
			m.put(t, k, py.True)
		}
		return newObject(packages["java.util"]["LinkedHashSet"](), m)
	}
	methods := []py.Def{
		def("put", 2, 2, func(t *thread, v value, a []value) value { return self(v).put(t, a[0], in(a[1])) }),
		def("get", 1, 2, lookup), def("getOrDefault", 2, 2, lookup),
		def("putIfAbsent", 2, 2, func(t *thread, v value, a []value) value {
			if e := self(v).find(t, a[0]); e != nil && !e.v.IsNone() {
				return e.v
			}
			return self(v).put(t, a[0], in(a[1]))
		}),
		def("putAll", 1, 1, func(t *thread, v value, a []value) value { self(v).putAll(t, a[0]); return py.None }),
		def("remove", 1, 1, func(t *thread, v value, a []value) value { r, _ := self(v).remove(t, a[0]); return r }),
		def("containsKey", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }),
		def("containsValue", 1, 1, func(t *thread, v value, a []value) value {
			for _, x := range self(v).vals(t) {
				if t.Equal(x, a[0]) {
					return py.True
				}
			}
			return py.False
		}),
		def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).n == 0) }),
		def("keySet", 0, 0, func(t *thread, v value, _ []value) value { return keySet(t, self(v).ordered(t)) }),
		def("entrySet", 0, 0, func(t *thread, v value, _ []value) value {
			var out []value
			for _, e := range self(v).entries(t) {
				out = append(out, newObject(entryClass(), e))
			}
			return newList(out)
		}),
		def("values", 0, 0, func(t *thread, v value, _ []value) value { return newList(self(v).vals(t)) }),
		def("clear", 0, 0, func(_ *thread, v value, _ []value) value {
			b := self(v).buckets
			*self(v) = *freshMap(order)
			self(v).buckets = b
			return py.None
		}),
		raw("keys", 0, func(t *thread, v value, _ []value) value { return pyList(self(v).ordered(t)) }),
		raw("items", 0, func(t *thread, v value, _ []value) value { return pyList(pairs(t, v)) }),
		raw("iterkeys", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).ordered(t))) }),
		raw("itervalues", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).vals(t))) }),
		raw("iteritems", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(pairs(t, v))) }),
		raw("has_key", 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }),
		raw("update", 1, func(t *thread, v value, a []value) value { self(v).putAll(t, a[0]); return py.None }),
		{Name: "setdefault", Min: 1, Max: 2, Fn: func(t *thread, v value, a []value) value {
			if e := self(v).find(t, a[0]); e != nil {
				return e.v
			}
			d := value(py.None)
			if len(a) > 1 {
				d = in(a[1])
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
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
		raw("__iter__", 0, func(t *thread, v value, _ []value) value { return t.Iter(pyList(self(v).ordered(t))) }),
		raw("__contains__", 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }),
		raw("__getitem__", 1, func(t *thread, v value, a []value) value {
			e := self(v).find(t, a[0])
			if e == nil {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), a[0]))
			}
			return e.v
		}),
		raw("__setitem__", 2, func(t *thread, v value, a []value) value { self(v).put(t, a[0], in(a[1])); return py.None }),
		raw("__delitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := self(v).remove(t, a[0]); !ok {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), a[0]))
			}
			return py.None
		}),
		raw("__repr__", 0, func(t *thread, v value, _ []value) value {
			t.Enter()
			defer t.Leave()
			var out []string
			for _, e := range self(v).entries(t) {
				out = append(out, t.Repr(e.k)+": "+t.Repr(e.v))
			}
			return py.Str("{" + strings.Join(out, ", ") + "}")
		}),
		raw("__str__", 0, func(t *thread, v value, _ []value) value { return py.Str(t.Repr(v)) }),
	}
	if order == sorted {
		edge := func(name string, last bool) py.Def {
			return def(name, 0, 0, func(t *thread, v value, _ []value) value {
				ks := self(v).ordered(t)
				if len(ks) == 0 {
					throw(t, noElement, "")
				}
				if last {
					return ks[len(ks)-1]
				}
				return ks[0]
			})
		}
		methods = append(methods, edge("firstKey", false), edge("lastKey", true))
	}
	return newClass(classDef{name: full, base: mapBase(),
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			return newObject(cls, freshMap(order))
		},
		init: func(t *thread, v value, a []value, names []string) {
			checkArgs(t, full, 0, 3, a, names)
			if len(a) >= 1 && a[0].Kind() != py.KindInt {
				self(v).putAll(t, a[0])
			}
		},
		methods: methods})
}

func setClass(full string, order mapOrder) *py.Type {
	self := func(v value) *javaMap { return must[*javaMap](v) }
	add := func(t *thread, v value, a []value) value {
		n := self(v).n
		self(v).put(t, a[0], py.True)
		return py.Bool(self(v).n > n)
	}
	remove := func(t *thread, v value, a []value) value { _, ok := self(v).remove(t, a[0]); return py.Bool(ok) }
	has := func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) != nil) }
	textOf := func(t *thread, v value, _ []value) value { return py.Unicode(joinText(t, self(v).ordered(t))) }
	return newClass(classDef{name: full, base: setBase(),
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(160)
			return newObject(cls, freshMap(order))
		},
		init: func(t *thread, v value, a []value, names []string) {
			checkArgs(t, full, 0, 2, a, names)
			if len(a) >= 1 && a[0].Kind() != py.KindInt {
				items := members(t, a[0])
				for int32(float32(len(items))/0.75+1) > self(v).buckets {
					self(v).buckets *= 2
				}
				for _, x := range items {
					self(v).put(t, x, py.True)
				}
			}
		},
		methods: []py.Def{
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
			def("clear", 0, 0, func(_ *thread, v value, _ []value) value { *self(v) = *freshMap(order); return py.None }),
			def("toArray", 0, 1, func(t *thread, v value, _ []value) value { return py.Obj(py.NewList(self(v).ordered(t)...)) }),
			def("iterator", 0, 0, func(t *thread, v value, _ []value) value {
				return newObject(iteratorClass(), &iterator{items: self(v).ordered(t)})
			}),
			raw("toString", 0, textOf),
			raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n) }),
			raw("__iter__", 0, func(t *thread, v value, _ []value) value { return t.Iter(py.Obj(py.NewList(self(v).ordered(t)...))) }),
			raw("__contains__", 1, has),
		}})
}

func arraysClass() *py.Type {
	return newClass(classDef{name: "java.util.Arrays", static: []py.Def{
		def("asList", 0, -1, func(t *thread, _ value, a []value) value {
			items := a
			if len(a) == 1 && isListLike(a[0]) {
				items = members(t, a[0])
			} else {
				items = members(t, py.Obj(py.NewTuple(items...)))
			}
			return newObject(arrayList(), &javaList{items: items, fixed: true})
		}),
		def("toString", 1, 1, func(t *thread, _ value, a []value) value {
			if a[0].IsNone() {
				return py.Unicode("null")
			}
			return py.Unicode(joinText(t, t.Items(a[0])))
		}),
		def("sort", 1, 2, func(t *thread, _ value, a []value) value { sortIn(t, a); return py.None }),
		def("equals", 2, 2, func(t *thread, _ value, a []value) value { return py.Bool(t.Equal(a[0], a[1])) }),
	}})
}

// sortIn sorts a Python or Java list in place.
func sortIn(t *thread, a []value) {
	var cmp value
	if len(a) > 1 && !a[1].IsNone() {
		cmp = comparator(t, a[1])
	}
	if l, ok := payload[*javaList](a[0]); ok {
		t.Sort(l.items, cmp, value{}, false)
		return
	}
	if l, ok := a[0].Object().(*py.List); ok {
		t.Sort(l.Items, cmp, value{}, false)
		return
	}
	badArg(t, "sort", 0, a[0], "java.util.List")
}

func itemsOf(v value) []value {
	if l, ok := payload[*javaList](v); ok {
		return l.items
	}
	if l, ok := v.Object().(*py.List); ok {
		return l.Items
	}
	return nil
}

func collectionsClass() *py.Type {
	extreme := func(name string, sgn int) py.Def {
		return def(name, 1, 2, func(t *thread, _ value, a []value) value {
			items := t.Items(a[0])
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
	same := func(name string) py.Def {
		return def(name, 1, 1, func(_ *thread, _ value, a []value) value { return a[0] })
	}
	return newClass(classDef{name: "java.util.Collections", static: []py.Def{
		def("sort", 1, 2, func(t *thread, _ value, a []value) value { sortIn(t, a); return py.None }),
		def("reverse", 1, 1, func(_ *thread, _ value, a []value) value { reverse(itemsOf(a[0])); return py.None }),
		def("shuffle", 1, 2, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			host.Of(t).Rand().Shuffle(len(items), func(i, j int) { items[i], items[j] = items[j], items[i] })
			return py.None
		}),
		def("swap", 3, 3, func(t *thread, _ value, a []value) value {
			items := itemsOf(a[0])
			i, j := integer(t, "swap", 1, a[1]), integer(t, "swap", 2, a[2])
			if i < 0 || j < 0 || i >= len(items) || j >= len(items) {
				t.ThrowJava(outOfBounds(), fmt.Sprintf("Index %d out of bounds for length %d", max(i, j), len(items)), nil)
			}
			items[i], items[j] = items[j], items[i]
			return py.None
		}),
		extreme("max", 1), extreme("min", -1),
		def("frequency", 2, 2, func(t *thread, _ value, a []value) value {
			n := 0
			for _, v := range t.Items(a[0]) {
				if t.Equal(v, a[1]) {
					n++
				}
			}
			return py.Int(n)
		}),
		def("addAll", 2, -1, func(t *thread, _ value, a []value) value {
			for _, v := range a[1:] {
				t.Method1(a[0], "add", v)
			}
			return py.True
		}),
		def("emptyList", 0, 0, func(*thread, value, []value) value { return newList(nil) }),
		def("emptyMap", 0, 0, func(t *thread, _ value, _ []value) value { return newMap(t, "java.util.LinkedHashMap", inserted) }),
		def("singletonList", 1, 1, func(_ *thread, _ value, a []value) value { return newList([]value{in(a[0])}) }),
		def("nCopies", 2, 2, func(t *thread, _ value, a []value) value {
			n := integer(t, "nCopies", 0, a[0])
			if n < 0 {
				t.ThrowJava(illegalArg(), fmt.Sprintf("List length = %d", n), nil)
			}
			t.Alloc(24 * n)
			items := make([]value, n)
			for i := range items {
				items[i] = in(a[1])
			}
			return newList(items)
		}),
		same("unmodifiableList"), same("unmodifiableMap"), same("unmodifiableSet"), same("synchronizedList"), same("synchronizedMap"),
	}})
}
