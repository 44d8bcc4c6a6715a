package java

// java.math.MathContext, and what BigDecimal and BigInteger do beyond plain arithmetic.

import (
	"fmt"
	"math/big"
	"strings"

	py "dryfire/scripts/python/object"
)

// mathContext is a MathContext: a number of digits, 0 for any number, and a rounding mode.
type mathContext struct {
	precision int
	mode      string
}

func (c mathContext) javaString(*thread) string {
	return fmt.Sprintf("precision=%d roundingMode=%s", c.precision, c.mode)
}

func (c mathContext) javaEquals(_ *thread, o value) bool {
	x, ok := payload[mathContext](o)
	return ok && x == c
}

// roundTo is a decimal with no more digits than a context has.
func (d decimal) roundTo(t *thread, c mathContext) decimal {
	if c.precision == 0 {
		return d
	}
	neg := d.n.Sign() < 0
	n, scale := new(big.Int).Abs(d.n), d.scale
	for drop := len(n.String()) - c.precision; drop > 0; drop = len(n.String()) - c.precision {
		unit := pow10(drop)
		q, r := new(big.Int).QuoRem(n, unit, new(big.Int))
		if r.Sign() != 0 && c.mode == "UNNECESSARY" {
			t.ThrowJava(arithmetic(), "Rounding necessary", nil)
		}
		if roundUp(q, r, unit, c.mode, neg) {
			q.Add(q, big.NewInt(1))
		}
		n, scale = q, scale-drop
	}
	if neg {
		n.Neg(n)
	}
	return decimal{n, scale}
}

// stripTo removes zeros from the end of a decimal's digits while its scale is above a preferred one.
func (d decimal) stripTo(scale int) decimal {
	ten := big.NewInt(10)
	for d.scale > scale && d.n.Sign() != 0 {
		q, r := new(big.Int).QuoRem(d.n, ten, new(big.Int))
		if r.Sign() != 0 {
			break
		}
		d = decimal{q, d.scale - 1}
	}
	return d
}

// quotient is x/y to the digits of a context.
func quotient(t *thread, x, y decimal, c mathContext) decimal {
	if y.n.Sign() == 0 {
		t.ThrowJava(arithmetic(), map[bool]string{true: "Division undefined", false: "Division by zero"}[x.n.Sign() == 0], nil)
	}
	prefer := x.scale - y.scale
	if x.n.Sign() == 0 {
		return decimal{new(big.Int), prefer}
	}
	shift := max(0, c.precision+len(y.n.String())-len(x.n.String())+3)
	t.Alloc(shift)
	q, r := new(big.Int).QuoRem(new(big.Int).Mul(x.n, pow10(shift)), y.n, new(big.Int))
	d := decimal{q, prefer + shift}
	if r.Sign() != 0 {
		// A further digit stands for all that is cut off.
		q.Mul(q, big.NewInt(10))
		if x.n.Sign()*y.n.Sign() < 0 {
			q.Sub(q, big.NewInt(1))
		} else {
			q.Add(q, big.NewInt(1))
		}
		d.scale++
		return d.roundTo(t, c)
	}
	return d.roundTo(t, c).stripTo(prefer)
}

// context reads a MathContext argument.
func contextArg(t *thread, name string, i int, v value) mathContext {
	return argOf[mathContext](t, name, i, v, "java.math.MathContext")
}

func init() {
	declare("java.math.MathContext", func() *py.Type {
		cls := newClass(classDef{name: "java.math.MathContext",
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.math.MathContext", 1, 2, a, names)
				c := mathContext{integer(t, "java.math.MathContext", 0, a[0]), "HALF_UP"}
				if c.precision < 0 {
					t.ThrowJava(illegalArg(), "Digits < 0", nil)
				}
				if len(a) > 1 {
					c.mode = roundingArg(t, a[1])
				}
				return newObject(cls, c)
			},
			methods: []py.Def{
				def("getPrecision", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(must[mathContext](v).precision) }),
				def("getRoundingMode", 0, 0, func(t *thread, v value, _ []value) value {
					return t.GetAttr(py.Obj(packages["java.math"]["RoundingMode"]()), must[mathContext](v).mode)
				}),
			}})
		for name, c := range map[string]mathContext{"UNLIMITED": {0, "HALF_UP"}, "DECIMAL32": {7, "HALF_EVEN"}, "DECIMAL64": {16, "HALF_EVEN"},
			"DECIMAL128": {34, "HALF_EVEN"}} {
			cls.AddConst(name, newObject(cls, c))
		}
		return cls
	})
}

// moreDecimal are the rarer methods of BigDecimal.
func moreDecimal() []py.Def {
	self := func(v value) decimal { return must[decimal](v) }
	moved := func(name string, sgn int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			d := self(v)
			n := sgn * integer(t, name, 0, a[0])
			d.scale += n
			if d.scale < 0 && name != "scaleByPowerOfTen" {
				t.Alloc(-d.scale)
				d = decimal{new(big.Int).Mul(d.n, pow10(-d.scale)), 0}
			}
			return newDecimal(d)
		})
	}
	whole := func(t *thread, x, y decimal) (q, r decimal) {
		if y.n.Sign() == 0 {
			t.ThrowJava(arithmetic(), "Division by zero", nil)
		}
		s := max(x.scale, y.scale)
		a, b := new(big.Int).Mul(x.n, pow10(s-x.scale)), new(big.Int).Mul(y.n, pow10(s-y.scale))
		n, rest := new(big.Int).QuoRem(a, b, new(big.Int))
		prefer := x.scale - y.scale
		if prefer >= 0 {
			q = decimal{new(big.Int).Mul(n, pow10(prefer)), prefer}
		} else {
			q = decimal{n, 0}.stripTo(prefer)
		}
		return q, decimal{rest, s}
	}
	exact := func(name string, bits int, long bool) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			n := self(v).setScale(t, 0, "UNNECESSARY").n
			if !n.IsInt64() || n.Int64()<<(64-bits)>>(64-bits) != n.Int64() {
				t.ThrowJava(arithmetic(), "Overflow", nil)
			}
			if long {
				return py.Long(n.Int64())
			}
			return py.Int(int(n.Int64()))
		})
	}
	small := func(name string, bits int) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			n := self(v).setScale(t, 0, "DOWN").n.Int64()
			return py.Int(int(n << (64 - bits) >> (64 - bits)))
		})
	}
	return []py.Def{
		moved("movePointLeft", 1), moved("movePointRight", -1), moved("scaleByPowerOfTen", -1),
		exact("intValueExact", 32, false), exact("longValueExact", 64, true), exact("shortValueExact", 16, false), exact("byteValueExact", 8, false),
		small("shortValue", 16), small("byteValue", 8),
		def("round", 1, 1, func(t *thread, v value, a []value) value {
			return newDecimal(self(v).roundTo(t, contextArg(t, "round", 0, a[0])))
		}),
		def("plus", 0, 1, func(t *thread, v value, a []value) value {
			if len(a) == 1 {
				return newDecimal(self(v).roundTo(t, contextArg(t, "plus", 0, a[0])))
			}
			return v
		}),
		def("divideToIntegralValue", 1, 1, func(t *thread, v value, a []value) value {
			q, _ := whole(t, self(v), decimalArg(t, "divideToIntegralValue", 0, a[0]))
			return newDecimal(q)
		}),
		def("divideAndRemainder", 1, 1, func(t *thread, v value, a []value) value {
			q, r := whole(t, self(v), decimalArg(t, "divideAndRemainder", 0, a[0]))
			return NewArray(0, "java.math.BigDecimal", []value{newDecimal(q), newDecimal(r)})
		}),
		def("toBigInteger", 0, 0, func(t *thread, v value, _ []value) value { return py.BigLong(self(v).setScale(t, 0, "DOWN").n) }),
		def("toBigIntegerExact", 0, 0, func(t *thread, v value, _ []value) value {
			return py.BigLong(self(v).setScale(t, 0, "UNNECESSARY").n)
		}),
		def("ulp", 0, 0, func(_ *thread, v value, _ []value) value { return newDecimal(decimal{big.NewInt(1), self(v).scale}) }),
		def("toEngineeringString", 0, 0, func(t *thread, v value, _ []value) value {
			s := self(v).javaString(t)
			m, e, has := strings.Cut(s, "E")
			if !has {
				return py.Unicode(s)
			}
			var exp int
			if _, err := fmt.Sscanf(e, "%d", &exp); err != nil {
				return py.Unicode(s)
			}
			neg := strings.HasPrefix(m, "-")
			digits := strings.ReplaceAll(strings.TrimPrefix(m, "-"), ".", "")
			lead := ((exp % 3) + 3) % 3
			exp -= lead
			for len(digits) < lead+1 {
				digits += "0"
			}
			out := digits[:lead+1]
			if len(digits) > lead+1 {
				out += "." + digits[lead+1:]
			}
			if neg {
				out = "-" + out
			}
			if exp != 0 {
				out += fmt.Sprintf("E%+d", exp)
			}
			return py.Unicode(out)
		}),
		def("sqrt", 1, 1, func(t *thread, v value, a []value) value {
			d, c := self(v), contextArg(t, "sqrt", 0, a[0])
			if d.n.Sign() < 0 {
				t.ThrowJava(arithmetic(), "Attempted square root of negative BigDecimal", nil)
			}
			shift := 2*c.precision + 4
			t.Alloc(shift)
			if (d.scale+shift)%2 != 0 {
				shift++
			}
			n := new(big.Int).Mul(d.n, pow10(shift))
			root := new(big.Int).Sqrt(n)
			out := decimal{root, (d.scale + shift) / 2}
			if new(big.Int).Mul(root, root).Cmp(n) == 0 {
				return newDecimal(out.roundTo(t, c).stripTo(d.scale / 2))
			}
			return newDecimal(out.roundTo(t, c))
		}),
	}
}

// moreInteger are the rarer methods of BigInteger, whose results are longs in Python.
func moreInteger() []py.Def {
	self := func(v value) *big.Int { return must[bigInteger](v).n }
	bit := func(name string, f func(n *big.Int, i int) value) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			i := integer(t, name, 0, a[0])
			if i < 0 {
				t.ThrowJava(arithmetic(), "Negative bit address", nil)
			}
			t.Alloc(i / 8)
			return f(self(v), i)
		})
	}
	with := func(b uint) func(n *big.Int, i int) value {
		return func(n *big.Int, i int) value { return py.BigLong(new(big.Int).SetBit(n, i, b)) }
	}
	choose := func(name string, sgn int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			y := bigArg(t, name, 0, a[0])
			if y.Cmp(self(v))*sgn > 0 {
				return py.BigLong(y)
			}
			return py.BigLong(self(v))
		})
	}
	modulus := func(t *thread, name string, v value) *big.Int {
		m := bigArg(t, name, 0, v)
		if m.Sign() <= 0 {
			t.ThrowJava(arithmetic(), "BigInteger: modulus not positive", nil)
		}
		return m
	}
	exact := func(name string, bits int, what string) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			n := self(v)
			if !n.IsInt64() || n.Int64()<<(64-bits)>>(64-bits) != n.Int64() {
				t.ThrowJava(arithmetic(), "BigInteger out of "+what+" range", nil)
			}
			if bits == 64 {
				return py.Long(n.Int64())
			}
			return py.Int(int(n.Int64()))
		})
	}
	return []py.Def{
		bit("testBit", func(n *big.Int, i int) value { return py.Bool(n.Bit(i) == 1) }), bit("setBit", with(1)), bit("clearBit", with(0)),
		bit("flipBit", func(n *big.Int, i int) value { return py.BigLong(new(big.Int).SetBit(n, i, 1-n.Bit(i))) }),
		choose("max", 1), choose("min", -1), exact("intValueExact", 32, "int"), exact("longValueExact", 64, "long"),
		def("not", 0, 0, func(_ *thread, v value, _ []value) value { return py.BigLong(new(big.Int).Not(self(v))) }),
		def("andNot", 1, 1, func(t *thread, v value, a []value) value {
			return py.BigLong(new(big.Int).AndNot(self(v), bigArg(t, "andNot", 0, a[0])))
		}),
		def("bitCount", 0, 0, func(_ *thread, v value, _ []value) value {
			n, c := self(v), 0
			if n.Sign() < 0 {
				n = new(big.Int).Not(n)
			}
			for i := 0; i < n.BitLen(); i++ {
				c += int(n.Bit(i))
			}
			return py.Int(c)
		}),
		def("modPow", 2, 2, func(t *thread, v value, a []value) value {
			e, m := bigArg(t, "modPow", 0, a[0]), modulus(t, "modPow", a[1])
			t.Step(1 + e.BitLen()*(1+m.BitLen()/64)/16)
			return py.BigLong(new(big.Int).Exp(new(big.Int).Mod(self(v), m), e, m))
		}),
		def("modInverse", 1, 1, func(t *thread, v value, a []value) value {
			r := new(big.Int).ModInverse(self(v), modulus(t, "modInverse", a[0]))
			if r == nil {
				t.ThrowJava(arithmetic(), "BigInteger not invertible.", nil)
			}
			return py.BigLong(r)
		}),
		def("isProbablePrime", 1, 1, func(t *thread, v value, _ []value) value {
			t.Step(1 + self(v).BitLen())
			return py.Bool(self(v).ProbablyPrime(20))
		}),
		def("sqrt", 0, 0, func(t *thread, v value, _ []value) value {
			if self(v).Sign() < 0 {
				t.ThrowJava(arithmetic(), "Negative BigInteger", nil)
			}
			return py.BigLong(new(big.Int).Sqrt(self(v)))
		}),
		def("divideAndRemainder", 1, 1, func(t *thread, v value, a []value) value {
			y := bigArg(t, "divideAndRemainder", 0, a[0])
			if y.Sign() == 0 {
				t.ThrowJava(arithmetic(), "BigInteger divide by zero", nil)
			}
			q, r := new(big.Int).QuoRem(self(v), y, new(big.Int))
			return NewArray(0, "java.math.BigInteger", []value{py.BigLong(q), py.BigLong(r)})
		}),
		def("toString", 0, 1, func(t *thread, v value, a []value) value {
			base := 10
			if len(a) == 1 {
				if base = integer(t, "toString", 0, a[0]); base < 2 || base > 36 {
					base = 10
				}
			}
			return py.Unicode(self(v).Text(base))
		}),
		def("toByteArray", 0, 0, func(t *thread, v value, _ []value) value {
			n := self(v)
			size := n.BitLen()/8 + 1
			if n.Sign() < 0 {
				size = new(big.Int).Not(n).BitLen()/8 + 1
				n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(8*size)))
			}
			b := make([]byte, size)
			return byteArray(t, string(n.FillBytes(b)))
		}),
	}
}
