package java

// java.lang: exceptions, the boxes of numbers, String, Math, System, Thread.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

func known(ty *py.Type) func() *py.Type { return func() *py.Type { return ty } }

func init() {
	for _, ty := range []*py.Type{py.ThrowableType, py.JavaExceptionType, py.JavaErrorType, py.JavaRuntimeType} {
		named(ty)
	}
}

// The exception classes that Go code throws or scripts name.
var (
	_ = declare("java.lang.Throwable", known(py.ThrowableType))
	_ = declare("java.lang.Exception", known(py.JavaExceptionType))
	_ = declare("java.lang.Error", known(py.JavaErrorType))
	_ = declare("java.lang.RuntimeException", known(py.JavaRuntimeType))

	exception = known(py.JavaExceptionType)
	runtime   = known(py.JavaRuntimeType)

	illegalArg          = throwable("java.lang.IllegalArgumentException", runtime)
	illegalState        = throwable("java.lang.IllegalStateException", runtime)
	numberFormat        = throwable("java.lang.NumberFormatException", illegalArg)
	arithmetic          = throwable("java.lang.ArithmeticException", runtime)
	nullAccess          = throwable("java.lang.NullPointerException", runtime)
	classCast           = throwable("java.lang.ClassCastException", runtime)
	outOfBounds         = throwable("java.lang.IndexOutOfBoundsException", runtime)
	_                   = throwable("java.lang.ArrayIndexOutOfBoundsException", outOfBounds)
	stringBounds        = throwable("java.lang.StringIndexOutOfBoundsException", outOfBounds)
	unsupported         = throwable("java.lang.UnsupportedOperationException", runtime)
	_                   = throwable("java.lang.SecurityException", runtime)
	_                   = throwable("java.lang.NegativeArraySizeException", runtime)
	_                   = throwable("java.lang.InterruptedException", exception)
	_                   = throwable("java.lang.CloneNotSupportedException", exception)
	reflective          = throwable("java.lang.ReflectiveOperationException", exception)
	_                   = throwable("java.lang.ClassNotFoundException", reflective)
	_                   = throwable("java.lang.NoSuchFieldException", reflective)
	_                   = throwable("java.lang.NoSuchMethodException", reflective)
	vmError             = throwable("java.lang.VirtualMachineError", known(py.JavaErrorType))
	_                   = throwable("java.lang.OutOfMemoryError", vmError)
	_                   = throwable("java.lang.StackOverflowError", vmError)
	_                   = throwable("java.lang.AssertionError", known(py.JavaErrorType))
	ioException         = throwable("java.io.IOException", exception)
	_                   = throwable("java.io.FileNotFoundException", ioException)
	_                   = throwable("java.io.EOFException", ioException)
	unsupportedEncoding = throwable("java.io.UnsupportedEncodingException", ioException)
	_                   = throwable("java.net.SocketException", ioException)
	_                   = throwable("java.net.UnknownHostException", ioException)
	_                   = throwable("java.net.SocketTimeoutException", ioException)
	_                   = throwable("java.net.MalformedURLException", ioException)
	_                   = throwable("java.sql.SQLException", exception)
	_                   = throwable("java.util.concurrent.TimeoutException", exception)
	_                   = throwable("java.util.concurrent.ExecutionException", exception)
	noElement           = throwable("java.util.NoSuchElementException", runtime)
	_                   = throwable("java.util.InputMismatchException", noElement)
	_                   = throwable("java.util.ConcurrentModificationException", runtime)
	emptyStack          = throwable("java.util.EmptyStackException", runtime)
	parseFailure        = throwable("java.text.ParseException", exception)
	dateTime            = throwable("java.time.DateTimeException", runtime)
	dateTimeParse       = throwable("java.time.format.DateTimeParseException", dateTime)
)

// javaDouble is Double.toString.
func javaDouble(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0 && math.Signbit(f):
		return "-0.0"
	case f == 0:
		return "0.0"
	}
	if a := math.Abs(f); a >= 1e-3 && a < 1e7 {
		s := strconv.FormatFloat(f, 'f', -1, 64)
		if !strings.Contains(s, ".") {
			s += ".0"
		}
		return s
	}
	s := strconv.FormatFloat(f, 'E', -1, 64)
	m, e, _ := strings.Cut(s, "E")
	if !strings.Contains(m, ".") {
		m += ".0"
	}
	n, _ := strconv.Atoi(e)
	return m + "E" + strconv.Itoa(n)
}

func hexText(n int32) string { return strconv.FormatUint(uint64(uint32(n)), 16) }

// parseInteger is Integer.parseInt and its like.
func parseInteger(t *thread, name string, a []value, bits int) int64 {
	s := str(t, name, 0, a[0])
	if a[0].IsNone() {
		t.ThrowJava(numberFormat(), "Cannot parse null string", nil)
	}
	radix := 10
	if len(a) > 1 {
		radix = integer(t, name, 1, a[1])
	}
	n, err := strconv.ParseInt(s, radix, bits)
	if err != nil || strings.ContainsAny(s, "_ ") {
		msg := fmt.Sprintf("For input string: \"%s\"", s)
		if radix != 10 {
			msg += fmt.Sprintf(" under radix %d", radix)
		}
		t.ThrowJava(numberFormat(), msg, nil)
	}
	return n
}

func parseDouble(t *thread, name string, v value) float64 {
	s := strings.TrimSpace(str(t, name, 0, v))
	body := strings.TrimRight(s, "dDfF")
	if len(s)-len(body) > 1 {
		body = s
	}
	f, err := strconv.ParseFloat(body, 64)
	if err != nil && !math.IsInf(f, 0) || strings.ContainsAny(body, "_xXpP") || strings.Contains(strings.ToLower(body), "inf") && strings.TrimLeft(body, "+-") != "Infinity" || s == "" {
		if s == "" {
			t.ThrowJava(numberFormat(), "empty String", nil)
		}
		t.ThrowJava(numberFormat(), fmt.Sprintf("For input string: \"%s\"", in(v).Text()), nil)
	}
	return f
}

// float returns a number argument as a double.
func float(t *thread, name string, i int, v value) float64 {
	v = unbox(v)
	switch p := v.Prim(); p.Kind() {
	case py.KindInt, py.KindLong, py.KindBig, py.KindBool, py.KindFloat:
		return t.ToFloat(v)
	}
	if o, ok := v.Object().(*Object); ok {
		if d, ok := o.V.(decimal); ok {
			return d.float()
		}
	}
	badArg(t, name, i, v, "double")
	return 0
}

// whole declares Integer, Long, Short and Byte.
func whole(full string, size int, wrap func(n int64) value) func() *py.Type {
	return declare(full, func() *py.Type {
		cut := func(n int64) int64 { return n << (64 - size) >> (64 - size) }
		radixText := func(name string, base int) py.Def {
			return def(name, 1, 1, func(t *thread, _ value, a []value) value {
				n := num(t, name, 0, a[0], "long")
				return py.Unicode(strconv.FormatUint(uint64(n)<<(64-size)>>(64-size), base))
			})
		}
		from := func(t *thread, name string, a []value) value {
			if v := in(a[0]); v.IsText() {
				return wrap(parseInteger(t, "parse", a, size))
			}
			return wrap(cut(num(t, name, 0, a[0], "int")))
		}
		parse := map[int]string{32: "parseInt", 64: "parseLong", 16: "parseShort", 8: "parseByte"}[size]
		static := []py.Def{
			def(parse, 1, 2, func(t *thread, _ value, a []value) value { return wrap(parseInteger(t, parse, a, size)) }),
			def("valueOf", 1, 2, func(t *thread, _ value, a []value) value { return from(t, "valueOf", a) }),
			def("compare", 2, 2, func(t *thread, _ value, a []value) value { return py.Int(t.Cmp(in(a[0]), in(a[1]))) }),
		}
		if size >= 32 {
			static = append(static, wholeStatics(size == 32, wrap)...)
			static = append(static, radixText("toHexString", 16), radixText("toBinaryString", 2), radixText("toOctalString", 8),
				def("max", 2, 2, func(t *thread, _ value, a []value) value { return pick(t, a, 1) }),
				def("min", 2, 2, func(t *thread, _ value, a []value) value { return pick(t, a, -1) }),
				def("bitCount", 1, 1, func(t *thread, _ value, a []value) value {
					n, c := uint64(num(t, "bitCount", 0, a[0], "int"))<<(64-size), 0
					for ; n != 0; n &= n - 1 {
						c++
					}
					return py.Int(c)
				}))
		}
		ty := newClass(classDef{name: full, base: numberClass(), methods: numberMethods(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, 1, 1, a, names)
				return newObject(cls, &boxed{from(t, full, a)})
			},
			static: static,
			consts: map[string]value{"MAX_VALUE": wrap(math.MaxInt64 >> (64 - size)), "MIN_VALUE": wrap(math.MinInt64 >> (64 - size)),
				"SIZE": py.Int(size), "BYTES": py.Int(size / 8)}})
		overloaded(ty, "toString", textUnicode, func(t *thread, a []value) value {
			base := 10
			if len(a) > 1 {
				base = integer(t, "toString", 1, a[1])
			}
			return py.Unicode(strconv.FormatInt(num(t, "toString", 0, a[0], "int"), base))
		})
		overloaded(ty, "hashCode", func(t *thread, v value) value { return py.Int(int(hash(t, v))) }, func(t *thread, a []value) value {
			return py.Int(int((&boxed{in(a[0])}).javaHash(t)))
		})
		return ty
	})
}

var numberClass = declare("java.lang.Number", func() *py.Type { return newClass(classDef{name: "java.lang.Number"}) })

func pick(t *thread, a []value, sgn int) value {
	if t.Cmp(a[1], a[0])*sgn > 0 {
		return a[1]
	}
	return a[0]
}

func asInt(n int64) value { return py.Int(int(n)) }

var (
	_ = whole("java.lang.Integer", 32, asInt)
	_ = whole("java.lang.Long", 64, py.Long)
	_ = whole("java.lang.Short", 16, asInt)
	_ = whole("java.lang.Byte", 8, asInt)
)

func floating(full, parse string) {
	declare(full, func() *py.Type {
		single := full == "java.lang.Float"
		round := func(f float64) float64 {
			if single {
				return float64(float32(f))
			}
			return f
		}
		from := func(t *thread, a []value) value {
			if v := in(a[0]); v.IsText() {
				return py.Float(round(parseDouble(t, parse, v)))
			}
			return py.Float(round(float(t, full, 0, a[0])))
		}
		two := func(name string, f func(x, y float64) float64) py.Def {
			return def(name, 2, 2, func(t *thread, _ value, a []value) value {
				return py.Float(round(f(float(t, name, 0, a[0]), float(t, name, 1, a[1]))))
			})
		}
		static := []py.Def{
			def(parse, 1, 1, func(t *thread, _ value, a []value) value { return py.Float(round(parseDouble(t, parse, a[0]))) }),
			def("valueOf", 1, 1, func(t *thread, _ value, a []value) value { return from(t, a) }),
			def("compare", 2, 2, func(t *thread, _ value, a []value) value { return py.Int(t.Cmp(in(a[0]), in(a[1]))) }),
			def("isFinite", 1, 1, func(t *thread, _ value, a []value) value {
				f := float(t, "isFinite", 0, a[0])
				return py.Bool(!math.IsNaN(f) && !math.IsInf(f, 0))
			}),
			two("max", math.Max), two("min", math.Min), two("sum", func(x, y float64) float64 { return x + y }),
		}
		if single {
			static = append(static,
				def("floatToIntBits", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Int(int(int32(math.Float32bits(float32(float(t, "floatToIntBits", 0, a[0]))))))
				}),
				def("intBitsToFloat", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Float(float64(math.Float32frombits(uint32(num(t, "intBitsToFloat", 0, a[0], "int")))))
				}))
		} else {
			static = append(static,
				def("doubleToLongBits", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Long(int64(math.Float64bits(float(t, "doubleToLongBits", 0, a[0]))))
				}),
				def("longBitsToDouble", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Float(math.Float64frombits(uint64(num(t, "longBitsToDouble", 0, a[0], "long"))))
				}))
		}
		consts := map[string]value{"MAX_VALUE": py.Float(math.MaxFloat64), "MIN_VALUE": py.Float(math.SmallestNonzeroFloat64), "NaN": py.Float(math.NaN()),
			"POSITIVE_INFINITY": py.Float(math.Inf(1)), "NEGATIVE_INFINITY": py.Float(math.Inf(-1)), "SIZE": py.Int(64), "BYTES": py.Int(8)}
		if single {
			consts["MAX_VALUE"], consts["MIN_VALUE"] = py.Float(math.MaxFloat32), py.Float(math.SmallestNonzeroFloat32)
			consts["SIZE"], consts["BYTES"] = py.Int(32), py.Int(4)
		}
		ty := newClass(classDef{name: full, base: numberClass(), methods: numberMethods(), static: static, consts: consts,
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, 1, 1, a, names)
				return newObject(cls, &boxed{from(t, a)})
			}})
		test := func(name string, f func(x float64) bool) {
			overloaded(ty, name, func(t *thread, v value) value { return py.Bool(f(must[*boxed](v).v.Float64())) },
				func(t *thread, a []value) value { return py.Bool(f(float(t, name, 0, a[0]))) })
		}
		test("isNaN", math.IsNaN)
		test("isInfinite", func(x float64) bool { return math.IsInf(x, 0) })
		overloaded(ty, "toString", textUnicode, func(t *thread, a []value) value { return py.Unicode(javaDouble(float(t, "toString", 0, a[0]))) })
		return ty
	})
}

func init() {
	floating("java.lang.Double", "parseDouble")
	class := func(_ *thread, self value, _ []value) value { return py.Obj(self.Type()) }
	py.ThrowableType.AddMethods(def("getClass", 0, 0, class), def("fillInStackTrace", 0, 0, func(_ *thread, self value, _ []value) value { return self }))
	floating("java.lang.Float", "parseFloat")
	throwing := func(name string) py.Def {
		return def(name, 0, -1, func(t *thread, _ value, _ []value) value {
			t.ThrowJava(unsupported(), "java.lang.System."+name+" is not available to scripts under test", nil)
			return py.None
		})
	}
	declare("java.lang.Boolean", booleanClass)
	declare("java.lang.Character", characterClass)
	declare("java.lang.String", stringClass)
	declare("java.lang.StringBuilder", func() *py.Type { return builderClass("java.lang.StringBuilder") })
	declare("java.lang.StringBuffer", func() *py.Type { return builderClass("java.lang.StringBuffer") })
	declare("java.lang.Math", mathClass)
	declare("java.lang.System", func() *py.Type {
		now := func(t *thread) time.Time { return host.Of(t).Clock.Now() }
		return newClass(classDef{name: "java.lang.System", static: []py.Def{
			def("currentTimeMillis", 0, 0, func(t *thread, _ value, _ []value) value { return py.Long(now(t).UnixMilli()) }),
			def("nanoTime", 0, 0, func(t *thread, _ value, _ []value) value { return py.Long(now(t).UnixNano()) }),
			def("getProperty", 1, 2, func(t *thread, _ value, a []value) value {
				switch str(t, "getProperty", 0, a[0]) {
				case "line.separator":
					return py.Unicode("\n")
				case "file.separator":
					return py.Unicode("/")
				case "java.version":
					return py.Unicode("17.0.0")
				case "java.vendor", "os.name", "os.arch", "user.name":
					return py.Unicode("dryfire")
				case "user.timezone":
					return py.Unicode(host.Of(t).Zone().String())
				}
				if len(a) > 1 {
					return in(a[1])
				}
				return py.None
			}),
			def("getenv", 0, 1, func(t *thread, _ value, a []value) value {
				if len(a) == 0 {
					return newMap(t, "java.util.HashMap", hashOrder)
				}
				return py.None
			}),
			def("lineSeparator", 0, 0, func(*thread, value, []value) value { return py.Unicode("\n") }),
			def("identityHashCode", 1, 1, func(t *thread, _ value, a []value) value { return py.Int(t.ID(a[0])) }),
			def("gc", 0, 0, nothing), throwing("exit"),
			def("setProperty", 2, 2, func(t *thread, _ value, _ []value) value { return py.None }),
			def("arraycopy", 5, 5, func(t *thread, _ value, a []value) value {
				from, to := itemsOf(a[0]), itemsOf(a[2])
				i, j, n := integer(t, "arraycopy", 1, a[1]), integer(t, "arraycopy", 3, a[3]), integer(t, "arraycopy", 4, a[4])
				if i < 0 || j < 0 || n < 0 || i+n > len(from) || j+n > len(to) {
					t.ThrowJava(packages["java.lang"]["ArrayIndexOutOfBoundsException"](),
						fmt.Sprintf("arraycopy: last source index %d out of bounds for length %d", i+n, len(from)), nil)
				}
				copy(to[j:j+n], from[i:i+n])
				return py.None
			}),
		}, consts: map[string]value{"out": newObject(printStream(), standard{}), "err": newObject(printStream(), standard{err: true})}})
	})
	declare("java.lang.Runnable", func() *py.Type { return newClass(classDef{name: "java.lang.Runnable"}) })
	declare("java.lang.Comparable", func() *py.Type { return newClass(classDef{name: "java.lang.Comparable"}) })
	declare("java.lang.Class", classType)
	declare("java.lang.Thread", threadClass)
}

// javaThread is a java.lang.Thread; it runs on a lane of its own.
type javaThread struct {
	name   string
	target value
	state  int // 0 new, 1 started, 2 ended
	cancel func() bool
	daemon bool
}

func (j *javaThread) javaString(*thread) string { return "Thread[" + j.name + ",5,main]" }

func threadClass() *py.Type {
	var cls *py.Type
	run := func(t *thread, self value) {
		j := must[*javaThread](self)
		defer func() { j.state = 2 }()
		if self.Type() != cls {
			t.Method0(self, "run")
		} else if !j.target.IsAbsent() {
			if r, ok := t.TryAttr(j.target, "run"); ok {
				t.Call0(r)
			} else {
				t.Call0(j.target)
			}
		}
	}
	cls = newClass(classDef{name: "java.lang.Thread",
		new: func(t *thread, c *py.Type, _ []value, _ []string) value {
			return newObject(c, &javaThread{name: "Thread-0"})
		},
		init: func(t *thread, self value, a []value, names []string) {
			checkArgs(t, "java.lang.Thread", 0, 2, a, names)
			j := must[*javaThread](self)
			for _, x := range a {
				if x.IsText() {
					j.name = in(x).Text()
				} else {
					j.target = x
				}
			}
		},
		methods: []py.Def{
			def("start", 0, 0, func(t *thread, self value, _ []value) value {
				j := must[*javaThread](self)
				if j.state != 0 {
					t.ThrowJava(py.NewThrowableType("java.lang", "IllegalThreadStateException", illegalArg()), "", nil)
				}
				j.state = 1
				if l := host.Of(t).Lanes; l != nil {
					j.cancel = l.Start(j.name, 0, func(t *thread) { run(t, self) })
				}
				return py.None
			}),
			def("join", 0, 1, func(t *thread, self value, _ []value) value {
				j := must[*javaThread](self)
				if j.state == 1 && (j.cancel == nil || j.cancel()) {
					run(t, self)
				}
				return py.None
			}),
			def("run", 0, 0, func(t *thread, self value, _ []value) value {
				if j := must[*javaThread](self); !j.target.IsAbsent() {
					t.Call0(j.target)
				}
				return py.None
			}),
			def("isAlive", 0, 0, func(_ *thread, self value, _ []value) value { return py.Bool(must[*javaThread](self).state == 1) }),
			def("getName", 0, 0, func(_ *thread, self value, _ []value) value { return py.Unicode(must[*javaThread](self).name) }),
			def("setName", 1, 1, func(t *thread, self value, a []value) value {
				must[*javaThread](self).name = str(t, "setName", 0, a[0])
				return py.None
			}),
			def("isDaemon", 0, 0, func(_ *thread, self value, _ []value) value { return py.Bool(must[*javaThread](self).daemon) }),
			def("setDaemon", 1, 1, func(t *thread, self value, a []value) value {
				must[*javaThread](self).daemon = t.Truth(a[0])
				return py.None
			}),
			def("interrupt", 0, 0, nothing),
			def("isInterrupted", 0, 0, func(*thread, value, []value) value { return py.False }),
			def("getId", 0, 0, func(t *thread, self value, _ []value) value { return py.Long(int64(t.ID(self))) }),
		},
		static: []py.Def{
			def("sleep", 1, 2, func(t *thread, _ value, a []value) value {
				n := num(t, "sleep", 0, a[0], "long")
				if n < 0 {
					t.ThrowJava(illegalArg(), "timeout value is negative", nil)
				}
				host.Of(t).Clock.Sleep(time.Duration(n) * time.Millisecond)
				return py.None
			}),
			def("currentThread", 0, 0, func(t *thread, _ value, _ []value) value { return newObject(cls, &javaThread{name: "main", state: 1}) }),
			def("yield", 0, 0, nothing),
		}})
	return cls
}

func mathClass() *py.Type {
	one := func(name string, f func(x float64) float64) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value { return py.Float(f(float(t, name, 0, a[0]))) })
	}
	two := func(name string, f func(x, y float64) float64) py.Def {
		return def(name, 2, 2, func(t *thread, _ value, a []value) value {
			return py.Float(f(float(t, name, 0, a[0]), float(t, name, 1, a[1])))
		})
	}
	choose := func(name string, sgn int) py.Def {
		return def(name, 2, 2, func(t *thread, _ value, a []value) value {
			v := pick(t, a, sgn)
			if a[0].Kind() == py.KindFloat || a[1].Kind() == py.KindFloat {
				return py.Float(t.ToFloat(v))
			}
			return py.Long(v.Int64()) // Jython picks the overload for long
		})
	}
	// Jython chooses the overload for long.
	exact := func(name string, f func(z, x, y *big.Int) *big.Int) py.Def {
		return def(name, 2, 2, func(t *thread, _ value, a []value) value {
			z := f(new(big.Int), big.NewInt(num(t, name, 0, a[0], "long")), big.NewInt(num(t, name, 1, a[1], "long")))
			if !z.IsInt64() {
				t.ThrowJava(arithmetic(), "long overflow", nil)
			}
			return py.Long(z.Int64())
		})
	}
	return newClass(classDef{name: "java.lang.Math", static: []py.Def{
		one("sqrt", math.Sqrt), one("cbrt", math.Cbrt), one("floor", math.Floor), one("ceil", math.Ceil), one("rint", math.RoundToEven),
		one("sin", math.Sin), one("cos", math.Cos), one("tan", math.Tan), one("asin", math.Asin), one("acos", math.Acos), one("atan", math.Atan),
		one("exp", math.Exp), one("log", math.Log), one("log10", math.Log10), one("signum", func(x float64) float64 {
			if x == 0 || math.IsNaN(x) {
				return x
			}
			return math.Copysign(1, x)
		}),
		one("toDegrees", func(x float64) float64 { return x * 180 / math.Pi }), one("toRadians", func(x float64) float64 { return x / 180 * math.Pi }),
		two("pow", math.Pow), two("atan2", math.Atan2), two("hypot", math.Hypot),
		choose("max", 1), choose("min", -1),
		def("abs", 1, 1, func(t *thread, _ value, a []value) value {
			if a[0].Kind() == py.KindFloat {
				return py.Float(math.Abs(a[0].Float64()))
			}
			if num(t, "abs", 0, a[0], "int") < 0 {
				return py.Long(-a[0].Int64())
			}
			return py.Long(a[0].Int64())
		}),
		def("round", 1, 1, func(t *thread, _ value, a []value) value {
			return py.Long(int64(math.Floor(float(t, "round", 0, a[0]) + 0.5)))
		}),
		def("floorDiv", 2, 2, func(t *thread, _ value, a []value) value { return py.Long(t.Binary(py.OpFloorDiv, a[0], a[1]).Int64()) }),
		def("floorMod", 2, 2, func(t *thread, _ value, a []value) value { return py.Long(t.Binary(py.OpMod, a[0], a[1]).Int64()) }),
		one("sinh", math.Sinh), one("cosh", math.Cosh), one("tanh", math.Tanh), one("log1p", math.Log1p), one("expm1", math.Expm1),
		one("ulp", func(x float64) float64 { return math.Nextafter(math.Abs(x), math.Inf(1)) - math.Abs(x) }),
		one("nextUp", func(x float64) float64 { return math.Nextafter(x, math.Inf(1)) }),
		one("nextDown", func(x float64) float64 { return math.Nextafter(x, math.Inf(-1)) }),
		two("copySign", math.Copysign), two("IEEEremainder", math.Remainder), two("nextAfter", math.Nextafter),
		exact("addExact", (*big.Int).Add), exact("subtractExact", (*big.Int).Sub), exact("multiplyExact", (*big.Int).Mul),
		def("toIntExact", 1, 1, func(t *thread, _ value, a []value) value {
			n := num(t, "toIntExact", 0, a[0], "long")
			if n != int64(int32(n)) {
				t.ThrowJava(arithmetic(), "integer overflow", nil)
			}
			return py.Int(int(n))
		}),
		def("negateExact", 1, 1, func(t *thread, _ value, a []value) value { return py.Long(-num(t, "negateExact", 0, a[0], "long")) }),
		def("random", 0, 0, func(t *thread, _ value, _ []value) value { return py.Float(host.Of(t).Rand().Float64()) }),
	}, consts: map[string]value{"PI": py.Float(math.Pi), "E": py.Float(math.E)}})
}
