package object

// The methods of list, tuple and dict.

import (
	"slices"
	"sort"
)

func (t *Thread) listExtend(l *List, v Value) {
	if o, ok := v.ref.(*List); ok {
		t.allocItems(len(o.Items))
		l.Items = append(l.Items, o.Items...)
		return
	}
	if o, ok := v.ref.(*Tuple); ok && o.cls == TupleType {
		t.allocItems(len(o.Items))
		l.Items = append(l.Items, o.Items...)
		return
	}
	it := t.Iter(v)
	for w, ok := t.Next(it); ok; w, ok = t.Next(it) {
		t.Append(l, w)
	}
}

// Append appends v to l.
func (t *Thread) Append(l *List, v Value) {
	if len(l.Items) == cap(l.Items) {
		t.allocItems(len(l.Items) + 4)
		t.Step(1)
	}
	l.Items = append(l.Items, v)
}

// Sort sorts items in place as list.sort does; cmp and key may be absent or None.
func (t *Thread) Sort(items []Value, cmp, key Value, reverse bool) {
	t.sortItems(items, cmp, key, reverse, func() {})
}

// sortList is list.sort: it refuses a list that its comparisons change.
func (t *Thread) sortList(l *List, cmp, key Value, reverse bool) {
	n := len(l.Items)
	if n == 0 {
		return
	}
	t.allocItems(n)
	items := append([]Value(nil), l.Items...)
	first := &l.Items[0]
	check := func() {
		if len(l.Items) != n || &l.Items[0] != first {
			t.Raise(ValueErrorType, "list modified during sort")
		}
	}
	t.sortItems(items, cmp, key, reverse, check)
	if n == 1 {
		check()
	}
	copy(l.Items, items)
}

// insertionMax is how many items Java's sort inserts one by one; what it
// compares can be seen by the functions it calls.
const insertionMax = 32

// sortItems sorts stably; after is called after each comparison.
func (t *Thread) sortItems(items []Value, cmp, key Value, reverse bool, after func()) {
	t.Step(len(items))
	t.allocItems(len(items))
	keys := items
	if !key.IsAbsent() && !key.IsNone() {
		t.allocItems(len(items))
		keys = make([]Value, len(items))
		for i, v := range items {
			keys[i] = t.Call1(key, v)
		}
	}
	less := func(a, b Value) bool {
		if t.Truth(t.Compare(LT, a, b)) {
			return true
		}
		if isCustom(a) || isCustom(b) {
			t.Truth(t.Compare(LT, b, a)) // Jython asks for the sake of a three-way answer
		}
		return false
	}
	if !cmp.IsAbsent() && !cmp.IsNone() {
		less = func(a, b Value) bool { return t.intResult(t.Call2(cmp, a, b)) < 0 }
	}
	idx := make([]int, len(items))
	for i := range idx {
		idx[i] = i
		if reverse {
			idx[i] = len(items) - 1 - i
		}
	}
	before := func(x, y int) bool {
		t.Step(1)
		r := less(keys[x], keys[y])
		after()
		return r
	}
	if len(idx) < insertionMax {
		insertSorted(idx, before)
	} else {
		sort.SliceStable(idx, func(i, j int) bool { return before(idx[i], idx[j]) })
	}
	out := make([]Value, len(items))
	for i, k := range idx {
		if reverse {
			out[len(items)-1-i] = items[k]
		} else {
			out[i] = items[k]
		}
	}
	copy(items, out)
}

// insertSorted sorts with the comparisons that Java makes: it takes the run at
// the start as it is, or reverses it, and inserts the others by halves.
func insertSorted(idx []int, before func(x, y int) bool) {
	if len(idx) < 2 {
		return
	}
	run := 2
	if before(idx[1], idx[0]) {
		for run < len(idx) && before(idx[run], idx[run-1]) {
			run++
		}
		slices.Reverse(idx[:run])
	} else {
		for run < len(idx) && !before(idx[run], idx[run-1]) {
			run++
		}
	}
	for ; run < len(idx); run++ {
		pivot := idx[run]
		lo, hi := 0, run
		for lo < hi {
			mid := (lo + hi) / 2
			if before(pivot, idx[mid]) {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		copy(idx[lo+1:run+1], idx[lo:run])
		idx[lo] = pivot
	}
}

func listArg(v Value) *List { return v.ref.(*List) }

// boundIndex is sliceIndex for the optional bounds of methods.
func (t *Thread) boundIndex(v Value) int {
	if r := numRank(v.Prim()); r != 1 && r != 2 {
		return t.Index(v)
	}
	return t.sliceIndex(v)
}

// indexRange resolves with index the optional start and stop of index methods.
func (t *Thread) indexRange(args []Value, n int, index func(*Thread, Value) int) (int, int) {
	lo, hi := 0, n
	if len(args) > 0 && !args[0].IsAbsent() && !args[0].IsNone() {
		if lo = index(t, args[0]); lo < 0 {
			lo = max(lo+n, 0)
		}
	}
	if len(args) > 1 && !args[1].IsAbsent() && !args[1].IsNone() {
		if hi = index(t, args[1]); hi < 0 {
			hi = max(hi+n, 0)
		}
		hi = min(hi, n)
	}
	return lo, hi
}

func init() {
	ListType.New = func(t *Thread, cls *Type, _ []Value, _ []string) Value {
		t.Alloc(64)
		return Obj(&List{Header: Header{cls: cls}})
	}
	ListType.Init = func(t *Thread, self Value, args []Value, names []string) {
		a := t.bindNew("list", "sequence", 0, args, names)
		l := listArg(self)
		l.Items = nil
		if !a[0].IsAbsent() {
			if o, ok := a[0].ref.(*List); ok && o.cls == ListType {
				t.allocItems(len(o.Items))
				l.Items = append([]Value(nil), o.Items...)
				return
			}
			l.Items = append([]Value(nil), t.Items(a[0])...)
		}
	}
	ListType.AddMethods(
		Def{Name: "append", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			t.Append(listArg(v), a[0])
			return None
		}},
		Def{Name: "extend", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			t.listExtend(listArg(v), a[0])
			return None
		}},
		Def{Name: "insert", Min: 2, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			l := listArg(v)
			i := t.intArg(a[0])
			if i < 0 {
				i = max(i+len(l.Items), 0)
			}
			i = min(i, len(l.Items))
			t.Append(l, None)
			t.Move(len(l.Items) - i)
			copy(l.Items[i+1:], l.Items[i:])
			l.Items[i] = a[1]
			return None
		}},
		Def{Name: "pop", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			l := listArg(v)
			i := -1
			if len(a) > 0 {
				i = t.intArg(a[0])
			}
			if len(l.Items) == 0 {
				t.Raise(IndexErrorType, "pop from empty list")
			}
			i = t.checkIndexAs(i, len(l.Items), "pop index out of range")
			r := l.Items[i]
			t.Move(len(l.Items) - i)
			copy(l.Items[i:], l.Items[i+1:])
			l.Items[len(l.Items)-1] = Value{}
			l.Items = l.Items[:len(l.Items)-1]
			return r
		}},
		Def{Name: "remove", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			l := listArg(v)
			for i := 0; i < len(l.Items); i++ {
				if i%itemsPerStep == itemsPerStep-1 {
					t.Step(1)
				}
				if t.equalItem(l.Items[i], a[0]) {
					t.Move(len(l.Items) - i)
					l.Items = append(l.Items[:i], l.Items[i+1:]...)
					return None
				}
			}
			t.Raise(ValueErrorType, "list.remove(x): x not in list")
			return None
		}},
		Def{Name: "index", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value {
			l := listArg(v)
			lo, hi := t.indexRange(a[1:], len(l.Items), (*Thread).sliceIndex)
			for i := lo; i < hi && i < len(l.Items); i++ {
				if i%itemsPerStep == itemsPerStep-1 {
					t.Step(1)
				}
				if t.equalItem(l.Items[i], a[0]) {
					return Int(i)
				}
			}
			t.Raise(ValueErrorType, "list.index(x): x not in list")
			return None
		}},
		Def{Name: "count", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			n := 0
			t.Walk(len(listArg(v).Items))
			for _, w := range listArg(v).Items {
				if t.equalItem(w, a[0]) {
					n++
				}
			}
			return Int(n)
		}},
		Def{Name: "reverse", Fn: func(t *Thread, v Value, _ []Value) Value {
			l := listArg(v).Items
			t.Move(len(l))
			for i, j := 0, len(l)-1; i < j; i, j = i+1, j-1 {
				l[i], l[j] = l[j], l[i]
			}
			return None
		}},
		Def{Name: "sort", Params: "cmp key reverse", Called: "list", Fn: func(t *Thread, v Value, a []Value) Value {
			t.sortList(listArg(v), a[0], a[1], !a[2].IsAbsent() && t.Truth(a[2]))
			return None
		}},
	)
	TupleType.New = func(t *Thread, cls *Type, args []Value, names []string) Value {
		a := t.bindNew("tuple", "sequence", 0, args, names)
		if a[0].IsAbsent() {
			return Obj(&Tuple{Header: Header{cls: cls}})
		}
		if tu, ok := a[0].ref.(*Tuple); ok && cls == TupleType && tu.cls == TupleType {
			return a[0]
		}
		return Obj(&Tuple{Header: Header{cls: cls}, Items: t.Items(a[0])})
	}
	TupleType.AddMethods(
		Def{Name: "count", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			n := 0
			for _, w := range v.ref.(*Tuple).Items {
				if t.equalItem(w, a[0]) {
					n++
				}
			}
			return Int(n)
		}},
		Def{Name: "index", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value {
			items := v.ref.(*Tuple).Items
			lo, hi := t.indexRange(a[1:], len(items), (*Thread).sliceIndex)
			for i := lo; i < hi; i++ {
				if t.equalItem(items[i], a[0]) {
					return Int(i)
				}
			}
			t.Raise(ValueErrorType, "tuple.index(x): x not in list")
			return None
		}},
	)
	initDict()
}

// bindNew binds the single optional parameter of a constructor.
func (t *Thread) bindNew(fn, param string, least int, args []Value, names []string) [1]Value {
	var out [1]Value
	if len(args) > 1 {
		t.Raisef(TypeErrorType, "%s() takes at most 1 arguments (%d given)", fn, len(args))
	}
	if len(args) == 1 {
		if len(names) == 1 && names[0] != param {
			t.Raisef(TypeErrorType, "'%s' is an invalid keyword argument for this function", names[0])
		}
		out[0] = args[0]
	}
	if least > len(args) {
		t.Raisef(TypeErrorType, "%s() takes exactly 1 argument (0 given)", fn)
	}
	return out
}

func dictArg(v Value) *Dict { return v.ref.(*Dict) }

// mappingKeys returns the keys of a mapping, and whether v is one.
func (t *Thread) mappingKeys(v Value) ([]Value, bool) {
	switch x := v.ref.(type) {
	case *Dict:
		if x.cls == DictType {
			return x.Keys(), true
		}
	case *DictProxy:
		return x.D.Keys(), true
	}
	m, ok := t.TryAttr(v, "keys")
	if !ok {
		return nil, false
	}
	return t.Items(t.Call0(m)), true
}

// dictMerge is dict.update for one argument.
func (t *Thread) dictMerge(d *Dict, v Value) {
	if o, ok := v.ref.(*Dict); ok {
		if o == d {
			return
		}
		t.Alloc(64 * int(o.n))
		d.presize(int(o.n))
		o.Each(func(k, v Value) { d.put(t, k, v) })
		return
	}
	if keys, ok := t.mappingKeys(v); ok {
		for _, k := range keys {
			d.put(t, k, t.GetItem(v, k))
		}
		return
	}
	it, ok := t.tryIter(v)
	if !ok {
		t.Raisef(TypeErrorType, "'%s' object is not iterable", v.Type().shown())
	}
	for i := 0; ; i++ {
		w, ok := t.Next(it)
		if !ok {
			return
		}
		if !t.isIterable(w) {
			t.Raisef(TypeErrorType, "cannot convert dictionary update sequence element #%d to a sequence", i)
		}
		pair := t.Items(w)
		if len(pair) != 2 {
			t.Raisef(ValueErrorType, "dictionary update sequence element #%d has length %d; 2 is required", i, len(pair))
		}
		d.put(t, pair[0], pair[1])
	}
}

func (t *Thread) dictUpdate(name string, d *Dict, args []Value, names []string) {
	pos := len(args) - len(names)
	if pos > 1 {
		t.Raisef(TypeErrorType, "%s() takes at most 1 arguments (%d given)", name, pos)
	}
	if pos == 1 {
		t.dictMerge(d, args[0])
	}
	for i, n := range names {
		d.SetText(n, args[pos+i])
	}
}

func (t *Thread) dictCopyOf(d *Dict) Value { return Obj(d.copy(t)) }

func initDict() {
	DictType.New = func(t *Thread, cls *Type, _ []Value, _ []string) Value {
		t.Alloc(96)
		return Obj(&Dict{Header: Header{cls: cls}})
	}
	DictType.Init = func(t *Thread, self Value, args []Value, names []string) {
		t.dictUpdate("dict", dictArg(self), args, names)
	}
	view := func(ty *Type, what byte) NativeFunc {
		return func(_ *Thread, v Value, _ []Value) Value {
			return Obj(&DictView{Header: Header{cls: ty}, D: dictArg(v), what: what})
		}
	}
	iter := func(what byte) NativeFunc {
		return func(_ *Thread, v Value, _ []Value) Value {
			return dictIter(&dictArg(v).table, what, viewIterTypes[what])
		}
	}
	DictType.AddMethods(
		Def{Name: "get", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			if r, ok := dictArg(v).Get(t, a[0]); ok {
				return r
			}
			if len(a) > 1 {
				return a[1]
			}
			return None
		}},
		Def{Name: "has_key", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(dictArg(v).find(t, a[0]) >= 0)
		}},
		Def{Name: "setifabsent", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			if !dictArg(v).hasKey(t, a[0]) {
				setDefault(t, v, a)
				return None
			}
			return setDefault(t, v, a)
		}},
		Def{Name: "setdefault", Min: 1, Max: 2, Fn: setDefault},
		Def{Name: "pop", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			d := dictArg(v)
			i := d.find(t, a[0])
			if i < 0 {
				if len(a) > 1 {
					return a[1]
				}
				t.raiseKey(a[0])
			}
			r := d.e[i].val
			d.remove(i)
			return r
		}},
		Def{Name: "popitem", Fn: func(t *Thread, v Value, _ []Value) Value {
			d := dictArg(v)
			e, ok := d.removeFirst()
			if !ok {
				t.Raise(KeyErrorType, "popitem(): dictionary is empty")
			}
			return Obj(NewTuple(e.key, e.val))
		}},
		Def{Name: "clear", Fn: func(_ *Thread, v Value, _ []Value) Value {
			dictArg(v).clear()
			return None
		}},
		Def{Name: "copy", Fn: func(t *Thread, v Value, _ []Value) Value { return t.dictCopyOf(dictArg(v)) }},
		Def{Name: "update", Raw: func(t *Thread, v Value, args []Value, names []string) Value {
			t.dictUpdate("update", dictArg(v), args, names)
			return None
		}},
		Def{Name: "keys", Fn: func(t *Thread, v Value, _ []Value) Value {
			t.allocItems(dictArg(v).Len())
			return Obj(NewList(dictArg(v).Keys()...))
		}},
		Def{Name: "values", Fn: func(t *Thread, v Value, _ []Value) Value {
			t.allocItems(dictArg(v).Len())
			return Obj(NewList(dictArg(v).Values()...))
		}},
		Def{Name: "items", Fn: func(t *Thread, v Value, _ []Value) Value {
			d := dictArg(v)
			t.allocItems(5 * d.Len())
			out := make([]Value, 0, d.Len())
			d.Each(func(k, w Value) { out = append(out, Obj(NewTuple(k, w))) })
			return Obj(NewList(out...))
		}},
		Def{Name: "iterkeys", Fn: iter('k')},
		Def{Name: "itervalues", Fn: iter('v')},
		Def{Name: "iteritems", Fn: iter('i')},
		Def{Name: "viewkeys", Fn: view(dictKeysType, 'k')},
		Def{Name: "viewvalues", Fn: view(dictValuesType, 'v')},
		Def{Name: "viewitems", Fn: view(dictItemsType, 'i')},
	)
	DictType.AddClassMethod(Def{Name: "fromkeys", Min: 1, Max: 2, Fn: func(t *Thread, cls Value, a []Value) Value {
		def := None
		if len(a) > 1 {
			def = a[1]
		}
		d := t.Call0(cls)
		t.eachOf(a[0], func(k Value) { t.SetItem(d, k, def) })
		return d
	}})
	DictProxyType.AddMethods(
		Def{Name: "get", Min: 1, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			if r, ok := v.ref.(*DictProxy).D.Get(t, a[0]); ok {
				return r
			}
			if len(a) > 1 {
				return a[1]
			}
			return None
		}},
		Def{Name: "has_key", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(v.ref.(*DictProxy).D.find(t, a[0]) >= 0)
		}},
	)
	for _, name := range []string{"keys", "values", "items", "iterkeys", "itervalues", "iteritems", "copy"} {
		m, _ := DictType.Dict.GetText(name)
		fn := m.ref.(*Native).Fn
		DictProxyType.AddMethods(Def{Name: name, Fn: func(t *Thread, v Value, a []Value) Value {
			return fn(t, Obj(v.ref.(*DictProxy).D), a)
		}})
	}
}

func (d *Dict) hasKey(t *Thread, k Value) bool { return d.find(t, k) >= 0 }

func setDefault(t *Thread, v Value, a []Value) Value {
	d := dictArg(v)
	if r, ok := d.Get(t, a[0]); ok {
		return r
	}
	def := None
	if len(a) > 1 {
		def = a[1]
	}
	d.put(t, a[0], def)
	return def
}
