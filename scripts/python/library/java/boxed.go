package java

// java.lang.String and the boxes of numbers, booleans and characters. What Java methods
// return arrives in Python as unicode, int and so on; only a constructor makes an
// object of these classes, and it turns into the plain value when it is put into anything of Java's.

import (
	"math"
	"math/bits"
	"strconv"
	"strings"
	"unicode"

	py "dryfire/scripts/python/object"
)

// boxed is an instance of String, Integer, Long, Short, Byte, Float, Double, Boolean or
// Character: v is the plain value, a unicode for String and a text of one character for
// Character.
type boxed struct{ v value }

func (b *boxed) javaString(t *thread) string { return text(t, b.v) }

func (b *boxed) javaHash(t *thread) int32 {
	switch p := b.v.Prim(); p.Kind() {
	case py.KindBool:
		if p.Int64() != 0 {
			return 1231
		}
		return 1237
	case py.KindFloat:
		n := math.Float64bits(p.Float64())
		return int32(n ^ n>>32)
	case py.KindLong:
		n := uint64(p.Int64())
		return int32(n ^ n>>32)
	case py.KindInt:
		return int32(p.Int64())
	}
	return int32(t.Hash(b.v))
}

func (b *boxed) javaEquals(t *thread, o value) bool {
	if p, ok := payload[*boxed](o); ok {
		o = p.v
	}
	o = in(o)
	return o.Prim().Kind() == b.v.Prim().Kind() && t.Equal(b.v, o)
}

func (b *boxed) javaCompare(t *thread, o value) int {
	o = in(o)
	if b.v.IsText() && o.IsText() {
		return compareTexts(b.v.Text(), o.Text())
	}
	return t.Cmp(b.v, o)
}

// unbox returns the plain value of a box, and others as they are.
func unbox(v value) value {
	if o, ok := v.Object().(*Object); ok {
		if b, ok := o.V.(*boxed); ok {
			return b.v
		}
	}
	return v
}

// boxMethods are the special methods of boxes: Python's operators see objects that are
// equal to objects of their own class alone.
func boxMethods() []py.Def {
	same := func(t *thread, v, o value) bool {
		p, ok := payload[*boxed](o)
		return ok && v.Type() == o.Type() && must[*boxed](v).javaEquals(t, p.v)
	}
	return []py.Def{
		raw("__eq__", 1, func(t *thread, v value, a []value) value { return py.Bool(same(t, v, a[0])) }),
		raw("__ne__", 1, func(t *thread, v value, a []value) value { return py.Bool(!same(t, v, a[0])) }),
	}
}

// numberMethods are those of java.lang.Number.
func numberMethods() []py.Def {
	whole := func(name string, bits int) py.Def {
		return def(name, 0, 0, func(t *thread, v value, _ []value) value {
			p := must[*boxed](v).v.Prim()
			var n int64
			if p.Kind() == py.KindFloat {
				n = clampInt(p.Float64(), max(bits, 32))
			} else {
				n = p.Int64()
			}
			n = n << (64 - bits) >> (64 - bits)
			if bits == 64 {
				return py.Long(n)
			}
			return py.Int(int(n))
		})
	}
	double := func(t *thread, v value, _ []value) value { return py.Float(t.ToFloat(must[*boxed](v).v)) }
	return append(boxMethods(), whole("intValue", 32), whole("longValue", 64), whole("shortValue", 16), whole("byteValue", 8),
		def("doubleValue", 0, 0, double), def("floatValue", 0, 0, double))
}

// clampInt is Java's conversion of a floating-point number to an integer of some bits.
func clampInt(f float64, bits int) int64 {
	lo, hi := int64(math.MinInt64)>>(64-bits), int64(math.MaxInt64)>>(64-bits)
	switch {
	case math.IsNaN(f):
		return 0
	case f <= float64(lo):
		return lo
	case f >= float64(hi):
		return hi
	}
	return int64(f)
}

// wholeStatics are the static methods that Integer and Long have in common.
func wholeStatics(t32 bool, wrap func(int64) value) []py.Def {
	size := 64
	if t32 {
		size = 32
	}
	arg := func(t *thread, name string, v value) int64 { return num(t, name, 0, v, "int") }
	unsigned := func(n int64) uint64 { return uint64(n) << (64 - size) >> (64 - size) }
	one := func(name string, f func(n int64) value) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value { return f(arg(t, name, a[0])) })
	}
	cut := func(n int64) value { return wrap(n << (64 - size) >> (64 - size)) }
	rotate := func(name string, sgn int) py.Def {
		return def(name, 2, 2, func(t *thread, _ value, a []value) value {
			n, k := arg(t, name, a[0]), sgn*integer(t, name, 1, a[1])
			if t32 {
				return cut(int64(int32(bits.RotateLeft32(uint32(n), k))))
			}
			return cut(int64(bits.RotateLeft64(uint64(n), k)))
		})
	}
	return []py.Def{
		one("highestOneBit", func(n int64) value {
			if n == 0 {
				return wrap(0)
			}
			return cut(int64(1) << (bits.Len64(unsigned(n)) - 1))
		}),
		one("lowestOneBit", func(n int64) value { return cut(n & -n) }),
		one("numberOfLeadingZeros", func(n int64) value { return py.Int(size - bits.Len64(unsigned(n))) }),
		one("numberOfTrailingZeros", func(n int64) value { return py.Int(min(size, bits.TrailingZeros64(unsigned(n)))) }),
		one("reverse", func(n int64) value { return cut(int64(bits.Reverse64(uint64(n)) >> (64 - size))) }),
		one("reverseBytes", func(n int64) value { return cut(int64(bits.ReverseBytes64(uint64(n)) >> (64 - size))) }),
		one("signum", func(n int64) value {
			switch {
			case n > 0:
				return py.Int(1)
			case n < 0:
				return py.Int(-1)
			}
			return py.Int(0)
		}),
		rotate("rotateLeft", 1), rotate("rotateRight", -1),
		def("sum", 2, 2, func(t *thread, _ value, a []value) value {
			return cut(arg(t, "sum", a[0]) + num(t, "sum", 1, a[1], "int"))
		}),
		one("toUnsignedString", func(n int64) value { return py.Unicode(strconv.FormatUint(unsigned(n), 10)) }),
		def("divideUnsigned", 2, 2, func(t *thread, _ value, a []value) value {
			d := unsigned(num(t, "divideUnsigned", 1, a[1], "int"))
			if d == 0 {
				t.ThrowJava(arithmetic(), "/ by zero", nil)
			}
			return cut(int64(unsigned(arg(t, "divideUnsigned", a[0])) / d))
		}),
		def("decode", 1, 1, func(t *thread, _ value, a []value) value {
			s := str(t, "decode", 0, a[0])
			u := strings.TrimLeft(s, "+-")
			base := 10
			switch {
			case strings.HasPrefix(u, "0x"), strings.HasPrefix(u, "0X"):
				u, base = u[2:], 16
			case strings.HasPrefix(u, "#"):
				u, base = u[1:], 16
			case strings.HasPrefix(u, "0") && len(u) > 1:
				u, base = u[1:], 8
			}
			if strings.HasPrefix(s, "-") {
				u = "-" + u
			}
			return wrap(parseInteger(t, "decode", []value{py.Unicode(u), py.Int(base)}, size))
		}),
	}
}

func characterClass() *py.Type {
	char := func(t *thread, name string, v value) rune {
		if p := v.Prim(); p.Kind() == py.KindInt {
			return rune(p.Int64())
		}
		r := []rune(str(t, name, 0, v))
		if len(r) != 1 {
			badArg(t, name, 0, v, "char")
		}
		return r[0]
	}
	is := func(name string, f func(c rune) bool) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value { return py.Bool(f(char(t, name, a[0]))) })
	}
	to := func(name string, f func(c rune) rune) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value {
			c := f(char(t, name, a[0]))
			if a[0].Prim().Kind() == py.KindInt {
				return py.Int(int(c))
			}
			return charValue(c)
		})
	}
	digit := func(c rune, radix int) int {
		n := -1
		switch {
		case c >= '0' && c <= '9':
			n = int(c - '0')
		case c >= 'a' && c <= 'z':
			n = int(c-'a') + 10
		case c >= 'A' && c <= 'Z':
			n = int(c-'A') + 10
		}
		if n >= radix {
			return -1
		}
		return n
	}
	ty := newClass(classDef{name: "java.lang.Character",
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.lang.Character", 1, 1, a, names)
			return newObject(cls, &boxed{charValue(char(t, "java.lang.Character", a[0]))})
		},
		methods: append(boxMethods(), def("charValue", 0, 0, func(_ *thread, v value, _ []value) value { return must[*boxed](v).v })),
		static: []py.Def{is("isDigit", unicode.IsDigit), is("isLetter", unicode.IsLetter),
			is("isLetterOrDigit", func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }),
			is("isAlphabetic", unicode.IsLetter), is("isUpperCase", unicode.IsUpper), is("isLowerCase", unicode.IsLower),
			is("isWhitespace", func(c rune) bool {
				return strings.ContainsRune("\t\n\v\f\r\x1c\x1d\x1e\x1f", c) || unicode.In(c, unicode.Z) && c != 0xa0 && c != 0x2007 && c != 0x202f
			}),
			is("isSpaceChar", func(c rune) bool { return unicode.In(c, unicode.Z) }),
			is("isISOControl", func(c rune) bool { return c < 0x20 || c >= 0x7f && c <= 0x9f }),
			to("toUpperCase", unicode.ToUpper), to("toLowerCase", unicode.ToLower), to("valueOf", func(c rune) rune { return c }),
			def("getNumericValue", 1, 1, func(t *thread, _ value, a []value) value {
				return py.Int(digit(char(t, "getNumericValue", a[0]), 36))
			}),
			def("digit", 2, 2, func(t *thread, _ value, a []value) value {
				return py.Int(digit(char(t, "digit", a[0]), integer(t, "digit", 1, a[1])))
			}),
			def("forDigit", 2, 2, func(t *thread, _ value, a []value) value {
				n, radix := integer(t, "forDigit", 0, a[0]), integer(t, "forDigit", 1, a[1])
				if n < 0 || n >= radix || radix > 36 {
					return py.Str("\x00")
				}
				return py.Str(strconv.FormatInt(int64(n), 36))
			}),
			def("compare", 2, 2, func(t *thread, _ value, a []value) value {
				return py.Int(int(char(t, "compare", a[0]) - char(t, "compare", a[1])))
			}),
		},
		consts: map[string]value{"MIN_RADIX": py.Int(2), "MAX_RADIX": py.Int(36), "MAX_VALUE": py.Unicode("\uffff"), "MIN_VALUE": py.Str("\x00")}})
	overloaded(ty, "toString", textUnicode, func(t *thread, a []value) value { return py.Unicode(string(char(t, "toString", a[0]))) })
	return ty
}

// charValue is a char on its way into Python.
func charValue(c rune) value {
	if c < 0x100 {
		return py.Str(string([]byte{byte(c)}))
	}
	return py.Unicode(string(c))
}

// compareTexts is String.compareTo.
func compareTexts(a, b string) int {
	x, y := []rune(a), []rune(b)
	for i := 0; i < len(x) && i < len(y); i++ {
		if x[i] != y[i] {
			return int(x[i]) - int(y[i])
		}
	}
	return len(x) - len(y)
}

func booleanClass() *py.Type {
	truth := func(t *thread, v value) bool {
		v = in(v)
		if v.IsText() {
			return strings.EqualFold(v.Text(), "true")
		}
		return t.Truth(v)
	}
	logic := func(name string, f func(a, b bool) bool) py.Def {
		return def(name, 2, 2, func(t *thread, _ value, a []value) value { return py.Bool(f(truth(t, a[0]), truth(t, a[1]))) })
	}
	from := func(t *thread, _ value, a []value) value { return py.Bool(truth(t, a[0])) }
	ty := newClass(classDef{name: "java.lang.Boolean",
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.lang.Boolean", 1, 1, a, names)
			return newObject(cls, &boxed{py.Bool(truth(t, a[0]))})
		},
		methods: append(boxMethods(), def("booleanValue", 0, 0, func(_ *thread, v value, _ []value) value { return must[*boxed](v).v })),
		static: []py.Def{
			def("parseBoolean", 1, 1, from), def("valueOf", 1, 1, from),
			def("compare", 2, 2, func(t *thread, _ value, a []value) value { return py.Int(t.Cmp(in(a[0]), in(a[1]))) }),
			logic("logicalAnd", func(a, b bool) bool { return a && b }), logic("logicalOr", func(a, b bool) bool { return a || b }),
			logic("logicalXor", func(a, b bool) bool { return a != b }),
		},
		consts: map[string]value{"TRUE": py.True, "FALSE": py.False}})
	overloaded(ty, "toString", textUnicode, func(t *thread, a []value) value { return py.Unicode(text(t, py.Bool(truth(t, a[0])))) })
	return ty
}

func textUnicode(t *thread, v value) value { return py.Unicode(text(t, v)) }

// overloaded adds a method that a class has for its instances, without arguments, and as a
// static method under the same name. It is a method of anything at all, so that the
// first argument of the static form may stand where an instance does.
func overloaded(ty *py.Type, name string, instance func(t *thread, self value) value, static func(t *thread, a []value) value) {
	n := py.NewNative(py.Def{Name: name, Max: -1, Fn: func(t *thread, self value, a []value) value {
		if len(a) == 0 && self.Type().IsSubtype(ty) {
			return instance(t, self)
		}
		return static(t, append([]value{self}, a...))
	}})
	n.Owner = py.ObjectType
	ty.AddConst(name, py.Obj(n))
}
