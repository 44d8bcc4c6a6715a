package object

// Constructors and methods of the numeric types, and conversions between them.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
)

// boxed wraps p for a subclass of its type.
func boxed(cls, base *Type, p Value) Value {
	if cls == base {
		return p
	}
	return Obj(&Boxed{Header: Header{cls: cls}, Prim: p})
}

// coreInt is int(v) for a number: an int, or a long where it does not fit.
func (t *Thread) coreInt(v Value) Value {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool:
		return Int(int(p.Int64()))
	case KindLong:
		return Integer(p.Int64())
	case KindBig:
		return p
	case KindFloat:
		return t.floatToInt(p.Float64(), BigInteger)
	}
	if _, ok := p.ref.(*Complex); ok {
		t.Raise(TypeErrorType, "can't convert complex to int; use e.g. int(abs(z))")
	}
	return Value{}
}

func (t *Thread) coreLong(v Value) Value {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool, KindLong:
		return Long(p.Int64())
	case KindBig:
		return p
	case KindFloat:
		return t.floatToInt(p.Float64(), BigLong)
	}
	if _, ok := p.ref.(*Complex); ok {
		t.Raise(TypeErrorType, "can't convert complex to long; use e.g. long(abs(z))")
	}
	return Value{}
}

func (t *Thread) floatToInt(f float64, mk func(*big.Int) Value) Value {
	if math.IsInf(f, 0) {
		t.Raise(OverflowErrorType, "cannot convert float infinity to long")
	}
	if f != f {
		t.Raise(ValueErrorType, "cannot convert float NaN to integer")
	}
	b, _ := new(big.Float).SetFloat64(math.Trunc(f)).Int(nil)
	return mk(b)
}

// ToFloat is float(v) for numbers and objects with __float__; it raises TypeError for others.
func (t *Thread) ToFloat(v Value) float64 {
	p := v.Prim()
	if r := numRank(p); r > 0 && r < 4 && !isCustom(v) {
		return t.toFloat(p)
	}
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__float__"); ok {
			if n, native := m.ref.(*Native); native && n.isCore() {
				return t.toFloat(p)
			}
			r := t.callFound(m, v)
			if rp := r.Prim(); rp.is(KindFloat) {
				return rp.Float64()
			}
			t.Raisef(TypeErrorType, "nb_float should return float object")
		}
	}
	if _, ok := p.ref.(*Complex); ok {
		t.Raise(TypeErrorType, "can't convert complex to float; use e.g. abs(z)")
	}
	t.Raise(TypeErrorType, "a float is required")
	return 0
}

// ToInt64 converts an argument that must be an integer; floats are refused.
func (t *Thread) ToInt64(v Value) int64 {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool, KindLong:
		return p.Int64()
	case KindBig:
		t.Raise(OverflowErrorType, "long int too large to convert to int")
	case KindFloat:
		t.Raise(TypeErrorType, "integer argument expected, got float")
	}
	if isCustom(v) {
		for _, n := range []string{"__index__", "__int__"} {
			if r, ok := t.callSpecial(v, n); ok {
				if rp := r.Prim(); numRank(rp) == 1 || numRank(rp) == 2 {
					return t.ToInt64(rp)
				}
			}
		}
	}
	t.Raise(TypeErrorType, "an integer is required")
	return 0
}

func (t *Thread) coreAbs(v Value) Value {
	p := v.Prim()
	switch p.Kind() {
	case KindInt, KindBool, KindLong, KindBig:
		if p.Big().Sign() < 0 {
			r, _ := t.coreUnary(OpNeg, p)
			return r
		}
		r, _ := t.coreUnary(OpPos, p)
		return r
	case KindFloat:
		return Float(math.Abs(p.Float64()))
	}
	if c, ok := p.ref.(*Complex); ok {
		r := math.Hypot(real(c.V), imag(c.V))
		if math.IsInf(r, 0) && !math.IsInf(real(c.V), 0) && !math.IsInf(imag(c.V), 0) {
			t.Raise(OverflowErrorType, "absolute value too large")
		}
		return Float(r)
	}
	return Value{}
}

// coerceNumbers is coerce(a, b) for numbers.
func (t *Thread) coerceNumbers(a, b Value) (Value, Value, bool) {
	ra, rb := numRank(a), numRank(b)
	if ra == 0 || rb == 0 {
		return a, b, false
	}
	conv := func(v Value, rank int) Value {
		switch rank {
		case 2:
			return t.coreLong(v)
		case 3:
			return Float(t.toFloat(v))
		case 4:
			return NewComplex(t.toComplex(v))
		}
		return v
	}
	r := max(ra, rb)
	if r == 1 {
		return a, b, true
	}
	return conv(a, r), conv(b, r), true
}

func hexText(t *Thread, v Value) string { return radixText(t, v, 16, "0x") }
func octText(t *Thread, v Value) string { return radixText(t, v, 8, "0") }

func radixText(t *Thread, v Value, base int, prefix string) string {
	b := v.Big()
	t.Alloc(b.BitLen() / 3)
	s := b.Text(base)
	neg := ""
	if s[0] == '-' {
		neg, s = "-", s[1:]
	}
	if s == "0" && prefix == "0" {
		s = ""
	}
	if k := v.Kind(); k == KindLong || k == KindBig {
		s += "L"
	}
	if prefix == "0" && s == "L" {
		return "0L"
	}
	return neg + prefix + s
}

// parseInt reads an integer literal as int() and long() do; ok is false if s is none.
func parseInt(s string, base int) (*big.Int, bool) {
	s = strings.TrimFunc(s, isSpace)
	neg := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		neg = s[0] == '-'
		s = strings.TrimLeftFunc(s[1:], isSpace)
	}
	low := strings.ToLower(s)
	switch {
	case (base == 0 || base == 16) && strings.HasPrefix(low, "0x"):
		base, s = 16, s[2:]
	case (base == 0 || base == 8) && strings.HasPrefix(low, "0o"):
		base, s = 8, s[2:]
	case (base == 0 || base == 2) && strings.HasPrefix(low, "0b"):
		base, s = 2, s[2:]
	case base == 0 && strings.HasPrefix(s, "0"):
		base = 8
	case base == 0:
		base = 10
	}
	if s == "" || strings.ContainsAny(s, "+-_") {
		return nil, false
	}
	b, ok := new(big.Int).SetString(strings.ToLower(s), base)
	if ok && neg {
		b.Neg(b)
	}
	return b, ok
}

// decimalText returns the text of a str or unicode with Unicode digits made ASCII.
func (t *Thread) decimalText(v Value) string {
	s, ok, at := decimalText(v)
	if !ok {
		t.raiseEncode("decimal", s, at, at+1, "invalid decimal Unicode string")
	}
	return s
}

// decimalText also says where the first character is that is no digit.
func decimalText(v Value) (text string, ok bool, at int) {
	s := v.Text()
	if isASCII(s) || !v.Prim().isUnicode() {
		return s, true, 0
	}
	var b strings.Builder
	for _, c := range s {
		if d := decimalDigit(c); d >= 0 {
			b.WriteByte(byte('0' + d))
		} else if isSpace(c) {
			b.WriteByte(' ')
		} else if c < 0x80 {
			b.WriteRune(c)
		} else {
			return s, false, runeLen(s[:strings.IndexRune(s, c)])
		}
	}
	return b.String(), true, 0
}

func (t *Thread) intFromText(v Value, base int, fn string, mk func(*big.Int) Value) Value {
	s, plain, at := decimalText(v)
	if r := toRunes(s); !plain && r[at] > 0xff {
		t.raiseEncode("decimal", s, at, at+1, "invalid decimal Unicode string")
	}
	if plain && v.Prim().isUnicode() {
		v = Unicode(s)
	}
	t.Step(len(s)/100 + len(s)/1000*(len(s)/1000)) // a number is read in quadratic time
	if base < 0 || base == 1 || base > 36 {
		if fn == "long" {
			t.Raisef(ValueErrorType, "invalid base for long literal:%d", base)
		}
		t.Raise(ValueErrorType, "invalid base for atoi()")
	}
	text := s
	if fn == "long" {
		trimmed := strings.TrimFunc(s, isSpace)
		if n := len(trimmed); n > 1 && (trimmed[n-1] == 'l' || trimmed[n-1] == 'L') && base < 22 {
			text = trimmed[:n-1]
		}
	}
	b, ok := parseInt(text, base)
	if !ok {
		// Jython quotes the characters as they are.
		msg := fmt.Sprintf("invalid literal for %s() with base %d: '%s'", fn, base, v.Text())
		if isASCII(msg) {
			t.Raise(ValueErrorType, msg)
		}
		if !v.Prim().isUnicode() {
			msg = latin1ToUTF8(msg)
		}
		t.Throw(t.Call(Obj(ValueErrorType), []Value{Unicode(msg)}, nil))
	}
	return mk(b)
}

func numNew(name string, base *Type, convert func(*Thread, Value) Value, mk func(*big.Int) Value) NewFunc {
	return func(t *Thread, cls *Type, args []Value, names []string) Value {
		var x, radix Value
		if len(args) > 2 {
			t.Raisef(TypeErrorType, "%s() takes at most 2 arguments (%d given)", name, len(args))
		}
		pos := len(args) - len(names)
		if pos > 0 {
			x = args[0]
		}
		if pos > 1 {
			radix = args[1]
		}
		for i, n := range names {
			switch n {
			case "x":
				x = args[pos+i]
			case "base":
				radix = args[pos+i]
			default:
				t.Raisef(TypeErrorType, "'%s' is an invalid keyword argument for this function", n)
			}
		}
		if x.IsAbsent() {
			return boxed(cls, base, mk(new(big.Int)))
		}
		if !radix.IsAbsent() {
			b := int(t.ToInt64(radix))
			if !x.IsText() {
				t.Raisef(TypeErrorType, "%s: can't convert non-string with explicit base", name)
			}
			return boxed(cls, base, t.intFromText(x, b, name, mk))
		}
		if isCustom(x) {
			for _, m := range []string{"__" + name + "__", "__int__", "__long__", "__trunc__"} {
				f, ok := t.lookupSpecial(x, m)
				if !ok {
					continue
				}
				if n, native := f.ref.(*Native); native && n.isCore() {
					break
				}
				r := t.callFound(f, x)
				rp := r.Prim()
				switch numRank(rp) {
				case 1, 2:
					if cls == base && (m == "__int__" || m == "__long__") {
						return rp // as it is: int() may answer a long, or True
					}
					return boxed(cls, base, convert(t, rp))
				}
				if _, old := x.ref.(*OldInstance); old && m != "__trunc__" {
					t.Raisef(TypeErrorType, "%s() should return a %s", m, strings.Trim(m, "_"))
				}
				if m == "__int__" && name == "int" {
					t.Raise(TypeErrorType, "__int__ should return an integer")
				}
				if m == "__trunc__" {
					// An Integral of a script's own says itself what it is.
					if n, ok := t.lookupSpecial(rp, "__int__"); ok && isCustom(rp) {
						if i := t.callFound(n, rp).Prim(); numRank(i) == 1 || numRank(i) == 2 {
							if cls == base {
								return i
							}
							return boxed(cls, base, convert(t, i))
						}
					}
					t.Raisef(TypeErrorType, "__trunc__ returned non-Integral (type %s)", r.Type().shown())
				}
				t.Raisef(TypeErrorType, "%s returned non-%s (type %s)", m, name, r.Type().shown())
			}
		}
		p := x.Prim()
		if p.IsText() {
			return boxed(cls, base, t.intFromText(p, 10, name, mk))
		}
		if ba, ok := p.ref.(*ByteArray); ok && name == "int" {
			return boxed(cls, base, t.intFromText(Str(string(ba.B)), 10, name, mk))
		}
		if r := convert(t, p); !r.IsAbsent() && numRank(p) > 0 {
			return boxed(cls, base, r)
		}
		what := x.Type().shown()
		if name == "int" {
			what = t.Str(x) // Jython shows the value here
		}
		t.Raisef(TypeErrorType, "%s() argument must be a string or a number, not '%s'", name, what)
		return Value{}
	}
}

// parseFloat reads a float as float() does.
func parseFloat(s string) (float64, bool) {
	s = strings.TrimFunc(s, isSpace)
	low := strings.ToLower(s)
	switch strings.TrimLeft(low, "+-") {
	case "nan", "inf", "infinity":
		f, err := strconv.ParseFloat(low, 64)
		if err != nil {
			f, err = strconv.ParseFloat(strings.TrimLeft(low, "+-"), 64)
		}
		return f, err == nil && len(low)-len(strings.TrimLeft(low, "+-")) <= 1
	}
	if s == "" || strings.ContainsAny(low, "xp_in") {
		return 0, false
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		if ne, ok := err.(*strconv.NumError); !ok || ne.Err != strconv.ErrRange {
			return 0, false
		}
	}
	return f, true
}

func floatNew(t *Thread, cls *Type, args []Value, names []string) Value {
	a := t.bindNew("float", "x", 0, args, names)
	x := a[0]
	if x.IsAbsent() {
		return boxed(cls, FloatType, Float(0))
	}
	p := x.Prim()
	if isCustom(x) {
		if m, ok := t.lookupSpecial(x, "__float__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				r := t.callFound(m, x)
				if rp := r.Prim(); rp.is(KindFloat) {
					return boxed(cls, FloatType, rp)
				}
				if _, old := x.ref.(*OldInstance); old {
					t.Raise(TypeErrorType, "__float__() should return a float")
				}
				t.Raisef(TypeErrorType, "__float__ returned non-float (type %s)", r.Type().shown())
			}
		}
	}
	if p.IsText() {
		text, _, _ := decimalText(p)
		f, ok := parseFloat(text)
		if !ok {
			s := strings.TrimFunc(p.Text(), isSpace)
			if !isASCII(s) {
				if p.isStr() {
					s = latin1ToUTF8(s)
				}
				t.Throw(t.Call(Obj(ValueErrorType), []Value{Unicode("invalid literal for float: " + s)}, nil))
			}
			t.Raise(ValueErrorType, "invalid literal for float: "+s)
		}
		return boxed(cls, FloatType, Float(f))
	}
	if r := numRank(p); r > 0 && r < 4 {
		return boxed(cls, FloatType, Float(t.toFloat(p)))
	}
	if _, ok := p.ref.(*Complex); ok {
		t.Raise(TypeErrorType, "can't convert complex to float; use e.g. abs(z)")
	}
	t.Raise(TypeErrorType, "float() argument must be a string or a number")
	return Value{}
}

func complexNew(t *Thread, cls *Type, args []Value, names []string) Value {
	var re, im Value
	pos := len(args) - len(names)
	if len(args) > 2 {
		t.Raisef(TypeErrorType, "complex() takes at most 2 arguments (%d given)", len(args))
	}
	if pos > 0 {
		re = args[0]
	}
	if pos > 1 {
		im = args[1]
	}
	for i, n := range names {
		switch n {
		case "real":
			re = args[pos+i]
		case "imag":
			im = args[pos+i]
		default:
			t.Raisef(TypeErrorType, "'%s' is an invalid keyword argument for this function", n)
		}
	}
	if re.IsText() {
		if !im.IsAbsent() {
			t.Raise(TypeErrorType, "complex() can't take second arg if first is a string")
		}
		c, ok := parseComplex(t.decimalText(re.Prim()))
		if !ok {
			t.Raise(ValueErrorType, "complex() arg is a malformed string: "+re.Text())
		}
		return boxed(cls, ComplexType, NewComplex(c))
	}
	if im.IsText() {
		t.Raise(TypeErrorType, "complex() second arg can't be a string")
	}
	part := func(v Value, which string) complex128 {
		if v.IsAbsent() {
			return 0
		}
		if isCustom(v) {
			if r, ok := t.callSpecial(v, "__complex__"); ok {
				if c, ok := r.Prim().ref.(*Complex); ok {
					return c.V
				}
				if _, old := v.ref.(*OldInstance); old {
					t.Raise(TypeErrorType, "__complex__() should return a complex")
				}
				t.Raisef(TypeErrorType, "__complex__ returned non-complex (type %s)", r.Type().shown())
			}
			if numRank(v.Prim()) == 0 {
				if r, ok := t.callSpecial(v, "__float__"); ok {
					return complex(t.ToFloat(r), 0)
				}
			}
		}
		if numRank(v.Prim()) == 0 {
			t.Raise(TypeErrorType, "complex() "+which+"argument must be a string or a number")
		}
		return t.toComplex(v.Prim())
	}
	a, b := part(re, ""), part(im, "second ")
	if im.IsAbsent() {
		return boxed(cls, ComplexType, NewComplex(a))
	}
	if _, ok := im.Prim().ref.(*Complex); !ok {
		return boxed(cls, ComplexType, NewComplex(complex(real(a), imag(a)+real(b))))
	}
	return boxed(cls, ComplexType, NewComplex(complex(real(a)-imag(b), imag(a)+real(b))))
}

func parseComplex(s string) (complex128, bool) {
	s = strings.TrimFunc(s, isSpace)
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		s = strings.TrimFunc(s[1:len(s)-1], isSpace)
	}
	if s == "" {
		return 0, false
	}
	if c := s[len(s)-1]; c != 'j' && c != 'J' {
		f, ok := parseFloat(s)
		// Not a number and infinity are spelled as Java does.
		word := strings.TrimLeft(s, "+-")
		return complex(f, 0), ok && (!strings.ContainsAny(s, "nN") || word == "NaN" || word == "Infinity")
	}
	s = s[:len(s)-1]
	// The last sign that is not an exponent's separates the parts.
	cut := 0
	for i := len(s) - 1; i > 0; i-- {
		if (s[i] == '+' || s[i] == '-') && s[i-1] != 'e' && s[i-1] != 'E' {
			cut = i
			break
		}
	}
	im := s[cut:]
	if im == "" || im == "+" || im == "-" {
		im += "1"
	}
	b, ok := parseFloat(im)
	if !ok || strings.ContainsFunc(im, isSpace) {
		return 0, false
	}
	a := 0.0
	if cut > 0 {
		if a, ok = parseFloat(s[:cut]); !ok {
			return 0, false
		}
	}
	return complex(a, b), true
}

func (t *Thread) powMod(a, b, m Value) Value {
	x, y, z := a.Prim(), b.Prim(), m.Prim()
	rx, ry, rz := numRank(x), numRank(y), numRank(z)
	if rx == 0 || ry == 0 || rz == 0 || rx > 2 || ry > 2 || rz > 2 {
		if rx > 0 && ry > 0 && rz > 0 {
			if max(rx, ry, rz) == 4 {
				t.Raise(ValueErrorType, "complex modulo")
			}
			t.Raise(TypeErrorType, "pow() 3rd argument not allowed unless all arguments are integers")
		}
		t.Raisef(TypeErrorType, "unsupported operand type(s) for pow(): '%s', '%s', '%s'", a.Type().shown(), b.Type().shown(), m.Type().shown())
	}
	long := max(rx, ry, rz) == 2
	if y.Big().Sign() < 0 {
		if x.Big().Sign() == 0 {
			if long {
				t.Raise(ZeroDivisionErrorType, "zero to a negative power")
			}
			t.Raise(ZeroDivisionErrorType, "0.0 cannot be raised to a negative power")
		}
		t.Raise(TypeErrorType, "pow() 3rd argument not allowed unless all arguments are integers")
	}
	mod := z.Big()
	if mod.Sign() == 0 {
		if long {
			t.Raise(ValueErrorType, "pow(x, y, z) with z == 0")
		}
		t.Raise(ValueErrorType, "pow(x, y, z) with z==0")
	}
	t.Step(y.Big().BitLen() * (1 + mod.BitLen()/256))
	r := new(big.Int).Exp(x.Big(), y.Big(), new(big.Int).Abs(mod))
	if mod.Sign() < 0 && r.Sign() > 0 {
		r.Add(r, mod)
	}
	if max(rx, ry, rz) == 1 {
		return BigInteger(r)
	}
	return BigLong(r)
}

// floatHex is float.hex().
func floatHex(f float64) string {
	switch {
	case f != f:
		return "nan"
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case f == 0:
		if math.Signbit(f) {
			return "-0x0.0p+0"
		}
		return "0x0.0p+0"
	}
	if math.Abs(f) < 0x1p-1022 {
		sign := ""
		if f < 0 {
			sign = "-"
		}
		return fmt.Sprintf("%s0x0.%013xp-1022", sign, math.Float64bits(f)&(1<<52-1))
	}
	s := strconv.FormatFloat(f, 'x', -1, 64)
	p := strings.IndexByte(s, 'p')
	m := s[:p]
	if !strings.Contains(m, ".") {
		m += "."
	}
	m += strings.Repeat("0", 13-(len(m)-strings.IndexByte(m, '.')-1))
	exp, _ := strconv.Atoi(s[p+1:])
	return fmt.Sprintf("%sp%+d", m, exp)
}

func init() {
	ObjectType.New = objectNew
	TypeType.New = typeNew
	IntType.New = numNew("int", IntType, (*Thread).coreInt, BigInteger)
	LongType.New = numNew("long", LongType, (*Thread).coreLong, BigLong)
	FloatType.New = floatNew
	ComplexType.New = complexNew
	BoolType.New = func(t *Thread, _ *Type, args []Value, names []string) Value {
		a := t.bindNew("bool", "x", 0, args, names)
		return Bool(!a[0].IsAbsent() && t.Truth(a[0]))
	}
	ClassType.New = classNew
	num := func(f func(v Value) Value) func(*Thread, Value) Value {
		return func(_ *Thread, v Value) Value { return f(v.Prim()) }
	}
	whole := func(t *Thread, v Value, _ []Value) Value { r, _ := t.coreUnary(OpPos, v); return r }
	for _, ty := range []*Type{IntType, LongType} {
		ty.AddMethods(
			Def{Name: "bit_length", Fn: func(_ *Thread, v Value, _ []Value) Value { return Int(v.Prim().Big().BitLen()) }},
			Def{Name: "conjugate", Fn: whole},
		)
		zero := Int(0)
		one := Int(1)
		if ty == LongType {
			zero, one = Long(0), Long(1)
		}
		self := func(t *Thread, v Value) Value { return whole(t, v, nil) }
		ty.AddAttrs(
			Attr{Name: "real", Get: self}, Attr{Name: "numerator", Get: self},
			Attr{Name: "imag", Get: num(func(Value) Value { return zero })},
			Attr{Name: "denominator", Get: num(func(Value) Value { return one })},
		)
	}
	FloatType.AddMethods(
		Def{Name: "is_integer", Fn: func(_ *Thread, v Value, _ []Value) Value {
			f := v.Prim().Float64()
			return Bool(f == math.Trunc(f) && !math.IsInf(f, 0))
		}},
		Def{Name: "as_integer_ratio", Fn: func(t *Thread, v Value, _ []Value) Value {
			f := v.Prim().Float64()
			if math.IsInf(f, 0) {
				t.Raise(OverflowErrorType, "Cannot pass infinity to float.as_integer_ratio.")
			}
			if f != f {
				t.Raise(ValueErrorType, "Cannot pass NaN to float.as_integer_ratio.")
			}
			r := new(big.Rat).SetFloat64(f)
			return Obj(NewTuple(BigLong(r.Num()), BigLong(r.Denom())))
		}},
		Def{Name: "conjugate", Fn: func(_ *Thread, v Value, _ []Value) Value { return v.Prim() }},
		Def{Name: "hex", Fn: func(_ *Thread, v Value, _ []Value) Value { return Str(floatHex(v.Prim().Float64())) }},
	)
	FloatType.AddClassMethod(Def{Name: "fromhex", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		s := strings.ToLower(strings.TrimSpace(t.Str(a[0])))
		body := strings.TrimLeft(s, "+-")
		if body == "nan" && len(s) <= len("-nan") {
			return Float(math.NaN())
		}
		if !strings.HasPrefix(body, "0x") && body != "inf" && body != "nan" && body != "infinity" {
			s = s[:len(s)-len(body)] + "0x" + body
		}
		if strings.Contains(s, "0x") && !strings.Contains(s, "p") {
			s += "p0"
		}
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			if ne, ok := err.(*strconv.NumError); ok && ne.Err == strconv.ErrRange {
				t.Raise(OverflowErrorType, "hexadecimal value too large to represent as a float")
			}
			t.Raise(ValueErrorType, "invalid hexadecimal floating-point string")
		}
		return Float(f)
	}})
	FloatType.AddAttrs(
		Attr{Name: "real", Get: num(func(v Value) Value { return v })},
		Attr{Name: "imag", Get: num(func(Value) Value { return Float(0) })},
	)
	ComplexType.AddMethods(Def{Name: "conjugate", Fn: func(_ *Thread, v Value, _ []Value) Value {
		c := v.Prim().ref.(*Complex).V
		return NewComplex(complex(real(c), -imag(c)))
	}})
	ComplexType.AddAttrs(
		Attr{Name: "real", Get: num(func(v Value) Value { return Float(real(v.ref.(*Complex).V)) })},
		Attr{Name: "imag", Get: num(func(v Value) Value { return Float(imag(v.ref.(*Complex).V)) })},
	)
}
