package object

// Iteration. Built-in iterators are Iter values: a Go closure that answers
// (value, ok). Nothing panics at the end of a loop except in Python code.

import "math"

// Iter is an iterator implemented in Go.
type Iter struct {
	Header
	next func(t *Thread) (Value, bool)
	done bool
}

// NewIter returns an iterator of class cls (IteratorType if nil) over what next answers.
func NewIter(cls *Type, next func(t *Thread) (Value, bool)) Value {
	if cls == nil {
		cls = IteratorType
	}
	return Obj(&Iter{Header: Header{cls: cls}, next: next})
}

// listIter walks a list's or tuple's items without a closure.
type listIter struct {
	Header
	list  *List
	items []Value
	i     int
}

type rangeIter struct {
	Header
	at, step, left int64
}

// textIter walks a str or unicode.
type textIter struct {
	Header
	s   string
	uni bool
	at  int
}

// Resumer is the suspended body of a generator; the back end supplies it.
type Resumer interface {
	// Resume continues the body until it yields (ok) or ends (!ok). sent is the
	// value of the yield expression; if exc is not nil it is raised there instead. An
	// exception that leaves the body is a panic with *Raised.
	Resume(t *Thread, sent Value, exc *Raised) (v Value, ok bool)
}

// Generator is a generator object.
type Generator struct {
	Header
	Name    string
	Code    *Code
	Body    Resumer
	started bool
	done    bool
	running bool
}

// NewGenerator returns a generator.
func NewGenerator(name string, code *Code, body Resumer) *Generator {
	return &Generator{Header: Header{cls: GeneratorType}, Name: name, Code: code, Body: body}
}

// Resume continues the generator; ok is false when it has ended.
func (g *Generator) Resume(t *Thread, sent Value, exc *Raised) (Value, bool) {
	if g.running {
		t.Raise(ValueErrorType, "generator already executing")
	}
	if g.done {
		if exc != nil {
			panic(exc)
		}
		return Value{}, false
	}
	if !g.started && exc != nil {
		g.done = true
		panic(exc)
	}
	if !g.started && !sent.IsNone() {
		t.Raise(TypeErrorType, "can't send non-None value to a just-started generator")
	}
	g.started, g.running = true, true
	ended := true
	defer func() {
		g.running = false
		if ended {
			g.done = true
		}
	}()
	v, ok := g.Body.Resume(t, sent, exc)
	ended = !ok
	return v, ok
}

// Close is generator.close().
func (g *Generator) Close(t *Thread) {
	if g.done || !g.started {
		g.done = true
		return
	}
	yielded := false
	e := t.Try(func() {
		_, yielded = g.Resume(t, None, &Raised{Class: Obj(GeneratorExitType), Value: Obj(NewException(GeneratorExitType))})
	})
	if e != nil && !t.ExceptMatches(e, Obj(GeneratorExitType)) && !t.ExceptMatches(e, Obj(StopIterationType)) {
		panic(e)
	}
	if yielded {
		t.Raise(RuntimeErrorType, "generator ignored GeneratorExit")
	}
}

// Iter is iter(v).
func (t *Thread) Iter(v Value) Value {
	it, ok := t.tryIter(v)
	if !ok {
		t.Raisef(TypeErrorType, "'%s' object is not iterable", v.Type().shown())
	}
	return it
}

func (t *Thread) tryIter(v Value) (Value, bool) {
	switch x := v.ref.(type) {
	case *List:
		if x.cls == ListType {
			return Obj(&listIter{Header: Header{cls: listIterType}, list: x}), true
		}
	case *Tuple:
		if x.cls == TupleType {
			return Obj(&listIter{Header: Header{cls: tupleIterType}, items: x.Items}), true
		}
	case *Iter, *listIter, *rangeIter, *textIter, *Generator:
		return v, true
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__iter__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				it := t.callFound(m, v)
				return it, true // whether it has a next is seen when it is asked
			}
			return t.coreIter(v)
		}
		if _, ok := t.lookupSpecial(v, "__getitem__"); ok {
			return t.sequenceIter(v), true
		}
		return Value{}, false
	}
	return t.coreIter(v)
}

func (t *Thread) isIterable(v Value) bool {
	if isCustom(v) {
		_, a := t.lookupSpecial(v, "__iter__")
		_, b := t.lookupSpecial(v, "__getitem__")
		return a || b
	}
	_, ok := t.coreIter(v)
	return ok
}

func (t *Thread) isIterator(v Value) bool {
	switch v.ref.(type) {
	case *Iter, *listIter, *rangeIter, *textIter, *Generator:
		return true
	}
	_, ok := t.lookupSpecial(v, "next")
	return ok
}

// sequenceIter iterates by __getitem__ until IndexError.
func (t *Thread) sequenceIter(v Value) Value {
	i := 0
	done := false
	return NewIter(sequenceIterType, func(t *Thread) (r Value, ok bool) {
		if done {
			return Value{}, false
		}
		e := t.Try(func() { r = t.GetItem(v, Int(i)) })
		if e != nil {
			if t.ExceptMatches(e, Obj(IndexErrorType)) || t.ExceptMatches(e, Obj(StopIterationType)) {
				done = true
				return Value{}, false
			}
			panic(e)
		}
		i++
		return r, true
	})
}

func (t *Thread) coreIter(v Value) (Value, bool) {
	switch x := v.ref.(type) {
	case *Iter, *listIter, *rangeIter, *textIter, *Generator:
		return v, true
	case *strData:
		return Obj(&textIter{Header: Header{cls: sequenceIterType}, s: v.Text()}), true
	case *uniData:
		return Obj(&textIter{Header: Header{cls: sequenceIterType}, s: v.Text(), uni: true}), true
	case *List:
		return Obj(&listIter{Header: Header{cls: listIterType}, list: x}), true
	case *Tuple:
		return Obj(&listIter{Header: Header{cls: tupleIterType}, items: x.Items}), true
	case *XRange:
		return Obj(&rangeIter{Header: Header{cls: rangeIterType}, at: x.Start, step: x.Step, left: x.N}), true
	case *Dict:
		return dictIter(&x.table, 'k', keysIterType), true
	case *DictProxy:
		return dictIter(&x.D.table, 'k', keysIterType), true
	case *DictView:
		return dictIter(&x.D.table, x.what, viewIterTypes[x.what]), true
	case *Set:
		return dictIter(&x.table, 'k', setIterType), true
	case *ByteArray:
		i := 0
		return NewIter(sequenceIterType, func(*Thread) (Value, bool) {
			if i >= len(x.B) {
				return Value{}, false
			}
			i++
			return Int(int(x.B[i-1])), true
		}), true
	case *Boxed:
		return t.coreIter(x.Prim)
	case *File:
		return v, true
	}
	if _, ok := v.Type().Lookup("__getitem__"); ok {
		return t.sequenceIter(v), true
	}
	return Value{}, false
}

func dictIter(tb *table, what byte, cls *Type) Value {
	c := newCursor(tb)
	it := &Iter{Header: Header{cls: cls}, next: func(t *Thread) (Value, bool) {
		e, ok := c.advance()
		if !ok {
			return Value{}, false
		}
		switch what {
		case 'k':
			return e.key, true
		case 'v':
			return e.val, true
		}
		t.Alloc(96)
		return Obj(NewTuple(e.key, e.val)), true
	}}
	return Obj(it)
}

// Next returns the iterator's next value, or ok == false at its end.
func (t *Thread) Next(it Value) (Value, bool) {
	switch x := it.ref.(type) {
	case *listIter:
		if x.list != nil {
			if x.i >= len(x.list.Items) {
				x.i = math.MaxInt
				return Value{}, false
			}
			x.i++
			return x.list.Items[x.i-1], true
		}
		if x.i >= len(x.items) {
			return Value{}, false
		}
		x.i++
		return x.items[x.i-1], true
	case *rangeIter:
		if x.left <= 0 {
			return Value{}, false
		}
		v := x.at
		x.left--
		x.at += x.step
		return Integer(v), true
	case *textIter:
		if x.at >= len(x.s) {
			return Value{}, false
		}
		n := 1
		if x.uni {
			_, n = decodeRune(x.s[x.at:])
		}
		x.at += n
		if x.uni {
			return Unicode(x.s[x.at-n : x.at]), true
		}
		return Str(x.s[x.at-n : x.at]), true
	case *Iter:
		if x.done {
			return Value{}, false
		}
		t.EnterCall() // what it iterates over may be an iterator again
		v, ok := x.next(t)
		t.LeaveCall()
		x.done = !ok
		return v, ok
	case *Generator:
		return x.Resume(t, None, nil)
	case *File:
		return x.nextLine(t)
	}
	var v Value
	if e := t.TryOnly(StopIterationType, func() {
		m, ok := t.lookupSpecial(it, "next")
		if !ok {
			if _, old := it.ref.(*OldInstance); old {
				t.Raise(TypeErrorType, "instance has no next() method")
			}
			t.Throw(Obj(NewException(StopIterationType))) // Jython takes it for an empty one
		}
		v = t.callFound(m, it)
	}); e != nil {
		return Value{}, false
	}
	return v, true
}

// Items returns all items of an iterable; the slice is the caller's to read only.
func (t *Thread) Items(v Value) []Value {
	switch x := v.ref.(type) {
	case *Tuple:
		if x.cls == TupleType {
			return x.Items
		}
	case *List:
		if x.cls == ListType {
			return append([]Value(nil), x.Items...)
		}
	}
	it := t.Iter(v)
	if r, ok := it.ref.(*rangeIter); ok {
		t.allocItems(int(r.left))
		out := make([]Value, 0, r.left)
		for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
			out = append(out, v)
		}
		return out
	}
	var out []Value
	for v, ok := t.Next(it); ok; v, ok = t.Next(it) {
		if len(out) == cap(out) {
			t.allocItems(len(out) + 4)
			t.Step(len(out) + 1)
		}
		out = append(out, v)
	}
	return out
}

// Unpack assigns an iterable's items to exactly len(out) targets.
func (t *Thread) Unpack(v Value, out []Value) {
	var items []Value
	switch x := v.ref.(type) {
	case *Tuple:
		items = x.Items
	case *List:
		items = x.Items
	default:
		it, ok := t.tryIter(v)
		if !ok {
			t.Raisef(TypeErrorType, "'%s' object is not iterable", v.Type().shown())
		}
		for i := range out {
			out[i], ok = t.Next(it)
			if !ok {
				t.Raisef(ValueErrorType, "need more than %d value%s to unpack", i, plural(i))
			}
		}
		if _, more := t.Next(it); more {
			t.Raise(ValueErrorType, "too many values to unpack")
		}
		return
	}
	if len(items) < len(out) {
		t.Raisef(ValueErrorType, "need more than %d value%s to unpack", len(items), plural(len(items)))
	}
	if len(items) > len(out) {
		t.Raise(ValueErrorType, "too many values to unpack")
	}
	copy(out, items)
}

// Contains is `item in v`.
func (t *Thread) Contains(v, item Value) bool {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__contains__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				return t.Truth(t.callFound(m, v, item))
			}
			return t.coreContains(v, item)
		}
		return t.searchIter(v, item)
	}
	return t.coreContains(v, item)
}

func (t *Thread) coreContains(v, item Value) bool {
	switch x := v.ref.(type) {
	case *List:
		for i := 0; i < len(x.Items); i++ {
			if i%itemsPerStep == itemsPerStep-1 {
				t.Step(1)
			}
			if t.equalItem(x.Items[i], item) {
				return true
			}
		}
		return false
	case *Tuple:
		for i, w := range x.Items {
			if i%itemsPerStep == itemsPerStep-1 {
				t.Step(1)
			}
			if t.equalItem(w, item) {
				return true
			}
		}
		return false
	case *Dict:
		return x.find(t, item) >= 0
	case *DictProxy:
		return x.D.find(t, item) >= 0
	case *DictView:
		return x.has(t, item)
	case *Set:
		return x.findMember(t, item) >= 0
	case *strData, *uniData, *ByteArray:
		return t.textContains(v, item)
	case *Boxed:
		return t.coreContains(x.Prim, item)
	case *XRange:
		if p := item.Prim(); p.is(KindInt) || p.is(KindBool) || p.is(KindLong) {
			d := p.Int64() - x.Start
			return x.N > 0 && d%x.Step == 0 && d/x.Step >= 0 && d/x.Step < x.N
		}
	}
	return t.searchIter(v, item)
}

func (t *Thread) searchIter(v, item Value) bool {
	it := t.Iter(v)
	for w, ok := t.Next(it); ok; w, ok = t.Next(it) {
		if t.equalItem(w, item) {
			return true
		}
		t.Step(1)
	}
	return false
}
