package java

// The basics of java.time: Instant, LocalDate, LocalTime, LocalDateTime, ZonedDateTime,
// Duration, ZoneId, ChronoUnit, DayOfWeek, Month and DateTimeFormatter.

import (
	"fmt"
	"strings"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

type momentKind uint8

const (
	localDate momentKind = iota
	localTime
	localDateTime
	zonedDateTime
)

// moment is a LocalDate, LocalTime, LocalDateTime or ZonedDateTime; local ones are in UTC.
type moment struct {
	at   time.Time
	kind momentKind
	zone *zoneInfo
}

// instant is a java.time.Instant.
type instant struct{ at time.Time }

// duration is a java.time.Duration.
type duration struct{ d time.Duration }

func secondsText(at time.Time, always bool) string {
	s := ""
	if at.Second() != 0 || at.Nanosecond() != 0 || always {
		s = fmt.Sprintf(":%02d", at.Second())
	}
	switch ns := at.Nanosecond(); {
	case ns == 0:
	case ns%1e6 == 0:
		s += fmt.Sprintf(".%03d", ns/1e6)
	case ns%1e3 == 0:
		s += fmt.Sprintf(".%06d", ns/1e3)
	default:
		s += fmt.Sprintf(".%09d", ns)
	}
	return s
}

func (i instant) javaString(*thread) string {
	return i.at.Format("2006-01-02T15:04") + secondsText(i.at, true) + "Z"
}
func (i instant) javaEquals(_ *thread, o value) bool {
	x, ok := payload[instant](o)
	return ok && x.at.Equal(i.at)
}
func (i instant) javaHash(*thread) int32 { return int32(i.at.UnixNano()) }
func (i instant) javaCompare(t *thread, o value) int {
	return i.at.Compare(argOf[instant](t, "compareTo", 0, o, "java.time.Instant").at)
}

func (m moment) javaString(*thread) string {
	clock := m.at.Format("15:04") + secondsText(m.at, false)
	switch m.kind {
	case localDate:
		return m.at.Format("2006-01-02")
	case localTime:
		return clock
	case localDateTime:
		return m.at.Format("2006-01-02T") + clock
	}
	s := m.at.Format("2006-01-02T") + clock + zoneText(m.at, 'X', 3)
	if m.zone.id != "Z" && m.zone.id != "" && m.zone.id[0] != '+' && m.zone.id[0] != '-' {
		s += "[" + m.zone.id + "]"
	}
	return s
}
func (m moment) javaEquals(_ *thread, o value) bool {
	x, ok := payload[moment](o)
	return ok && x.kind == m.kind && x.at.Equal(m.at)
}
func (m moment) javaHash(*thread) int32 { return int32(m.at.UnixNano()) }
func (m moment) javaCompare(t *thread, o value) int {
	return m.at.Compare(argOf[moment](t, "compareTo", 0, o, "java.time.chrono.ChronoLocalDate").at)
}

func (d duration) javaString(*thread) string {
	if d.d == 0 {
		return "PT0S"
	}
	s := "PT"
	if h := d.d / time.Hour; h != 0 {
		s += fmt.Sprintf("%dH", h)
	}
	if m := d.d % time.Hour / time.Minute; m != 0 {
		s += fmt.Sprintf("%dM", m)
	}
	if r := d.d % time.Minute; r != 0 {
		s += strings.TrimSuffix(strings.TrimSuffix(javaDouble(r.Seconds()), "0"), ".") + "S"
	}
	return s
}
func (d duration) javaEquals(_ *thread, o value) bool {
	x, ok := payload[duration](o)
	return ok && x == d
}
func (d duration) javaCompare(t *thread, o value) int {
	return compareInt(int64(d.d), int64(argOf[duration](t, "compareTo", 0, o, "java.time.Duration").d))
}

func compareInt(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

var (
	instantClass  func() *py.Type
	zoneIDClass   func() *py.Type
	momentClasses [4]func() *py.Type
	dayOfWeek     = enumClass("java.time.DayOfWeek", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
	monthClass    = enumClass("java.time.Month", "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER")
)

// unitOf turns the name of a ChronoUnit into a length; calendar units are months or days.
func addUnit(at time.Time, unit string, n int) (time.Time, bool) {
	switch unit {
	case "NANOS":
		return at.Add(time.Duration(n)), true
	case "MICROS":
		return at.Add(time.Duration(n) * time.Microsecond), true
	case "MILLIS":
		return at.Add(time.Duration(n) * time.Millisecond), true
	case "SECONDS":
		return at.Add(time.Duration(n) * time.Second), true
	case "MINUTES":
		return at.Add(time.Duration(n) * time.Minute), true
	case "HOURS":
		return at.Add(time.Duration(n) * time.Hour), true
	case "HALF_DAYS":
		return at.Add(time.Duration(n) * 12 * time.Hour), true
	case "DAYS":
		return at.AddDate(0, 0, n), true
	case "WEEKS":
		return at.AddDate(0, 0, 7*n), true
	case "MONTHS", "YEARS", "DECADES":
		n *= map[string]int{"MONTHS": 1, "YEARS": 12, "DECADES": 120}[unit]
		first := time.Date(at.Year(), at.Month()+time.Month(n), 1, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), at.Location())
		last := first.AddDate(0, 1, -1).Day()
		return first.AddDate(0, 0, min(at.Day(), last)-1), true
	}
	return at, false
}

func between(unit string, a, b time.Time) int64 {
	d := b.Sub(a)
	switch unit {
	case "NANOS":
		return int64(d)
	case "MICROS":
		return d.Microseconds()
	case "MILLIS":
		return d.Milliseconds()
	case "SECONDS":
		return int64(d / time.Second)
	case "MINUTES":
		return int64(d / time.Minute)
	case "HOURS":
		return int64(d / time.Hour)
	case "HALF_DAYS":
		return int64(d / (12 * time.Hour))
	case "DAYS":
		return int64(d / (24 * time.Hour))
	case "WEEKS":
		return int64(d / (7 * 24 * time.Hour))
	}
	months := (b.Year()-a.Year())*12 + int(b.Month()-a.Month())
	if at, _ := addUnit(a, "MONTHS", months); months > 0 && at.After(b) {
		months--
	} else if months < 0 && at.Before(b) {
		months++
	}
	if unit == "YEARS" {
		months /= 12
	}
	return int64(months)
}

// asTime returns the point in time of a java.time value.
func asTime(t *thread, name string, i int, v value) time.Time {
	if o, ok := v.Object().(*Object); ok {
		switch p := o.V.(type) {
		case instant:
			return p.at
		case moment:
			return p.at
		case *date:
			return time.UnixMilli(p.ms)
		}
	}
	badArg(t, name, i, v, "java.time.temporal.Temporal")
	return time.Time{}
}

func init() {
	zoneIDClass = declare("java.time.ZoneId", func() *py.Type {
		var cls *py.Type
		of := func(t *thread, v value) value {
			id := str(t, "of", 0, v)
			if z := zoneByID(id); z.id == id {
				return newObject(cls, z)
			}
			if l, n, ok := parseZone(id); ok && n == len(id) {
				return newObject(cls, &zoneInfo{id, l})
			}
			t.ThrowJava(py.NewThrowableType("java.time.zone", "ZoneRulesException", dateTime()), "Unknown time-zone ID: "+id, nil)
			return py.None
		}
		cls = newClass(classDef{name: "java.time.ZoneId",
			methods: []py.Def{
				def("getId", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[*zoneInfo](v).id) }),
				raw("toString", 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[*zoneInfo](v).id) }),
			},
			static: []py.Def{
				def("of", 1, 1, func(t *thread, _ value, a []value) value { return of(t, a[0]) }),
				def("systemDefault", 0, 0, func(t *thread, _ value, _ []value) value { return newObject(cls, defaultZone(t)) }),
			}})
		return cls
	})
	declare("java.time.ZoneOffset", func() *py.Type {
		cls := newClass(classDef{name: "java.time.ZoneOffset", base: zoneIDClass()})
		cls.AddConst("UTC", newObject(cls, &zoneInfo{"Z", time.UTC}))
		return cls
	})
	enumUnits := enumClass("java.time.temporal.ChronoUnit", "NANOS", "MICROS", "MILLIS", "SECONDS", "MINUTES", "HOURS", "HALF_DAYS", "DAYS", "WEEKS", "MONTHS", "YEARS", "DECADES")
	packages["java.time.temporal"]["ChronoUnit"] = func() *py.Type {
		cls := enumUnits()
		if _, ok := cls.Dict.GetText("between"); !ok {
			cls.AddMethods(raw("toString", 0, func(_ *thread, v value, _ []value) value {
				var b strings.Builder // HALF_DAYS prints as HalfDays
				for _, word := range strings.Split(must[enum](v).name, "_") {
					b.WriteString(word[:1] + strings.ToLower(word[1:]))
				}
				return py.Unicode(b.String())
			}), def("between", 2, 2, func(t *thread, v value, a []value) value {
				return py.Long(between(must[enum](v).name, asTime(t, "between", 0, a[0]), asTime(t, "between", 1, a[1])))
			}))
		}
		return cls
	}
	instantClass = declare("java.time.Instant", func() *py.Type {
		var cls *py.Type
		self := func(v value) instant { return must[instant](v) }
		mk := func(at time.Time) value { return newObject(cls, instant{at.UTC()}) }
		shift := func(name, unit string, sgn int) py.Def {
			return def(name, 1, 1, func(t *thread, v value, a []value) value {
				at, _ := addUnit(self(v).at, unit, sgn*int(num(t, name, 0, a[0], "long")))
				return mk(at)
			})
		}
		cls = newClass(classDef{name: "java.time.Instant",
			methods: []py.Def{
				def("toEpochMilli", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).at.UnixMilli()) }),
				def("getEpochSecond", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).at.Unix()) }),
				def("getNano", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).at.Nanosecond()) }),
				shift("plusMillis", "MILLIS", 1), shift("plusSeconds", "SECONDS", 1), shift("minusMillis", "MILLIS", -1), shift("minusSeconds", "SECONDS", -1),
				def("plus", 1, 2, func(t *thread, v value, a []value) value { return mk(plus(t, self(v).at, 1, a)) }),
				def("minus", 1, 2, func(t *thread, v value, a []value) value { return mk(plus(t, self(v).at, -1, a)) }),
				def("isBefore", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) < 0) }),
				def("isAfter", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) > 0) }),
				def("atZone", 1, 1, func(t *thread, v value, a []value) value {
					z := argOf[*zoneInfo](t, "atZone", 0, a[0], "java.time.ZoneId")
					return newMoment(zonedDateTime, self(v).at.In(z.loc), z)
				}),
			},
			static: []py.Def{
				def("now", 0, 1, func(t *thread, _ value, _ []value) value { return mk(nowOf(t)) }),
				def("ofEpochMilli", 1, 1, func(t *thread, _ value, a []value) value {
					return mk(time.UnixMilli(num(t, "ofEpochMilli", 0, a[0], "long")))
				}),
				def("ofEpochSecond", 1, 2, func(t *thread, _ value, a []value) value {
					return mk(time.Unix(num(t, "ofEpochSecond", 0, a[0], "long"), 0))
				}),
				def("parse", 1, 1, func(t *thread, _ value, a []value) value {
					s := str(t, "parse", 0, a[0])
					at, err := time.Parse(time.RFC3339Nano, s)
					if err != nil {
						t.ThrowJava(dateTimeParse(), "Text '"+s+"' could not be parsed at index 0", nil)
					}
					return mk(at)
				}),
			}})
		return cls
	})
	_ = declare("java.time.Duration", func() *py.Type {
		var cls *py.Type
		self := func(v value) time.Duration { return must[duration](v).d }
		mk := func(d time.Duration) value { return newObject(cls, duration{d}) }
		var methods, static []py.Def
		for name, unit := range map[string]time.Duration{"Millis": time.Millisecond, "Seconds": time.Second, "Minutes": time.Minute, "Hours": time.Hour, "Days": 24 * time.Hour, "Nanos": 1} {
			static = append(static, def("of"+name, 1, 1, func(t *thread, _ value, a []value) value {
				return mk(time.Duration(num(t, "of"+name, 0, a[0], "long")) * unit)
			}))
			methods = append(methods,
				def("to"+name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(int64(self(v) / unit)) }),
				def("plus"+name, 1, 1, func(t *thread, v value, a []value) value {
					return mk(self(v) + time.Duration(num(t, "plus", 0, a[0], "long"))*unit)
				}),
				def("minus"+name, 1, 1, func(t *thread, v value, a []value) value {
					return mk(self(v) - time.Duration(num(t, "minus", 0, a[0], "long"))*unit)
				}))
		}
		methods = append(methods,
			def("getSeconds", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(int64(self(v) / time.Second)) }),
			def("isNegative", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v) < 0) }),
			def("isZero", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v) == 0) }))
		static = append(static, def("between", 2, 2, func(t *thread, _ value, a []value) value {
			return mk(asTime(t, "between", 1, a[1]).Sub(asTime(t, "between", 0, a[0])))
		}))
		cls = newClass(classDef{name: "java.time.Duration", methods: methods, static: static})
		cls.AddConst("ZERO", mk(0))
		return cls
	})
	_ = declare("java.time.format.DateTimeFormatter", func() *py.Type {
		var cls *py.Type
		cls = newClass(classDef{name: "java.time.format.DateTimeFormatter",
			methods: []py.Def{
				def("format", 1, 1, func(t *thread, v value, a []value) value {
					return py.Unicode(must[*dateFormat](v).items.format(asTime(t, "format", 0, a[0])))
				}),
				def("withZone", 1, 1, func(t *thread, v value, a []value) value { return v }),
			},
			static: []py.Def{def("ofPattern", 1, 2, func(t *thread, _ value, a []value) value {
				p := str(t, "ofPattern", 0, a[0])
				items, err := compilePattern(strings.ReplaceAll(p, "uuuu", "yyyy"))
				if err != nil {
					t.ThrowJava(illegalArg(), err.Error(), nil)
				}
				return newObject(cls, &dateFormat{pattern: p, items: items, strict: true})
			})}})
		for name, p := range map[string]string{"ISO_LOCAL_DATE": "yyyy-MM-dd", "ISO_LOCAL_TIME": "HH:mm:ss", "ISO_LOCAL_DATE_TIME": "yyyy-MM-dd'T'HH:mm:ss", "ISO_DATE": "yyyy-MM-dd"} {
			items, _ := compilePattern(p)
			cls.AddConst(name, newObject(cls, &dateFormat{pattern: p, items: items, strict: true}))
		}
		return cls
	})
	for k, name := range []string{"LocalDate", "LocalTime", "LocalDateTime", "ZonedDateTime"} {
		kind := momentKind(k)
		momentClasses[k] = declare("java.time."+name, func() *py.Type { return momentClass("java.time."+name, kind) })
	}
}

func newMoment(kind momentKind, at time.Time, z *zoneInfo) value {
	return newObject(momentClasses[kind](), moment{at, kind, z})
}

// plus adds a Duration, or an amount of a unit.
func plus(t *thread, at time.Time, sgn int, a []value) time.Time {
	if len(a) == 1 {
		return at.Add(time.Duration(sgn) * argOf[duration](t, "plus", 0, a[0], "java.time.Duration").d)
	}
	out, ok := addUnit(at, argOf[enum](t, "plus", 1, a[1], "java.time.temporal.TemporalUnit").name, sgn*int(num(t, "plus", 0, a[0], "long")))
	if !ok {
		t.ThrowJava(dateTime(), "Unsupported unit", nil)
	}
	return out
}

func momentClass(full string, kind momentKind) *py.Type {
	self := func(v value) moment { return must[moment](v) }
	hasDate, hasTime := kind != localTime, kind != localDate
	with := func(m moment, at time.Time) value {
		if kind == localDate {
			at = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
		}
		if kind == localTime {
			at = time.Date(1970, 1, 1, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC)
		}
		return newMoment(kind, at, m.zone)
	}
	var methods []py.Def
	get := func(name string, f func(at time.Time) value) {
		methods = append(methods, def(name, 0, 0, func(_ *thread, v value, _ []value) value { return f(self(v).at) }))
	}
	number := func(name string, f func(at time.Time) int) {
		get(name, func(at time.Time) value { return py.Int(f(at)) })
	}
	shift := func(name, unit string) {
		for word, sgn := range map[string]int{"plus": 1, "minus": -1} {
			methods = append(methods, def(word+name, 1, 1, func(t *thread, v value, a []value) value {
				at, _ := addUnit(self(v).at, unit, sgn*int(num(t, word+name, 0, a[0], "long")))
				return with(self(v), at)
			}))
		}
	}
	replace := func(name string, f func(n *[6]int, x int)) {
		methods = append(methods, def(name, 1, 1, func(t *thread, v value, a []value) value {
			at := self(v).at
			n := [6]int{at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second()}
			f(&n, integer(t, name, 0, a[0]))
			return with(self(v), time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], at.Nanosecond(), at.Location()))
		}))
	}
	if hasDate {
		number("getYear", time.Time.Year)
		number("getMonthValue", func(at time.Time) int { return int(at.Month()) })
		number("getDayOfMonth", time.Time.Day)
		number("getDayOfYear", time.Time.YearDay)
		get("getDayOfWeek", func(at time.Time) value {
			return newObject(dayOfWeek(), enum{strings.ToUpper(at.Weekday().String())})
		})
		get("getMonth", func(at time.Time) value { return newObject(monthClass(), enum{strings.ToUpper(at.Month().String())}) })
		for name, unit := range map[string]string{"Days": "DAYS", "Weeks": "WEEKS", "Months": "MONTHS", "Years": "YEARS"} {
			shift(name, unit)
		}
		replace("withYear", func(n *[6]int, x int) { n[0] = x })
		replace("withMonth", func(n *[6]int, x int) { n[1] = x })
		replace("withDayOfMonth", func(n *[6]int, x int) { n[2] = x })
	}
	if hasTime {
		number("getHour", time.Time.Hour)
		number("getMinute", time.Time.Minute)
		number("getSecond", time.Time.Second)
		number("getNano", time.Time.Nanosecond)
		for name, unit := range map[string]string{"Hours": "HOURS", "Minutes": "MINUTES", "Seconds": "SECONDS", "Nanos": "NANOS"} {
			shift(name, unit)
		}
		replace("withHour", func(n *[6]int, x int) { n[3] = x })
		replace("withMinute", func(n *[6]int, x int) { n[4] = x })
		replace("withSecond", func(n *[6]int, x int) { n[5] = x })
	}
	utcDay := func(at time.Time) time.Time { return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC) }
	switch kind {
	case localDate:
		number("lengthOfMonth", func(at time.Time) int { return time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day() })
		get("isLeapYear", func(at time.Time) value {
			return py.Bool(time.Date(at.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay() == 366)
		})
		get("toEpochDay", func(at time.Time) value { return py.Long(at.Unix() / 86400) })
		methods = append(methods, def("atStartOfDay", 0, 1, func(t *thread, v value, a []value) value {
			at := self(v).at
			if len(a) == 1 {
				z := argOf[*zoneInfo](t, "atStartOfDay", 0, a[0], "java.time.ZoneId")
				return newMoment(zonedDateTime, time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, z.loc), z)
			}
			return newMoment(localDateTime, at, nil)
		}))
	case localDateTime, zonedDateTime:
		get("toLocalDate", func(at time.Time) value { return newMoment(localDate, utcDay(at), nil) })
		get("toLocalTime", func(at time.Time) value {
			return newMoment(localTime, time.Date(1970, 1, 1, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC), nil)
		})
	}
	if kind == localDateTime {
		methods = append(methods, def("atZone", 1, 1, func(t *thread, v value, a []value) value {
			z, at := argOf[*zoneInfo](t, "atZone", 0, a[0], "java.time.ZoneId"), self(v).at
			return newMoment(zonedDateTime, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), z.loc), z)
		}))
	}
	if kind == zonedDateTime {
		get("toInstant", func(at time.Time) value { return newObject(instantClass(), instant{at.UTC()}) })
		get("toEpochSecond", func(at time.Time) value { return py.Long(at.Unix()) })
		get("toLocalDateTime", func(at time.Time) value {
			return newMoment(localDateTime, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC), nil)
		})
		methods = append(methods,
			def("getZone", 0, 0, func(_ *thread, v value, _ []value) value { return newObject(zoneIDClass(), self(v).zone) }),
			def("withZoneSameInstant", 1, 1, func(t *thread, v value, a []value) value {
				z := argOf[*zoneInfo](t, "withZoneSameInstant", 0, a[0], "java.time.ZoneId")
				return newMoment(zonedDateTime, self(v).at.In(z.loc), z)
			}))
	}
	methods = append(methods,
		def("plus", 1, 2, func(t *thread, v value, a []value) value { return with(self(v), plus(t, self(v).at, 1, a)) }),
		def("minus", 1, 2, func(t *thread, v value, a []value) value { return with(self(v), plus(t, self(v).at, -1, a)) }),
		def("isBefore", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) < 0) }),
		def("isAfter", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) > 0) }),
		def("isEqual", 1, 1, func(t *thread, v value, a []value) value { return py.Bool(self(v).javaCompare(t, a[0]) == 0) }),
		def("format", 1, 1, func(t *thread, v value, a []value) value {
			return py.Unicode(argOf[*dateFormat](t, "format", 0, a[0], "java.time.format.DateTimeFormatter").items.format(self(v).at))
		}))
	fromNow := func(t *thread, z *zoneInfo) value {
		at := host.Of(t).Clock.Now().In(z.loc)
		if kind == zonedDateTime {
			return newMoment(kind, at, z)
		}
		return with(moment{}, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC))
	}
	zone := func(t *thread, a []value, i int) *zoneInfo {
		if len(a) > i {
			return argOf[*zoneInfo](t, "now", i, a[i], "java.time.ZoneId")
		}
		return defaultZone(t)
	}
	static := []py.Def{
		def("now", 0, 1, func(t *thread, _ value, a []value) value { return fromNow(t, zone(t, a, 0)) }),
		def("of", 1, 8, func(t *thread, _ value, a []value) value {
			loc, z := time.UTC, (*zoneInfo)(nil)
			if kind == zonedDateTime {
				z = zone(t, a, len(a)-1)
				loc, a = z.loc, a[:len(a)-1]
			}
			n := [7]int{1970, 1, 1}
			from := 0
			if kind == localTime {
				from = 3
			}
			for i, x := range a {
				if from+i >= len(n) {
					break
				}
				n[from+i] = integer(t, "of", i, x)
			}
			if n[1] < 1 || n[1] > 12 {
				t.ThrowJava(dateTime(), fmt.Sprintf("Invalid value for MonthOfYear (valid values 1 - 12): %d", n[1]), nil)
			}
			if n[2] < 1 || n[2] > time.Date(n[0], time.Month(n[1]+1), 0, 0, 0, 0, 0, time.UTC).Day() {
				t.ThrowJava(dateTime(), fmt.Sprintf("Invalid date '%s %d'", strings.ToUpper(time.Month(n[1]).String()), n[2]), nil)
			}
			return newMoment(kind, time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6], loc), z)
		}),
		def("parse", 1, 2, func(t *thread, _ value, a []value) value {
			s := str(t, "parse", 0, a[0])
			if len(a) == 2 {
				f := argOf[*dateFormat](t, "parse", 1, a[1], "java.time.format.DateTimeFormatter")
				if at, end, ok := f.items.parse(s, time.UTC, nowOf(t), false); ok && end == len(s) {
					return newMoment(kind, at, &zoneInfo{"Z", at.Location()})
				}
			} else {
				for _, f := range [][]string{{"2006-01-02"}, {"15:04:05.999999999", "15:04"}, {"2006-01-02T15:04:05.999999999", "2006-01-02T15:04"}, {time.RFC3339Nano}}[kind] {
					if at, err := time.Parse(f, s); err == nil {
						if kind == localTime {
							at = at.AddDate(1970, 0, 0)
						}
						return newMoment(kind, at, &zoneInfo{"", at.Location()})
					}
				}
			}
			t.ThrowJava(dateTimeParse(), "Text '"+s+"' could not be parsed at index 0", nil)
			return py.None
		}),
	}
	if kind == localDateTime || kind == zonedDateTime {
		static = append(static, def("ofInstant", 2, 2, func(t *thread, _ value, a []value) value {
			z := argOf[*zoneInfo](t, "ofInstant", 1, a[1], "java.time.ZoneId")
			at := argOf[instant](t, "ofInstant", 0, a[0], "java.time.Instant").at.In(z.loc)
			if kind == zonedDateTime {
				return newMoment(kind, at, z)
			}
			return newMoment(kind, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC), nil)
		}))
	}
	return newClass(classDef{name: full, methods: methods, static: static})
}
