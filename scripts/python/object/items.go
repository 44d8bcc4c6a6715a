package object

import "math"

// Subscription and slicing.

// GetItem is v[key].
func (t *Thread) GetItem(v, key Value) Value {
	switch x := v.ref.(type) {
	case *List:
		if key.is(KindInt) && x.cls == ListType {
			i := int(key.Int64())
			if i < 0 {
				i += len(x.Items)
			}
			if uint(i) < uint(len(x.Items)) {
				return x.Items[i]
			}
		}
	case *Dict:
		if x.cls == DictType {
			if i := x.find(t, key); i >= 0 {
				return x.e[i].val
			}
		}
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__getitem__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				return t.callFound(m, v, key)
			}
			return t.coreGetItem(v, key)
		}
		if o, ok := v.ref.(*OldInstance); ok {
			t.raiseNoAttr(Obj(o), "__getitem__")
		}
		t.Raisef(TypeErrorType, "'%s' object is unsubscriptable", v.Type().shown())
	}
	return t.coreGetItem(v, key)
}

func (t *Thread) coreGetItem(v, key Value) Value {
	switch x := v.ref.(type) {
	case *List:
		if s, ok := key.ref.(*Slice); ok {
			return Obj(NewList(t.sliceItems(x.Items, s)...))
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		return x.Items[t.checkIndex(i, len(x.Items), key)]
	case *Tuple:
		if s, ok := key.ref.(*Slice); ok {
			return Obj(NewTuple(t.sliceItems(x.Items, s)...))
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		return x.Items[t.checkIndex(i, len(x.Items), key)]
	case *Dict:
		if i := x.find(t, key); i >= 0 {
			return x.e[i].val
		}
		if x.Missing != nil {
			if r, ok := x.Missing(t, x, key); ok {
				return r
			}
		}
		if isCustom(v) {
			if m, ok := t.lookupSpecial(v, "__missing__"); ok {
				return t.callFound(m, v, key)
			}
		}
		t.raiseKey(key)
	case *DictProxy:
		if r, ok := x.D.Get(t, key); ok {
			return r
		}
		t.raiseKey(key)
	case *strData:
		s := v.Text()
		if sl, ok := key.ref.(*Slice); ok {
			start, stop, step, n := t.sliceBounds(sl, len(s))
			if step == 1 {
				return Str(s[start:max(start, stop)])
			}
			t.Alloc(n)
			b := make([]byte, n)
			for i := range b {
				b[i] = s[start+i*step]
			}
			return Str(string(b))
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		i = t.checkIndex(i, len(s), key)
		return Str(s[i : i+1])
	case *uniData:
		s := v.Text()
		if isASCII(s) {
			if sl, ok := key.ref.(*Slice); ok {
				return Unicode(t.coreGetItem(Str(s), Obj(sl)).Text())
			}
			i, ok := t.subscript(key)
			if !ok {
				t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
			}
			i = t.checkIndex(i, len(s), key)
			return Unicode(s[i : i+1])
		}
		t.Room(4 * len(s))
		t.Step(len(s) / 256)
		r := toRunes(s)
		if sl, ok := key.ref.(*Slice); ok {
			start, stop, step, n := t.sliceBounds(sl, len(r))
			if step == 1 {
				return Unicode(fromRunes(r[start:max(start, stop)]))
			}
			out := make([]rune, n)
			for i := range out {
				out[i] = r[start+i*step]
			}
			return Unicode(fromRunes(out))
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		i = t.checkIndex(i, len(r), key)
		return Unicode(fromRunes(r[i : i+1]))
	case *ByteArray:
		if sl, ok := key.ref.(*Slice); ok {
			return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: []byte(t.coreGetItem(Str(string(x.B)), Obj(sl)).Text())})
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, "bytearray indices must be integers")
		}
		return Int(int(x.B[t.checkIndex(i, len(x.B), key)]))
	case *XRange:
		if sl, ok := key.ref.(*Slice); ok {
			t.sliceBounds(sl, int(x.N))
			t.Raise(TypeErrorType, "xrange index must be integer, not 'slice'")
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raisef(TypeErrorType, "xrange indices must be integers")
		}
		i = t.checkIndexAs(i, int(x.N), "xrange object index out of range")
		return Integer(x.Start + int64(i)*x.Step)
	case *Exception:
		return t.coreGetItem(Obj(NewTuple(x.Args...)), key)
	case *Boxed:
		if _, ok := key.ref.(*Slice); !ok && x.Prim.IsText() {
			i, ok := t.subscript(key)
			if !ok {
				t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
			}
			n, _ := coreLen(x.Prim)
			t.checkIndexAs(i, n, "string index out of range")
		}
		return t.coreGetItem(x.Prim, key)
	}
	t.Raisef(TypeErrorType, "'%s' object is unsubscriptable", v.Type().shown())
	return Value{}
}

func (t *Thread) raiseKey(key Value) {
	if key.IsNone() {
		t.Throw(Obj(NewException(KeyErrorType)))
	}
	t.Throw(Obj(NewException(KeyErrorType, key)))
}

// subscript is tryIndex for subscripts, where what is too large is an IndexError.
func (t *Thread) subscript(key Value) (int, bool) {
	if p := key.Prim(); p.Kind() == KindBig || p.is(KindLong) && p.Int64() != int64(int32(p.Int64())) {
		t.Raise(IndexErrorType, "cannot fit 'long' into an index-sized integer")
	}
	return t.tryIndex(key)
}

func (t *Thread) checkIndex(i, n int, key Value) int {
	k := i
	if k < 0 {
		k += n
	}
	if uint(k) >= uint(n) {
		t.Raise(IndexErrorType, "index out of range: "+t.Repr(key))
	}
	return k
}

func (t *Thread) checkIndexAs(i, n int, msg string) int {
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		t.Raise(IndexErrorType, msg)
	}
	return i
}

// sliceBounds resolves a slice against a length: n items from start by step.
func (t *Thread) sliceBounds(s *Slice, length int) (start, stop, step, n int) {
	step = 1
	if !s.Step.IsNone() {
		step = t.sliceIndex(s.Step)
		if step == 0 {
			t.Raise(ValueErrorType, "slice step cannot be zero")
		}
		if step < -math.MaxInt32 {
			step = -math.MaxInt32
		}
	}
	lo, hi := 0, length
	if step < 0 {
		lo, hi = -1, length-1
	}
	clamp := func(v Value, def int) int {
		if v.IsNone() {
			return def
		}
		i := t.sliceIndex(v)
		if i < 0 {
			i += length
		}
		return min(max(i, lo), hi)
	}
	if step > 0 {
		start, stop = clamp(s.Start, 0), clamp(s.Stop, length)
		if stop > start {
			n = (stop-start-1)/step + 1
		}
	} else {
		start, stop = clamp(s.Start, length-1), clamp(s.Stop, -1)
		if start > stop {
			n = (start-stop-1)/-step + 1
		}
	}
	return
}

// sliceIndex converts one part of a slice; huge numbers are clipped.
func (t *Thread) sliceIndex(v Value) int {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool:
		return int(p.Int64())
	case KindLong:
		return int(min(max(p.Int64(), math.MinInt32), math.MaxInt32))
	case KindBig:
		if p.Big().Sign() < 0 {
			return math.MinInt32
		}
		return math.MaxInt32
	}
	if i, ok := t.tryIndex(v); ok {
		return i
	}
	t.Raise(TypeErrorType, "slice indices must be integers or None or have an __index__ method")
	return 0
}

func (t *Thread) sliceItems(items []Value, s *Slice) []Value {
	start, stop, step, n := t.sliceBounds(s, len(items))
	t.allocItems(n)
	if step == 1 {
		return append([]Value(nil), items[start:max(start, stop)]...)
	}
	out := make([]Value, n)
	for i := range out {
		out[i] = items[start+i*step]
	}
	return out
}

// SetItem is v[key] = x.
func (t *Thread) SetItem(v, key, x Value) {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__setitem__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				t.callFound(m, v, key, x)
				return
			}
		} else if o, ok := v.ref.(*OldInstance); ok {
			t.raiseNoAttr(Obj(o), "__setitem__")
		}
	}
	t.coreSetItem(v, key, x)
}

func (t *Thread) coreSetItem(v, key, x Value) {
	switch o := v.ref.(type) {
	case *List:
		if s, ok := key.ref.(*Slice); ok {
			t.setListSlice(o, s, x)
			return
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		o.Items[t.checkIndexAs(i, len(o.Items), "list assignment index out of range")] = x
		return
	case *Dict:
		o.put(t, key, x)
		return
	case *ByteArray:
		t.setByteArray(o, key, x)
		return
	case *strData, *uniData, *XRange:
		if _, slice := key.ref.(*Slice); !slice {
			if _, ok := t.subscript(key); !ok {
				t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
			}
			t.Raise(TypeErrorType, "can't assign to immutable object")
		}
	}
	t.Raisef(TypeErrorType, "'%s' object does not support item assignment", v.Type().shown())
}

func (t *Thread) setListSlice(l *List, s *Slice, x Value) {
	it, ok := t.tryIter(x)
	if !ok && !s.Step.IsNone() {
		t.Raisef(TypeErrorType, "object of type '%s' has no len()", x.Type().shown())
	} else if !ok {
		t.Raisef(TypeErrorType, "'%s' object is not iterable", x.Type().shown())
	}
	var vals []Value
	if o, same := x.ref.(*List); same {
		vals = append([]Value(nil), o.Items...)
	} else {
		vals = t.Items(it)
	}
	start, stop, step, n := t.sliceBounds(s, len(l.Items))
	if step == 1 {
		if stop < start {
			stop = start
		}
		t.allocItems(len(vals))
		tail := append([]Value(nil), l.Items[stop:]...)
		l.Items = append(append(l.Items[:start], vals...), tail...)
		return
	}
	if len(vals) != n {
		t.Raisef(ValueErrorType, "attempt to assign sequence of size %d to extended slice of size %d", len(vals), n)
	}
	for i := range vals {
		l.Items[start+i*step] = vals[i]
	}
}

// DelItem is del v[key].
func (t *Thread) DelItem(v, key Value) {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__delitem__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				t.callFound(m, v, key)
				return
			}
		} else if o, ok := v.ref.(*OldInstance); ok {
			t.raiseNoAttr(Obj(o), "__delitem__")
		}
	}
	t.coreDelItem(v, key)
}

func (t *Thread) coreDelItem(v, key Value) {
	switch o := v.ref.(type) {
	case *List:
		if s, ok := key.ref.(*Slice); ok {
			start, stop, step, n := t.sliceBounds(s, len(o.Items))
			if n == 0 {
				return
			}
			if step == 1 {
				o.Items = append(o.Items[:start], o.Items[stop:]...)
				return
			}
			if step < 0 {
				start, step = start+(n-1)*step, -step
			}
			w := start
			for i := start; i < len(o.Items); i++ {
				if (i-start)%step == 0 && (i-start)/step < n {
					continue
				}
				o.Items[w] = o.Items[i]
				w++
			}
			o.Items = o.Items[:w]
			return
		}
		i, ok := t.subscript(key)
		if !ok {
			t.Raise(TypeErrorType, v.Type().shown()+" indices must be integers")
		}
		i = t.checkIndexAs(i, len(o.Items), "list assignment index out of range")
		o.Items = append(o.Items[:i], o.Items[i+1:]...)
		return
	case *Dict:
		if !o.Delete(t, key) {
			// Jython's error has the key's text, not the key.
			if p := key.Prim(); !p.IsText() {
				key = Str(t.Repr(key))
			} else if isASCII(p.Text()) {
				key = Str(p.Text())
			}
			t.raiseKey(key)
		}
		return
	case *ByteArray:
		t.setByteArray(o, key, Value{})
		return
	}
	if _, n := coreLen(v); n {
		t.Raisef(TypeErrorType, "'%s' object does not support item deletion", v.Type().shown())
	}
	t.Raisef(TypeErrorType, "'%s' object doesn't support item deletion", v.Type().shown())
}

// GetSlice is v[i:j]; absent bounds were not written. Classes that define
// __getslice__ are asked through it, as Python 2 does.
func (t *Thread) GetSlice(v, i, j Value) Value {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__getslice__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				a, b := t.slicePair(v, i, j)
				return t.callFound(m, v, a, b)
			}
		}
	}
	return t.GetItem(v, Obj(NewSlice(i, j, Value{})))
}

// SetSlice is v[i:j] = x, and del v[i:j] if x is absent.
func (t *Thread) SetSlice(v, i, j, x Value) {
	if isCustom(v) {
		name := "__setslice__"
		if x.IsAbsent() {
			name = "__delslice__"
		}
		if m, ok := t.lookupSpecial(v, name); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				a, b := t.slicePair(v, i, j)
				if x.IsAbsent() {
					t.callFound(m, v, a, b)
				} else {
					t.callFound(m, v, a, b, x)
				}
				return
			}
		}
	}
	s := Obj(NewSlice(i, j, Value{}))
	if x.IsAbsent() {
		t.DelItem(v, s)
	} else {
		t.SetItem(v, s, x)
	}
}

func (t *Thread) slicePair(v, i, j Value) (Value, Value) {
	part := func(x Value, def int) Value {
		if x.IsAbsent() || x.IsNone() {
			return Int(def)
		}
		n := t.sliceIndex(x)
		if n < 0 {
			if _, ok := t.lookupSpecial(v, "__len__"); ok {
				n += t.Len(v)
			}
		}
		return Int(n)
	}
	return part(i, 0), part(j, math.MaxInt32)
}

// intArg converts a method's argument that must be an integer.
func (t *Thread) intArg(v Value) int {
	n, ok := t.tryIndex(v)
	if !ok {
		t.Raise(TypeErrorType, "integer required")
	}
	return n
}
