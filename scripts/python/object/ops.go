package object

// Operators. Values of the core types are handled by switches over their Go
// types; everything else (script classes, library types) by special methods.

import (
	"math"
)

// Op is a binary operator.
type Op uint8

// The binary operators. OpDiv is `/` without `from __future__ import division`.
const (
	OpAdd Op = iota
	OpSub
	OpMul
	OpDiv
	OpFloorDiv
	OpTrueDiv
	OpMod
	OpDivmod
	OpPow
	OpLShift
	OpRShift
	OpAnd
	OpOr
	OpXor
	numOps
)

var opNames = [numOps]string{"add", "sub", "mul", "div", "floordiv", "truediv", "mod", "divmod", "pow", "lshift", "rshift", "and", "or", "xor"}
var opSigns = [numOps]string{"+", "-", "*", "/", "//", "/", "%", "divmod", "**", "<<", ">>", "&", "|", "^"}
var opForward, opReflected, opInPlace [numOps]string

// UnaryOp is a unary operator.
type UnaryOp uint8

// The unary operators.
const (
	OpNeg UnaryOp = iota
	OpPos
	OpInvert
)

var unaryNames = [...]string{"__neg__", "__pos__", "__invert__"}
var unarySigns = [...]string{"-", "+", "~"}

// CmpOp is a rich comparison.
type CmpOp uint8

// The rich comparisons.
const (
	LT CmpOp = iota
	LE
	EQ
	NE
	GT
	GE
)

var cmpNames = [...]string{"__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"}
var cmpSwapped = [...]CmpOp{GT, GE, EQ, NE, LT, LE}

func init() {
	for i, n := range opNames {
		opForward[i], opReflected[i], opInPlace[i] = "__"+n+"__", "__r"+n+"__", "__i"+n+"__"
	}
}

// isCustom reports whether v's operations go through special methods.
func isCustom(v Value) bool {
	switch r := v.ref.(type) {
	case Kind, *strData, *uniData, *bigInt:
		return false
	case *Type:
		return r.cls != nil && !r.cls.core
	case *OldInstance:
		return true
	}
	return !v.ref.PyType().core
}

// Binary is `a op b`.
func (t *Thread) Binary(op Op, a, b Value) Value {
	ka, ok1 := a.ref.(Kind)
	kb, ok2 := b.ref.(Kind)
	if ok1 && ok2 {
		switch {
		case ka == KindInt && kb == KindInt:
			x, y := int64(a.num), int64(b.num)
			switch op {
			case OpAdd:
				return Integer(x + y)
			case OpSub:
				return Integer(x - y)
			case OpMul:
				return Integer(x * y)
			}
		case ka == KindFloat && kb == KindFloat:
			x, y := math.Float64frombits(a.num), math.Float64frombits(b.num)
			switch op {
			case OpAdd:
				return Float(x + y)
			case OpSub:
				return Float(x - y)
			case OpMul:
				return Float(x * y)
			}
		}
	}
	if !isCustom(a) && !isCustom(b) {
		if r, ok := t.coreBinary(op, a, b); ok {
			return r
		}
		t.unsupported(op, a, b)
	}
	if r, ok := t.customBinary(op, a, b); ok {
		return r
	}
	t.unsupported(op, a, b)
	return Value{}
}

// checkRepeat refuses a long beyond the index range before a sequence.
func (t *Thread) checkRepeat(n, seq Value) {
	if k := n.Kind(); isSequenceObj(seq) && (k == KindBig || k == KindLong && n.Int64() != int64(int32(n.Int64()))) {
		t.Raise(OverflowErrorType, "long int too large to convert to int")
	}
}

func (t *Thread) customBinary(op Op, a, b Value) (Value, bool) {
	if op == OpMul {
		t.checkRepeat(a, b)
	}
	if oa, ok := a.ref.(*OldInstance); ok {
		if r, ok := t.oldBinary(op, oa, b, opForward[op], false); ok {
			return r, true
		}
	}
	if _, old := a.ref.(*OldInstance); !old {
		if ta, tb := a.Type(), b.Type(); ta != tb && tb.isSubtype(ta) && isCustom(b) {
			if m, ok := tb.Lookup(opReflected[op]); ok {
				if am, ok := ta.Lookup(opReflected[op]); !ok || am.ref != m.ref {
					if r := t.special(m, b, a); !r.is(KindNotImplemented) {
						return r, true
					}
				}
			}
		}
		if r, ok := t.callOp(opForward[op], op, a, b, false); ok {
			return r, true
		}
	}
	if ob, ok := b.ref.(*OldInstance); ok {
		return t.oldBinary(op, ob, a, opReflected[op], true)
	}
	if r, ok := t.callOp(opReflected[op], op, b, a, true); ok {
		return r, true
	}
	// Sequences repeat and concatenate even if one side is an instance of a subclass.
	if pa, pb := a.Prim(), b.Prim(); (pa.ref != a.ref || pb.ref != b.ref) && !isCustom(pa) && !isCustom(pb) {
		return t.coreBinary(op, pa, pb)
	}
	return Value{}, false
}

// callOp calls self.name(other), self not being an old-style instance.
func (t *Thread) callOp(name string, op Op, self, other Value, reflected bool) (Value, bool) {
	if !isCustom(self) {
		// A core type knows what to do with instances of subclasses of core types.
		if _, old := other.ref.(*OldInstance); old && op != OpMod && !(op == OpMul && isSequenceObj(self)) {
			return Value{}, false
		}
		if reflected {
			return t.coreBinary(op, other, self)
		}
		// What a core type of another family could do, a script's method does first.
		if op == OpMul && isSequenceObj(other) && numRank(self) > 0 || op == OpAdd && self.IsText() && other.Prim().IsText() && self.isStr() != other.Prim().isStr() {
			if overrides(other, opReflected[op]) {
				return Value{}, false
			}
		}
		return t.coreBinary(op, self, other)
	}
	m, ok := self.Type().Lookup(name)
	if !ok {
		return Value{}, false
	}
	r := t.special(m, self, other)
	return r, !r.is(KindNotImplemented)
}

// overrides reports whether the class of v, which no old-style instance is,
// has a special method of a script's own.
func overrides(v Value, name string) bool {
	if !isCustom(v) {
		return false
	}
	m, ok := v.Type().Lookup(name)
	n, native := m.ref.(*Native)
	return ok && !(native && n.Owner != nil && n.Owner.core)
}

func (t *Thread) oldBinary(op Op, o *OldInstance, other Value, name string, reflected bool) (Value, bool) {
	if c, ok := o.lookup(t, "__coerce__"); ok {
		r := t.Call1(c, other)
		if tu, ok := r.ref.(*Tuple); ok && len(tu.Items) == 2 {
			x, y := tu.Items[0], tu.Items[1]
			if x.ref != Object(o) {
				if reflected {
					x, y = y, x
				}
				// What __coerce__ answers may be coerced in turn.
				t.Enter()
				v := t.Binary(op, x, y)
				t.Leave()
				return v, true
			}
			other = y
		} else if !r.IsNone() {
			t.Raise(TypeErrorType, "coercion should return None or 2-tuple")
		}
	}
	m, ok := o.lookup(t, name)
	if !ok {
		return Value{}, false
	}
	r := t.Call1(m, other)
	return r, !r.is(KindNotImplemented)
}

func (t *Thread) unsupported(op Op, a, b Value) {
	an, bn := a.Type().shown(), b.Type().shown()
	if op == OpAdd {
		switch a.Prim().ref.(type) {
		case *strData, *uniData:
			t.Raisef(TypeErrorType, "cannot concatenate '%s' and '%s' objects", an, bn)
		case *List:
			t.Raisef(TypeErrorType, "can only concatenate list (not \"%s\") to list", bn)
		case *Tuple:
			t.Raisef(TypeErrorType, "can only concatenate tuple (not \"%s\") to tuple", bn)
		}
	}
	if ba, ok := a.ref.(*ByteArray); ok && op == OpAdd {
		if _, has := coreLen(b); !has && !isCustom(b) {
			t.Raisef(TypeErrorType, "object of type '%s' has no len()", bn)
		}
		t.Raisef(TypeErrorType, "can't concat %s to %s", bn, ba.cls.Name)
	}
	if op == OpMul {
		_, xb := b.ref.(*XRange)
		if isSequenceObj(a) {
			t.Raisef(TypeErrorType, "can't multiply sequence by non-int of type '%s'", bn)
		}
		if isSequenceObj(b) || xb {
			t.Raisef(TypeErrorType, "can't multiply sequence by non-int of type '%s'", an)
		}
	}
	t.Raisef(TypeErrorType, "unsupported operand type(s) for %s: '%s' and '%s'", opSigns[op], an, bn)
}

func isSequenceObj(v Value) bool {
	switch v.Prim().ref.(type) {
	case *strData, *uniData, *List, *Tuple, *ByteArray:
		return true
	}
	return false
}

// InPlace is `a op= b`; its result is what a is bound to.
func (t *Thread) InPlace(op Op, a, b Value) Value {
	switch x := a.ref.(type) {
	case Kind, *strData, *uniData, *bigInt:
		return t.Binary(op, a, b)
	case *OldInstance:
		if m, ok := x.lookup(t, opInPlace[op]); ok {
			if r := t.Call1(m, b); !r.is(KindNotImplemented) {
				return r
			}
		}
		return t.Binary(op, a, b)
	}
	if isCustom(a) {
		if m, ok := a.Type().Lookup(opInPlace[op]); ok {
			if r := t.special(m, a, b); !r.is(KindNotImplemented) {
				return r
			}
		}
		return t.Binary(op, a, b)
	}
	if r, ok := t.coreInPlace(op, a, b); ok {
		return r
	}
	return t.Binary(op, a, b)
}

func (t *Thread) coreInPlace(op Op, a, b Value) (Value, bool) {
	switch x := a.ref.(type) {
	case *List:
		switch op {
		case OpAdd:
			if _, ok := b.ref.(*List); !ok && !t.isIterable(b) {
				return Value{}, false
			}
			t.listExtend(x, b)
			return a, true
		case OpMul:
			n, ok := t.repeatCount(b)
			if !ok {
				return Value{}, false
			}
			x.Items = t.repeatItems(x.Items, n)
			return a, true
		}
	case *Set:
		if y, ok := b.ref.(*Set); ok && !x.Frozen {
			switch op {
			case OpOr:
				t.setUpdate(x, b)
			case OpAnd:
				t.setReplace(x, t.setIntersect(x, b))
			case OpSub:
				t.setDifferenceUpdate(x, b)
			case OpXor:
				t.setSymmetricUpdate(x, y)
			default:
				return Value{}, false
			}
			return a, true
		}
	case *ByteArray:
		switch op {
		case OpAdd:
			s, ok := bytesOf(b)
			if !ok {
				t.Raisef(TypeErrorType, "can't concat %s to %s", b.Type().shown(), a.Type().shown())
			}
			x.B = append(t.room(x.B, len(s)), s...)
			return a, true
		case OpMul:
			if n, ok := t.repeatCount(b); ok {
				x.B = []byte(t.repeatText(string(x.B), n))
				return a, true
			}
		}
	}
	return Value{}, false
}

// coreBinary is `a op b` for core types and instances of their subclasses.
func (t *Thread) coreBinary(op Op, a, b Value) (Value, bool) {
	arg := b
	a, b = a.Prim(), b.Prim()
	ra, rb := numRank(a), numRank(b)
	if ra > 0 && rb > 0 {
		return t.numBinary(op, a, b, max(ra, rb))
	}
	switch op {
	case OpAdd:
		return t.coreConcat(a, b)
	case OpMul:
		if isSequenceObj(a) {
			if n, ok := t.repeatCount(b); ok {
				return t.coreRepeat(a, n), true
			}
		} else if isSequenceObj(b) {
			t.checkRepeat(a, b)
			if n, ok := t.repeatCount(a); ok {
				return t.coreRepeat(b, n), true
			}
		}
	case OpMod:
		switch a.ref.(type) {
		case *strData, *uniData:
			return t.percent(a, arg), true
		}
	case OpSub, OpAnd, OpOr, OpXor:
		x, ok1 := a.ref.(*Set)
		if ok1 {
			if _, ok := b.ref.(*Set); ok {
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
			}
		}
		return t.dictViewBinary(op, a, b)
	}
	return Value{}, false
}

// repeatCount returns n for sequence * n.
func (t *Thread) repeatCount(v Value) (int, bool) {
	v = v.Prim()
	switch v.Kind() {
	case KindInt, KindBool:
		return int(v.Int64()), true
	case KindLong, KindBig:
		return t.indexSized(v), true
	case KindObject:
		if _, ok := t.lookupSpecial(v, "__index__"); ok && isCustom(v) {
			return t.Index(v), true
		}
	}
	return 0, false
}

func (t *Thread) coreRepeat(a Value, n int) Value {
	if n < 0 {
		n = 0
	}
	switch x := a.ref.(type) {
	case *strData:
		return Str(t.repeatText(a.Text(), n))
	case *uniData:
		return Unicode(t.repeatText(a.Text(), n))
	case *List:
		return Obj(NewList(t.repeatItems(x.Items, n)...))
	case *Tuple:
		if n == 1 && x.cls == TupleType {
			return a
		}
		return Obj(NewTuple(t.repeatItems(x.Items, n)...))
	case *ByteArray:
		return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: []byte(t.repeatText(string(x.B), n))})
	}
	return Value{}
}

func (t *Thread) repeatItems(items []Value, n int) []Value {
	if n <= 0 || len(items) == 0 {
		return nil
	}
	if n > (1<<40)/len(items) {
		t.allocItems(1 << 40)
	}
	t.allocItems(len(items) * n)
	t.checkSize(len(items) * n)
	out := make([]Value, 0, len(items)*n)
	for i := 0; i < n; i++ {
		out = append(out, items...)
	}
	return out
}

// checkSize raises MemoryError for what Java's arrays cannot hold.
func (t *Thread) checkSize(n int) {
	if n > math.MaxInt32 {
		t.Raise(MemoryErrorType, "")
	}
}

func (t *Thread) coreConcat(a, b Value) (Value, bool) {
	switch x := a.ref.(type) {
	case *strData:
		switch y := b.ref.(type) {
		case *strData:
			return Str(t.concat(a.Text(), b.Text())), true
		case *uniData:
			return Unicode(t.concat(t.decodeASCII(a), b.Text())), true
		case *ByteArray:
			return Str(t.concat(a.Text(), string(y.B))), true
		}
	case *uniData:
		switch y := b.ref.(type) {
		case *ByteArray:
			return Unicode(t.concat(a.Text(), t.decodeASCII(Str(string(y.B))))), true
		case *strData:
			return Unicode(t.concat(a.Text(), t.decodeASCII(b))), true
		case *uniData:
			return Unicode(t.concat(a.Text(), b.Text())), true
		}
	case *List:
		if y, ok := b.ref.(*List); ok {
			t.allocItems(len(x.Items) + len(y.Items))
			return Obj(NewList(append(append(make([]Value, 0, len(x.Items)+len(y.Items)), x.Items...), y.Items...)...)), true
		}
	case *Tuple:
		if y, ok := b.ref.(*Tuple); ok {
			t.allocItems(len(x.Items) + len(y.Items))
			return Obj(NewTuple(append(append(make([]Value, 0, len(x.Items)+len(y.Items)), x.Items...), y.Items...)...)), true
		}
	case *ByteArray:
		if s, ok := bytesOf(b); ok {
			size := len(x.B) + len(s)
			t.Alloc(size)
			return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: append(append(make([]byte, 0, size), x.B...), s...)}), true
		}
	}
	return Value{}, false
}

func (t *Thread) concat(a, b string) string {
	t.Alloc(len(a) + len(b))
	return a + b
}

// Unary is -v, +v or ~v.
func (t *Thread) Unary(op UnaryOp, v Value) Value {
	if isCustom(v) {
		if r, ok := t.callSpecial(v, unaryNames[op]); ok {
			return r
		}
		if o, ok := v.ref.(*OldInstance); ok {
			t.raiseNoAttr(Obj(o), unaryNames[op])
		}
	} else if r, ok := t.coreUnary(op, v); ok {
		return r
	}
	if r := numRank(v.Prim()); v.IsText() || r >= 3 && op == OpInvert {
		t.Raise(TypeErrorType, "bad operand type for unary "+unarySigns[op])
	}
	t.Raisef(TypeErrorType, "bad operand type for unary %s: '%s'", unarySigns[op], v.Type().shown())
	return Value{}
}

// Not is `not v`.
func (t *Thread) Not(v Value) Value { return Bool(!t.Truth(v)) }

// Truth is bool(v).
func (t *Thread) Truth(v Value) bool {
	switch r := v.ref.(type) {
	case Kind:
		switch r {
		case KindNone:
			return false
		case KindFloat:
			return math.Float64frombits(v.num) != 0
		case KindNotImplemented, KindEllipsis:
			return true
		}
		return v.num != 0
	case *strData, *uniData:
		return v.num != 0
	case *bigInt:
		return true
	}
	if !isCustom(v) {
		return coreTruth(v)
	}
	if o, ok := v.ref.(*OldInstance); ok {
		return t.oldTruth(o)
	}
	if m, ok := t.lookupSpecial(v, "__nonzero__"); ok {
		r := t.callFound(m, v)
		switch r.Kind() {
		case KindBool, KindInt:
			return r.num != 0
		}
		t.Raisef(TypeErrorType, "__nonzero__ should return bool or int, returned %s", v.Type().shown())
	}
	if m, ok := t.lookupSpecial(v, "__len__"); ok {
		return t.lenResult(v, t.callFound(m, v)) != 0
	}
	return coreTruth(v)
}

// oldTruth is the truth of an old-style instance: whatever its __getattr__
// raises when it is asked for __nonzero__ or __len__ means that it has none.
func (t *Thread) oldTruth(o *OldInstance) bool {
	find := func(name string) (m Value, ok bool) {
		if _, has := o.Class.find("__getattr__"); !has {
			return o.lookup(t, name)
		}
		e := t.Try(func() { m, ok = o.lookup(t, name) })
		return m, ok && e == nil
	}
	if m, ok := find("__nonzero__"); ok {
		return t.Truth(t.Call0(m))
	}
	if m, ok := find("__len__"); ok {
		return t.lenResult(Obj(o), t.Call0(m)) != 0
	}
	return true
}

// callFound calls a method lookupSpecial found: bound already for an old-style instance.
func (t *Thread) callFound(m, v Value, args ...Value) Value {
	if _, old := v.ref.(*OldInstance); old {
		return t.Call(m, args, nil)
	}
	return t.special(m, v, args...)
}

func coreTruth(v Value) bool {
	switch x := v.ref.(type) {
	case *List:
		return len(x.Items) > 0
	case *Tuple:
		return len(x.Items) > 0
	case *Dict:
		return x.n > 0
	case *Set:
		return x.n > 0
	case *ByteArray:
		return len(x.B) > 0
	case *XRange:
		return x.N > 0
	case *Complex:
		return x.V != 0
	case *DictProxy:
		return x.D.n > 0
	case *Boxed:
		p := x.Prim
		switch p.Kind() {
		case KindFloat:
			return p.Float64() != 0
		case KindBig:
			return true
		case KindObject:
			return coreTruth(p)
		}
		return p.num != 0
	}
	return true
}

// Len is len(v).
func (t *Thread) Len(v Value) int {
	if !isCustom(v) {
		if n, ok := coreLen(v); ok {
			return n
		}
	} else if m, ok := t.lookupSpecial(v, "__len__"); ok {
		return t.lenResult(v, t.callFound(m, v))
	} else if o, ok := v.ref.(*OldInstance); ok {
		t.raiseNoAttr(Obj(o), "__len__")
	}
	t.Raisef(TypeErrorType, "object of type '%s' has no len()", v.Type().shown())
	return 0
}

// lenResult is what __len__ of v returned. Like Jython's it may be negative.
func (t *Thread) lenResult(v, r Value) int {
	if _, old := v.ref.(*OldInstance); old && !r.is(KindInt) && !r.is(KindBool) {
		t.Raise(TypeErrorType, "__len__() should return an int")
	}
	return t.intResult(r)
}

// intResult converts what a special method returned to an int.
func (t *Thread) intResult(r Value) int {
	r = r.Prim()
	switch r.Kind() {
	case KindInt, KindBool:
		return int(r.Int64())
	case KindLong:
		if n := r.Int64(); n >= math.MinInt32 && n <= math.MaxInt32 {
			return int(n)
		}
		t.Raise(OverflowErrorType, "long int too large to convert to int")
	case KindBig:
		t.Raise(OverflowErrorType, "long int too large to convert to int")
	case KindFloat:
		return int(max(min(r.Float64(), math.MaxInt32), math.MinInt32))
	}
	if _, ok := r.ref.(*Complex); ok {
		t.Raise(TypeErrorType, "can't convert complex to int; use e.g. int(abs(z))")
	}
	if m, ok := t.lookupSpecial(r, "__int__"); ok && isCustom(r) {
		n := t.callFound(m, r)
		if k := numRank(n.Prim()); k != 1 && k != 2 {
			t.Raise(TypeErrorType, "__int__ should return an integer")
		}
		return t.intResult(n)
	}
	t.Raise(TypeErrorType, "an integer is required")
	return 0
}

func coreLen(v Value) (int, bool) {
	switch x := v.ref.(type) {
	case *strData:
		return int(v.num), true
	case *uniData:
		return runeLen(v.Text()), true
	case *List:
		return len(x.Items), true
	case *Tuple:
		return len(x.Items), true
	case *Dict:
		return int(x.n), true
	case *Set:
		return int(x.n), true
	case *ByteArray:
		return len(x.B), true
	case *XRange:
		return int(x.N), true
	case *DictProxy:
		return int(x.D.n), true
	case *DictView:
		return int(x.D.n), true
	case *Boxed:
		return coreLen(x.Prim)
	}
	return 0, false
}

// Index converts v to an index through __index__ and raises TypeError for
// anything else; beyond the index range it raises IndexError.
func (t *Thread) Index(v Value) int {
	n, ok := t.tryIndex(v)
	if !ok {
		t.Raisef(TypeErrorType, "'%s' object cannot be interpreted as an index", v.Type().shown())
	}
	return n
}

func (t *Thread) tryIndex(v Value) (int, bool) {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool:
		return int(p.Int64()), true
	case KindLong, KindBig:
		return t.indexSized(p), true
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__index__"); ok {
			r := t.callFound(m, v).Prim()
			switch r.Kind() {
			case KindInt, KindBool, KindLong, KindBig:
				if k := r.Kind(); k == KindBig || r.Int64() != int64(int32(r.Int64())) {
					t.Raise(OverflowErrorType, "long int too large to convert to int")
				}
				return int(r.Int64()), true
			}
			t.Raisef(TypeErrorType, "__index__ returned non-(int,long) (type %s)", r.Type().shown())
		}
	}
	return 0, false
}

// indexSized converts an integer that must fit into Java's int.
func (t *Thread) indexSized(v Value) int {
	if k := v.Kind(); k == KindBig || v.Int64() != int64(int32(v.Int64())) {
		t.Raise(OverflowErrorType, "cannot fit 'long' into an index-sized integer")
	}
	return int(v.Int64())
}
