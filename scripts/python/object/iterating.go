package object

// Built-in functions that walk what they are given: enumerate, filter, map, max,
// min, reversed, sum and zip.

func (t *Thread) reversed(v Value) Value {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__reversed__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				return t.callFound(m, v)
			}
		}
	}
	if x, ok := v.ref.(*XRange); ok {
		return Obj(&rangeIter{Header: Header{cls: rangeIterType}, at: x.Start + (x.N-1)*x.Step, step: -x.Step, left: x.N})
	}
	_, has := t.lookupSpecial(v, "__getitem__")
	if _, isDict := v.ref.(*Dict); !has || isDict {
		t.Raise(TypeErrorType, "argument to reversed() must be a sequence")
	}
	i := t.Len(v)
	return NewIter(reversedIterType, func(t *Thread) (Value, bool) {
		if i <= 0 {
			return Value{}, false
		}
		i--
		return t.GetItem(v, Int(i)), true
	})
}

// minMax is min and max.
func (t *Thread) minMax(name string, op CmpOp, args []Value, names []string) Value {
	var key Value
	pos := len(args) - len(names)
	for i, n := range names {
		if n != "key" {
			t.Raisef(TypeErrorType, "%s() got an unexpected keyword argument", name)
		}
		key = noneless(args[pos+i])
	}
	args = args[:pos]
	if len(args) == 0 {
		t.Raisef(TypeErrorType, "%s() expected 1 arguments, got 0", name)
	}
	var it Value
	if len(args) == 1 {
		it = t.Iter(args[0])
	} else {
		it = Obj(&listIter{Header: Header{cls: tupleIterType}, items: append([]Value(nil), args...)})
	}
	best, ok := t.Next(it)
	if !ok {
		t.Raisef(ValueErrorType, "%s of empty sequence", name)
	}
	k := func(v Value) Value {
		if key.IsAbsent() {
			return v
		}
		return t.Call1(key, v)
	}
	bk := k(best)
	for {
		v, ok := t.Next(it)
		if !ok {
			return best
		}
		t.Step(1)
		vk := k(v)
		if t.Truth(t.Compare(op, vk, bk)) {
			best, bk = v, vk
		}
	}
}

func (t *Thread) enumerate(cls *Type, v Value, start Value) Value {
	it := t.Iter(v)
	n := start
	return NewIter(cls, func(t *Thread) (Value, bool) {
		w, ok := t.Next(it)
		if !ok {
			return Value{}, false
		}
		t.Alloc(96)
		r := Obj(NewTuple(n, w))
		n = t.Binary(OpAdd, n, Int(1))
		return r, true
	})
}

func (t *Thread) sum(args []Value) Value {
	total := Int(0)
	if len(args) > 1 {
		total = args[1]
		if total.IsText() {
			t.Raise(TypeErrorType, "sum() can't sum strings [use ''.join(seq) instead]")
		}
	}
	t.eachOf(args[0], func(v Value) { total = t.Binary(OpAdd, total, v) })
	return total
}

// zipper advances several iterators at once; longest pads with None as map does.
func (t *Thread) zipper(args []Value, longest bool, f func([]Value)) {
	its := make([]Value, len(args))
	for i, a := range args {
		it, ok := t.tryIter(a)
		if !ok {
			if longest {
				t.Raisef(TypeErrorType, "argument %d to map() must support iteration", i+1)
			}
			t.Raisef(TypeErrorType, "'%s' object is not iterable", a.Type().shown())
		}
		its[i] = it
	}
	for {
		row := make([]Value, len(args))
		some := false
		for i, it := range its {
			v, ok := t.Next(it)
			if !ok {
				if !longest {
					return
				}
				v = None
			}
			some = some || ok
			row[i] = v
		}
		if !some {
			return
		}
		t.Step(1)
		t.Alloc(32 + valueSize*len(row))
		f(row)
	}
}

// filterItems is filter() of a text or tuple whose class has a __getitem__ of
// its own: p is the plain text or tuple.
func (t *Thread) filterItems(v, p Value, keep func(Value) bool) Value {
	n, _ := coreLen(p)
	l := NewList()
	for i := 0; i < n; i++ {
		t.Step(1)
		item := t.GetItem(v, Int(i))
		if !keep(item) {
			continue
		}
		if name := p.Type().Name; p.IsText() && (!item.Prim().IsText() || item.Prim().isUnicode() && p.isStr()) {
			t.Raisef(TypeErrorType, "can't filter %s to %s: __getitem__ returned different type", name, name)
		}
		t.Append(l, item)
	}
	if isTuple(p) {
		return Obj(NewTuple(l.Items...))
	}
	empty := Str("")
	if p.isUnicode() {
		empty = Unicode("")
	}
	return t.Method1(empty, "join", Obj(l))
}

func isTuple(v Value) bool {
	_, ok := v.ref.(*Tuple)
	return ok
}

func enumerateNew(t *Thread, cls *Type, args []Value, names []string) Value {
	if len(args) == 0 || len(args) > 2 {
		t.Raise(TypeErrorType, "enumerate() takes no keyword arguments") // what Jython says to a wrong number
	}
	var seq, start Value
	pos := len(args) - len(names)
	if pos > 0 {
		seq = args[0]
	}
	if pos > 1 {
		start = args[1]
	}
	for i, n := range names {
		switch {
		case n == "sequence" && seq.IsAbsent():
			seq = args[pos+i]
		case n == "start" && start.IsAbsent():
			start = args[pos+i]
		default:
			t.Raisef(TypeErrorType, "'%s' is an invalid keyword argument for this function", n)
		}
	}
	if seq.IsAbsent() {
		t.Raise(TypeErrorType, "enumerate() takes at least 1 argument (0 given)")
	}
	if k := numRank(start.Prim()); !start.IsAbsent() && k != 1 && k != 2 {
		if _, ok := t.integerOf(start); !ok {
			t.Raise(TypeErrorType, "an integer is required")
		}
		start = Integer(int64(t.Index(start)))
	}
	return t.enumerate(cls, seq, start.Or(Int(0)))
}
