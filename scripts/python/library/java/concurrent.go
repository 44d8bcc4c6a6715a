package java

// The basics of java.util.concurrent: TimeUnit, atomic values, locks and latches. A
// script runs to its end before another begins, so that a lock is never waited for.

import (
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// unitSizes are the constants of TimeUnit.
var unitSizes = []struct {
	name string
	size time.Duration
}{{"NANOSECONDS", 1}, {"MICROSECONDS", time.Microsecond}, {"MILLISECONDS", time.Millisecond}, {"SECONDS", time.Second}, {"MINUTES", time.Minute},
	{"HOURS", time.Hour}, {"DAYS", 24 * time.Hour}}

// atom is an AtomicInteger, AtomicLong, AtomicBoolean or AtomicReference.
type atom struct{ v value }

func (a *atom) javaString(t *thread) string { return text(t, a.v) }

// lock is a ReentrantLock, CountDownLatch or Semaphore: a number.
type lock struct {
	n    int
	text string
}

// local is a ThreadLocal.
type local struct{ v value }

var _ = declare("java.util.concurrent.TimeUnit", makeTimeUnit)

func unitSize(v value) time.Duration {
	e, ok := payload[enum](v)
	if !ok {
		return 0
	}
	for _, u := range unitSizes {
		if u.name == e.name {
			return u.size
		}
	}
	return 0
}

// scale converts n of one unit to another, as TimeUnit does: cut off and saturated.
func scaleUnits(n int64, from, to time.Duration) int64 {
	if from >= to {
		f := int64(from / to)
		switch {
		case n > (1<<63-1)/f:
			return 1<<63 - 1
		case n < -(1<<63-1)/f:
			return -1 << 63
		}
		return n * f
	}
	return n / int64(to/from)
}

func makeTimeUnit() *py.Type {
	names := make([]string, len(unitSizes))
	for i, u := range unitSizes {
		names[i] = u.name
	}
	cls := makeEnum("java.util.concurrent.TimeUnit", names)
	for i, n := range []string{"toNanos", "toMicros", "toMillis", "toSeconds", "toMinutes", "toHours", "toDays"} {
		to := unitSizes[i].size
		cls.AddMethods(def(n, 1, 1, func(t *thread, v value, a []value) value {
			return py.Long(scaleUnits(num(t, n, 0, a[0], "long"), unitSize(v), to))
		}))
	}
	cls.AddMethods(
		def("convert", 2, 2, func(t *thread, v value, a []value) value {
			from := unitSize(a[1])
			if from == 0 {
				badArg(t, "convert", 1, a[1], "java.util.concurrent.TimeUnit")
			}
			return py.Long(scaleUnits(num(t, "convert", 0, a[0], "long"), from, unitSize(v)))
		}),
		def("sleep", 1, 1, func(t *thread, v value, a []value) value {
			if n := num(t, "sleep", 0, a[0], "long"); n > 0 {
				host.Of(t).Clock.Sleep(time.Duration(scaleUnits(n, unitSize(v), 1)))
			}
			return py.None
		}))
	return cls
}

func atomicNumber(full string, wrap func(n int64) value) {
	declare(full, func() *py.Type {
		self := func(v value) *atom { return must[*atom](v) }
		step := func(name string, args int, before bool, f func(n, by int64) int64) py.Def {
			return def(name, args, args, func(t *thread, v value, a []value) value {
				by := int64(1)
				if args == 1 {
					by = num(t, name, 0, a[0], "int")
				}
				old := self(v).v
				next := f(old.Int64(), by)
				if full == "java.util.concurrent.atomic.AtomicInteger" {
					next = int64(int32(next))
				}
				self(v).v = wrap(next)
				if before {
					return old
				}
				return self(v).v
			})
		}
		add := func(n, by int64) int64 { return n + by }
		sub := func(n, by int64) int64 { return n - by }
		get := func(_ *thread, v value, _ []value) value { return self(v).v }
		return newClass(classDef{name: full, base: numberClass(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, 0, 1, a, names)
				n := int64(0)
				if len(a) == 1 {
					n = num(t, full, 0, a[0], "int")
				}
				return newObject(cls, &atom{wrap(n)})
			},
			methods: append(atomMethods(func(t *thread, name string, v value) value { return wrap(num(t, name, 0, v, "int")) }),
				step("incrementAndGet", 0, false, add), step("decrementAndGet", 0, false, sub), step("getAndIncrement", 0, true, add),
				step("getAndDecrement", 0, true, sub), step("addAndGet", 1, false, add), step("getAndAdd", 1, true, add),
				def("intValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(int(int32(self(v).v.Int64()))) }),
				def("longValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).v.Int64()) }),
				def("doubleValue", 0, 0, func(_ *thread, v value, _ []value) value { return py.Float(float64(self(v).v.Int64())) }),
				def("plain", 0, 0, get))})
	})
}

// atomMethods are what all atomic classes have; conv converts what is set.
func atomMethods(conv func(t *thread, name string, v value) value) []py.Def {
	self := func(v value) *atom { return must[*atom](v) }
	set := func(t *thread, v value, a []value) value { self(v).v = conv(t, "set", a[0]); return py.None }
	swap := func(t *thread, v value, a []value) value {
		if !t.Equal(self(v).v, in(a[0])) {
			return py.False
		}
		self(v).v = conv(t, "compareAndSet", a[1])
		return py.True
	}
	return []py.Def{
		def("get", 0, 0, func(_ *thread, v value, _ []value) value { return self(v).v }), def("set", 1, 1, set), def("lazySet", 1, 1, set),
		def("getAndSet", 1, 1, func(t *thread, v value, a []value) value {
			old := self(v).v
			self(v).v = conv(t, "getAndSet", a[0])
			return old
		}),
		def("compareAndSet", 2, 2, swap), def("weakCompareAndSet", 2, 2, swap),
	}
}

func (l *lock) javaString(*thread) string { return l.text }

func init() {
	atomicNumber("java.util.concurrent.atomic.AtomicInteger", asInt)
	atomicNumber("java.util.concurrent.atomic.AtomicLong", py.Long)
	for _, full := range []string{"java.util.concurrent.atomic.AtomicBoolean", "java.util.concurrent.atomic.AtomicReference"} {
		declare(full, func() *py.Type {
			boolean := full == "java.util.concurrent.atomic.AtomicBoolean"
			conv := func(t *thread, _ string, v value) value {
				if boolean {
					return py.Bool(t.Truth(in(v)))
				}
				return in(v)
			}
			return newClass(classDef{name: full, methods: atomMethods(conv), new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, 0, 1, a, names)
				v := value(py.None)
				if boolean {
					v = py.False
				}
				if len(a) == 1 {
					v = conv(t, full, a[0])
				}
				return newObject(cls, &atom{v})
			}})
		})
	}
	self := func(v value) *lock { return must[*lock](v) }
	step := func(name string, by int, result value) py.Def {
		return def(name, 0, 2, func(_ *thread, v value, _ []value) value { self(v).n = max(0, self(v).n+by); return result })
	}
	number := func(name string, show func(n int) value) py.Def {
		return def(name, 0, 0, func(_ *thread, v value, _ []value) value { return show(self(v).n) })
	}
	counter := func(full string, lo, hi int, methods ...py.Def) {
		declare(full, func() *py.Type {
			return newClass(classDef{name: full, methods: methods, new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, lo, hi, a, names)
				n := 0
				if len(a) > 0 && lo > 0 {
					n = integer(t, full, 0, a[0])
				}
				return newObject(cls, &lock{n: n, text: full + "@1"})
			}})
		})
	}
	held := func(n int) value { return py.Bool(n > 0) }
	counter("java.util.concurrent.locks.ReentrantLock", 0, 1, step("lock", 1, py.None), step("lockInterruptibly", 1, py.None), step("tryLock", 1, py.True),
		def("unlock", 0, 0, func(t *thread, v value, _ []value) value {
			if self(v).n == 0 {
				throw(t, monitorState, "")
			}
			self(v).n--
			return py.None
		}),
		number("isLocked", held), number("isHeldByCurrentThread", held), number("getHoldCount", func(n int) value { return py.Int(n) }))
	counter("java.util.concurrent.CountDownLatch", 1, 1, step("countDown", -1, py.None), step("await", 0, py.True),
		number("getCount", func(n int) value { return py.Long(int64(n)) }))
	counter("java.util.concurrent.Semaphore", 1, 2, step("acquire", -1, py.None), step("release", 1, py.None),
		number("availablePermits", func(n int) value { return py.Int(n) }),
		def("tryAcquire", 0, 3, func(_ *thread, v value, _ []value) value {
			if self(v).n == 0 {
				return py.False
			}
			self(v).n--
			return py.True
		}))
	interfaceOf("java.util.concurrent.Callable", func() *py.Type { return objectType() })
	declare("java.lang.ThreadLocal", func() *py.Type {
		return newClass(classDef{name: "java.lang.ThreadLocal",
			new: func(_ *thread, cls *py.Type, _ []value, _ []string) value { return newObject(cls, &local{}) },
			methods: []py.Def{
				def("get", 0, 0, func(t *thread, v value, _ []value) value {
					l := must[*local](v)
					if l.v.IsAbsent() {
						l.v = py.None
						if f, ok := t.TryAttr(v, "initialValue"); ok {
							l.v = t.Call0(f)
						}
					}
					return l.v
				}),
				def("set", 1, 1, func(_ *thread, v value, a []value) value { must[*local](v).v = in(a[0]); return py.None }),
				def("remove", 0, 0, func(_ *thread, v value, _ []value) value { must[*local](v).v = value{}; return py.None }),
			}})
	})
	declare("java.lang.Runtime", func() *py.Type {
		var cls *py.Type
		figure := func(name string, v value) py.Def {
			return def(name, 0, 0, func(*thread, value, []value) value { return v })
		}
		cls = newClass(classDef{name: "java.lang.Runtime",
			methods: []py.Def{figure("availableProcessors", py.Int(2)), figure("totalMemory", py.Long(256<<20)), figure("maxMemory", py.Long(1<<30)),
				figure("freeMemory", py.Long(128<<20)), figure("gc", py.None)},
			static: []py.Def{def("getRuntime", 0, 0, func(*thread, value, []value) value { return newObject(cls, struct{}{}) })}})
		return cls
	})
	for _, n := range []string{"java.lang.CharSequence", "java.lang.AutoCloseable", "java.lang.Cloneable", "java.lang.Void", "java.lang.StackTraceElement", "java.lang.Enum"} {
		interfaceOf(n, func() *py.Type { return objectType() })
	}
}

var monitorState = throwable("java.lang.IllegalMonitorStateException", runtime)
