package java

// java.util's lists and queues. They behave as sequences in Python too: len, in,
// iteration, indexing, and the methods of a Python list.

import (
	"fmt"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// arrayList is set in init: its methods return lists.
var arrayList func() *py.Type

func init() {
	arrayList = listOf("java.util.ArrayList", "")
	vector = listOf("java.util.Vector", "")
	listOf("java.util.Stack", "java.util.Vector")
	for _, n := range []string{"java.util.LinkedList", "java.util.ArrayDeque", "java.util.PriorityQueue", "java.util.concurrent.CopyOnWriteArrayList",
		"java.util.concurrent.ConcurrentLinkedQueue", "java.util.concurrent.ConcurrentLinkedDeque", "java.util.concurrent.LinkedBlockingQueue",
		"java.util.concurrent.ArrayBlockingQueue", "java.util.concurrent.LinkedBlockingDeque"} {
		listOf(n, "")
	}
}

var vector func() *py.Type

func listOf(full, base string) func() *py.Type {
	return declare(full, func() *py.Type { return listClass(full, base) })
}

func interfaceOf(full string, base func() *py.Type) func() *py.Type {
	return declare(full, func() *py.Type { return newClass(classDef{name: full, base: base()}) })
}

var (
	iterableBase   = interfaceOf("java.lang.Iterable", func() *py.Type { return objectType() })
	collectionBase = interfaceOf("java.util.Collection", iterableBase)
	listBase       = interfaceOf("java.util.List", collectionBase)
	queueBase      = interfaceOf("java.util.Queue", collectionBase)
	_              = interfaceOf("java.util.Deque", queueBase)
	iteratorBase   = interfaceOf("java.util.Iterator", func() *py.Type { return objectType() })
	_              = interfaceOf("java.util.ListIterator", iteratorBase)
	_              = interfaceOf("java.util.Enumeration", func() *py.Type { return objectType() })
	_              = interfaceOf("java.util.Comparator", func() *py.Type { return objectType() })
)

// hidden makes the classes of Java that scripts meet but do not import, such as an
// iterator's, once each.
var hidden sync.Map

func hiddenClass(full string, make_ func() *py.Type) *py.Type {
	if c, ok := hidden.Load(full); ok {
		return c.(*py.Type)
	}
	c, _ := hidden.LoadOrStore(full, make_())
	return c.(*py.Type)
}

type iterator struct {
	items  []value
	i      int
	remove func(t *thread, v value)
}

// newIterator returns an Iterator of a class of Java's; remove may be nil.
func newIterator(class string, items []value, remove func(t *thread, v value)) value {
	self := func(v value) *iterator { return must[*iterator](v) }
	cls := hiddenClass(class, func() *py.Type {
		more := func(_ *thread, v value, _ []value) value { return py.Bool(self(v).i < len(self(v).items)) }
		next := func(t *thread, v value, _ []value) value {
			it := self(v)
			if it.i >= len(it.items) {
				throw(t, noElement, "")
			}
			it.i++
			return it.items[it.i-1]
		}
		return newClass(classDef{name: class, base: iteratorBase(), methods: []py.Def{
			def("hasNext", 0, 0, more), def("next", 0, 0, next), def("hasMoreElements", 0, 0, more), def("nextElement", 0, 0, next),
			def("hasPrevious", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).i > 0) }),
			def("previous", 0, 0, func(t *thread, v value, _ []value) value {
				if self(v).i == 0 {
					throw(t, noElement, "")
				}
				self(v).i--
				return self(v).items[self(v).i]
			}),
			def("nextIndex", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).i) }),
			def("remove", 0, 0, func(t *thread, v value, _ []value) value {
				it := self(v)
				if it.remove == nil {
					throw(t, unsupported, "")
				}
				if it.i == 0 {
					throw(t, illegalState, "")
				}
				it.remove(t, it.items[it.i-1])
				return py.None
			}),
			raw("__iter__", 0, func(t *thread, v value, _ []value) value {
				it := self(v)
				return t.Iter(py.Obj(py.NewList(it.items[it.i:]...)))
			}),
		}})
	})
	return newObject(cls, &iterator{items: append([]value(nil), items...), remove: remove})
}

type javaList struct {
	items  []value
	fixed  bool // its length does not change
	frozen bool // nothing changes
	heap   bool // a PriorityQueue
	cmp    value
}

func joinText(t *thread, items []value) string {
	t.Walk(len(items))
	b := t.NewBuffer()
	b.WriteString("[")
	for i, v := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(text(t, v))
	}
	b.WriteString("]")
	return b.String()
}

func (l *javaList) javaString(t *thread) string {
	t.Enter()
	defer t.Leave()
	return joinText(t, l.items)
}

func (l *javaList) javaHash(t *thread) int32 {
	h := int32(1)
	t.Walk(len(l.items))
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
	t.Walk(len(other))
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
		out[i] = enter(t, x)
	}
	return out
}

func newList(items []value) value { return newObject(arrayList(), &javaList{items: items}) }

// listNamed is a list of a class that scripts do not import.
func listNamed(class string, l *javaList) value {
	return newObject(hiddenClass(class, func() *py.Type { return listClass(class, "") }), l)
}

func objectArray(items []value) value {
	return NewArray(0, "java.lang.Object", append([]value(nil), items...))
}

func isListLike(v value) bool {
	switch v.Object().(type) {
	case *py.List, *py.Tuple, *py.Set, *py.Dict, *Array:
		return true
	}
	_, a := payload[*javaList](v)
	_, b := payload[*javaMap](v)
	_, c := payload[*mapView](v)
	return a || b || c
}

// grow checks that n items can be added, or removed if n is not positive.
func (l *javaList) grow(t *thread, n int) {
	if l.fixed || l.frozen {
		throw(t, unsupported, "")
	}
	t.Alloc(24 * max(n, 0))
}

func (l *javaList) insert(t *thread, i int, vs ...value) {
	l.grow(t, len(vs))
	t.Move(len(l.items) - i)
	if l.heap {
		for _, v := range vs {
			l.items = append(l.items, v)
			l.up(t, len(l.items)-1)
		}
		return
	}
	l.items = append(l.items[:i], append(append([]value(nil), vs...), l.items[i:]...)...)
}

func (l *javaList) remove(t *thread, i int) value {
	l.grow(t, 0)
	v := l.items[i]
	if l.heap {
		n := len(l.items) - 1
		last := l.items[n]
		l.items = l.items[:n]
		if i < n {
			l.items[i] = last
			l.down(t, i)
			if py.Is(l.items[i], last) {
				l.up(t, i)
			}
		}
		return v
	}
	t.Move(len(l.items) - i)
	l.items = append(l.items[:i], l.items[i+1:]...)
	return v
}

func (l *javaList) less(t *thread, i, j int) bool {
	if !l.cmp.IsAbsent() {
		return t.Cmp(t.Call2(l.cmp, l.items[i], l.items[j]), py.Int(0)) < 0
	}
	return compare(t, l.items[i], l.items[j]) < 0
}

// up and down keep the heap of a PriorityQueue as Java does.
func (l *javaList) up(t *thread, i int) {
	for i > 0 && l.less(t, i, (i-1)/2) {
		p := (i - 1) / 2
		l.items[i], l.items[p] = l.items[p], l.items[i]
		i = p
	}
}

func (l *javaList) down(t *thread, i int) {
	for {
		c := 2*i + 1
		if c >= len(l.items) {
			return
		}
		if c+1 < len(l.items) && l.less(t, c+1, c) {
			c++
		}
		if !l.less(t, c, i) {
			return
		}
		l.items[i], l.items[c] = l.items[c], l.items[i]
		i = c
	}
}

func (l *javaList) find(t *thread, v value) int {
	v = in(v)
	t.Walk(len(l.items))
	for i, x := range l.items {
		if t.Equal(x, v) {
			return i
		}
	}
	return -1
}

// iteratorNames are the classes of the iterators.
var iteratorNames = map[string]string{"java.util.LinkedList": "java.util.LinkedList$ListItr", "java.util.Arrays$ArrayList": "java.util.Arrays$ArrayItr",
	"java.util.ArrayDeque": "java.util.ArrayDeque$DeqIterator", "java.util.Stack": "java.util.Vector$Itr"}

func listClass(full, baseName string) *py.Type {
	self := func(v value) *javaList { return must[*javaList](v) }
	queue := full == "java.util.LinkedList" || strings.Contains(full, "Queue") || strings.Contains(full, "Deque")
	base := listBase()
	switch {
	case baseName != "":
		base = vector()
	case queue && full != "java.util.LinkedList":
		base = queueBase()
	}
	iterName := iteratorNames[full]
	if iterName == "" {
		iterName = full + "$Itr"
	}
	index := func(t *thread, name string, l *javaList, v value, limit int) int {
		i := integer(t, name, 0, v)
		if i < 0 || i >= limit {
			msg := fmt.Sprintf("Index %d out of bounds for length %d", i, len(l.items))
			switch {
			case limit > len(l.items):
				msg = fmt.Sprintf("Index: %d, Size: %d", i, len(l.items))
			case full == "java.util.LinkedList":
				msg = fmt.Sprintf("Index: %d, Size: %d", i, len(l.items))
			}
			t.ThrowJava(outOfBounds(), msg, nil)
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
	assigned := func(t *thread, l *javaList, v value) int {
		i := t.Index(v)
		if i < 0 {
			i += len(l.items)
		}
		if i < 0 || i >= len(l.items) {
			t.Raise(py.IndexErrorType, full+" assignment index out of range")
		}
		if l.frozen {
			throw(t, unsupported, "")
		}
		return i
	}
	// edge is a method that takes or shows the first or last item; an empty list throws or answers null.
	edge := func(name string, last, take, null bool) py.Def {
		return def(name, 0, 2, func(t *thread, v value, _ []value) value {
			l := self(v)
			if len(l.items) == 0 {
				switch {
				case null:
					return py.None
				case baseName == "java.util.Vector":
					throw(t, emptyStack, "")
				}
				throw(t, noElement, "")
			}
			i := 0
			if last {
				i = len(l.items) - 1
			}
			if take {
				return l.remove(t, i)
			}
			return l.items[i]
		})
	}
	put := func(name string, first bool, result value) py.Def {
		return def(name, 1, 3, func(t *thread, v value, a []value) value {
			i := len(self(v).items)
			if first {
				i = 0
			}
			self(v).insert(t, i, enter(t, a[0]))
			if result.IsAbsent() {
				return a[0]
			}
			return result
		})
	}
	pyItems := func(v value) value { return py.Obj(py.NewList(self(v).items...)) }
	change := func(t *thread, v value, f func(l value)) {
		l := py.NewList(self(v).items...)
		f(py.Obj(l))
		self(v).grow(t, len(l.Items)-len(self(v).items))
		self(v).items = l.Items
		for i, x := range l.Items {
			l.Items[i] = enter(t, x)
		}
	}
	methods := []py.Def{
		def("add", 1, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			if len(a) == 2 {
				l.insert(t, index(t, "add", l, a[0], len(l.items)+1), enter(t, a[1]))
				return py.None
			}
			l.insert(t, len(l.items), enter(t, a[0]))
			return py.True
		}),
		def("addAll", 1, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			i := len(l.items)
			if len(a) == 2 {
				i = index(t, "addAll", l, a[0], len(l.items)+1)
			}
			vs := members(t, a[len(a)-1])
			l.insert(t, i, vs...)
			return py.Bool(len(vs) > 0)
		}),
		def("get", 1, 1, func(t *thread, v value, a []value) value {
			return self(v).items[index(t, "get", self(v), a[0], len(self(v).items))]
		}),
		def("set", 2, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			if l.frozen {
				throw(t, unsupported, "")
			}
			i := index(t, "set", l, a[0], len(l.items))
			old := l.items[i]
			l.items[i] = enter(t, a[1])
			return old
		}),
		// Jython's own remove: an int is an index, and nothing is returned.
		def("remove", 0, 1, func(t *thread, v value, a []value) value {
			l := self(v)
			if len(a) == 0 {
				if len(l.items) == 0 {
					throw(t, noElement, "")
				}
				return l.remove(t, 0)
			}
			if queue && full != "java.util.LinkedList" {
				i := l.find(t, a[0])
				if i >= 0 {
					l.remove(t, i)
				}
				return py.Bool(i >= 0)
			}
			if k := a[0].Kind(); k == py.KindInt {
				if i := int(a[0].Int64()); i >= 0 && i < len(l.items) {
					l.remove(t, i)
					return py.None
				}
				t.Raise(py.IndexErrorType, full+" assignment index out of range")
			}
			i := l.find(t, a[0])
			if i < 0 {
				t.Raise(py.ValueErrorType, t.Str(a[0])+" is not in list")
			}
			l.remove(t, i)
			return py.None
		}),
		def("removeAll", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).retain(t, a[0], false)) }),
		def("retainAll", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).retain(t, a[0], true)) }),
		def("clear", 0, 0, func(t *thread, v value, _ []value) value { self(v).grow(t, 0); self(v).items = nil; return py.None }),
		def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).items)) }),
		def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(len(self(v).items) == 0) }),
		def("contains", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) >= 0) }),
		def("containsAll", 1, 1, func(t *thread, v value, a []value) value {
			for _, x := range members(t, a[0]) {
				if self(v).find(t, x) < 0 {
					return py.False
				}
			}
			return py.True
		}),
		def("indexOf", 1, 1, func(t *thread, v value, a []value) value { return py.Int(self(v).find(t, a[0])) }),
		def("lastIndexOf", 1, 1, func(t *thread, v value, a []value) value {
			l, x := self(v), enter(t, a[0])
			for i := len(l.items) - 1; i >= 0; i-- {
				if t.Equal(l.items[i], x) {
					return py.Int(i)
				}
			}
			return py.Int(-1)
		}),
		def("subList", 2, 2, func(t *thread, v value, a []value) value {
			l := self(v)
			i, j := integer(t, "subList", 0, a[0]), integer(t, "subList", 1, a[1])
			switch {
			case i < 0:
				t.ThrowJava(outOfBounds(), fmt.Sprintf("fromIndex = %d", i), nil)
			case j > len(l.items):
				t.ThrowJava(outOfBounds(), fmt.Sprintf("toIndex = %d", j), nil)
			case i > j:
				t.ThrowJava(illegalArg(), fmt.Sprintf("fromIndex(%d) > toIndex(%d)", i, j), nil)
			}
			return listNamed(full+"$SubList", &javaList{items: append([]value(nil), l.items[i:j]...), frozen: l.frozen})
		}),
		def("toArray", 0, 1, func(_ *thread, v value, _ []value) value { return objectArray(self(v).items) }),
		def("iterator", 0, 0, func(_ *thread, v value, _ []value) value {
			l := self(v)
			return newIterator(iterName, l.items, func(t *thread, x value) {
				t.Walk(len(l.items))
				for i, y := range l.items {
					if py.Is(x, y) || t.Equal(x, y) {
						l.remove(t, i)
						return
					}
				}
			})
		}),
		def("listIterator", 0, 1, func(t *thread, v value, a []value) value {
			it := newIterator(strings.TrimSuffix(full+"$ListItr", "$Itr"), self(v).items, nil)
			if len(a) == 1 {
				must[*iterator](it).i = index(t, "listIterator", self(v), a[0], len(self(v).items)+1)
			}
			return it
		}),
		def("sort", 0, 3, func(t *thread, v value, a []value) value {
			if self(v).frozen {
				throw(t, unsupported, "")
			}
			sortItems(t, self(v).items, a)
			return py.None
		}),
		def("clone", 0, 0, func(_ *thread, v value, _ []value) value {
			return newObject(v.Type(), &javaList{items: append([]value(nil), self(v).items...), heap: self(v).heap, cmp: self(v).cmp})
		}),
		functional("removeIf", 0, "java.util.function.Predicate"), functional("replaceAll", 0, "java.util.function.UnaryOperator"),
		functional("forEach", 0, "java.util.function.Consumer"),
		def("ensureCapacity", 1, 1, nothing), def("trimToSize", 0, 0, nothing),
		// What a Python list has.
		raw("append", 1, func(t *thread, v value, a []value) value {
			self(v).insert(t, len(self(v).items), enter(t, a[0]))
			return py.None
		}),
		raw("extend", 1, func(t *thread, v value, a []value) value {
			self(v).insert(t, len(self(v).items), members(t, a[0])...)
			return py.None
		}),
		raw("insert", 2, func(t *thread, v value, a []value) value {
			i, n := t.Index(a[0]), len(self(v).items)
			if i < 0 {
				i += n
			}
			self(v).insert(t, max(0, min(i, n)), enter(t, a[1]))
			return py.None
		}),
		raw("index", 1, func(t *thread, v value, a []value) value {
			i := self(v).find(t, a[0])
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
		raw("reverse", 0, func(_ *thread, v value, _ []value) value { reverse(self(v).items); return py.None }),
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).items)) }),
		raw("__iter__", 0, func(_ *thread, v value, _ []value) value {
			l, i := self(v), 0
			return py.NewIter(nil, func(*thread) (value, bool) {
				if i >= len(l.items) {
					return value{}, false
				}
				i++
				return l.items[i-1], true
			})
		}),
		raw("__contains__", 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).find(t, a[0]) >= 0) }),
		raw("__getitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				return newList(t.Items(t.GetItem(pyItems(v), a[0])))
			}
			return self(v).items[at(t, self(v), a[0])]
		}),
		raw("__setitem__", 2, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				change(t, v, func(l value) { t.SetItem(l, a[0], a[1]) })
				return py.None
			}
			i := assigned(t, self(v), a[0])
			self(v).items[i] = enter(t, a[1])
			return py.None
		}),
		raw("__delitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				change(t, v, func(l value) { t.DelItem(l, a[0]) })
				return py.None
			}
			self(v).remove(t, assigned(t, self(v), a[0]))
			return py.None
		}),
		raw("__add__", 1, func(t *thread, v value, a []value) value {
			if !isListLike(a[0]) {
				return py.NotImplemented
			}
			return py.Obj(py.NewList(append(append([]value(nil), self(v).items...), t.Items(a[0])...)...))
		}),
		raw("__radd__", 1, func(t *thread, v value, a []value) value {
			if !isListLike(a[0]) {
				return py.NotImplemented
			}
			return py.Obj(py.NewList(append(append([]value(nil), t.Items(a[0])...), self(v).items...)...))
		}),
		raw("__iadd__", 1, func(t *thread, v value, a []value) value {
			self(v).insert(t, len(self(v).items), members(t, a[0])...)
			return v
		}),
		raw("__mul__", 1, func(t *thread, v value, a []value) value {
			return newList(t.Items(t.Binary(py.OpMul, pyItems(v), a[0])))
		}),
		raw("__rmul__", 1, func(t *thread, v value, a []value) value {
			return newList(t.Items(t.Binary(py.OpMul, pyItems(v), a[0])))
		}),
	}
	if queue {
		methods = append(methods, edge("getFirst", false, false, false), edge("getLast", true, false, false), edge("element", false, false, false),
			edge("removeFirst", false, true, false), edge("removeLast", true, true, false), edge("pop", false, true, false),
			edge("poll", false, true, true), edge("pollFirst", false, true, true), edge("pollLast", true, true, true),
			edge("peek", false, false, true), edge("peekFirst", false, false, true), edge("peekLast", true, false, true), edge("take", false, true, true),
			put("addFirst", true, py.None), put("addLast", false, py.None), put("push", true, py.None), put("put", false, py.None),
			put("offer", false, py.True), put("offerLast", false, py.True), put("offerFirst", true, py.True),
			def("remainingCapacity", 0, 0, func(*thread, value, []value) value { return py.Int(1<<31 - 1) }),
			def("drainTo", 1, 2, func(t *thread, v value, a []value) value {
				n := len(self(v).items)
				t.Method1(a[0], "addAll", py.Obj(py.NewList(self(v).items...)))
				self(v).items = nil
				return py.Int(n)
			}),
			def("descendingIterator", 0, 0, func(_ *thread, v value, _ []value) value {
				items := append([]value(nil), self(v).items...)
				reverse(items)
				return newIterator(full+"$DescendingIterator", items, nil)
			}))
	} else {
		pop := py.Def{Name: "pop", Max: 1, Fn: func(t *thread, v value, a []value) value {
			l := self(v)
			if len(a) == 0 {
				a = []value{py.Int(-1)}
			}
			if len(l.items) == 0 {
				t.Raise(py.IndexErrorType, "pop from empty list")
			}
			i := t.Index(a[0])
			if i < 0 {
				i += len(l.items)
			}
			if i < 0 || i >= len(l.items) {
				t.Raise(py.IndexErrorType, "pop index out of range")
			}
			return l.remove(t, i)
		}}
		if baseName == "java.util.Vector" {
			pop = edge("pop", true, true, false)
		}
		methods = append(methods, pop)
	}
	if full == "java.util.Vector" {
		methods = append(methods, edge("firstElement", false, false, false), edge("lastElement", true, false, false), put("addElement", false, py.None),
			def("elementAt", 1, 1, func(t *thread, v value, a []value) value {
				return self(v).items[index(t, "elementAt", self(v), a[0], len(self(v).items))]
			}),
			def("removeAllElements", 0, 0, func(_ *thread, v value, _ []value) value { self(v).items = nil; return py.None }),
			def("removeElement", 1, 1, func(t *thread, v value, a []value) value {
				i := self(v).find(t, a[0])
				if i >= 0 {
					self(v).remove(t, i)
				}
				return py.Bool(i >= 0)
			}),
			def("elements", 0, 0, func(_ *thread, v value, _ []value) value {
				return newIterator("java.util.Vector$1", self(v).items, nil)
			}))
	}
	if baseName == "java.util.Vector" {
		methods = append(methods, edge("peek", true, false, false), put("push", false, value{}),
			def("empty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(len(self(v).items) == 0) }),
			def("search", 1, 1, func(t *thread, v value, a []value) value {
				l, x := self(v), enter(t, a[0])
				for i := len(l.items) - 1; i >= 0; i-- {
					if t.Equal(l.items[i], x) {
						return py.Int(len(l.items) - i)
					}
				}
				return py.Int(-1)
			}))
	}
	return newClass(classDef{name: full, base: base,
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(96)
			return newObject(cls, &javaList{heap: full == "java.util.PriorityQueue"})
		},
		init: func(t *thread, v value, a []value, names []string) {
			most := 1
			if full == "java.util.PriorityQueue" || full == "java.util.Vector" {
				most = 2
			}
			checkArgs(t, full, 0, most, a, names)
			for _, x := range a {
				x = enter(t, x)
				switch {
				case x.Kind() == py.KindInt:
					if x.Int64() < 0 {
						t.ThrowJava(illegalArg(), fmt.Sprintf("Illegal Capacity: %d", x.Int64()), nil)
					}
				case isListLike(x) || !self(v).heap:
					self(v).insert(t, 0, members(t, x)...)
				default:
					self(v).cmp = comparator(t, x)
				}
			}
		},
		methods: methods})
}

func (l *javaList) retain(t *thread, v value, keep bool) bool {
	l.grow(t, 0)
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

// sortItems sorts by the comparator that may stand in a[0].
func sortItems(t *thread, items []value, a []value) {
	var cmp value
	if len(a) > 0 && !a[0].IsNone() {
		cmp = comparator(t, a[0])
	}
	t.Sort(items, cmp, value{}, false)
}
