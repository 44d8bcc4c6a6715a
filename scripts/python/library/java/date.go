package java

// java.util.Date, Calendar, TimeZone and Locale.

import (
	"math/big"
	"strings"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
	"dryfire/tags"
)

// date is a java.util.Date: milliseconds since 1970. loc is the zone it prints in.
type date struct {
	ms  int64
	loc *time.Location
}

func (d *date) javaString(*thread) string { return string(tags.AppendJavaDate(nil, d.ms, d.loc)) }
func (d *date) javaHash(*thread) int32    { return int32(d.ms) ^ int32(d.ms>>32) }
func (d *date) javaEquals(_ *thread, o value) bool {
	x, ok := payload[*date](o)
	return ok && x.ms == d.ms
}

func (d *date) javaCompare(t *thread, o value) int {
	o = enter(t, o)
	x := argOf[*date](t, "compareTo", 0, o, "java.util.Date")
	switch {
	case d.ms < x.ms:
		return -1
	case d.ms > x.ms:
		return 1
	}
	return 0
}

func (d *date) local() time.Time { return time.UnixMilli(d.ms).In(d.loc) }

// dateClass is set in init: its methods return dates.
var dateClass func() *py.Type

func init() { dateClass = declare("java.util.Date", makeDate) }

// NewDate returns a java.util.Date of milliseconds since 1970 in UTC; it prints in the
// host's time zone.
func NewDate(t *thread, ms int64) value {
	return newObject(dateClass(), &date{ms, host.Of(t).Zone()})
}

// DateMillis returns the milliseconds since 1970 of a java.util.Date or a class derived
// from it; ok is false for anything else.
func DateMillis(v value) (ms int64, ok bool) {
	d, ok := payload[*date](v)
	if !ok {
		return 0, false
	}
	return d.ms, true
}

func nowOf(t *thread) time.Time { return host.Of(t).Clock.Now() }

func makeDate() *py.Type {
	self := func(v value) *date { return must[*date](v) }
	get := func(name string, f func(at time.Time) int) py.Def {
		return def(name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(f(self(v).local())) })
	}
	set := func(name string, f func(at time.Time, n int) time.Time) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			self(v).ms = f(self(v).local(), integer(t, name, 0, a[0])).UnixMilli()
			return py.None
		})
	}
	build := func(at time.Time, y, mo, d, h, mi, s int) time.Time {
		return time.Date(y, time.Month(mo), d, h, mi, s, at.Nanosecond(), at.Location())
	}
	test := func(name string, f func(c int) bool) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			if _, ok := payload[*date](a[0]); !ok {
				badArg(t, name, 0, a[0], "java.util.Date")
			}
			return py.Bool(f(self(v).javaCompare(t, a[0])))
		})
	}
	return newClass(classDef{name: "java.util.Date",
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			return newObject(cls, &date{nowOf(t).UnixMilli(), host.Of(t).Zone()})
		},
		init: func(t *thread, v value, a []value, names []string) {
			if len(a) == 2 || len(a) == 4 || len(a) > 6 || len(names) > 0 {
				t.Raisef(py.TypeErrorType, "java.util.Date(): expected 0-1, 3 or 5-6 args; got %d", len(a))
			}
			d := self(v)
			switch len(a) {
			case 0:
			case 1:
				if a[0].IsText() {
					at, ok := parseLegacy(str(t, "java.util.Date", 0, a[0]), d.loc)
					if !ok {
						throw(t, illegalArg, "")
					}
					d.ms = at.UnixMilli()
				} else {
					d.ms = num(t, "java.util.Date", 0, a[0], "long")
				}
			default:
				var n [6]int
				for i, x := range a {
					n[i] = integer(t, "java.util.Date", i, x)
				}
				d.ms = time.Date(n[0]+1900, time.Month(n[1]+1), n[2], n[3], n[4], n[5], 0, d.loc).UnixMilli()
			}
		},
		methods: []py.Def{
			def("getTime", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).ms) }),
			def("setTime", 1, 1, func(t *thread, v value, a []value) value {
				self(v).ms = num(t, "setTime", 0, a[0], "long")
				return py.None
			}),
			get("getYear", func(at time.Time) int { return at.Year() - 1900 }), get("getMonth", func(at time.Time) int { return int(at.Month()) - 1 }),
			get("getDate", time.Time.Day), get("getDay", func(at time.Time) int { return int(at.Weekday()) }), get("getHours", time.Time.Hour),
			get("getMinutes", time.Time.Minute), get("getSeconds", time.Time.Second),
			get("getTimezoneOffset", func(at time.Time) int { _, off := at.Zone(); return -off / 60 }),
			set("setYear", func(at time.Time, n int) time.Time {
				return build(at, n+1900, int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second())
			}),
			set("setMonth", func(at time.Time, n int) time.Time {
				return build(at, at.Year(), n+1, at.Day(), at.Hour(), at.Minute(), at.Second())
			}),
			set("setDate", func(at time.Time, n int) time.Time {
				return build(at, at.Year(), int(at.Month()), n, at.Hour(), at.Minute(), at.Second())
			}),
			set("setHours", func(at time.Time, n int) time.Time {
				return build(at, at.Year(), int(at.Month()), at.Day(), n, at.Minute(), at.Second())
			}),
			set("setMinutes", func(at time.Time, n int) time.Time {
				return build(at, at.Year(), int(at.Month()), at.Day(), at.Hour(), n, at.Second())
			}),
			set("setSeconds", func(at time.Time, n int) time.Time {
				return build(at, at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute(), n)
			}),
			test("before", func(c int) bool { return c < 0 }), test("after", func(c int) bool { return c > 0 }),
			def("clone", 0, 0, func(_ *thread, v value, _ []value) value { d := *self(v); return newObject(v.Type(), &d) }),
			def("toInstant", 0, 0, func(_ *thread, v value, _ []value) value {
				return newObject(instantClass(), instant{time.UnixMilli(self(v).ms).UTC()})
			}),
			def("toLocaleString", 0, 0, func(_ *thread, v value, _ []value) value {
				return py.Unicode(self(v).local().Format("Jan 2, 2006, 3:04:05 PM"))
			}),
			def("toGMTString", 0, 0, func(_ *thread, v value, _ []value) value {
				return py.Unicode(self(v).local().UTC().Format("2 Jan 2006 15:04:05 GMT"))
			}),
		},
		static: []py.Def{
			def("UTC", 6, 6, func(t *thread, _ value, a []value) value {
				var n [6]int
				for i, x := range a {
					n[i] = integer(t, "UTC", i, x)
				}
				return py.Long(time.Date(n[0]+1900, time.Month(n[1]+1), n[2], n[3], n[4], n[5], 0, time.UTC).UnixMilli())
			}),
			def("parse", 1, 1, func(t *thread, _ value, a []value) value {
				at, ok := parseLegacy(str(t, "parse", 0, a[0]), host.Of(t).Zone())
				if !ok {
					throw(t, illegalArg, "")
				}
				return py.Long(at.UnixMilli())
			}),
			def("from", 1, 1, func(t *thread, _ value, a []value) value {
				return NewDate(t, argOf[instant](t, "from", 0, a[0], "java.time.Instant").at.UnixMilli())
			})}})
}

// parseLegacy reads the forms of Date(String) that scripts use.
func parseLegacy(s string, loc *time.Location) (time.Time, bool) {
	for _, f := range []string{"2006/01/02 15:04:05", "2006/01/02", "01/02/2006 15:04:05", "01/02/2006", "1/2/2006", "Mon Jan 2 15:04:05 MST 2006", "Jan 2, 2006 15:04:05", "Jan 2, 2006", "2 Jan 2006", "Mon, 2 Jan 2006 15:04:05 MST"} {
		if at, err := time.ParseInLocation(f, s, loc); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

var timestampClass func() *py.Type

func init() {
	timestampClass = declare("java.sql.Timestamp", func() *py.Type {
		self := func(v value) *date { return must[*date](v) }
		return newClass(classDef{name: "java.sql.Timestamp", base: dateClass(),
			methods: []py.Def{
				raw("toString", 0, func(_ *thread, v value, _ []value) value {
					s := strings.TrimRight(self(v).local().Format("2006-01-02 15:04:05.000"), "0")
					if strings.HasSuffix(s, ".") {
						s += "0"
					}
					return py.Unicode(s)
				}),
				def("getNanos", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).local().Nanosecond()) }),
				def("setNanos", 1, 1, func(t *thread, v value, a []value) value {
					self(v).ms = self(v).ms - int64(self(v).local().Nanosecond()/1e6) + int64(integer(t, "setNanos", 0, a[0])/1e6)
					return py.None
				}),
				def("toLocalDateTime", 0, 0, func(_ *thread, v value, _ []value) value {
					return newMoment(localDateTime, asUTC(self(v).local()), nil)
				}),
			},
			static: []py.Def{
				def("valueOf", 1, 1, func(t *thread, _ value, a []value) value {
					loc := host.Of(t).Zone()
					if m, ok := payload[moment](a[0]); ok {
						at := m.at
						return newObject(timestampClass(), &date{time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), loc).UnixMilli(), loc})
					}
					for _, f := range []string{"2006-1-2 15:4:5.999999999", "2006-1-2 15:4:5", "2006-1-2"} {
						if at, err := time.ParseInLocation(f, strings.TrimSpace(str(t, "valueOf", 0, a[0])), loc); err == nil {
							return newObject(timestampClass(), &date{at.UnixMilli(), loc})
						}
					}
					t.ThrowJava(illegalArg(), "Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]", nil)
					return py.None
				}),
				def("from", 1, 1, func(t *thread, _ value, a []value) value {
					return newObject(timestampClass(), &date{argOf[instant](t, "from", 0, a[0], "java.time.Instant").at.UnixMilli(), host.Of(t).Zone()})
				}),
			}})
	})
}

// NewTimestamp returns a java.sql.Timestamp of epoch milliseconds.
func NewTimestamp(t *thread, ms int64) value {
	return newObject(timestampClass(), &date{ms, host.Of(t).Zone()})
}

// NewSQLDate returns a java.sql.Date of epoch milliseconds.
func NewSQLDate(t *thread, ms int64) value {
	return newObject(sqlDateClass(), &date{ms, host.Of(t).Zone()})
}

// NewSQLTime returns a java.sql.Time of epoch milliseconds.
func NewSQLTime(t *thread, ms int64) value {
	return newObject(sqlTimeClass(), &date{ms, host.Of(t).Zone()})
}

// NewBigDecimal returns a java.math.BigDecimal: n × 10^-scale.
func NewBigDecimal(n *big.Int, scale int) value {
	if scale < 0 {
		n, scale = n.Mul(n, pow10(-scale)), 0
	}
	return newDecimal(decimal{n, scale})
}

var (
	sqlDateClass = sqlClass("java.sql.Date", "2006-01-02", "2006-1-2")
	sqlTimeClass = sqlClass("java.sql.Time", "15:04:05", "15:4:5")
)

// sqlClass declares a Date that shows as a date or as a time alone.
func sqlClass(full, layout, read string) func() *py.Type {
	var cls func() *py.Type
	cls = declare(full, func() *py.Type {
		return newClass(classDef{name: full, base: dateClass(),
			methods: []py.Def{raw("toString", 0, func(_ *thread, v value, _ []value) value {
				return py.Unicode(must[*date](v).local().Format(layout))
			})},
			static: []py.Def{def("valueOf", 1, 1, func(t *thread, _ value, a []value) value {
				at, err := time.ParseInLocation(read, str(t, "valueOf", 0, a[0]), host.Of(t).Zone())
				if err != nil {
					throw(t, illegalArg, "")
				}
				if at.Year() == 0 {
					at = at.AddDate(1970, 0, 0)
				}
				return newObject(cls(), &date{at.UnixMilli(), host.Of(t).Zone()})
			})}})
	})
	return cls
}

// asUTC is the same clock and calendar in UTC, as local times are kept.
func asUTC(at time.Time) time.Time {
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC)
}
