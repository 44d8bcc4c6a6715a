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

	illegalArg    = throwable("java.lang.IllegalArgumentException", runtime)
	_             = throwable("java.lang.IllegalStateException", runtime)
	numberFormat  = throwable("java.lang.NumberFormatException", illegalArg)
	arithmetic    = throwable("java.lang.ArithmeticException", runtime)
	_             = throwable("java.lang.NullPointerException", runtime)
	classCast     = throwable("java.lang.ClassCastException", runtime)
	outOfBounds   = throwable("java.lang.IndexOutOfBoundsException", runtime)
	_             = throwable("java.lang.ArrayIndexOutOfBoundsException", outOfBounds)
	stringBounds  = throwable("java.lang.StringIndexOutOfBoundsException", outOfBounds)
	unsupported   = throwable("java.lang.UnsupportedOperationException", runtime)
	_             = throwable("java.lang.SecurityException", runtime)
	_             = throwable("java.lang.NegativeArraySizeException", runtime)
	_             = throwable("java.lang.InterruptedException", exception)
	_             = throwable("java.lang.CloneNotSupportedException", exception)
	reflective    = throwable("java.lang.ReflectiveOperationException", exception)
	_             = throwable("java.lang.ClassNotFoundException", reflective)
	_             = throwable("java.lang.NoSuchFieldException", reflective)
	_             = throwable("java.lang.NoSuchMethodException", reflective)
	vmError       = throwable("java.lang.VirtualMachineError", known(py.JavaErrorType))
	_             = throwable("java.lang.OutOfMemoryError", vmError)
	_             = throwable("java.lang.StackOverflowError", vmError)
	_             = throwable("java.lang.AssertionError", known(py.JavaErrorType))
	ioException   = throwable("java.io.IOException", exception)
	_             = throwable("java.io.FileNotFoundException", ioException)
	_             = throwable("java.io.EOFException", ioException)
	_             = throwable("java.io.UnsupportedEncodingException", ioException)
	_             = throwable("java.net.SocketException", ioException)
	_             = throwable("java.net.UnknownHostException", ioException)
	_             = throwable("java.net.SocketTimeoutException", ioException)
	_             = throwable("java.net.MalformedURLException", ioException)
	_             = throwable("java.sql.SQLException", exception)
	_             = throwable("java.util.concurrent.TimeoutException", exception)
	_             = throwable("java.util.concurrent.ExecutionException", exception)
	noElement     = throwable("java.util.NoSuchElementException", runtime)
	_             = throwable("java.util.InputMismatchException", noElement)
	_             = throwable("java.util.ConcurrentModificationException", runtime)
	_             = throwable("java.util.EmptyStackException", runtime)
	parseFailure  = throwable("java.text.ParseException", exception)
	dateTime      = throwable("java.time.DateTimeException", runtime)
	dateTimeParse = throwable("java.time.format.DateTimeParseException", dateTime)
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
		t.ThrowJava(numberFormat(), "Cannot parse null string: null", nil)
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

// whole declares Integer, Long, Short and Byte. Jython turns their instances into numbers as soon as
// they cross into Python; here the constructor does.
func whole(full string, bits int, wrap func(n int64) value) func() *py.Type {
	return declare(full, func() *py.Type {
		cut := func(n int64) int64 { return n << (64 - bits) >> (64 - bits) }
		radixText := func(name string, base int) py.Def {
			return def(name, 1, 1, func(t *thread, _ value, a []value) value {
				n := num(t, name, 0, a[0], "long")
				return py.Unicode(strconv.FormatUint(uint64(n)<<(64-bits)>>(64-bits), base))
			})
		}
		from := func(t *thread, name string, a []value) value {
			if a[0].IsText() {
				return wrap(parseInteger(t, "parse", a, bits))
			}
			return wrap(cut(num(t, name, 0, a[0], "int")))
		}
		parse := map[int]string{32: "parseInt", 64: "parseLong", 16: "parseShort", 8: "parseByte"}[bits]
		return newClass(classDef{name: full,
			new: func(t *thread, _ *py.Type, a []value, names []string) value {
				checkArgs(t, full, 1, 1, a, names)
				return from(t, full, a)
			},
			static: []py.Def{
				def(parse, 1, 2, func(t *thread, _ value, a []value) value { return wrap(parseInteger(t, parse, a, bits)) }),
				def("valueOf", 1, 2, func(t *thread, _ value, a []value) value { return from(t, "valueOf", a) }),
				def("toString", 1, 2, func(t *thread, _ value, a []value) value {
					base := 10
					if len(a) > 1 {
						base = integer(t, "toString", 1, a[1])
					}
					return py.Unicode(strconv.FormatInt(num(t, "toString", 0, a[0], "int"), base))
				}),
				radixText("toHexString", 16), radixText("toBinaryString", 2), radixText("toOctalString", 8),
				def("compare", 2, 2, func(t *thread, _ value, a []value) value { return py.Int(t.Cmp(a[0], a[1])) }),
				def("max", 2, 2, func(t *thread, _ value, a []value) value { return pick(t, a, 1) }),
				def("min", 2, 2, func(t *thread, _ value, a []value) value { return pick(t, a, -1) }),
				def("bitCount", 1, 1, func(t *thread, _ value, a []value) value {
					n, c := uint64(num(t, "bitCount", 0, a[0], "int"))<<(64-bits), 0
					for ; n != 0; n &= n - 1 {
						c++
					}
					return py.Int(c)
				}),
			},
			consts: map[string]value{"MAX_VALUE": wrap(math.MaxInt64 >> (64 - bits)), "MIN_VALUE": wrap(math.MinInt64 >> (64 - bits)), "SIZE": py.Int(bits)}})
	})
}

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
		from := func(t *thread, a []value) value {
			if a[0].IsText() {
				return py.Float(parseDouble(t, parse, a[0]))
			}
			return py.Float(float(t, full, 0, a[0]))
		}
		return newClass(classDef{name: full,
			new: func(t *thread, _ *py.Type, a []value, names []string) value {
				checkArgs(t, full, 1, 1, a, names)
				return from(t, a)
			},
			static: []py.Def{
				def(parse, 1, 1, func(t *thread, _ value, a []value) value { return py.Float(parseDouble(t, parse, a[0])) }),
				def("valueOf", 1, 1, func(t *thread, _ value, a []value) value { return from(t, a) }),
				def("toString", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Unicode(javaDouble(float(t, "toString", 0, a[0])))
				}),
				def("isNaN", 1, 1, func(t *thread, _ value, a []value) value { return py.Bool(math.IsNaN(float(t, "isNaN", 0, a[0]))) }),
				def("isInfinite", 1, 1, func(t *thread, _ value, a []value) value {
					return py.Bool(math.IsInf(float(t, "isInfinite", 0, a[0]), 0))
				}),
				def("compare", 2, 2, func(t *thread, _ value, a []value) value { return py.Int(t.Cmp(a[0], a[1])) }),
			},
			consts: map[string]value{"MAX_VALUE": py.Float(math.MaxFloat64), "MIN_VALUE": py.Float(math.SmallestNonzeroFloat64), "NaN": py.Float(math.NaN()),
				"POSITIVE_INFINITY": py.Float(math.Inf(1)), "NEGATIVE_INFINITY": py.Float(math.Inf(-1))}})
	})
}

func init() {
	floating("java.lang.Double", "parseDouble")
	class := func(_ *thread, self value, _ []value) value { return py.Obj(self.Type()) }
	py.ThrowableType.AddMethods(def("getClass", 0, 0, class), def("fillInStackTrace", 0, 0, func(_ *thread, self value, _ []value) value { return self }),
		def("getStackTrace", 0, 0, func(*thread, value, []value) value { return py.Obj(py.NewList()) }),
		def("getSuppressed", 0, 0, func(*thread, value, []value) value { return py.Obj(py.NewList()) }))
	floating("java.lang.Float", "parseFloat")
	throwing := func(name string) py.Def {
		return def(name, 0, -1, func(t *thread, _ value, _ []value) value {
			t.ThrowJava(unsupported(), "java.lang.System."+name+" is not available to scripts under test", nil)
			return py.None
		})
	}
	declare("java.lang.Number", func() *py.Type { return newClass(classDef{name: "java.lang.Number"}) })
	declare("java.lang.Boolean", func() *py.Type {
		from := func(t *thread, a []value) value {
			if a[0].IsText() {
				return py.Bool(strings.EqualFold(in(a[0]).Text(), "true"))
			}
			return py.Bool(t.Truth(a[0]))
		}
		return newClass(classDef{name: "java.lang.Boolean",
			new: func(t *thread, _ *py.Type, a []value, names []string) value {
				checkArgs(t, "java.lang.Boolean", 1, 1, a, names)
				return from(t, a)
			},
			static: []py.Def{
				def("parseBoolean", 1, 1, func(t *thread, _ value, a []value) value { return from(t, a) }),
				def("valueOf", 1, 1, func(t *thread, _ value, a []value) value { return from(t, a) }),
				def("toString", 1, 1, func(t *thread, _ value, a []value) value { return py.Unicode(text(t, py.Bool(t.Truth(a[0])))) }),
			},
			consts: map[string]value{"TRUE": py.True, "FALSE": py.False}})
	})
	declare("java.lang.Character", func() *py.Type {
		is := func(name string, f func(c rune) bool) py.Def {
			return def(name, 1, 1, func(t *thread, _ value, a []value) value {
				for _, c := range str(t, name, 0, a[0]) {
					return py.Bool(f(c))
				}
				return py.False
			})
		}
		letter := func(c rune) bool { return strings.ToLower(string(c)) != strings.ToUpper(string(c)) }
		digit := func(c rune) bool { return c >= '0' && c <= '9' }
		return newClass(classDef{name: "java.lang.Character", static: []py.Def{is("isDigit", digit), is("isLetter", letter),
			is("isLetterOrDigit", func(c rune) bool { return letter(c) || digit(c) }),
			is("isWhitespace", func(c rune) bool { return strings.ContainsRune(" \t\n\r\f\v", c) })}})
	})
	declare("java.lang.String", func() *py.Type {
		return newClass(classDef{name: "java.lang.String",
			new: func(t *thread, _ *py.Type, a []value, names []string) value {
				checkArgs(t, "java.lang.String", 0, 2, a, names)
				if len(a) == 0 {
					return py.Unicode("")
				}
				if b, ok := a[0].Object().(*py.ByteArray); ok {
					return py.Unicode(t.Decode(string(b.B), "utf-8", "replace"))
				}
				return py.Unicode(text(t, a[0]))
			},
			static: []py.Def{
				def("valueOf", 1, 1, func(t *thread, _ value, a []value) value { return py.Unicode(text(t, a[0])) }),
				def("format", 1, -1, func(t *thread, _ value, a []value) value {
					args := a[1:]
					if len(args) == 1 {
						switch args[0].Object().(type) {
						case *py.List, *py.Tuple:
							args = t.Items(args[0])
						}
					}
					return py.Unicode(javaFormat(t, str(t, "format", 0, a[0]), args))
				}),
				def("join", 2, -1, func(t *thread, _ value, a []value) value {
					parts := a[1:]
					if len(parts) == 1 && !parts[0].IsText() {
						parts = t.Items(parts[0])
					}
					var out []string
					for _, p := range parts {
						out = append(out, text(t, p))
					}
					return py.Unicode(strings.Join(out, str(t, "join", 0, a[0])))
				}),
			}})
	})
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
		}, consts: map[string]value{}})
	})
	declare("java.lang.Runnable", func() *py.Type { return newClass(classDef{name: "java.lang.Runnable"}) })
	declare("java.lang.Comparable", func() *py.Type { return newClass(classDef{name: "java.lang.Comparable"}) })
	declare("java.lang.Iterable", func() *py.Type { return newClass(classDef{name: "java.lang.Iterable"}) })
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

type builder struct{ b []rune }

func (b *builder) javaString(*thread) string { return string(b.b) }

func builderClass(full string) *py.Type {
	self := func(v value) *builder { return must[*builder](v) }
	return newClass(classDef{name: full,
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, full, 0, 1, a, names)
			b := &builder{}
			if len(a) == 1 && a[0].IsText() {
				b.b = []rune(text(t, a[0]))
			}
			return newObject(cls, b)
		},
		methods: []py.Def{
			def("append", 1, 1, func(t *thread, v value, a []value) value {
				s := text(t, a[0])
				t.Alloc(4 * len(s))
				self(v).b = append(self(v).b, []rune(s)...)
				return v
			}),
			def("insert", 2, 2, func(t *thread, v value, a []value) value {
				i := integer(t, "insert", 0, a[0])
				b := self(v)
				if i < 0 || i > len(b.b) {
					t.ThrowJava(stringBounds(), fmt.Sprintf("offset %d, length %d", i, len(b.b)), nil)
				}
				s := []rune(text(t, a[1]))
				t.Alloc(4 * (len(s) + len(b.b)))
				b.b = append(append(append([]rune(nil), b.b[:i]...), s...), b.b[i:]...)
				return v
			}),
			def("length", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).b)) }),
			def("setLength", 1, 1, func(t *thread, v value, a []value) value {
				if n := integer(t, "setLength", 0, a[0]); n >= 0 && n < len(self(v).b) {
					self(v).b = self(v).b[:n]
				}
				return py.None
			}),
			def("reverse", 0, 0, func(_ *thread, v value, _ []value) value {
				b := self(v).b
				for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
					b[i], b[j] = b[j], b[i]
				}
				return v
			}),
		}})
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
		def("random", 0, 0, func(t *thread, _ value, _ []value) value { return py.Float(host.Of(t).Rand().Float64()) }),
	}, consts: map[string]value{"PI": py.Float(math.Pi), "E": py.Float(math.E)}})
}

// javaFormat is String.format for the conversions of texts, numbers and booleans.
func javaFormat(t *thread, format string, args []value) string {
	var b strings.Builder
	next := 0
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		j := i + 1
		for j < len(format) && strings.IndexByte("-#+ 0,(.123456789$", format[j]) >= 0 {
			j++
		}
		if j == len(format) {
			t.ThrowJava(py.NewThrowableType("java.util", "UnknownFormatConversionException", illegalArg()), "Conversion = '%'", nil)
		}
		spec, conv := format[i+1:j], format[j]
		i = j
		switch conv {
		case 'n':
			b.WriteByte('\n')
			continue
		case '%':
			b.WriteByte('%')
			continue
		}
		k := next
		if d := strings.IndexByte(spec, '$'); d > 0 {
			n, _ := strconv.Atoi(spec[:d])
			k = n - 1
			spec = spec[d+1:]
		} else {
			next++
		}
		if k < 0 || k >= len(args) {
			t.ThrowJava(py.NewThrowableType("java.util", "MissingFormatArgumentException", illegalArg()), fmt.Sprintf("Format specifier '%%%s%c'", spec, conv), nil)
		}
		comma := strings.Contains(spec, ",")
		goSpec := "%" + strings.ReplaceAll(spec, ",", "")
		v := args[k]
		if w := strings.TrimLeft(strings.Split(spec, ".")[0], "-+ 0,(#"); w != "" {
			n, _ := strconv.Atoi(w)
			t.Alloc(n)
		}
		out := ""
		switch conv {
		case 'd':
			n, ok := new(big.Int), false
			if x := v.Prim().Big(); x != nil {
				n, ok = x, true
			}
			if !ok {
				t.ThrowJava(py.NewThrowableType("java.util", "IllegalFormatConversionException", illegalArg()), fmt.Sprintf("d != %s", javaClassName(v)), nil)
			}
			if comma {
				out = fmt.Sprintf(strings.NewReplacer("0", "").Replace(goSpec)+"s", group(n.String()))
			} else {
				out = fmt.Sprintf(goSpec+"d", n)
			}
		case 'x', 'X', 'o':
			out = fmt.Sprintf(goSpec+string(conv), uint32(num(t, "format", k+1, v, "int")))
		case 'f', 'e', 'E', 'g', 'G':
			if v.Prim().Kind() != py.KindFloat {
				if _, ok := payload[decimal](v); !ok {
					t.ThrowJava(py.NewThrowableType("java.util", "IllegalFormatConversionException", illegalArg()), fmt.Sprintf("%c != %s", conv, javaClassName(v)), nil)
				}
			}
			f := float(t, "format", k+1, v)
			if comma {
				prec := 6
				if d := strings.IndexByte(spec, '.'); d >= 0 {
					prec, _ = strconv.Atoi(spec[d+1:])
				}
				s := strconv.FormatFloat(f, 'f', prec, 64)
				w, frac, _ := strings.Cut(s, ".")
				s = group(w)
				if frac != "" {
					s += "." + frac
				}
				width, _ := strconv.Atoi(strings.TrimLeft(strings.Split(strings.ReplaceAll(spec, ",", ""), ".")[0], "+ 0"))
				out = fmt.Sprintf("%*s", width, s)
			} else {
				if !strings.Contains(goSpec, ".") {
					goSpec += ".6"
				}
				out = fmt.Sprintf(goSpec+string(conv), f)
			}
		case 'b', 'B':
			out = fmt.Sprintf(goSpec+"s", text(t, py.Bool(t.Truth(v))))
		case 'c':
			s := text(t, v)
			if x := v.Prim().Big(); x != nil {
				s = string(rune(x.Int64()))
			}
			out = fmt.Sprintf(goSpec+"s", s)
		case 's', 'S':
			out = fmt.Sprintf(goSpec+"s", text(t, v))
			if conv == 'S' {
				out = strings.ToUpper(out)
			}
		default:
			t.ThrowJava(py.NewThrowableType("java.util", "UnknownFormatConversionException", illegalArg()), fmt.Sprintf("Conversion = '%c'", conv), nil)
		}
		b.WriteString(out)
	}
	return b.String()
}

func javaClassName(v value) string {
	switch v.Prim().Kind() {
	case py.KindInt:
		return "java.lang.Integer"
	case py.KindLong, py.KindBig:
		return "java.math.BigInteger"
	case py.KindFloat:
		return "java.lang.Double"
	case py.KindStr, py.KindUnicode:
		return "java.lang.String"
	case py.KindBool:
		return "java.lang.Boolean"
	}
	return v.Type().FullName()
}

// group puts commas between the thousands of a number's digits.
func group(s string) string {
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if neg {
		return "-" + s
	}
	return s
}
