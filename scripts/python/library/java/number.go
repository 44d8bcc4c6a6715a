package java

// java.math and the small classes of java.util: UUID, Random, Base64, Optional numbers.

import (
	"crypto/md5"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// decimal is a BigDecimal: unscaled × 10^-scale.
type decimal struct {
	n     *big.Int
	scale int
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

func (d decimal) rat() *big.Rat {
	if d.scale >= 0 {
		return new(big.Rat).SetFrac(d.n, pow10(d.scale))
	}
	return new(big.Rat).SetInt(new(big.Int).Mul(d.n, pow10(-d.scale)))
}

func (d decimal) float() float64 {
	f, _ := strconv.ParseFloat(d.n.String()+"E"+strconv.Itoa(-d.scale), 64)
	return f
}

func (d decimal) javaString(*thread) string {
	s := new(big.Int).Abs(d.n).String()
	sgn := ""
	if d.n.Sign() < 0 {
		sgn = "-"
	}
	exp := len(s) - 1 - d.scale
	if d.scale == 0 {
		return sgn + s
	}
	if d.scale > 0 && exp >= -6 {
		return sgn + d.plain(s)
	}
	out := s[:1]
	if len(s) > 1 {
		out += "." + s[1:]
	}
	if exp != 0 {
		out += fmt.Sprintf("E%+d", exp)
	}
	return sgn + out
}

func (d decimal) plain(s string) string {
	if d.scale <= 0 {
		return s + strings.Repeat("0", -d.scale)
	}
	for len(s) <= d.scale {
		s = "0" + s
	}
	return s[:len(s)-d.scale] + "." + s[len(s)-d.scale:]
}

func (d decimal) javaHash(*thread) int32 { return 31*bigHash(d.n) + int32(d.scale) }
func (d decimal) javaEquals(_ *thread, o value) bool {
	x, ok := payload[decimal](o)
	return ok && x.scale == d.scale && x.n.Cmp(d.n) == 0
}
func (d decimal) javaCompare(t *thread, o value) int {
	return d.rat().Cmp(decimalArg(t, "compareTo", 0, o).rat())
}

func (d decimal) setScale(t *thread, scale int, mode string) decimal {
	t.Alloc(max(0, scale-d.scale))
	if scale >= d.scale {
		return decimal{new(big.Int).Mul(d.n, pow10(scale-d.scale)), scale}
	}
	div := pow10(d.scale - scale)
	q, r := new(big.Int).QuoRem(d.n, div, new(big.Int))
	if r.Sign() != 0 && mode == "UNNECESSARY" {
		t.ThrowJava(arithmetic(), "Rounding necessary", nil)
	}
	if roundUp(q, new(big.Int).Abs(r), div, mode, d.n.Sign() < 0) {
		q.Add(q, big.NewInt(int64(d.n.Sign())))
	}
	return decimal{q, scale}
}

func parseDecimal(s string) (decimal, bool) {
	mant, exp, hasExp := strings.Cut(strings.ToUpper(s), "E")
	e := 0
	if hasExp {
		n, err := strconv.Atoi(exp)
		if err != nil || n > 1e6 || n < -1e6 {
			return decimal{}, false
		}
		e = n
	}
	whole, frac, _ := strings.Cut(mant, ".")
	if strings.ContainsAny(mant, "_ ") || strings.Trim(whole, "+-")+frac == "" {
		return decimal{}, false
	}
	n, ok := new(big.Int).SetString(strings.TrimPrefix(whole+frac, "+"), 10)
	return decimal{n, len(frac) - e}, ok
}

// decimalArg converts a number to a BigDecimal as BigDecimal.valueOf does.
func decimalArg(t *thread, name string, i int, v value) decimal {
	if d, ok := payload[decimal](v); ok {
		return d
	}
	p := v.Prim()
	if b := p.Big(); b != nil {
		return decimal{b, 0}
	}
	if p.Kind() == py.KindFloat {
		if d, ok := parseDecimal(javaDouble(p.Float64())); ok {
			return d
		}
	}
	badArg(t, name, i, v, "java.math.BigDecimal")
	return decimal{}
}

var roundingNames = []string{"UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY"}

func roundingArg(t *thread, v value) string {
	if b := v.Prim().Big(); b != nil && b.IsInt64() && b.Int64() >= 0 && b.Int64() < 8 {
		return roundingNames[b.Int64()]
	}
	return text(t, v)
}

type enum struct{ name string }

func (e enum) javaString(*thread) string          { return e.name }
func (e enum) javaEquals(_ *thread, o value) bool { x, ok := payload[enum](o); return ok && x == e }
func (e enum) javaHash(*thread) int32             { return int32(len(e.name)) }

// enumClass declares an enum.
func enumClass(full string, names ...string) func() *py.Type {
	return declare(full, func() *py.Type { return makeEnum(full, names) })
}

// makeEnum makes an enumeration. Its constants are the class's attributes.
func makeEnum(full string, names []string) *py.Type {
	place := func(v value) int {
		for i, n := range names {
			if n == must[enum](v).name {
				return i
			}
		}
		return -1
	}
	methods := []py.Def{
		def("name", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[enum](v).name) }),
		def("ordinal", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(place(v)) }),
		def("compareTo", 1, 1, func(t *thread, v value, a []value) value {
			argOf[enum](t, "compareTo", 0, a[0], full)
			return py.Int(place(v) - place(a[0]))
		}),
		def("getDeclaringClass", 0, 0, func(_ *thread, v value, _ []value) value { return py.Obj(v.Type()) }),
	}
	if full == "java.time.DayOfWeek" || full == "java.time.Month" {
		methods = append(methods, def("getValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(place(v) + 1) }))
	}
	cls := newClass(classDef{name: full, methods: methods})
	var all []value
	for _, n := range names {
		v := newObject(cls, enum{n})
		all = append(all, v)
		cls.AddConst(n, v)
	}
	cls.AddStatic(def("values", 0, 0, func(*thread, value, []value) value { return NewArray(0, full, append([]value(nil), all...)) }))
	cls.AddStatic(def("valueOf", 1, 1, func(t *thread, _ value, a []value) value {
		n := str(t, "valueOf", 0, a[0])
		for i, x := range names {
			if x == n {
				return all[i]
			}
		}
		t.ThrowJava(illegalArg(), "No enum constant "+full+"."+n, nil)
		return py.None
	}))
	return cls
}

var _ = enumClass("java.math.RoundingMode", roundingNames...)

var bigDecimal func() *py.Type

func newDecimal(d decimal) value { return newObject(bigDecimal(), d) }

func init() {
	bigDecimal = declare("java.math.BigDecimal", makeBigDecimal)
	declare("java.math.BigInteger", makeBigInteger)
	declare("java.util.UUID", makeUUID)
	declare("java.util.Random", makeRandom)
	declare("java.util.Base64", makeBase64)
}

// badDecimal is the message of the NumberFormatException of a text that is no decimal.
func badDecimal(s string) string {
	for _, c := range strings.TrimLeft(s, "+-") {
		if !strings.ContainsRune("0123456789.eE+-", c) {
			return "Character " + string(c) + " is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark."
		}
	}
	if s == "" {
		return "Index 0 out of bounds for length 0"
	}
	return "No digits found."
}

func makeBigDecimal() *py.Type {
	self := func(v value) decimal { return must[decimal](v) }
	bin := func(name string, f func(t *thread, x, y decimal) decimal) py.Def {
		return def(name, 1, 2, func(t *thread, v value, a []value) value {
			d := f(t, self(v), decimalArg(t, name, 0, a[0]))
			if len(a) == 2 {
				d = d.roundTo(t, contextArg(t, name, 1, a[1]))
			}
			return newDecimal(d)
		})
	}
	align := func(x, y decimal) (a, b *big.Int, scale int) {
		scale = max(x.scale, y.scale)
		return new(big.Int).Mul(x.n, pow10(scale-x.scale)), new(big.Int).Mul(y.n, pow10(scale-y.scale)), scale
	}
	divide := func(t *thread, x, y decimal, scale int, mode string) decimal {
		if y.n.Sign() == 0 {
			t.ThrowJava(arithmetic(), map[bool]string{true: "Division undefined", false: "Division by zero"}[x.n.Sign() == 0], nil)
		}
		t.Alloc(max(0, scale))
		r := new(big.Rat).Quo(x.rat(), y.rat())
		d, _ := parseDecimal(roundPlaces(r, max(scale, 0), mode))
		if r.Sign() < 0 {
			d.n.Neg(d.n)
		}
		d.scale = max(scale, 0)
		return d
	}
	exact := func(t *thread, x, y decimal) decimal {
		if y.n.Sign() == 0 {
			return divide(t, x, y, 0, "DOWN")
		}
		r := new(big.Rat).Quo(x.rat(), y.rat())
		prefer := x.scale - y.scale
		for scale := max(prefer, 0); scale < prefer+400; scale++ {
			if new(big.Rat).Mul(r, new(big.Rat).SetInt(pow10(scale))).IsInt() {
				return divide(t, x, y, scale, "DOWN")
			}
		}
		t.ThrowJava(arithmetic(), "Non-terminating decimal expansion; no exact representable decimal result.", nil)
		return decimal{}
	}
	pick := func(name string, sgn int) py.Def {
		return bin(name, func(_ *thread, x, y decimal) decimal {
			if y.rat().Cmp(x.rat())*sgn > 0 {
				return y
			}
			return x
		})
	}
	from := func(t *thread, a []value) decimal {
		if len(a) == 0 {
			t.Raise(py.TypeErrorType, "java.math.BigDecimal(): expected 1-4 args; got 0")
		}
		a[0] = unbox(a[0])
		if a[0].IsText() {
			s := str(t, "java.math.BigDecimal", 0, a[0])
			t.Alloc(len(s))
			d, ok := parseDecimal(s)
			if !ok {
				t.ThrowJava(numberFormat(), badDecimal(s), nil)
			}
			return d
		}
		if a[0].Prim().Kind() == py.KindFloat {
			f := a[0].Prim().Float64()
			if math.IsNaN(f) || math.IsInf(f, 0) {
				t.ThrowJava(numberFormat(), "Infinite or NaN", nil)
			}
			d, _ := parseDecimal(strconv.FormatFloat(f, 'f', -1, 64))
			r := new(big.Rat).SetFloat64(f)
			for scale := 0; scale < 1100; scale++ {
				if s := new(big.Rat).Mul(r, new(big.Rat).SetInt(pow10(scale))); s.IsInt() {
					return decimal{new(big.Int).Set(s.Num()), scale}
				}
			}
			return d
		}
		return decimalArg(t, "java.math.BigDecimal", 0, a[0])
	}
	consts := map[string]value{}
	for i, n := range roundingNames {
		consts["ROUND_"+n] = py.Int(i)
	}
	cls := newClass(classDef{name: "java.math.BigDecimal", consts: consts,
		new: func(t *thread, cls *py.Type, a []value, _ []string) value {
			d := from(t, a)
			if len(a) > 1 {
				if c, ok := payload[mathContext](a[1]); ok {
					d = d.roundTo(t, c)
				} else if b, ok := payload[bigInteger](a[0]); ok {
					d = decimal{b.n, integer(t, "java.math.BigDecimal", 1, a[1])}
				}
			}
			return newObject(cls, d)
		},
		methods: append([]py.Def{
			bin("add", func(_ *thread, x, y decimal) decimal { a, b, s := align(x, y); return decimal{a.Add(a, b), s} }),
			bin("subtract", func(_ *thread, x, y decimal) decimal { a, b, s := align(x, y); return decimal{a.Sub(a, b), s} }),
			bin("multiply", func(_ *thread, x, y decimal) decimal { return decimal{new(big.Int).Mul(x.n, y.n), x.scale + y.scale} }),
			bin("remainder", func(t *thread, x, y decimal) decimal {
				if y.n.Sign() == 0 {
					t.ThrowJava(arithmetic(), "Division by zero", nil)
				}
				a, b, s := align(x, y)
				return decimal{a.Rem(a, b), s}
			}),
			pick("max", 1), pick("min", -1),
			def("divide", 1, 3, func(t *thread, v value, a []value) value {
				x, y := self(v), decimalArg(t, "divide", 0, a[0])
				switch len(a) {
				case 1:
					return newDecimal(exact(t, x, y))
				case 2:
					if c, ok := payload[mathContext](a[1]); ok {
						if c.precision == 0 {
							return newDecimal(exact(t, x, y))
						}
						return newDecimal(quotient(t, x, y, c))
					}
					return newDecimal(divide(t, x, y, x.scale, roundingArg(t, a[1])))
				}
				return newDecimal(divide(t, x, y, integer(t, "divide", 1, a[1]), roundingArg(t, a[2])))
			}),
			def("negate", 0, 0, func(_ *thread, v value, _ []value) value {
				return newDecimal(decimal{new(big.Int).Neg(self(v).n), self(v).scale})
			}),
			def("abs", 0, 0, func(_ *thread, v value, _ []value) value {
				return newDecimal(decimal{new(big.Int).Abs(self(v).n), self(v).scale})
			}),
			def("signum", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).n.Sign()) }),
			def("scale", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).scale) }),
			def("precision", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(new(big.Int).Abs(self(v).n).String())) }),
			def("setScale", 1, 2, func(t *thread, v value, a []value) value {
				mode := "UNNECESSARY"
				if len(a) > 1 {
					mode = roundingArg(t, a[1])
				}
				return newDecimal(self(v).setScale(t, integer(t, "setScale", 0, a[0]), mode))
			}),
			def("pow", 1, 1, func(t *thread, v value, a []value) value {
				n := integer(t, "pow", 0, a[0])
				if n < 0 || n > 999999 {
					t.ThrowJava(arithmetic(), "Invalid operation", nil)
				}
				size := self(v).n.BitLen() / 8 * n
				t.Alloc(size)
				t.Step(size / 64 * (1 + size>>12))
				return newDecimal(decimal{new(big.Int).Exp(self(v).n, big.NewInt(int64(n)), nil), self(v).scale * n})
			}),
			def("stripTrailingZeros", 0, 0, func(_ *thread, v value, _ []value) value {
				d := self(v)
				n, scale := new(big.Int).Set(d.n), d.scale
				for n.Sign() != 0 {
					q, r := new(big.Int).QuoRem(n, big.NewInt(10), new(big.Int))
					if r.Sign() != 0 {
						break
					}
					n, scale = q, scale-1
				}
				if n.Sign() == 0 {
					scale = 0
				}
				return newDecimal(decimal{n, scale})
			}),
			def("toPlainString", 0, 0, func(_ *thread, v value, _ []value) value {
				s := self(v).plain(new(big.Int).Abs(self(v).n).String())
				if self(v).n.Sign() < 0 {
					s = "-" + s
				}
				return py.Unicode(s)
			}),
			def("doubleValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Float(self(v).float()) }),
			def("floatValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Float(float64(float32(self(v).float()))) }),
			def("intValue", 0, 0, func(t *thread, v value, _ []value) value {
				return py.Int(int(int32(self(v).setScale(t, 0, "DOWN").n.Int64())))
			}),
			def("longValue", 0, 0, func(t *thread, v value, _ []value) value { return py.Long(self(v).setScale(t, 0, "DOWN").n.Int64()) }),
			def("unscaledValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.BigLong(self(v).n) }),
		}, moreDecimal()...),
		static: []py.Def{def("valueOf", 1, 2, func(t *thread, _ value, a []value) value {
			d := decimalArg(t, "valueOf", 0, a[0])
			if len(a) > 1 {
				d.scale = integer(t, "valueOf", 1, a[1])
			}
			return newDecimal(d)
		})}})
	for name, n := range map[string]int64{"ZERO": 0, "ONE": 1, "TEN": 10} {
		cls.AddConst(name, newObject(cls, decimal{big.NewInt(n), 0}))
	}
	return cls
}

// bigInteger is a BigInteger. Jython turns the results of its methods into longs; only what a
// script constructs is an object.
type bigInteger struct{ n *big.Int }

func (b bigInteger) javaString(*thread) string { return b.n.String() }
func (b bigInteger) javaHash(*thread) int32    { return bigHash(b.n) }

// bigHash is BigInteger.hashCode.
func bigHash(n *big.Int) int32 {
	h := int32(0)
	for m, b := new(big.Int).Abs(n).Bytes(), 0; len(m) > 0; m = m[b:] {
		b = (len(m)-1)%4 + 1
		word := int32(0)
		for _, x := range m[:b] {
			word = word<<8 | int32(x)
		}
		h = 31*h + word
	}
	return h * int32(n.Sign())
}

func (b bigInteger) javaEquals(t *thread, o value) bool {
	x, ok := payload[bigInteger](o)
	if y := o.Prim().Big(); y != nil {
		x, ok = bigInteger{y}, true
	}
	return ok && x.n.Cmp(b.n) == 0
}
func (b bigInteger) javaCompare(t *thread, o value) int { return b.n.Cmp(bigArg(t, "compareTo", 0, o)) }

func bigArg(t *thread, name string, i int, v value) *big.Int {
	if b, ok := payload[bigInteger](v); ok {
		return b.n
	}
	if b := v.Prim().Big(); b != nil {
		return b
	}
	badArg(t, name, i, v, "java.math.BigInteger")
	return nil
}

func makeBigInteger() *py.Type {
	self := func(v value) *big.Int { return must[bigInteger](v).n }
	bin := func(name string, f func(z, x, y *big.Int) *big.Int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			y := bigArg(t, name, 0, a[0])
			if y.Sign() == 0 && (name == "divide" || name == "mod" || name == "remainder") {
				t.ThrowJava(arithmetic(), "BigInteger divide by zero", nil)
			}
			t.Alloc((self(v).BitLen() + y.BitLen()) / 8)
			t.Step(1 + self(v).BitLen()/64*(1+y.BitLen()/64))
			return py.BigLong(f(new(big.Int), self(v), y))
		})
	}
	shift := func(name string, f func(z, x *big.Int, n uint) *big.Int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			n := max(0, integer(t, name, 0, a[0]))
			if name == "shiftLeft" {
				t.Alloc(n / 8)
			}
			return py.BigLong(f(new(big.Int), self(v), uint(n)))
		})
	}
	cls := newClass(classDef{name: "java.math.BigInteger",
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.math.BigInteger", 1, 2, a, names)
			radix := 10
			if len(a) > 1 {
				radix = integer(t, "java.math.BigInteger", 1, a[1])
			}
			s := str(t, "java.math.BigInteger", 0, a[0])
			t.Alloc(len(s))
			t.Step(1 + len(s)*len(s)/256)
			n, ok := new(big.Int).SetString(s, radix)
			if !ok || strings.Contains(s, "_") {
				t.ThrowJava(numberFormat(), "For input string: \""+s+"\"", nil)
			}
			return newObject(cls, bigInteger{n})
		},
		methods: append([]py.Def{
			bin("add", (*big.Int).Add), bin("subtract", (*big.Int).Sub), bin("multiply", (*big.Int).Mul), bin("divide", (*big.Int).Quo),
			bin("remainder", (*big.Int).Rem), bin("mod", (*big.Int).Mod), bin("and", (*big.Int).And), bin("or", (*big.Int).Or), bin("xor", (*big.Int).Xor),
			bin("gcd", func(z, x, y *big.Int) *big.Int { return z.GCD(nil, nil, new(big.Int).Abs(x), new(big.Int).Abs(y)) }),
			shift("shiftLeft", (*big.Int).Lsh), shift("shiftRight", (*big.Int).Rsh),
			def("pow", 1, 1, func(t *thread, v value, a []value) value {
				n := integer(t, "pow", 0, a[0])
				if n < 0 {
					t.ThrowJava(arithmetic(), "Negative exponent", nil)
				}
				size := self(v).BitLen() * n / 8
				t.Alloc(size)
				t.Step(size / 64 * (1 + size>>12))
				return py.BigLong(new(big.Int).Exp(self(v), big.NewInt(int64(n)), nil))
			}),
			def("negate", 0, 0, func(_ *thread, v value, _ []value) value { return py.BigLong(new(big.Int).Neg(self(v))) }),
			def("abs", 0, 0, func(_ *thread, v value, _ []value) value { return py.BigLong(new(big.Int).Abs(self(v))) }),
			def("signum", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).Sign()) }),
			def("bitLength", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).BitLen()) }),
			def("intValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(int(int32(self(v).Int64()))) }),
			def("longValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).Int64()) }),
			def("doubleValue", 0, 0, func(t *thread, v value, _ []value) value { return py.Float(t.ToFloat(py.BigLong(self(v)))) }),
		}, moreInteger()...),
		static: []py.Def{def("valueOf", 1, 1, func(t *thread, _ value, a []value) value { return py.Long(num(t, "valueOf", 0, a[0], "long")) })}})
	for name, n := range map[string]int64{"ZERO": 0, "ONE": 1, "TEN": 10} {
		cls.AddConst(name, py.Long(n))
	}
	return cls
}

type uuid [16]byte

func (u uuid) javaString(*thread) string {
	s := hex.EncodeToString(u[:])
	return s[:8] + "-" + s[8:12] + "-" + s[12:16] + "-" + s[16:20] + "-" + s[20:]
}
func (u uuid) javaEquals(_ *thread, o value) bool { x, ok := payload[uuid](o); return ok && x == u }
func (u uuid) javaHash(*thread) int32 {
	h := u.half(0) ^ u.half(8)
	return int32(h>>32) ^ int32(h)
}
func (u uuid) half(i int) int64 {
	n := int64(0)
	for _, b := range u[i : i+8] {
		n = n<<8 | int64(b)
	}
	return n
}
func (u uuid) javaCompare(t *thread, o value) int {
	return strings.Compare(u.javaString(t), argOf[uuid](t, "compareTo", 0, o, "java.util.UUID").javaString(t))
}

func makeUUID() *py.Type {
	var cls *py.Type
	self := func(v value) uuid { return must[uuid](v) }
	stamp := func(u uuid, version byte) value {
		u[6] = u[6]&0x0f | version<<4
		u[8] = u[8]&0x3f | 0x80
		return newObject(cls, u)
	}
	cls = newClass(classDef{name: "java.util.UUID",
		new: func(t *thread, c *py.Type, a []value, names []string) value {
			checkArgs(t, "java.util.UUID", 2, 2, a, names)
			var u uuid
			for i := range 2 {
				n := uint64(num(t, "java.util.UUID", i, a[i], "long"))
				for k := range 8 {
					u[i*8+k] = byte(n >> (56 - 8*k))
				}
			}
			return newObject(c, u)
		},
		methods: []py.Def{
			def("version", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(int(self(v)[6] >> 4)) }),
			def("getMostSignificantBits", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).half(0)) }),
			def("getLeastSignificantBits", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).half(8)) }),
		},
		static: []py.Def{
			def("randomUUID", 0, 0, func(t *thread, _ value, _ []value) value {
				var u uuid
				host.Of(t).Rand().Read(u[:])
				return stamp(u, 4)
			}),
			def("fromString", 1, 1, func(t *thread, _ value, a []value) value {
				s := str(t, "fromString", 0, a[0])
				parts := strings.Split(s, "-")
				var u uuid
				ok := len(parts) == 5
				all := ""
				for i, w := range []int{8, 4, 4, 4, 12} {
					if ok && len(parts[i]) <= w && len(parts[i]) > 0 {
						all += strings.Repeat("0", w-len(parts[i])) + parts[i]
					}
				}
				b, err := hex.DecodeString(all)
				if !ok || err != nil || len(b) != 16 {
					t.ThrowJava(illegalArg(), "Invalid UUID string: "+s, nil)
				}
				copy(u[:], b)
				return newObject(cls, u)
			}),
			def("nameUUIDFromBytes", 1, 1, func(t *thread, _ value, a []value) value {
				b := []byte(a[0].Text())
				if x, ok := a[0].Object().(*py.ByteArray); ok {
					b = x.B
				}
				return stamp(uuid(md5.Sum(b)), 3)
			}),
		}})
	return cls
}

// random is a java.util.Random.
type random struct {
	state uint64
	next  float64
	has   bool
}

func (r *random) seed(n int64) { r.state, r.has = (uint64(n)^0x5deece66d)&(1<<48-1), false }
func (r *random) bits(n uint) int32 {
	r.state = (r.state*0x5deece66d + 0xb) & (1<<48 - 1)
	return int32(int64(r.state<<16) >> (16 + 48 - n))
}

// intn is nextInt(n).
func (r *random) intn(n int32) int32 {
	if n&-n == n {
		return int32((int64(n) * int64(r.bits(31))) >> 31)
	}
	for {
		b := r.bits(31)
		if x := b % n; b-x+(n-1) >= 0 {
			return x
		}
	}
}

func makeRandom() *py.Type {
	self := func(v value) *random { return must[*random](v) }
	return newClass(classDef{name: "java.util.Random",
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.util.Random", 0, 1, a, names)
			r := &random{}
			if len(a) == 1 {
				r.seed(num(t, "java.util.Random", 0, a[0], "long"))
			} else {
				r.seed(host.Of(t).Rand().Int63())
			}
			return newObject(cls, r)
		},
		methods: []py.Def{
			def("nextInt", 0, 1, func(t *thread, v value, a []value) value {
				if len(a) == 0 {
					return py.Int(int(self(v).bits(32)))
				}
				n := int32(integer(t, "nextInt", 0, a[0]))
				if n <= 0 {
					t.ThrowJava(illegalArg(), "bound must be positive", nil)
				}
				return py.Int(int(self(v).intn(n)))
			}),
			def("nextLong", 0, 0, func(_ *thread, v value, _ []value) value {
				hi := int64(self(v).bits(32)) << 32
				return py.Long(hi + int64(self(v).bits(32)))
			}),
			def("nextDouble", 0, 0, func(_ *thread, v value, _ []value) value {
				hi := int64(self(v).bits(26)) << 27
				return py.Float(float64(hi+int64(self(v).bits(27))) / (1 << 53))
			}),
			def("nextFloat", 0, 0, func(_ *thread, v value, _ []value) value { return py.Float(float64(self(v).bits(24)) / (1 << 24)) }),
			def("nextBoolean", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).bits(1) != 0) }),
			def("nextGaussian", 0, 0, func(_ *thread, v value, _ []value) value {
				r := self(v)
				if r.has {
					r.has = false
					return py.Float(r.next)
				}
				double := func() float64 { hi := int64(r.bits(26)) << 27; return float64(hi+int64(r.bits(27))) / (1 << 53) }
				for {
					x, y := 2*double()-1, 2*double()-1
					if s := x*x + y*y; s < 1 && s != 0 {
						m := math.Sqrt(-2 * math.Log(s) / s)
						r.next, r.has = y*m, true
						return py.Float(x * m)
					}
				}
			}),
			def("setSeed", 1, 1, func(t *thread, v value, a []value) value {
				self(v).seed(num(t, "setSeed", 0, a[0], "long"))
				return py.None
			}),
		}})
}

func makeBase64() *py.Type {
	type codec struct {
		enc  *base64.Encoding
		mime bool
	}
	self := func(v value) codec { return must[codec](v) }
	data := func(t *thread, name string, v value) string {
		if b, ok := bytesOf(v); ok {
			return b
		}
		if v.IsText() {
			return t.Encode(v.Text(), "latin-1", "replace")
		}
		var b []byte
		for _, x := range t.Items(v) {
			b = append(b, byte(num(t, name, 0, x, "byte[]")))
		}
		return string(b)
	}
	encode := func(t *thread, v value, a []value) string {
		out := self(v).enc.EncodeToString([]byte(data(t, "encode", a[0])))
		t.Alloc(len(out))
		if self(v).mime {
			var b strings.Builder
			for len(out) > 76 {
				b.WriteString(out[:76] + "\r\n")
				out = out[76:]
			}
			return b.String() + out
		}
		return out
	}
	encoder := newClass(classDef{name: "java.util.Base64$Encoder", methods: []py.Def{
		def("encodeToString", 1, 1, func(t *thread, v value, a []value) value { return py.Unicode(encode(t, v, a)) }),
		def("encode", 1, 1, func(t *thread, v value, a []value) value { return byteArray(t, encode(t, v, a)) }),
		def("withoutPadding", 0, 0, func(_ *thread, v value, _ []value) value {
			return newObject(v.Type(), codec{self(v).enc.WithPadding(base64.NoPadding), self(v).mime})
		}),
	}})
	decoder := newClass(classDef{name: "java.util.Base64$Decoder", methods: []py.Def{
		def("decode", 1, 1, func(t *thread, v value, a []value) value {
			s := data(t, "decode", a[0])
			if self(v).mime {
				s = strings.Map(func(r rune) rune {
					if strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", r) {
						return r
					}
					return -1
				}, s)
			}
			t.Alloc(len(s))
			b, err := self(v).enc.WithPadding(base64.NoPadding).DecodeString(strings.TrimRight(s, "="))
			if err != nil {
				extra := "+/"
				if self(v).enc == base64.URLEncoding {
					extra = "-_"
				}
				for i := 0; i < len(s); i++ {
					if !strings.Contains("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789="+extra, s[i:i+1]) {
						t.ThrowJava(illegalArg(), fmt.Sprintf("Illegal base64 character %x", s[i]), err)
					}
				}
				t.ThrowJava(illegalArg(), "Input byte array has wrong 4-byte ending unit", err)
			}
			if pad := len(s) - len(strings.TrimRight(s, "=")); pad > 0 && len(s)%4 != 0 {
				t.ThrowJava(illegalArg(), "Input byte array has wrong 4-byte ending unit", nil)
			}
			return byteArray(t, string(b))
		}),
	}})
	mk := func(name string, cls *py.Type, enc *base64.Encoding, mime bool) py.Def {
		return def(name, 0, 0, func(*thread, value, []value) value { return newObject(cls, codec{enc, mime}) })
	}
	return newClass(classDef{name: "java.util.Base64", static: []py.Def{mk("getEncoder", encoder, base64.StdEncoding, false),
		mk("getDecoder", decoder, base64.StdEncoding, false), mk("getUrlEncoder", encoder, base64.URLEncoding, false),
		mk("getUrlDecoder", decoder, base64.URLEncoding, false), mk("getMimeEncoder", encoder, base64.StdEncoding, true),
		mk("getMimeDecoder", decoder, base64.StdEncoding, true)}})
}
