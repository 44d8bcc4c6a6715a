package object

// Arithmetic of int (32 bits), long, float and complex. A result leaves int for
// long exactly where Jython's does: when it does not fit 32 bits.

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

func itoa(i int64) string { return strconv.FormatInt(i, 10) }

// numRank orders the numeric types: 1 int and bool, 2 long, 3 float, 4 complex, 0 none.
func numRank(v Value) int {
	switch r := v.ref.(type) {
	case Kind:
		switch r {
		case KindInt, KindBool:
			return 1
		case KindLong:
			return 2
		case KindFloat:
			return 3
		}
	case *bigInt:
		return 2
	case *Complex:
		return 4
	}
	return 0
}

// toFloat converts a number of rank 1 to 3; a long beyond the range raises OverflowError.
func (t *Thread) toFloat(v Value) float64 {
	switch r := v.ref.(type) {
	case Kind:
		if r == KindFloat {
			return v.Float64()
		}
		return float64(int64(v.num))
	case *bigInt:
		f, _ := new(big.Float).SetInt(&r.Int).Float64()
		if math.IsInf(f, 0) {
			t.Raise(OverflowErrorType, "long int too large to convert to float")
		}
		return f
	}
	return 0
}

func (t *Thread) toComplex(v Value) complex128 {
	if c, ok := v.ref.(*Complex); ok {
		return c.V
	}
	return complex(t.toFloat(v), 0)
}

// numBinary is `a op b` for numbers; rank is the higher of theirs.
func (t *Thread) numBinary(op Op, a, b Value, rank int) (Value, bool) {
	switch rank {
	case 1:
		if a.is(KindBool) && b.is(KindBool) {
			if r, ok := boolBinary(op, a.num, b.num); ok {
				return r, true
			}
		}
		return t.intBinary(op, int64(a.num), int64(b.num))
	case 2:
		return t.longBinary(op, a, b)
	case 3:
		return t.floatBinary(op, t.toFloat(a), t.toFloat(b))
	}
	return t.complexBinary(op, t.toComplex(a), t.toComplex(b))
}

func (t *Thread) intBinary(op Op, x, y int64) (Value, bool) {
	switch op {
	case OpAdd:
		return Integer(x + y), true
	case OpSub:
		return Integer(x - y), true
	case OpMul:
		return Integer(x * y), true
	case OpDiv, OpFloorDiv, OpMod, OpDivmod:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "integer division or modulo by zero")
		}
		q, r := floorDivMod(x, y)
		switch op {
		case OpMod:
			return Integer(r), true
		case OpDivmod:
			return Obj(NewTuple(Integer(q), Integer(r))), true
		}
		return Integer(q), true
	case OpTrueDiv:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "division by zero")
		}
		return Float(float64(x) / float64(y)), true
	case OpPow:
		return t.intPow(x, y), true
	case OpLShift:
		if y < 0 {
			t.Raise(ValueErrorType, "negative shift count")
		}
		if x == 0 {
			return Int(0), true
		}
		if y < 32 {
			return Integer(x << uint(y)), true
		}
		return BigLong(t.shiftLeft(big.NewInt(x), y)), true
	case OpRShift:
		if y < 0 {
			t.Raise(ValueErrorType, "negative shift count")
		}
		return Integer(x >> uint(min(y, 63))), true
	case OpAnd:
		return Integer(x & y), true
	case OpOr:
		return Integer(x | y), true
	case OpXor:
		return Integer(x ^ y), true
	}
	return Value{}, false
}

// boolBinary keeps &, | and ^ of two bools a bool.
func boolBinary(op Op, x, y uint64) (Value, bool) {
	switch op {
	case OpAnd:
		return Bool(x&y != 0), true
	case OpOr:
		return Bool(x|y != 0), true
	case OpXor:
		return Bool(x != y), true
	}
	return Value{}, false
}

func floorDivMod(x, y int64) (q, r int64) {
	q, r = x/y, x%y
	if r != 0 && (r < 0) != (y < 0) {
		q--
		r += y
	}
	return
}

func (t *Thread) shiftLeft(x *big.Int, n int64) *big.Int {
	if n > 1<<37 {
		t.Alloc(1 << 34)
		t.Raise(MemoryErrorType, "")
	}
	t.Alloc(int(n/8) + 16 + x.BitLen()/8)
	return new(big.Int).Lsh(x, uint(n))
}

func (t *Thread) intPow(x, y int64) Value {
	if y < 0 {
		if x == 0 {
			t.Raise(ZeroDivisionErrorType, "0.0 cannot be raised to a negative power")
		}
		return Float(math.Pow(float64(x), float64(y)))
	}
	r := int64(1)
	base := x
	for n := y; n > 0; n >>= 1 {
		if n&1 != 0 {
			hi, lo := bits.Mul64(uint64(abs64(r)), uint64(abs64(base)))
			if hi != 0 || lo > math.MaxInt32 {
				return t.bigPow(big.NewInt(x), big.NewInt(y), false)
			}
			r *= base
		}
		if n > 1 {
			if abs64(base) > math.MaxInt32 {
				return t.bigPow(big.NewInt(x), big.NewInt(y), false)
			}
			base *= base
		}
	}
	if r == math.MinInt32 {
		return Long(r) // the one int that Jython's power does not answer as an int
	}
	return Integer(r)
}

func abs64(i int64) int64 {
	if i < 0 {
		return -i
	}
	return i
}

func (t *Thread) bigPow(x, y *big.Int, long bool) Value {
	make := BigInteger
	if long {
		make = BigLong
	}
	if x.IsInt64() && abs64(x.Int64()) <= 1 {
		return make(new(big.Int).Exp(x, y, nil))
	}
	if !y.IsInt64() || y.Int64() > 1<<37 {
		t.Alloc(1 << 40)
		t.Raise(MemoryErrorType, "")
	}
	size := int(y.Int64()) * x.BitLen() / 8
	t.Alloc(size + 16)
	t.Step(size / 64 * (1 + size/65536))
	return make(new(big.Int).Exp(x, y, nil))
}

func (t *Thread) longBinary(op Op, a, b Value) (Value, bool) {
	// Small operands do without big.Int.
	if a.Kind() != KindBig && b.Kind() != KindBig {
		x, y := int64(a.num), int64(b.num)
		switch op {
		case OpAdd:
			if s := x + y; (s > x) == (y > 0) {
				return Long(s), true
			}
		case OpSub:
			if s := x - y; (s < x) == (y > 0) {
				return Long(s), true
			}
		case OpMul:
			if abs64(x) < 1<<31 && abs64(y) < 1<<31 && x != math.MinInt64 && y != math.MinInt64 {
				return Long(x * y), true
			}
		case OpDiv, OpFloorDiv, OpMod:
			if y != 0 && y != -1 {
				q, r := floorDivMod(x, y)
				if op == OpMod {
					return Long(r), true
				}
				return Long(q), true
			}
		case OpAnd:
			return Long(x & y), true
		case OpOr:
			return Long(x | y), true
		case OpXor:
			return Long(x ^ y), true
		}
	}
	x, y := a.Big(), b.Big()
	switch op {
	case OpAdd:
		t.Alloc(max(x.BitLen(), y.BitLen()) / 8)
		return BigLong(new(big.Int).Add(x, y)), true
	case OpSub:
		t.Alloc(max(x.BitLen(), y.BitLen()) / 8)
		return BigLong(new(big.Int).Sub(x, y)), true
	case OpMul:
		n := (x.BitLen() + y.BitLen()) / 8
		t.Alloc(n)
		t.Step(1 + x.BitLen()/64*(y.BitLen()/64)/1000)
		return BigLong(new(big.Int).Mul(x, y)), true
	case OpDiv, OpFloorDiv, OpMod, OpDivmod:
		if y.Sign() == 0 {
			t.Raise(ZeroDivisionErrorType, "long division or modulo")
		}
		t.Alloc(x.BitLen() / 8)
		q, r := new(big.Int).QuoRem(x, y, new(big.Int))
		if r.Sign() != 0 && (r.Sign() < 0) != (y.Sign() < 0) {
			q.Sub(q, big.NewInt(1))
			r.Add(r, y)
		}
		switch op {
		case OpMod:
			return BigLong(r), true
		case OpDivmod:
			return Obj(NewTuple(BigLong(q), BigLong(r))), true
		}
		return BigLong(q), true
	case OpTrueDiv:
		if y.Sign() == 0 {
			t.Raise(ZeroDivisionErrorType, "long division or modulo")
		}
		f, _ := new(big.Rat).SetFrac(x, y).Float64()
		if math.IsInf(f, 0) {
			t.Raise(OverflowErrorType, "long/long too large for a float")
		}
		return Float(f), true
	case OpPow:
		if y.Sign() < 0 {
			if x.Sign() == 0 {
				t.Raise(ZeroDivisionErrorType, "zero to a negative power")
			}
			return t.floatBinary(op, t.toFloat(a), t.toFloat(b))
		}
		return t.bigPow(x, y, true), true
	case OpLShift, OpRShift:
		if y.Sign() < 0 {
			t.Raise(ValueErrorType, "negative shift count")
		}
		if !y.IsInt64() || y.Int64() > math.MaxInt32 {
			t.Raise(OverflowErrorType, "long int too large to convert to int")
		}
		if op == OpLShift {
			return BigLong(t.shiftLeft(x, y.Int64())), true
		}
		return BigLong(new(big.Int).Rsh(x, uint(y.Int64()))), true
	case OpAnd:
		return BigLong(new(big.Int).And(x, y)), true
	case OpOr:
		return BigLong(new(big.Int).Or(x, y)), true
	case OpXor:
		return BigLong(new(big.Int).Xor(x, y)), true
	}
	return Value{}, false
}

func (t *Thread) floatBinary(op Op, x, y float64) (Value, bool) {
	switch op {
	case OpAdd:
		return Float(x + y), true
	case OpSub:
		return Float(x - y), true
	case OpMul:
		return Float(x * y), true
	case OpDiv, OpTrueDiv:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "float division")
		}
		return Float(x / y), true
	case OpFloorDiv:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "float division")
		}
		return Float(math.Floor(x / y)), true
	case OpMod:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "float modulo")
		}
		return Float(floatMod(x, y)), true
	case OpDivmod:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "float division")
		}
		q := math.Floor(x / y)
		return Obj(NewTuple(Float(q), Float(x-q*y))), true
	case OpPow:
		return Float(t.floatPow(x, y)), true
	}
	return Value{}, false
}

func floatMod(x, y float64) float64 {
	r := math.Mod(x, y)
	if r == 0 {
		return math.Copysign(0, y)
	}
	if (r < 0) != (y < 0) {
		r += y
	}
	return r
}

func (t *Thread) floatPow(x, y float64) float64 {
	if x == 0 && y < 0 {
		t.Raise(ZeroDivisionErrorType, "0.0 cannot be raised to a negative power")
	}
	if x < 0 && !math.IsInf(x, 0) && y != math.Trunc(y) && !math.IsInf(y, 0) && y == y {
		t.Raise(ValueErrorType, "negative number cannot be raised to a fractional power")
	}
	return math.Pow(x, y)
}

func (t *Thread) complexBinary(op Op, x, y complex128) (Value, bool) {
	switch op {
	case OpAdd:
		return NewComplex(x + y), true
	case OpSub:
		return NewComplex(x - y), true
	case OpMul:
		return NewComplex(complex(real(x)*real(y)-imag(x)*imag(y), real(x)*imag(y)+imag(x)*real(y))), true
	case OpDiv, OpTrueDiv:
		return NewComplex(t.complexDiv(x, y)), true
	case OpFloorDiv, OpMod, OpDivmod:
		if y == 0 {
			t.Raise(ZeroDivisionErrorType, "complex division")
		}
		q := complex(math.Floor(real(t.complexDiv(x, y))), 0)
		r := x - complex(real(q)*real(y), real(q)*imag(y))
		switch op {
		case OpFloorDiv:
			return NewComplex(q), true
		case OpMod:
			return NewComplex(r), true
		}
		return Obj(NewTuple(NewComplex(q), NewComplex(r))), true
	case OpPow:
		return NewComplex(t.complexPow(x, y)), true
	}
	return Value{}, false
}

// complexDiv divides by Smith's method.
func (t *Thread) complexDiv(x, y complex128) complex128 {
	if y == 0 {
		t.Raise(ZeroDivisionErrorType, "complex division")
	}
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	if math.Abs(c) >= math.Abs(d) {
		r := d / c
		n := c + d*r
		return complex((a+b*r)/n, (b-a*r)/n)
	}
	r := c / d
	n := c*r + d
	return complex((a*r+b)/n, (b*r-a)/n)
}

func (t *Thread) complexPow(x, y complex128) complex128 {
	if y == 0 {
		return 1
	}
	if x == 0 {
		if imag(y) != 0 || real(y) < 0 {
			t.Raise(ZeroDivisionErrorType, "0.0 to a negative or complex power")
		}
		return 0
	}
	if imag(y) == 0 && real(y) == math.Trunc(real(y)) && math.Abs(real(y)) <= 100 {
		n := int(real(y))
		neg := n < 0
		if neg {
			n = -n
		}
		r, p := complex(1, 0), x
		for m := n; m > 0; m >>= 1 {
			if m&1 != 0 {
				r = cmul(r, p)
			}
			p = cmul(p, p)
		}
		if neg {
			return t.complexDiv(1, r)
		}
		return r
	}
	vabs := math.Hypot(real(x), imag(x))
	l := math.Pow(vabs, real(y))
	at := math.Atan2(imag(x), real(x))
	phase := at * real(y)
	if imag(y) != 0 {
		l /= math.Exp(at * imag(y))
		phase += imag(y) * math.Log(vabs)
	}
	return complex(l*math.Cos(phase), l*math.Sin(phase))
}

func cmul(x, y complex128) complex128 {
	return complex(real(x)*real(y)-imag(x)*imag(y), real(x)*imag(y)+imag(x)*real(y))
}

// numCompare compares numbers; rank is the higher of theirs.
func (t *Thread) numCompare(op CmpOp, a, b Value, rank int) bool {
	switch rank {
	case 1:
		return cmpHolds(op, cmp64(int64(a.num), int64(b.num)))
	case 2:
		if a.Kind() != KindBig && b.Kind() != KindBig {
			return cmpHolds(op, cmp64(int64(a.num), int64(b.num)))
		}
		return cmpHolds(op, a.Big().Cmp(b.Big()))
	case 3:
		if !a.is(KindFloat) && numRank(a) == 2 || !b.is(KindFloat) && numRank(b) == 2 {
			return cmpLongFloat(op, a, b)
		}
		x, y := t.toFloat(a), t.toFloat(b)
		switch op {
		case LT:
			return x < y
		case LE:
			return x <= y
		case EQ:
			return x == y
		case NE:
			return x != y
		case GT:
			return x > y
		}
		return x >= y
	}
	if op != EQ && op != NE {
		if isNaN(a) {
			return false
		}
		t.Raise(TypeErrorType, "cannot compare complex numbers using <, <=, >, >=")
	}
	var eq bool
	if ca, ok := a.ref.(*Complex); ok {
		eq = complexEqual(t, ca.V, b)
	} else {
		eq = complexEqual(t, b.ref.(*Complex).V, a)
	}
	return eq == (op == EQ)
}

func complexEqual(t *Thread, c complex128, v Value) bool {
	if o, ok := v.ref.(*Complex); ok {
		return c == o.V
	}
	return imag(c) == 0 && t.numCompare(EQ, Float(real(c)), v, 3)
}

// cmpLongFloat compares a long and a float exactly.
func cmpLongFloat(op CmpOp, a, b Value) bool {
	if a.is(KindFloat) {
		return cmpLongFloat(cmpSwapped[op], b, a)
	}
	f := b.Float64()
	if f != f {
		return op == NE
	}
	if math.IsInf(f, 0) {
		if f > 0 {
			return cmpHolds(op, -1)
		}
		return cmpHolds(op, 1)
	}
	return cmpHolds(op, new(big.Float).SetInt(a.Big()).Cmp(new(big.Float).SetFloat64(f)))
}

func (t *Thread) coreUnary(op UnaryOp, v Value) (Value, bool) {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool:
		i := int64(p.num)
		switch op {
		case OpNeg:
			return Integer(-i), true
		case OpInvert:
			return Integer(^i), true
		}
		return Integer(i), true
	case KindLong:
		i := int64(p.num)
		switch {
		case op == OpNeg && i != math.MinInt64:
			return Long(-i), true
		case op == OpNeg:
			return BigLong(new(big.Int).Neg(big.NewInt(i))), true
		case op == OpInvert:
			return Long(^i), true
		}
		return p, true
	case KindBig:
		switch op {
		case OpNeg:
			return BigLong(new(big.Int).Neg(p.Big())), true
		case OpInvert:
			return BigLong(new(big.Int).Not(p.Big())), true
		}
		return p, true
	case KindFloat:
		switch op {
		case OpNeg:
			return Float(-p.Float64()), true
		case OpPos:
			return p, true
		}
	case KindObject:
		if c, ok := p.ref.(*Complex); ok {
			switch op {
			case OpNeg:
				return NewComplex(complex(-real(c.V), -imag(c.V))), true
			case OpPos:
				return p, true
			}
		}
	}
	return Value{}, false
}

// bigText prints a big long, charging its quadratic cost.
func (t *Thread) bigText(b *big.Int) string {
	n := b.BitLen()
	t.Alloc(n / 3)
	t.Step(n / 1000)
	return b.String()
}

// FloatRepr is repr of a float: the shortest text that reads back the same.
func FloatRepr(f float64) string { return floatText(f, 'r', -1) }

// FloatStr is str of a float: twelve significant digits.
func FloatStr(f float64) string { return floatText(f, 'g', 12) }

func floatText(f float64, mode byte, prec int) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case f != f:
		return "nan"
	}
	// One digit before the point, the rest after, then the exponent decides the form.
	var s string
	if mode == 'r' {
		s = javaDigits(f)
		if s == "" {
			s = strconv.FormatFloat(f, 'e', -1, 64)
		}
	} else {
		s = strconv.FormatFloat(f, 'e', prec-1, 64)
	}
	e := strings.IndexByte(s, 'e')
	exp, _ := strconv.Atoi(s[e+1:])
	limit := 16
	if mode != 'r' {
		limit = prec - 1
	}
	if exp < -4 || exp >= limit {
		m := s[:e]
		if strings.IndexByte(m, '.') >= 0 {
			m = strings.TrimRight(strings.TrimRight(m, "0"), ".")
		}
		sign := "+"
		if exp < 0 {
			sign, exp = "-", -exp
		}
		es := strconv.Itoa(exp)
		if len(es) < 2 {
			es = "0" + es
		}
		return m + "e" + sign + es
	}
	var out string
	if mode == 'r' {
		out = strconv.FormatFloat(f, 'f', -1, 64)
	} else {
		out = strconv.FormatFloat(f, 'f', max(prec-1-exp, 0), 64)
		if strings.IndexByte(out, '.') >= 0 {
			out = strings.TrimRight(strings.TrimRight(out, "0"), ".")
		}
	}
	if strings.IndexByte(out, '.') < 0 {
		out += ".0"
	}
	return out
}

// javaDigits returns, with an exponent, the digits of whole numbers between 2**53 and 2**62, of which
// Java up to version 18 shows more than are needed; "" for all others.
func javaDigits(f float64) string {
	a := math.Abs(f)
	if a < 1<<53 || a >= 1<<62 {
		return ""
	}
	v := uint64(a)
	pow := uint64(1)
	for v/pow >= 1e17 { // seventeen digits are the most
		pow *= 10
	}
	v = (v + pow/2) / pow * pow
	d := strconv.FormatUint(v, 10)
	exp := len(d) - 1
	d = strings.TrimRight(d[:1]+"."+d[1:], "0")
	if f < 0 {
		d = "-" + d
	}
	return strings.TrimSuffix(d, ".") + "e+" + strconv.Itoa(exp)
}

func complexRepr(c complex128, prec int) string {
	part := func(f float64) string {
		var s string
		if prec == 17 {
			s = FloatRepr(f)
		} else {
			s = FloatStr(f)
		}
		return strings.TrimSuffix(s, ".0")
	}
	im := part(imag(c))
	if real(c) == 0 && !math.Signbit(real(c)) {
		return im + "j"
	}
	if im[0] != '-' {
		im = "+" + im
	}
	return "(" + part(real(c)) + im + "j)"
}
