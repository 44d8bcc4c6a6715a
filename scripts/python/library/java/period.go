package java

// java.time beyond its basics: Period, Year, YearMonth, ZoneOffset, ChronoField, and what
// dates and times are asked and turned into.

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	py "dryfire/scripts/python/object"
)

// period is a Period.
type period struct{ y, m, d int }

func (p period) javaString(*thread) string {
	if p == (period{}) {
		return "P0D"
	}
	s := "P"
	for _, x := range []struct {
		n    int
		unit string
	}{{p.y, "Y"}, {p.m, "M"}, {p.d, "D"}} {
		if x.n != 0 {
			s += strconv.Itoa(x.n) + x.unit
		}
	}
	return s
}

func (p period) javaEquals(_ *thread, o value) bool { x, ok := payload[period](o); return ok && x == p }
func (p period) javaHash(*thread) int32             { return int32(p.y + p.m<<8 + p.d<<16) }

// addTo adds a period to a time: months first, then days.
func (p period) addTo(at time.Time, sgn int) time.Time {
	at, _ = addUnit(at, "MONTHS", sgn*(12*p.y+p.m))
	return at.AddDate(0, 0, sgn*p.d)
}

// periodBetween is the years, months and days from one date to another.
func periodBetween(a, b time.Time) period {
	a, b = time.Date(a.Year(), a.Month(), a.Day(), 0, 0, 0, 0, time.UTC), time.Date(b.Year(), b.Month(), b.Day(), 0, 0, 0, 0, time.UTC)
	months := int(between("MONTHS", a, b))
	from, _ := addUnit(a, "MONTHS", months)
	return period{months / 12, months % 12, int(b.Sub(from) / (24 * time.Hour))}
}

// yearMonth is a YearMonth, or a Year if its month is 0.
type yearMonth struct{ y, m int }

func (x yearMonth) javaString(*thread) string {
	if x.m == 0 {
		return strconv.Itoa(x.y)
	}
	return fmt.Sprintf("%04d-%02d", x.y, x.m)
}
func (x yearMonth) javaEquals(_ *thread, o value) bool {
	y, ok := payload[yearMonth](o)
	return ok && y == x
}
func (x yearMonth) javaHash(*thread) int32 { return int32(x.y ^ x.m<<27) }
func (x yearMonth) javaCompare(t *thread, o value) int {
	y := argOf[yearMonth](t, "compareTo", 0, o, "java.time.YearMonth")
	if x.y != y.y {
		return x.y - y.y
	}
	return x.m - y.m
}

func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysIn(y, m int) int { return time.Date(y, time.Month(m+1), 0, 0, 0, 0, 0, time.UTC).Day() }

func dateValue(y, m, d int) value {
	return newMoment(localDate, time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), nil)
}

// newZone returns a ZoneId, or a ZoneOffset where that is all the zone is.
func newZone(z *zoneInfo) value {
	if z.id == "Z" || strings.HasPrefix(z.id, "+") || strings.HasPrefix(z.id, "-") {
		return newObject(zoneOffsetClass(), z)
	}
	return newObject(zoneIDClass(), z)
}

// offsetOf returns the ZoneOffset of some seconds.
func offsetOf(seconds int) *zoneInfo {
	if seconds == 0 {
		return &zoneInfo{"Z", time.UTC}
	}
	id := time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-07:00")
	if seconds%60 != 0 {
		id = time.Unix(0, 0).In(time.FixedZone("", seconds)).Format("-07:00:00")
	}
	return &zoneInfo{id, time.FixedZone(id, seconds)}
}

// fields are the names of ChronoField in the order of Java, and what they read.
var chronoFields = []struct {
	name, shown string
	get         func(at time.Time) int64
}{
	{"NANO_OF_SECOND", "NanoOfSecond", func(at time.Time) int64 { return int64(at.Nanosecond()) }},
	{"MICRO_OF_SECOND", "MicroOfSecond", func(at time.Time) int64 { return int64(at.Nanosecond() / 1e3) }},
	{"MILLI_OF_SECOND", "MilliOfSecond", func(at time.Time) int64 { return int64(at.Nanosecond() / 1e6) }},
	{"SECOND_OF_MINUTE", "SecondOfMinute", func(at time.Time) int64 { return int64(at.Second()) }},
	{"SECOND_OF_DAY", "SecondOfDay", func(at time.Time) int64 { return int64(at.Hour()*3600 + at.Minute()*60 + at.Second()) }},
	{"MINUTE_OF_HOUR", "MinuteOfHour", func(at time.Time) int64 { return int64(at.Minute()) }},
	{"MINUTE_OF_DAY", "MinuteOfDay", func(at time.Time) int64 { return int64(at.Hour()*60 + at.Minute()) }},
	{"HOUR_OF_AMPM", "HourOfAmPm", func(at time.Time) int64 { return int64(at.Hour() % 12) }},
	{"HOUR_OF_DAY", "HourOfDay", func(at time.Time) int64 { return int64(at.Hour()) }},
	{"AMPM_OF_DAY", "AmPmOfDay", func(at time.Time) int64 { return int64(at.Hour() / 12) }},
	{"DAY_OF_WEEK", "DayOfWeek", func(at time.Time) int64 { return int64((at.Weekday()+6)%7) + 1 }},
	{"DAY_OF_MONTH", "DayOfMonth", func(at time.Time) int64 { return int64(at.Day()) }},
	{"DAY_OF_YEAR", "DayOfYear", func(at time.Time) int64 { return int64(at.YearDay()) }},
	{"EPOCH_DAY", "EpochDay", func(at time.Time) int64 { return asUTC(at).Unix() / 86400 }},
	{"MONTH_OF_YEAR", "MonthOfYear", func(at time.Time) int64 { return int64(at.Month()) }},
	{"YEAR", "Year", func(at time.Time) int64 { return int64(at.Year()) }},
	{"INSTANT_SECONDS", "InstantSeconds", func(at time.Time) int64 { return at.Unix() }},
}

// truncated cuts a time to a unit.
func truncated(t *thread, at time.Time, unit value) time.Time {
	e := argOf[enum](t, "truncatedTo", 0, unit, "java.time.temporal.TemporalUnit")
	h, m, s, n := at.Hour(), at.Minute(), at.Second(), at.Nanosecond()
	switch e.name {
	case "DAYS":
		h, m, s, n = 0, 0, 0, 0
	case "HALF_DAYS":
		h, m, s, n = h/12*12, 0, 0, 0
	case "HOURS":
		m, s, n = 0, 0, 0
	case "MINUTES":
		s, n = 0, 0
	case "SECONDS":
		n = 0
	case "MILLIS":
		n = n / 1e6 * 1e6
	case "MICROS":
		n = n / 1e3 * 1e3
	case "NANOS":
	default:
		t.ThrowJava(unsupportedUnit(), "Unit is too large to be used for truncation", nil)
	}
	return time.Date(at.Year(), at.Month(), at.Day(), h, m, s, n, at.Location())
}

var (
	unsupportedUnit = throwable("java.time.temporal.UnsupportedTemporalTypeException", dateTime)
	zoneRules       = throwable("java.time.zone.ZoneRulesException", dateTime)
	zoneOffsetClass func() *py.Type
	periodClass     func() *py.Type
	isoDuration     = regexp.MustCompile(`^([-+]?)P(?:([-+]?\d+)D)?(?:T(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?\d+(?:\.\d+)?)S)?)?$`)
	isoPeriod       = regexp.MustCompile(`^([-+]?)P(?:([-+]?\d+)Y)?(?:([-+]?\d+)M)?(?:([-+]?\d+)W)?(?:([-+]?\d+)D)?$`)
)

func init() {
	periodClass = declare("java.time.Period", makePeriod)
	zoneOffsetClass = declare("java.time.ZoneOffset", func() *py.Type {
		offset := func(v value) int {
			_, s := time.Unix(0, 0).In(must[*zoneInfo](v).loc).Zone()
			return s
		}
		numbers := func(name string, hi int, f func(n []int) int) py.Def {
			return def(name, 1, hi, func(t *thread, _ value, a []value) value {
				n := make([]int, 3)
				for i, x := range a {
					n[i] = integer(t, name, i, x)
				}
				s := f(n)
				if s < -18*3600 || s > 18*3600 {
					t.ThrowJava(dateTime(), "Zone offset not in valid range: -18:00 to +18:00", nil)
				}
				return newObject(zoneOffsetClass(), offsetOf(s))
			})
		}
		cls := newClass(classDef{name: "java.time.ZoneOffset", base: zoneIDClass(),
			methods: []py.Def{def("getTotalSeconds", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(offset(v)) })},
			static: []py.Def{
				numbers("ofHours", 1, func(n []int) int { return n[0] * 3600 }),
				numbers("ofHoursMinutes", 2, func(n []int) int { return n[0]*3600 + n[1]*60 }),
				numbers("ofTotalSeconds", 1, func(n []int) int { return n[0] }),
				def("of", 1, 1, func(t *thread, _ value, a []value) value {
					id := str(t, "of", 0, a[0])
					if id == "Z" {
						return newObject(zoneOffsetClass(), offsetOf(0))
					}
					for _, f := range []string{"-07:00:00", "-07:00", "-0700", "-07"} {
						if at, err := time.Parse(f, id); err == nil {
							_, s := at.Zone()
							return newObject(zoneOffsetClass(), offsetOf(s))
						}
					}
					t.ThrowJava(dateTime(), "Invalid ID for ZoneOffset, invalid format: "+id, nil)
					return py.None
				}),
			}})
		cls.AddConst("UTC", newObject(cls, offsetOf(0)))
		return cls
	})
	declare("java.time.temporal.ChronoField", func() *py.Type {
		names := make([]string, len(chronoFields))
		for i, f := range chronoFields {
			names[i] = f.name
		}
		cls := makeEnum("java.time.temporal.ChronoField", names)
		cls.AddMethods(raw("toString", 0, func(_ *thread, v value, _ []value) value {
			for _, f := range chronoFields {
				if f.name == must[enum](v).name {
					return py.Unicode(f.shown)
				}
			}
			return py.Unicode("")
		}))
		return cls
	})
	for _, full := range []string{"java.time.Year", "java.time.YearMonth"} {
		declare(full, func() *py.Type { return yearClass(full, full == "java.time.Year") })
	}
}

func makePeriod() *py.Type {
	self := func(v value) period { return must[period](v) }
	mk := func(p period) value { return newObject(periodClass(), p) }
	number := func(name string, f func(p period) int) py.Def {
		return def(name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(f(self(v))) })
	}
	of := func(name string, n int, f func(n []int) period) py.Def {
		return def(name, n, n, func(t *thread, _ value, a []value) value {
			ns := make([]int, len(a))
			for i, x := range a {
				ns[i] = integer(t, name, i, x)
			}
			return mk(f(ns))
		})
	}
	methods := []py.Def{number("getYears", func(p period) int { return p.y }), number("getMonths", func(p period) int { return p.m }),
		number("getDays", func(p period) int { return p.d }),
		def("toTotalMonths", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(int64(12*self(v).y + self(v).m)) }),
		def("normalized", 0, 0, func(_ *thread, v value, _ []value) value {
			n := 12*self(v).y + self(v).m
			return mk(period{n / 12, n % 12, self(v).d})
		}),
		def("negated", 0, 0, func(_ *thread, v value, _ []value) value { p := self(v); return mk(period{-p.y, -p.m, -p.d}) }),
		def("isZero", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v) == period{}) }),
		def("isNegative", 0, 0, func(_ *thread, v value, _ []value) value {
			p := self(v)
			return py.Bool(p.y < 0 || p.m < 0 || p.d < 0)
		}),
		def("multipliedBy", 1, 1, func(t *thread, v value, a []value) value {
			p, n := self(v), integer(t, "multipliedBy", 0, a[0])
			return mk(period{p.y * n, p.m * n, p.d * n})
		}),
	}
	for word, sgn := range map[string]int{"plus": 1, "minus": -1} {
		for unit, by := range map[string]period{"Years": {1, 0, 0}, "Months": {0, 1, 0}, "Days": {0, 0, 1}} {
			methods = append(methods, def(word+unit, 1, 1, func(t *thread, v value, a []value) value {
				p, n := self(v), sgn*integer(t, word+unit, 0, a[0])
				return mk(period{p.y + n*by.y, p.m + n*by.m, p.d + n*by.d})
			}))
		}
		methods = append(methods, def(word, 1, 1, func(t *thread, v value, a []value) value {
			p, o := self(v), argOf[period](t, word, 0, a[0], "java.time.temporal.TemporalAmount")
			return mk(period{p.y + sgn*o.y, p.m + sgn*o.m, p.d + sgn*o.d})
		}))
	}
	cls := newClass(classDef{name: "java.time.Period", methods: methods, static: []py.Def{
		of("of", 3, func(n []int) period { return period{n[0], n[1], n[2]} }), of("ofDays", 1, func(n []int) period { return period{d: n[0]} }),
		of("ofWeeks", 1, func(n []int) period { return period{d: 7 * n[0]} }), of("ofMonths", 1, func(n []int) period { return period{m: n[0]} }),
		of("ofYears", 1, func(n []int) period { return period{y: n[0]} }),
		def("between", 2, 2, func(t *thread, _ value, a []value) value {
			return mk(periodBetween(asTime(t, "between", 0, a[0]), asTime(t, "between", 1, a[1])))
		}),
		def("parse", 1, 1, func(t *thread, _ value, a []value) value {
			s := str(t, "parse", 0, a[0])
			m := isoPeriod.FindStringSubmatch(strings.ToUpper(s))
			if m == nil || strings.HasSuffix(s, "P") {
				t.ThrowJava(dateTimeParse(), "Text cannot be parsed to a Period", nil)
			}
			n := func(i int) int {
				k, err := strconv.Atoi(m[i])
				if err != nil || m[1] == "-" {
					return -k
				}
				return k
			}
			return mk(period{n(2), n(3), 7*n(4) + n(5)})
		}),
	}})
	cls.AddConst("ZERO", newObject(cls, period{}))
	return cls
}

func yearClass(full string, whole bool) *py.Type {
	var cls *py.Type
	self := func(v value) yearMonth { return must[yearMonth](v) }
	mk := func(y, m int) value {
		if !whole {
			n := y*12 + m - 1
			y, m = n/12, n%12+1
		}
		return newObject(cls, yearMonth{y, m})
	}
	number := func(name string, f func(x yearMonth) int) py.Def {
		return def(name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(f(self(v))) })
	}
	methods := []py.Def{
		def("isBefore", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) < 0) }),
		def("isAfter", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) > 0) }),
		number("lengthOfYear", func(x yearMonth) int { return 365 + map[bool]int{true: 1}[leap(x.y)] }),
		def("atDay", 1, 1, func(t *thread, v value, a []value) value {
			if whole {
				return dateValue(self(v).y, 1, integer(t, "atDay", 0, a[0]))
			}
			return dateValue(self(v).y, self(v).m, integer(t, "atDay", 0, a[0]))
		}),
	}
	shift := func(unit string, months int) {
		for word, sgn := range map[string]int{"plus": 1, "minus": -1} {
			methods = append(methods, def(word+unit, 1, 1, func(t *thread, v value, a []value) value {
				n := sgn * integer(t, word+unit, 0, a[0])
				if whole {
					return mk(self(v).y+n, 0)
				}
				return mk(self(v).y, self(v).m+n*months)
			}))
		}
	}
	shift("Years", 12)
	var static []py.Def
	now := func(t *thread, _ value, _ []value) value {
		at := nowOf(t).In(defaultZone(t).loc)
		if whole {
			return mk(at.Year(), 0)
		}
		return mk(at.Year(), int(at.Month()))
	}
	if whole {
		methods = append(methods, number("getValue", func(x yearMonth) int { return x.y }))
		static = append(static, def("of", 1, 1, func(t *thread, _ value, a []value) value { return mk(integer(t, "of", 0, a[0]), 0) }),
			def("parse", 1, 1, func(t *thread, _ value, a []value) value {
				s := str(t, "parse", 0, a[0])
				n, err := strconv.Atoi(s)
				if err != nil {
					t.ThrowJava(dateTimeParse(), "Text '"+s+"' could not be parsed at index 0", err)
				}
				return mk(n, 0)
			}))
	} else {
		shift("Months", 1)
		methods = append(methods, number("getYear", func(x yearMonth) int { return x.y }), number("getMonthValue", func(x yearMonth) int { return x.m }),
			number("lengthOfMonth", func(x yearMonth) int { return daysIn(x.y, x.m) }),
			def("isLeapYear", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(leap(self(v).y)) }),
			def("getMonth", 0, 0, func(t *thread, v value, _ []value) value { return monthValue(t, self(v).m) }),
			def("atEndOfMonth", 0, 0, func(_ *thread, v value, _ []value) value {
				return dateValue(self(v).y, self(v).m, daysIn(self(v).y, self(v).m))
			}))
		static = append(static,
			def("of", 2, 2, func(t *thread, _ value, a []value) value {
				m := 0
				if _, ok := payload[enum](a[1]); ok {
					m = ordinalOf(t, a[1]) + 1
				} else {
					m = integer(t, "of", 1, a[1])
				}
				if m < 1 || m > 12 {
					t.ThrowJava(dateTime(), fmt.Sprintf("Invalid value for MonthOfYear (valid values 1 - 12): %d", m), nil)
				}
				return mk(integer(t, "of", 0, a[0]), m)
			}),
			def("parse", 1, 1, func(t *thread, _ value, a []value) value {
				s := str(t, "parse", 0, a[0])
				at, err := time.Parse("2006-01", s)
				if err != nil {
					t.ThrowJava(dateTimeParse(), "Text '"+s+"' could not be parsed at index 0", err)
				}
				return mk(at.Year(), int(at.Month()))
			}),
			def("from", 1, 1, func(t *thread, _ value, a []value) value {
				at := asTime(t, "from", 0, a[0])
				return mk(at.Year(), int(at.Month()))
			}))
	}
	static = append(static, def("now", 0, 1, now))
	cls = newClass(classDef{name: full, methods: methods, static: static})
	if whole {
		overloaded(cls, "isLeap", func(_ *thread, v value) value { return py.Bool(leap(self(v).y)) }, func(t *thread, a []value) value {
			return py.Bool(leap(integer(t, "isLeap", 0, a[0])))
		})
	}
	return cls
}

func ordinalOf(t *thread, v value) int { return int(t.Method0(v, "ordinal").Int64()) }

func monthValue(t *thread, m int) value {
	return t.GetAttr(py.Obj(monthClass()), strings.ToUpper(time.Month(m).String()))
}

// calendarEnum adds to DayOfWeek and Month what enumerations of a calendar have.
func calendarEnum(cls *py.Type, what string, n int) *py.Type {
	at := func(t *thread, i int) value {
		items := t.Items(t.Call0(t.GetAttr(py.Obj(cls), "values")))
		return items[((i%n)+n)%n]
	}
	for word, sgn := range map[string]int{"plus": 1, "minus": -1} {
		cls.AddMethods(def(word, 1, 1, func(t *thread, v value, a []value) value {
			return at(t, ordinalOf(t, v)+sgn*int(num(t, word, 0, a[0], "long")))
		}))
	}
	cls.AddMethods(def("getDisplayName", 2, 2, func(t *thread, v value, a []value) value {
		name := must[enum](v).name
		name = name[:1] + strings.ToLower(name[1:])
		if strings.HasPrefix(text(t, a[0]), "SHORT") {
			name = name[:3]
		}
		return py.Unicode(name)
	}))
	cls.AddStatic(def("of", 1, 1, func(t *thread, _ value, a []value) value {
		i := integer(t, "of", 0, a[0])
		if i < 1 || i > n {
			t.ThrowJava(dateTime(), "Invalid value for "+what+": "+itoa(i), nil)
		}
		return at(t, i-1)
	}))
	if n == 12 {
		cls.AddMethods(
			def("length", 1, 1, func(t *thread, v value, a []value) value {
				return py.Int(daysIn(map[bool]int{true: 2024, false: 2023}[t.Truth(in(a[0]))], ordinalOf(t, v)+1))
			}),
			def("maxLength", 0, 0, func(t *thread, v value, _ []value) value { return py.Int(daysIn(2024, ordinalOf(t, v)+1)) }),
			def("minLength", 0, 0, func(t *thread, v value, _ []value) value { return py.Int(daysIn(2023, ordinalOf(t, v)+1)) }),
			def("firstMonthOfQuarter", 0, 0, func(t *thread, v value, _ []value) value { return at(t, ordinalOf(t, v)/3*3) }))
	}
	return cls
}
