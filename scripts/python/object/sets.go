package object

// Set algebra and the methods of set and frozenset.

// findMember is find for `in`, remove and discard: a set may stand for the
// frozenset of its members.
func (s *Set) findMember(t *Thread, v Value) int {
	if s.n == 0 && s.Frozen {
		return -1
	}
	if o, ok := v.ref.(*Set); ok && !o.Frozen {
		f := *o
		f.Header = Header{cls: FrozenSetType}
		f.Frozen = true
		return s.find(t, Obj(&f))
	}
	return s.find(t, v)
}

func (s *Set) clone(t *Thread) *Set {
	c := &Set{Header: Header{cls: s.cls}, Frozen: s.Frozen}
	c.hm = s.Frozen
	if c.cls.heap {
		c.cls = SetType
		if s.Frozen {
			c.cls = FrozenSetType
		}
	}
	t.Alloc(64 * int(s.n))
	c.copyFrom(&s.table)
	return c
}

// eachOf calls f for each item of an iterable.
func (t *Thread) eachOf(v Value, f func(Value)) {
	switch x := v.ref.(type) {
	case *Set:
		t.allocItems(x.Len())
		for i, m := range x.Items() {
			if i%itemsPerStep == 0 {
				t.Step(1)
			}
			f(m)
		}
		return
	case *List:
		if x.cls == ListType {
			for i := 0; i < len(x.Items); i++ {
				if i%itemsPerStep == 0 {
					t.Step(1)
				}
				f(x.Items[i])
			}
			return
		}
	}
	it := t.Iter(v)
	for w, ok := t.Next(it); ok; w, ok = t.Next(it) {
		t.Step(1)
		f(w)
	}
}

func (t *Thread) setUpdate(s *Set, v Value) {
	if _, ok := v.ref.(*Set); !ok && !t.isIterable(v) {
		t.Raisef(TypeErrorType, "'%s' object is not iterable", v.Type().shown())
	}
	t.eachOf(v, func(w Value) { s.put(t, w, True) })
}

func (t *Thread) setUnion(s *Set, v Value) *Set {
	c := s.clone(t)
	t.setUpdate(c, v)
	return c
}

func (s *Set) empty() *Set {
	c := &Set{Header: Header{cls: SetType}, Frozen: s.Frozen}
	c.hm = s.Frozen
	if s.Frozen {
		c.cls = FrozenSetType
	}
	return c
}

// asSet returns v itself if it is a set, else a set of its items.
func (t *Thread) asSet(v Value) *Set {
	if o, ok := v.ref.(*Set); ok {
		return o
	}
	o := &Set{Header: Header{cls: SetType}}
	t.setUpdate(o, v)
	return o
}

func (t *Thread) setIntersect(s *Set, v Value) *Set {
	out := s.empty()
	o := t.asSet(v)
	big, small := s, o
	if small.n > big.n {
		big, small = small, big
	}
	if _, ok := v.ref.(*Set); !ok {
		big, small = s, o
	}
	for _, m := range small.Items() {
		if big.find(t, m) >= 0 {
			out.put(t, m, True)
		}
	}
	return out
}

func (t *Thread) setDifference(s *Set, v Value) *Set {
	out := s.clone(t)
	t.setDifferenceUpdate(out, v)
	return out
}

func (t *Thread) setDifferenceUpdate(s *Set, v Value) {
	if o, ok := v.ref.(*Set); ok && o == s {
		s.clear()
		return
	}
	t.eachOf(v, func(w Value) {
		if i := s.find(t, w); i >= 0 {
			s.remove(i)
		}
	})
}

func (t *Thread) setReplace(s *Set, by *Set) {
	s.table = by.table
	s.gen++
}

func (t *Thread) setSymmetric(s *Set, v Value) *Set {
	out := s.clone(t)
	t.setSymmetricUpdate(out, t.asSet(v))
	return out
}

func (t *Thread) setSymmetricUpdate(s, o *Set) {
	if s == o {
		s.clear()
		return
	}
	for _, m := range o.Items() {
		if i := s.find(t, m); i >= 0 {
			s.remove(i)
		} else {
			s.put(t, m, True)
		}
	}
}

func (t *Thread) isSubset(x, y *Set) bool {
	if x.n > y.n {
		return false
	}
	for _, m := range x.Items() {
		if y.find(t, m) < 0 {
			return false
		}
	}
	return true
}

func (t *Thread) compareSets(op CmpOp, x, y *Set) bool {
	switch op {
	case EQ:
		return x.n == y.n && t.isSubset(x, y)
	case NE:
		return !(x.n == y.n && t.isSubset(x, y))
	case LT:
		return x.n < y.n && t.isSubset(x, y)
	case LE:
		return t.isSubset(x, y)
	case GT:
		return y.n < x.n && t.isSubset(y, x)
	}
	return t.isSubset(y, x)
}

// DictView is what dict.viewkeys and friends return.
type DictView struct {
	Header
	D    *Dict
	what byte // 'k', 'v' or 'i'
}

var viewIterTypes = map[byte]*Type{'k': keysIterType, 'v': valuesIterType, 'i': itemsIterType}

func (v *DictView) items(t *Thread) []Value {
	return t.Items(dictIter(&v.D.table, v.what, keysIterType))
}

func (v *DictView) repr(t *Thread) string {
	b := t.NewBuffer()
	b.WriteString(v.cls.Name + "([")
	t.reprItems(b, v.items(t))
	b.WriteString("])")
	return b.String()
}

func (v *DictView) has(t *Thread, item Value) bool {
	switch v.what {
	case 'k':
		return v.D.find(t, item) >= 0
	case 'i':
		if tu, ok := item.ref.(*Tuple); ok && len(tu.Items) == 2 {
			w, ok := v.D.Get(t, tu.Items[0])
			return ok && t.equalItem(w, tu.Items[1])
		}
		return false
	}
	for _, w := range v.D.Values() {
		if t.equalItem(w, item) {
			return true
		}
	}
	return false
}

func (t *Thread) viewSet(v Value) (*Set, bool) {
	switch x := v.ref.(type) {
	case *DictView:
		if x.what != 'v' {
			return NewSet(t, x.items(t)...), true
		}
	case *Set:
		return x, true
	}
	return nil, false
}

func (t *Thread) dictViewBinary(op Op, a, b Value) (Value, bool) {
	if _, ok := a.ref.(*DictView); !ok {
		if _, ok := b.ref.(*DictView); !ok {
			return Value{}, false
		}
	}
	x, ok := t.viewSet(a)
	if !ok {
		return Value{}, false
	}
	x = x.clone(t)
	switch op {
	case OpSub:
		return Obj(t.setDifference(x, b)), true
	case OpAnd:
		return Obj(t.setIntersect(x, b)), true
	case OpOr:
		return Obj(t.setUnion(x, b)), true
	case OpXor:
		return Obj(t.setSymmetric(x, b)), true
	}
	return Value{}, false
}

// compareViews compares a view with what has its size and members. Jython has
// the orderings the wrong way round, and so have we.
func (t *Thread) compareViews(op CmpOp, x *DictView, b Value) (bool, bool) {
	if x.what == 'v' {
		y, ok := b.ref.(*DictView)
		if !ok || y.what != 'v' || op != EQ && op != NE {
			return false, false
		}
		same := x.D.n == y.D.n
		for _, v := range x.items(t) {
			same = same && y.has(t, v)
		}
		return same == (op == EQ), true
	}
	s, _ := t.viewSet(Obj(x))
	o, ok := t.viewSet(b)
	if !ok {
		return op == NE, true
	}
	r := t.compareSets(op, s, o)
	if op != EQ && op != NE {
		r = !r
	}
	return r, true
}

func setInit(t *Thread, self Value, args []Value, names []string) {
	s := self.ref.(*Set)
	if len(args) > 1 || len(names) > 0 {
		t.Raisef(TypeErrorType, "Set() takes at most 1 arguments (%d given)", len(args))
	}
	if s.Frozen {
		return
	}
	s.clear()
	if len(args) == 1 {
		t.setUpdate(s, args[0])
	}
}

func init() {
	for _, ty := range []*Type{dictKeysType, dictValuesType, dictItemsType} {
		ty.New = func(t *Thread, cls *Type, _ []Value, _ []string) Value {
			t.Raisef(TypeErrorType, "cannot create '%s' instances", cls.Name)
			return Value{}
		}
	}
	SetType.New = func(t *Thread, cls *Type, _ []Value, _ []string) Value {
		t.Alloc(96)
		return Obj(&Set{Header: Header{cls: cls}})
	}
	SetType.Init = setInit
	FrozenSetType.New = func(t *Thread, cls *Type, args []Value, names []string) Value {
		if len(names) > 0 && cls == FrozenSetType {
			t.Raise(TypeErrorType, "frozenset() does not take keyword arguments")
		}
		if len(args) > 1 && cls == FrozenSetType {
			t.Raisef(TypeErrorType, "frozenset() takes at most 1 arguments (%d given)", len(args))
		}
		s := &Set{Header: Header{cls: cls}, Frozen: true}
		s.hm = true
		if len(args) == 1 {
			if o, ok := args[0].ref.(*Set); ok && o.cls == FrozenSetType && cls == FrozenSetType {
				return args[0]
			}
			t.setUpdate(s, args[0])
		}
		return Obj(s)
	}
	self := func(v Value) *Set { return v.ref.(*Set) }
	many := func(op func(t *Thread, s *Set, v Value) *Set) NativeFunc {
		return func(t *Thread, v Value, args []Value) Value {
			s := self(v).clone(t)
			for _, a := range args {
				s = op(t, s, a)
			}
			return Obj(s)
		}
	}
	both := []Def{
		{Name: "copy", Fn: func(t *Thread, v Value, _ []Value) Value {
			if s := self(v); s.Frozen && s.cls == FrozenSetType {
				return v
			}
			return Obj(self(v).clone(t))
		}},
		{Name: "union", Min: 0, Max: -1, Fn: many((*Thread).setUnion)},
		{Name: "intersection", Min: 0, Max: -1, Fn: many((*Thread).setIntersect)},
		{Name: "difference", Min: 0, Max: -1, Fn: many((*Thread).setDifference)},
		{Name: "symmetric_difference", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Obj(t.setSymmetric(self(v), a[0]))
		}},
		{Name: "issubset", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(t.isSubset(self(v), t.asSet(a[0])))
		}},
		{Name: "issuperset", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(t.isSubset(t.asSet(a[0]), self(v)))
		}},
		{Name: "isdisjoint", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return Bool(t.setIntersect(self(v), a[0]).n == 0)
		}},
	}
	SetType.AddMethods(both...)
	FrozenSetType.AddMethods(both...)
	SetType.AddMethods(
		Def{Name: "add", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			self(v).put(t, a[0], True)
			return None
		}},
		Def{Name: "remove", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			s := self(v)
			i := s.findMember(t, a[0])
			if i < 0 {
				t.raiseKey(a[0])
			}
			s.remove(i)
			return None
		}},
		Def{Name: "discard", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			s := self(v)
			if i := s.findMember(t, a[0]); i >= 0 {
				s.remove(i)
			}
			return None
		}},
		Def{Name: "pop", Fn: func(t *Thread, v Value, _ []Value) Value {
			s := self(v)
			e, ok := s.removeFirst()
			if !ok {
				t.Raise(KeyErrorType, "pop from an empty set")
			}
			return e.key
		}},
		Def{Name: "clear", Fn: func(_ *Thread, v Value, _ []Value) Value {
			self(v).clear()
			return None
		}},
		Def{Name: "update", Min: 0, Max: -1, Fn: func(t *Thread, v Value, args []Value) Value {
			for _, a := range args {
				t.setUpdate(self(v), a)
			}
			return None
		}},
		Def{Name: "intersection_update", Min: 0, Max: -1, Fn: func(t *Thread, v Value, args []Value) Value {
			for _, a := range args {
				t.setReplace(self(v), t.setIntersect(self(v), a))
			}
			return None
		}},
		Def{Name: "difference_update", Min: 0, Max: -1, Fn: func(t *Thread, v Value, args []Value) Value {
			for _, a := range args {
				t.setDifferenceUpdate(self(v), a)
			}
			return None
		}},
		Def{Name: "symmetric_difference_update", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			if o, ok := a[0].ref.(*Set); ok {
				t.setSymmetricUpdate(self(v), o)
			} else {
				t.setSymmetricUpdate(self(v), t.asSet(a[0]))
			}
			return None
		}},
	)
}
