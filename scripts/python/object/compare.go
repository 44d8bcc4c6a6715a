package object

// Comparison, hashing, repr and str.

import (
	"fmt"
	"math"
	"math/big"
	"strings"
)

// Compare is `a op b`. The result need not be a bool.
func (t *Thread) Compare(op CmpOp, a, b Value) Value {
	ka, ok1 := a.ref.(Kind)
	kb, ok2 := b.ref.(Kind)
	if ok1 && ok2 && ka == KindInt && kb == KindInt {
		return Bool(cmpHolds(op, cmp64(int64(a.num), int64(b.num))))
	}
	if isCustom(a) || isCustom(b) {
		return t.customCompare(op, a, b)
	}
	return Bool(t.coreCompare(op, a, b))
}

func cmp64(x, y int64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func cmpHolds(op CmpOp, c int) bool {
	switch op {
	case LT:
		return c < 0
	case LE:
		return c <= 0
	case EQ:
		return c == 0
	case NE:
		return c != 0
	case GT:
		return c > 0
	}
	return c >= 0
}

// Equal is bool(a == b).
func (t *Thread) Equal(a, b Value) bool {
	if isCustom(a) || isCustom(b) {
		return t.Truth(t.customCompare(EQ, a, b))
	}
	return t.coreCompare(EQ, a, b)
}

// equalItem is the comparison of container members: identity first.
func (t *Thread) equalItem(a, b Value) bool {
	switch a.ref.(type) {
	case Kind:
		// A float has no identity here; NaN is taken for the same NaN.
		if a.is(KindFloat) && Is(a, b) {
			return true
		}
	case *strData, *uniData, *bigInt:
	default:
		if a.ref == b.ref {
			return true
		}
	}
	return t.Equal(a, b)
}

// Cmp is cmp(a, b).
func (t *Thread) Cmp(a, b Value) int {
	if !isCustom(a) && !isCustom(b) {
		return t.coreCmp(a, b)
	}
	if Is(a, b) {
		return 0
	}
	// Rich comparisons come first; the reflected one is asked where the first has no answer.
	for _, try := range [...]struct {
		op CmpOp
		c  int
	}{{EQ, 0}, {LT, -1}, {GT, 1}} {
		r, ok := t.richOne(try.op, a, b)
		if !ok {
			r, ok = t.richOne(cmpSwapped[try.op], b, a)
		}
		if ok && t.Truth(r) {
			return try.c
		}
	}
	return t.customCmp(a, b)
}

func (t *Thread) enterCompare() {
	t.Step(1)
	if t.cmps >= t.RecursionLimit {
		t.Raise(RuntimeErrorType, "maximum recursion depth exceeded in cmp")
	}
	t.cmps++
}

func (t *Thread) leaveCompare() { t.cmps-- }

// comparedUnseen is how deep containers are compared before anybody looks for
// containers that contain themselves.
const comparedUnseen = 10

// comparing notes that x and y, not empty, are being compared, and reports
// whether they are already. Call done afterwards if they were not.
func (t *Thread) comparing(x, y *Value) (again bool, done func()) {
	pair := [2]*Value{x, y}
	if t.compared[pair] {
		return true, nil
	}
	if t.compared == nil {
		t.compared = map[[2]*Value]bool{}
	}
	t.compared[pair] = true
	return false, func() { delete(t.compared, pair) }
}

func (t *Thread) customCompare(op CmpOp, a, b Value) Value {
	// An instance of a subclass of the other's class is asked instead of it.
	if ta, tb := a.Type(), b.Type(); ta != tb && tb.isSubtype(ta) {
		a, b, op = b, a, cmpSwapped[op]
	}
	if r, ok := t.richOne(op, a, b); ok {
		return r
	}
	if r, ok := t.richOne(cmpSwapped[op], b, a); ok {
		return r
	}
	if op == EQ || op == NE {
		_, sa := a.ref.(*Set)
		_, sb := b.ref.(*Set)
		if sa || sb {
			return Bool(Is(a, b) == (op == EQ))
		}
	}
	if isNaN(a) && op != NE {
		return False
	}
	return Bool(cmpHolds(op, t.customCmp(a, b)))
}

// richOne calls a's rich comparison method, if its class has one.
func (t *Thread) richOne(op CmpOp, a, b Value) (Value, bool) {
	if !isCustom(a) {
		switch a.ref.(type) {
		case *List, *Tuple: // they leave it to an instance of a subclass
			return Value{}, false
		}
		if pb := b.Prim(); pb.ref != b.ref || b.Type().Base != ObjectType && isCoreObj(b) {
			if sameFamily(a, pb) {
				return Bool(t.coreCompare(op, a, pb)), true
			}
		}
		return Value{}, false
	}
	m, ok := t.lookupSpecial(a, cmpNames[op])
	if !ok {
		return Value{}, false
	}
	r := t.callFound(m, a, b)
	return r, !r.is(KindNotImplemented)
}

// isCoreObj reports whether v is of one of the Go types the switches know.
func isCoreObj(v Value) bool {
	switch v.ref.(type) {
	case *List, *Tuple, *Dict, *Set, *ByteArray, *Complex, *Boxed:
		return true
	}
	return false
}

// sameFamily reports whether the core types of a and b compare by value.
func sameFamily(a, b Value) bool {
	a, b = a.Prim(), b.Prim()
	if numRank(a) > 0 && numRank(b) > 0 || a.IsText() && b.IsText() {
		return true
	}
	switch a.ref.(type) {
	case *List:
		_, ok := b.ref.(*List)
		return ok
	case *Tuple:
		_, ok := b.ref.(*Tuple)
		return ok
	case *Dict:
		_, ok := b.ref.(*Dict)
		return ok
	case *Set:
		_, ok := b.ref.(*Set)
		return ok
	case *ByteArray, *strData:
		_, ok1 := bytesOf(a)
		_, ok2 := bytesOf(b)
		return ok1 && ok2
	}
	return false
}

// coreCmp is cmp for core types.
func (t *Thread) coreCmp(a, b Value) int {
	if t.coreCompare(EQ, a, b) {
		return 0
	}
	pa, pb := a.Prim(), b.Prim()
	if numRank(pa) == 4 || numRank(pb) == 4 {
		if numRank(pa) > 0 && numRank(pb) > 0 {
			t.Raise(TypeErrorType, "cannot compare complex numbers using <, <=, >, >=")
		}
		return t.defaultCmp(a, b)
	}
	if x, ok := pa.ref.(*Set); ok {
		if y, ok := pb.ref.(*Set); ok {
			switch {
			case t.isSubset(x, y):
				return -1
			case t.isSubset(y, x):
				return 1
			}
			t.Raise(TypeErrorType, "cannot compare sets using cmp()")
		}
	}
	if t.coreCompare(LT, a, b) || pa.is(KindFloat) && pa.Float64() != pa.Float64() {
		return -1
	}
	return 1
}

// coreCompare compares values of core types.
func (t *Thread) coreCompare(op CmpOp, a, b Value) bool {
	a, b = a.Prim(), b.Prim()
	ra, rb := numRank(a), numRank(b)
	if ra > 0 && rb > 0 {
		return t.numCompare(op, a, b, max(ra, rb))
	}
	switch x := a.ref.(type) {
	case *strData:
		switch y := b.ref.(type) {
		case *strData:
			return textHolds(op, a, b)
		case *uniData:
			return t.mixedCompare(op, a, b)
		case *ByteArray:
			return cmpHolds(op, strings.Compare(a.Text(), string(y.B)))
		}
	case *uniData:
		switch b.ref.(type) {
		case *strData:
			return t.mixedCompare(op, a, b)
		case *uniData:
			if op == EQ || op == NE {
				return (a.num == b.num && a.Text() == b.Text()) == (op == EQ)
			}
			return cmpHolds(op, compareUnicode(a.Text(), b.Text()))
		}
	case *List:
		if y, ok := b.ref.(*List); ok {
			return t.compareItems(op, x.Items, y.Items)
		}
	case *Tuple:
		if y, ok := b.ref.(*Tuple); ok {
			return t.compareItems(op, x.Items, y.Items)
		}
	case *Dict:
		if y, ok := b.ref.(*Dict); ok {
			return t.compareDicts(op, x, y)
		}
	case *Set:
		if y, ok := b.ref.(*Set); ok {
			return t.compareSets(op, x, y)
		}
		if op != EQ && op != NE {
			t.Raise(TypeErrorType, "can only compare to a set")
		}
		return op == NE
	case *ByteArray:
		if s, ok := bytesOf(b); ok {
			return cmpHolds(op, strings.Compare(string(x.B), s))
		}
	case *Slice:
		if y, ok := b.ref.(*Slice); ok {
			return t.compareItems(op, []Value{x.Start, x.Stop, x.Step}, []Value{y.Start, y.Stop, y.Step})
		}
	case *XRange:
		if y, ok := b.ref.(*XRange); ok && (op == EQ || op == NE) {
			same := x.N == y.N && (x.N == 0 || x.Start == y.Start && (x.N == 1 || x.Step == y.Step))
			return same == (op == EQ)
		}
	case *BoundNative:
		if y, ok := b.ref.(*BoundNative); ok && (op == EQ || op == NE) {
			return (x.Fn == y.Fn && t.equalReceiver(x.Self, y.Self)) == (op == EQ)
		}
	case *Method:
		if y, ok := b.ref.(*Method); ok && (op == EQ || op == NE) {
			return (Is(x.Fn, y.Fn) && (x.Self.IsAbsent() == y.Self.IsAbsent()) && (x.Self.IsAbsent() || t.equalReceiver(x.Self, y.Self))) == (op == EQ)
		}
	case *DictProxy:
		if y, ok := b.ref.(*DictProxy); ok {
			return t.compareDicts(op, x.D, y.D)
		}
		if y, ok := b.ref.(*Dict); ok {
			return t.compareDicts(op, x.D, y)
		}
	case *DictView:
		if r, ok := t.compareViews(op, x, b); ok {
			return r
		}
	}
	if op != EQ && op != NE && (isNaN(a) || isNaN(b)) {
		return false
	}
	if _, ok := b.ref.(*Set); ok && op != EQ && op != NE {
		t.Raise(TypeErrorType, "can only compare to a set")
	}
	switch op {
	case EQ:
		return Is(a, b)
	case NE:
		return !Is(a, b)
	}
	return cmpHolds(op, t.defaultCmp(a, b))
}

// equalReceiver compares what methods are bound to, which may be methods.
func (t *Thread) equalReceiver(a, b Value) bool {
	t.enterCompare()
	defer t.leaveCompare()
	return t.equalItem(a, b)
}

func isNaN(v Value) bool { return v.is(KindFloat) && v.Float64() != v.Float64() }

func textHolds(op CmpOp, a, b Value) bool {
	switch op {
	case EQ:
		return a.num == b.num && a.Text() == b.Text()
	case NE:
		return a.num != b.num || a.Text() != b.Text()
	}
	return cmpHolds(op, strings.Compare(a.Text(), b.Text()))
}

// compareUnicode orders by UTF-16 units, as java.lang.String.compareTo does.
func compareUnicode(a, b string) int {
	if isASCII(a) && isASCII(b) {
		return strings.Compare(a, b)
	}
	x, y := ToUTF16(a), ToUTF16(b)
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return cmp64(int64(x[i]), int64(y[i]))
		}
	}
	return cmp64(int64(len(x)), int64(len(y)))
}

// compareItems compares sequences lexicographically.
func (t *Thread) compareItems(op CmpOp, x, y []Value) bool {
	if (op == EQ || op == NE) && len(x) != len(y) {
		return op == NE
	}
	t.enterCompare()
	defer t.leaveCompare()
	if t.cmps > comparedUnseen && len(x) > 0 && len(y) > 0 {
		again, done := t.comparing(&x[0], &y[0])
		if again {
			if op != EQ && op != NE {
				t.Raise(ValueErrorType, "can't order recursive values")
			}
			return op == EQ
		}
		defer done()
	}
	for i := 0; i < len(x) && i < len(y); i++ {
		if i%itemsPerStep == itemsPerStep-1 {
			t.Step(1)
		}
		if !t.equalItem(x[i], y[i]) {
			if op == EQ || op == NE {
				return op == NE
			}
			return t.Truth(t.Compare(op, x[i], y[i]))
		}
	}
	return cmpHolds(op, cmp64(int64(len(x)), int64(len(y))))
}

func (t *Thread) compareDicts(op CmpOp, x, y *Dict) bool {
	if op == EQ || op == NE {
		return t.dictsEqual(x, y) == (op == EQ)
	}
	if x.n != y.n {
		return cmpHolds(op, cmp64(int64(x.n), int64(y.n)))
	}
	// Equal sizes: the smallest key whose values differ decides.
	t.enterCompare()
	defer t.leaveCompare()
	t.Step(int(x.n) / itemsPerStep * 2)
	kx, vx, ok1 := t.characterize(x, y)
	ky, vy, ok2 := t.characterize(y, x)
	if !ok1 && !ok2 {
		return cmpHolds(op, 0)
	}
	if !ok1 || !ok2 {
		if !ok1 {
			return cmpHolds(op, -1)
		}
		return cmpHolds(op, 1)
	}
	c := t.Cmp(kx, ky)
	if c == 0 {
		c = t.Cmp(vx, vy)
	}
	return cmpHolds(op, c)
}

func (t *Thread) characterize(x, y *Dict) (key, val Value, ok bool) {
	x.Each(func(k, v Value) {
		if w, has := y.Get(t, k); has && t.equalItem(v, w) {
			return
		}
		if !ok || t.Cmp(k, key) < 0 {
			key, val, ok = k, v, true
		}
	})
	return
}

func (t *Thread) dictsEqual(x, y *Dict) bool {
	if x == y {
		return true
	}
	if x.n != y.n {
		return false
	}
	t.enterCompare()
	defer t.leaveCompare()
	if t.cmps > comparedUnseen && len(x.e) > 0 && len(y.e) > 0 {
		again, done := t.comparing(&x.e[0].val, &y.e[0].val)
		if again {
			return true
		}
		defer done()
	}
	t.Step(int(x.n) / itemsPerStep)
	for i := 0; i < len(x.e); i++ {
		e := x.e[i]
		if e.key.ref == nil {
			continue
		}
		w, ok := y.Get(t, e.key)
		if !ok || !t.equalItem(e.val, w) {
			return false
		}
	}
	return true
}

// Hash is hash(v), within int32.
func (t *Thread) Hash(v Value) int {
	switch v.ref.(type) {
	case Kind, *strData, *uniData, *bigInt, nil:
		return int(scalarHash(v))
	}
	if isCustom(v) {
		return t.customHash(v)
	}
	return t.coreHash(v)
}

func (t *Thread) customHash(v Value) int {
	if o, ok := v.ref.(*OldInstance); ok {
		m, ok := o.lookup(t, "__hash__")
		if !ok {
			_, eq := o.lookup(t, "__eq__")
			_, cmp := o.lookup(t, "__cmp__")
			if eq || cmp {
				t.Raise(TypeErrorType, "unhashable instance")
			}
			return t.ID(v)
		}
		return t.hashResult(v, t.Call(m, nil, nil))
	}
	m, ok := v.Type().Lookup("__hash__")
	if !ok || m.IsNone() {
		if v.Type().heap && ok {
			t.Raise(TypeErrorType, "'NoneType' object is not callable")
		}
		t.raiseUnhashable(v)
	}
	if n, native := m.ref.(*Native); native {
		if n.Owner == ObjectType {
			return t.ID(v)
		}
		if n.isCore() {
			return t.coreHash(v)
		}
	}
	return t.hashResult(v, t.special(m, v))
}

func (t *Thread) hashResult(v, r Value) int {
	r = r.Prim()
	switch r.Kind() {
	case KindInt, KindBool, KindLong:
		return int(int32(r.Int64()))
	case KindBig:
		low := new(big.Int).And(r.Big(), big.NewInt(0xffffffff))
		return int(int32(low.Int64()))
	}
	if _, old := v.ref.(*OldInstance); old {
		t.Raise(TypeErrorType, "__hash__() must really return int"+t.Repr(Obj(r.Type())))
	}
	t.Raise(TypeErrorType, "__hash__ should return a int")
	return 0
}

func (t *Thread) raiseUnhashable(v Value) {
	if _, ok := v.ref.(*Set); ok {
		t.Raise(TypeErrorType, "set objects are unhashable")
	}
	t.Raisef(TypeErrorType, "unhashable type: '%s'", v.Type().shown())
}

// maxHashDepth bounds the nesting of tuples whose hash is computed.
const maxHashDepth = 20_000

func (t *Thread) coreHash(v Value) int {
	switch x := v.ref.(type) {
	case *Boxed:
		return t.Hash(x.Prim)
	case *Tuple:
		if t.hashes++; t.hashes > maxHashDepth {
			t.hashes = 0
			t.Raise(RuntimeErrorType, "maximum recursion depth exceeded")
		}
		defer func() { t.hashes = max(t.hashes-1, 0) }()
		t.Walk(len(x.Items))
		h, mult := int32(0x345678), int32(1000003)
		for n := len(x.Items) - 1; n >= 0; n-- {
			h = (h ^ int32(t.Hash(x.Items[n]))) * mult
			mult += 82520 + int32(n) + int32(n)
		}
		return int(h + 97531)
	case *Set:
		if !x.Frozen {
			t.raiseUnhashable(v)
		}
		t.Walk(int(x.n))
		var h int32
		for i := range x.e {
			if x.e[i].key.ref != nil {
				h += x.e[i].hashOf()
			}
		}
		return int(h)
	case *Complex:
		if imag(x.V) == 0 {
			return int(floatHash(real(x.V)))
		}
		b := math.Float64bits(real(x.V)) ^ math.Float64bits(imag(x.V))
		return int(int32(b) ^ int32(b>>32))
	case *List, *Dict, *ByteArray, *Slice:
		t.raiseUnhashable(v)
	case *BoundNative:
		t.EnterCall() // a method's receiver may be a method
		h := t.ID(Obj(x.Fn)) ^ t.Hash(x.Self)
		t.LeaveCall()
		return h
	case *Method:
		return t.ID(x.Fn)
	}
	return t.ID(v)
}

func floatHash(f float64) int32 {
	if f == math.Trunc(f) && !math.IsInf(f, 0) {
		if math.Abs(f) < 1<<62 {
			return longHash(int64(f))
		}
		b, _ := new(big.Float).SetFloat64(f).Int(nil)
		return bigHash(b)
	}
	switch {
	case f != f:
		return 0
	case math.IsInf(f, 1):
		return 314159
	case math.IsInf(f, -1):
		return -271828
	}
	b := math.Float64bits(f)
	return int32(b) ^ int32(b>>32)
}

func longHash(i int64) int32 {
	if i == int64(int32(i)) {
		return int32(i)
	}
	neg := i < 0
	u := uint64(i)
	if neg {
		u = -u
	}
	h := 31*int32(u>>32) + int32(uint32(u))
	if neg {
		return -h
	}
	return h
}

// bigHash is java.math.BigInteger.hashCode.
func bigHash(b *big.Int) int32 {
	if b.IsInt64() {
		return longHash(b.Int64())
	}
	bytes := new(big.Int).Abs(b).Bytes()
	for len(bytes)%4 != 0 {
		bytes = append([]byte{0}, bytes...)
	}
	var h int32
	for i := 0; i < len(bytes); i += 4 {
		h = 31*h + int32(uint32(bytes[i])<<24|uint32(bytes[i+1])<<16|uint32(bytes[i+2])<<8|uint32(bytes[i+3]))
	}
	return h * int32(b.Sign())
}

// Repr is repr(v), as the text of a str.
func (t *Thread) Repr(v Value) string {
	t.EnterCall()
	s := t.reprOf(v)
	t.LeaveCall()
	return s
}

func (t *Thread) reprOf(v Value) string {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__repr__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				return t.textResult(v, "__repr__", t.callFound(m, v))
			}
		} else if o, ok := v.ref.(*OldInstance); ok {
			return o.defaultRepr(t)
		}
	}
	return t.coreRepr(v)
}

// textResult is the text that method name of v returned.
func (t *Thread) textResult(v Value, name string, r Value) string {
	p := r.Prim()
	switch p.Kind() {
	case KindStr:
		return p.Text()
	case KindUnicode:
		return t.encodeASCII(p)
	}
	if _, old := v.ref.(*OldInstance); old {
		t.Raise(TypeErrorType, name+" method must return a string")
	}
	t.Raisef(TypeErrorType, "%s returned non-string (type %s)", name, r.Type().shown())
	return ""
}

// enterRepr reports whether o is being printed already.
func (t *Thread) enterRepr(o Object) bool {
	// A tuple can only contain itself through something else, which Jython waits for.
	if _, tuple := o.(*Tuple); !tuple {
		for _, x := range t.reprs {
			if x == o {
				return true
			}
		}
	}
	t.Step(1)
	if len(t.reprs)+t.depth > t.RecursionLimit {
		t.Raise(RuntimeErrorType, "maximum recursion depth exceeded")
	}
	t.reprs = append(t.reprs, o)
	return false
}

func (t *Thread) leaveRepr() { t.reprs = t.reprs[:len(t.reprs)-1] }

func (t *Thread) reprItems(b *Buffer, items []Value) {
	t.Step(len(items) / itemsPerStep)
	for i, it := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(t.Repr(it))
	}
}

func (t *Thread) coreRepr(v Value) string {
	switch x := v.ref.(type) {
	case nil:
		return "<absent>"
	case Kind:
		switch x {
		case KindNone:
			return "None"
		case KindBool:
			if v.num != 0 {
				return "True"
			}
			return "False"
		case KindInt:
			return itoa(int64(v.num))
		case KindLong:
			return itoa(int64(v.num)) + "L"
		case KindFloat:
			return FloatRepr(v.Float64())
		case KindNotImplemented:
			return "NotImplemented"
		}
		return "Ellipsis"
	case *strData:
		return t.reprStr(v.Text())
	case *uniData:
		return t.reprUnicode(v.Text())
	case *bigInt:
		return t.bigText(&x.Int) + "L"
	case *Boxed:
		return t.coreRepr(x.Prim)
	case *Complex:
		return complexRepr(x.V, 17)
	case *List:
		if len(x.Items) == 0 {
			return "[]"
		}
		if t.enterRepr(x) {
			return "[...]"
		}
		defer t.leaveRepr()
		b := t.NewBuffer()
		b.WriteByte('[')
		t.reprItems(b, x.Items)
		b.WriteByte(']')
		return b.String()
	case *Tuple:
		t.enterRepr(x)
		defer t.leaveRepr()
		b := t.NewBuffer()
		b.WriteByte('(')
		t.reprItems(b, x.Items)
		if len(x.Items) == 1 {
			b.WriteByte(',')
		}
		b.WriteByte(')')
		return b.String()
	case *Dict:
		if t.enterRepr(x) {
			return "{...}"
		}
		defer t.leaveRepr()
		b := t.NewBuffer()
		b.WriteByte('{')
		x.Each(func(k, v Value) {
			if b.Len() > 1 {
				b.WriteString(", ")
			}
			b.WriteString(t.Repr(k))
			b.WriteString(": ")
			b.WriteString(t.Repr(v))
		})
		b.WriteByte('}')
		return b.String()
	case *DictProxy:
		return "<dictproxy object at " + t.hexID(Obj(x.D)) + ">"
	case *Set:
		name := v.Type().shown()
		if t.enterRepr(x) {
			return name + "(...)"
		}
		defer t.leaveRepr()
		b := t.NewBuffer()
		b.WriteString(name + "([")
		t.reprItems(b, x.Items())
		b.WriteString("])")
		return b.String()
	case *ByteArray:
		t.Alloc(len(x.B))
		return "bytearray(b" + t.reprBytes(string(x.B)) + ")"
	case *XRange:
		return x.repr()
	case *Slice:
		return "slice(" + t.slicePart(x.Start) + ", " + t.slicePart(x.Stop) + ", " + t.slicePart(x.Step) + ")"
	case *Type:
		return x.repr()
	case *OldClass:
		return "<class " + x.fullName() + " at " + t.hexID(v) + ">"
	case *OldInstance:
		return x.defaultRepr(t)
	case *Function:
		return fmt.Sprintf("<function %s at %s>", x.Name.Text(), t.hexID(v))
	case *Native:
		if x.Owner != nil && !x.isNew {
			return fmt.Sprintf("<method '%s' of '%s' objects>", x.Name, x.Owner.Name)
		}
		if x.isNew {
			return "<built-in method __new__ of type object at " + t.hexID(Obj(x.Owner)) + ">"
		}
		return "<built-in function " + x.Name + ">"
	case *BoundNative:
		return fmt.Sprintf("<built-in method %s of %s object at %s>", x.Fn.Name, x.Self.Type().shown(), t.hexID(x.Self))
	case *Method:
		cls := ""
		if !x.Class.IsAbsent() {
			cls = t.className(x.Class) + "."
		}
		if x.Self.IsAbsent() {
			return "<unbound method " + cls + t.funcName(x.Fn) + ">"
		}
		return "<bound method " + cls + t.funcName(x.Fn) + " of " + t.Repr(x.Self) + ">"
	case *Module:
		// The name and the file are what the module's dict says.
		name := "?"
		if n, ok := x.Dict.GetText("__name__"); ok {
			name = t.Str(n)
		}
		if f, ok := x.Dict.GetText("__file__"); ok && !f.IsNone() {
			return "<module '" + name + "' from '" + t.Str(f) + "'>"
		}
		return "<module '" + name + "' (built-in)>"
	case *Exception:
		return x.repr(t)
	case *Throwable:
		return t.throwableText(x)
	case *Generator:
		return fmt.Sprintf("<generator object %s at %s>", x.Name, t.hexID(v))
	case *GetSet:
		return fmt.Sprintf("<attribute '%s' of '%s' objects>", x.Name, x.Owner.Name)
	case *Member:
		return fmt.Sprintf("<member '%s' of '%s' objects>", x.Name, x.Owner.Name)
	case *Code:
		return fmt.Sprintf("<code object %s at %s, file \"%s\", line %d>", x.Name, t.hexID(v), x.File, x.FirstLine)
	case *DictView:
		return x.repr(t)
	case *File:
		return x.repr(t, v)
	case *Super:
		return x.repr(t)
	}
	return "<" + v.Type().FullName() + " object at " + t.hexID(v) + ">"
}

// slicePart prints a part of a slice; Jython shows texts without quotes.
func (t *Thread) slicePart(v Value) string {
	if _, ok := v.ref.(*ByteArray); ok || v.IsText() {
		return t.Str(v)
	}
	return t.Repr(v)
}

// Str is str(v), as the text of a str.
func (t *Thread) Str(v Value) string {
	switch r := v.ref.(type) {
	case *strData:
		return v.Text()
	case *uniData:
		return t.encodeASCII(v)
	case Kind:
		switch r {
		case KindLong:
			return itoa(int64(v.num))
		case KindFloat:
			return FloatStr(v.Float64())
		}
		return t.coreRepr(v)
	case *bigInt:
		return t.bigText(&r.Int)
	}
	t.EnterCall()
	s := t.strOf(v)
	t.LeaveCall()
	return s
}

func (t *Thread) strOf(v Value) string {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__str__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				return t.textResult(v, "__str__", t.callFound(m, v))
			}
		} else if o, ok := v.ref.(*OldInstance); ok {
			return t.Repr(Obj(o))
		}
	}
	return t.coreStr(v)
}

func (t *Thread) coreStr(v Value) string {
	switch x := v.ref.(type) {
	case *Boxed:
		return t.Str(x.Prim)
	case *Complex:
		return complexRepr(x.V, 12)
	case *ByteArray:
		return string(x.B)
	case *Dict:
		if x.cls.heap { // str() of a dict does not ask the __repr__ of a subclass
			return t.coreRepr(v)
		}
	case *OldClass:
		return x.fullName()
	case *DictProxy:
		return t.coreRepr(Obj(x.D))
	case *Exception:
		return x.str(t)
	case *Throwable:
		return t.throwableText(x)
	}
	return t.Repr(v)
}

// UnicodeText is unicode(v), as UTF-8.
func (t *Thread) UnicodeText(v Value) string {
	switch v.ref.(type) {
	case *strData:
		return t.decodeASCII(v)
	case *uniData:
		return v.Text()
	}
	if p := v.Prim(); p.isUnicode() {
		return p.Text() // a subclass of unicode is not asked
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__unicode__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				r := t.callFound(m, v).Prim()
				switch r.Kind() {
				case KindUnicode:
					return r.Text()
				case KindStr:
					return t.decodeASCII(r)
				}
				if _, old := v.ref.(*OldInstance); old {
					t.Raise(TypeErrorType, "__unicode__ must return unicode or str")
				}
				t.Raise(TypeErrorType, "__unicode__ should return a unicode")
			}
		}
	}
	if b, ok := v.ref.(*Boxed); ok && b.Prim.IsText() {
		return t.decodeASCII(b.Prim) // __str__ is not asked
	}
	if e, ok := v.ref.(*Exception); ok && len(e.Args) == 1 && e.Args[0].isUnicode() && !e.cls.isSubtype(KeyErrorType) {
		return e.Args[0].Text()
	}
	return t.decodeASCII(t.StrValue(v))
}

// StrValue is str(v) as a value; a __str__ that returns unicode is kept as it is.
func (t *Thread) StrValue(v Value) Value {
	if v.isStr() {
		return v
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__str__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				r := t.callFound(m, v)
				if p := r.Prim(); p.isStr() || p.isUnicode() {
					return p
				}
				return Str(t.textResult(v, "__str__", r))
			}
		}
	}
	return Str(t.Str(v))
}
