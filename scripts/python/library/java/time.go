package java

// The basics of java.time: Instant, LocalDate, LocalTime, LocalDateTime, ZonedDateTime,
// Duration, ZoneId, ChronoUnit, DayOfWeek, Month and DateTimeFormatter.

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
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
	offsetDateTime
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
		if y := m.at.Year(); y < 0 || y > 9999 {
			return map[bool]string{true: "+", false: ""}[y > 0] + fmt.Sprintf("%04d-%02d-%02d", y, m.at.Month(), m.at.Day())
		}
		return m.at.Format("2006-01-02")
	case localTime:
		return clock
	case localDateTime:
		return m.at.Format("2006-01-02T") + clock
	}
	s := m.at.Format("2006-01-02T") + clock + zoneText(m.at, 'X', 3)
	if m.kind == zonedDateTime && m.zone.id != "Z" && m.zone.id != "" && m.zone.id[0] != '+' && m.zone.id[0] != '-' {
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
	x := argOf[moment](t, "compareTo", 0, o, "java.time.chrono.ChronoLocalDate").at
	if m.kind == localDate || m.kind == localDateTime {
		// Dates answer with the difference in the first field that differs.
		for _, d := range []int{m.at.Year() - x.Year(), int(m.at.Month() - x.Month()), m.at.Day() - x.Day()} {
			if d != 0 {
				return d
			}
		}
	}
	return m.at.Compare(x)
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
		s += strconv.FormatFloat(r.Seconds(), 'f', -1, 64) + "S"
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
	momentClasses [5]func() *py.Type
	dayOfWeek     = declare("java.time.DayOfWeek", func() *py.Type {
		return calendarEnum(makeEnum("java.time.DayOfWeek", strings.Fields("MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY")), "DayOfWeek", 7)
	})
	monthClass = declare("java.time.Month", func() *py.Type {
		return calendarEnum(makeEnum("java.time.Month", strings.Fields("JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER")), "MonthOfYear", 12)
	})
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
	case "MONTHS", "YEARS", "DECADES", "CENTURIES", "MILLENNIA":
		n *= map[string]int{"MONTHS": 1, "YEARS": 12, "DECADES": 120, "CENTURIES": 1200, "MILLENNIA": 12000}[unit]
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
	if n := map[string]int{"YEARS": 12, "DECADES": 120, "CENTURIES": 1200, "MILLENNIA": 12000}[unit]; n > 0 {
		months /= n
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
				return newZone(z)
			}
			if rest, ok := strings.CutPrefix(id, "GMT"); ok && len(rest) == 2 {
				id = "GMT" + rest[:1] + "0" + rest[1:] + ":00"
			}
			if l, n, ok := parseZone(id); ok && n == len(id) {
				if strings.HasPrefix(id, "+") || strings.HasPrefix(id, "-") || id == "Z" {
					_, s := time.Unix(0, 0).In(l).Zone()
					return newZone(offsetOf(s))
				}
				for _, prefix := range []string{"GMT", "UTC", "UT"} {
					if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" {
						_, s := time.Unix(0, 0).In(l).Zone()
						id = prefix + offsetOf(s).id
						break
					}
				}
				return newObject(cls, &zoneInfo{id, l})
			}
			t.ThrowJava(zoneRules(), "Unknown time-zone ID: "+id, nil)
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
				def("getAvailableZoneIds", 0, 0, func(t *thread, _ value, _ []value) value {
					m := freshMap(hashOrder)
					for _, id := range zoneIDs() {
						m.put(t, py.Unicode(id), py.True)
					}
					return newObject(hashSet(), m)
				}),
			}})
		return cls
	})
	enumUnits := enumClass("java.time.temporal.ChronoUnit", "NANOS", "MICROS", "MILLIS", "SECONDS", "MINUTES", "HOURS", "HALF_DAYS", "DAYS", "WEEKS", "MONTHS", "YEARS", "DECADES", "CENTURIES", "MILLENNIA", "ERAS", "FOREVER")
	packages["java.time.temporal"]["ChronoUnit"] = sync.OnceValue(func() *py.Type {
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
	})
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
				def("atOffset", 1, 1, func(t *thread, v value, a []value) value {
					z := argOf[*zoneInfo](t, "atOffset", 0, a[0], "java.time.ZoneOffset")
					return newMoment(offsetDateTime, self(v).at.In(z.loc), z)
				}),
				shift("plusNanos", "NANOS", 1), shift("minusNanos", "NANOS", -1),
				def("truncatedTo", 1, 1, func(t *thread, v value, a []value) value { return mk(truncated(t, self(v).at, a[0])) }),
				def("until", 2, 2, func(t *thread, v value, a []value) value {
					unit := argOf[enum](t, "until", 1, a[1], "java.time.temporal.TemporalUnit")
					return py.Long(between(unit.name, self(v).at, asTime(t, "until", 0, a[0])))
				}),
			},
			static: []py.Def{
				def("now", 0, 1, func(t *thread, _ value, _ []value) value { return mk(nowOf(t)) }),
				def("ofEpochMilli", 1, 1, func(t *thread, _ value, a []value) value {
					return mk(time.UnixMilli(num(t, "ofEpochMilli", 0, a[0], "long")))
				}),
				def("ofEpochSecond", 1, 2, func(t *thread, _ value, a []value) value {
					n := int64(0)
					if len(a) == 2 {
						n = num(t, "ofEpochSecond", 1, a[1], "long")
					}
					return mk(time.Unix(num(t, "ofEpochSecond", 0, a[0], "long"), n))
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
		cls.AddConst("EPOCH", mk(time.Unix(0, 0)))
		return cls
	})
	_ = declare("java.time.Duration", func() *py.Type {
		var cls *py.Type
		self := func(v value) time.Duration { return must[duration](v).d }
		mk := func(d time.Duration) value { return newObject(cls, duration{d}) }
		var methods, static []py.Def
		amount := func(name string, sgn time.Duration) py.Def {
			return def(name, 1, 2, func(t *thread, v value, a []value) value {
				if len(a) == 2 {
					return mk(self(v) + sgn*unitDuration(t, name, a))
				}
				return mk(self(v) + sgn*argOf[duration](t, name, 0, a[0], "java.time.Duration").d)
			})
		}
		part := func(name string, unit, of time.Duration, long bool) py.Def {
			return def(name, 0, 0, func(_ *thread, v value, _ []value) value {
				n := int64(self(v) / unit % of)
				if long {
					return py.Long(n)
				}
				return py.Int(int(n))
			})
		}
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
			def("getNano", 0, 0, func(_ *thread, v value, _ []value) value {
				return py.Int(int((self(v)%time.Second + time.Second) % time.Second))
			}),
			def("abs", 0, 0, func(_ *thread, v value, _ []value) value { return mk(max(self(v), -self(v))) }),
			def("negated", 0, 0, func(_ *thread, v value, _ []value) value { return mk(-self(v)) }),
			def("multipliedBy", 1, 1, func(t *thread, v value, a []value) value {
				return mk(self(v) * time.Duration(num(t, "multipliedBy", 0, a[0], "long")))
			}),
			def("dividedBy", 1, 1, func(t *thread, v value, a []value) value {
				if d, ok := payload[duration](a[0]); ok && d.d != 0 {
					return py.Long(int64(self(v) / d.d))
				}
				n := num(t, "dividedBy", 0, a[0], "long")
				if n == 0 {
					t.ThrowJava(arithmetic(), "Cannot divide by zero", nil)
				}
				return mk(self(v) / time.Duration(n))
			}),
			amount("plus", 1), amount("minus", -1),
			part("toDaysPart", 24*time.Hour, 1<<62, true), part("toHoursPart", time.Hour, 24, false), part("toMinutesPart", time.Minute, 60, false),
			part("toSecondsPart", time.Second, 60, false), part("toMillisPart", time.Millisecond, 1000, false), part("toNanosPart", 1, time.Second, false),
			def("getSeconds", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(int64(self(v) / time.Second)) }),
			def("isNegative", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v) < 0) }),
			def("isZero", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v) == 0) }))
		static = append(static, def("between", 2, 2, func(t *thread, _ value, a []value) value {
			return mk(asTime(t, "between", 1, a[1]).Sub(asTime(t, "between", 0, a[0])))
		}))
		static = append(static,
			def("of", 2, 2, func(t *thread, _ value, a []value) value { return mk(unitDuration(t, "of", a)) }),
			def("parse", 1, 1, func(t *thread, _ value, a []value) value {
				m := isoDuration.FindStringSubmatch(strings.ToUpper(str(t, "parse", 0, a[0])))
				if m == nil || strings.HasSuffix(m[0], "T") || strings.HasSuffix(m[0], "P") {
					t.ThrowJava(dateTimeParse(), "Text cannot be parsed to a Duration", nil)
				}
				total := time.Duration(0)
				for i, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute, time.Second} {
					if m[i+2] == "" {
						continue
					}
					n, err := strconv.ParseFloat(m[i+2], 64)
					if err != nil {
						t.ThrowJava(dateTimeParse(), "Text cannot be parsed to a Duration", err)
					}
					total += time.Duration(n * float64(unit))
				}
				if m[1] == "-" {
					total = -total
				}
				return mk(total)
			}))
		static = append(static, def("ofSeconds", 1, 2, func(t *thread, _ value, a []value) value {
			d := time.Duration(num(t, "ofSeconds", 0, a[0], "long")) * time.Second
			if len(a) == 2 {
				d += time.Duration(num(t, "ofSeconds", 1, a[1], "long"))
			}
			return mk(d)
		}))
		cls = newClass(classDef{name: "java.time.Duration", methods: methods, static: static})
		cls.AddConst("ZERO", mk(0))
		return cls
	})
	formatterClass = declare("java.time.format.DateTimeFormatter", makeFormatter)
	for k, name := range []string{"LocalDate", "LocalTime", "LocalDateTime", "ZonedDateTime", "OffsetDateTime"} {
		kind := momentKind(k)
		momentClasses[k] = declare("java.time."+name, func() *py.Type { return momentClass("java.time."+name, kind) })
	}
}

// unitDuration reads an amount and a ChronoUnit of exact length.
func unitDuration(t *thread, name string, a []value) time.Duration {
	unit := argOf[enum](t, name, 1, a[1], "java.time.temporal.TemporalUnit").name
	d, ok := map[string]time.Duration{"NANOS": 1, "MICROS": time.Microsecond, "MILLIS": time.Millisecond, "SECONDS": time.Second, "MINUTES": time.Minute,
		"HOURS": time.Hour, "HALF_DAYS": 12 * time.Hour, "DAYS": 24 * time.Hour}[unit]
	if !ok {
		t.ThrowJava(unsupportedUnit(), "Unit must not have an estimated duration", nil)
	}
	return d * time.Duration(num(t, name, 0, a[0], "long"))
}

func newMoment(kind momentKind, at time.Time, z *zoneInfo) value {
	return newObject(momentClasses[kind](), moment{at, kind, z})
}

// plus adds a Duration, or an amount of a unit.
func plus(t *thread, at time.Time, sgn int, a []value) time.Time {
	if len(a) == 1 {
		if p, ok := payload[period](a[0]); ok {
			return p.addTo(at, sgn)
		}
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
			if name == "withNano" {
				return with(self(v), time.Date(at.Year(), at.Month(), at.Day(), n[3], n[4], n[5], integer(t, name, 0, a[0]), at.Location()))
			}
			if name == "withDayOfYear" {
				n[1] = 1
			}
			if limit := daysIn(n[0], n[1]); n[2] > limit && (name == "withYear" || name == "withMonth") {
				n[2] = limit
			}
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
		replace("withDayOfYear", func(n *[6]int, x int) { n[2] = x })
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
		replace("withNano", func(*[6]int, int) {})
		methods = append(methods, def("truncatedTo", 1, 1, func(t *thread, v value, a []value) value { return with(self(v), truncated(t, self(v).at, a[0])) }))
	}
	utcDay := func(at time.Time) time.Time { return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC) }
	switch kind {
	case localDate:
		number("lengthOfMonth", func(at time.Time) int { return time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day() })
		get("isLeapYear", func(at time.Time) value {
			return py.Bool(time.Date(at.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay() == 366)
		})
		get("toEpochDay", func(at time.Time) value { return py.Long(at.Unix() / 86400) })
		number("lengthOfYear", func(at time.Time) int { return 365 + map[bool]int{true: 1}[leap(at.Year())] })
		methods = append(methods, def("atTime", 1, 4, func(t *thread, v value, a []value) value {
			at := self(v).at
			if m, ok := payload[moment](a[0]); ok {
				return newMoment(localDateTime, time.Date(at.Year(), at.Month(), at.Day(), m.at.Hour(), m.at.Minute(), m.at.Second(), m.at.Nanosecond(), time.UTC), nil)
			}
			var n [4]int
			for i, x := range a {
				n[i] = integer(t, "atTime", i, x)
			}
			return newMoment(localDateTime, time.Date(at.Year(), at.Month(), at.Day(), n[0], n[1], n[2], n[3], time.UTC), nil)
		}))
		methods = append(methods, def("atStartOfDay", 0, 1, func(t *thread, v value, a []value) value {
			at := self(v).at
			if len(a) == 1 {
				z := argOf[*zoneInfo](t, "atStartOfDay", 0, a[0], "java.time.ZoneId")
				return newMoment(zonedDateTime, time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, z.loc), z)
			}
			return newMoment(localDateTime, at, nil)
		}))
	case localTime:
		number("toSecondOfDay", func(at time.Time) int { return at.Hour()*3600 + at.Minute()*60 + at.Second() })
		get("toNanoOfDay", func(at time.Time) value {
			return py.Long(int64(at.Hour()*3600+at.Minute()*60+at.Second())*1e9 + int64(at.Nanosecond()))
		})
		methods = append(methods, def("atDate", 1, 1, func(t *thread, v value, a []value) value {
			at, d := self(v).at, asTime(t, "atDate", 0, a[0])
			return newMoment(localDateTime, time.Date(d.Year(), d.Month(), d.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC), nil)
		}))
	case localDateTime, zonedDateTime, offsetDateTime:
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
	if kind == localDateTime {
		offset := func(name string, f func(at time.Time, z *zoneInfo) value) {
			methods = append(methods, def(name, 1, 1, func(t *thread, v value, a []value) value {
				z, at := argOf[*zoneInfo](t, name, 0, a[0], "java.time.ZoneOffset"), self(v).at
				return f(time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), z.loc), z)
			}))
		}
		offset("toEpochSecond", func(at time.Time, _ *zoneInfo) value { return py.Long(at.Unix()) })
		offset("toInstant", func(at time.Time, _ *zoneInfo) value { return newObject(instantClass(), instant{at.UTC()}) })
		offset("atOffset", func(at time.Time, z *zoneInfo) value { return newMoment(offsetDateTime, at, z) })
	}
	if kind == zonedDateTime || kind == offsetDateTime {
		get("getOffset", func(at time.Time) value { _, s := at.Zone(); return newZone(offsetOf(s)) })
		get("toOffsetDateTime", func(at time.Time) value {
			_, s := at.Zone()
			z := offsetOf(s)
			return newMoment(offsetDateTime, at.In(z.loc), z)
		})
		get("toZonedDateTime", func(at time.Time) value {
			_, s := at.Zone()
			z := offsetOf(s)
			return newMoment(zonedDateTime, at.In(z.loc), z)
		})
		for _, name := range []string{"withZoneSameLocal", "withOffsetSameLocal", "withOffsetSameInstant", "atZoneSameInstant"} {
			methods = append(methods, def(name, 1, 1, func(t *thread, v value, a []value) value {
				z, at := argOf[*zoneInfo](t, name, 0, a[0], "java.time.ZoneId"), self(v).at
				to := kind
				if name == "atZoneSameInstant" {
					to = zonedDateTime
				}
				if strings.HasSuffix(name, "Local") {
					return newMoment(to, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), z.loc), z)
				}
				return newMoment(to, at.In(z.loc), z)
			}))
		}
		get("toInstant", func(at time.Time) value { return newObject(instantClass(), instant{at.UTC()}) })
		get("toEpochSecond", func(at time.Time) value { return py.Long(at.Unix()) })
		get("toLocalDateTime", func(at time.Time) value {
			return newMoment(localDateTime, time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), time.UTC), nil)
		})
		methods = append(methods,
			def("getZone", 0, 0, func(_ *thread, v value, _ []value) value { return newZone(self(v).zone) }),
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
			return py.Unicode(argOf[*formatter](t, "format", 0, a[0], "java.time.format.DateTimeFormatter").format(self(v).at, self(v).zone))
		}),
		def("get", 1, 1, func(t *thread, v value, a []value) value {
			e := argOf[enum](t, "get", 0, a[0], "java.time.temporal.TemporalField")
			for _, f := range chronoFields {
				if f.name == e.name {
					return py.Int(int(f.get(self(v).at)))
				}
			}
			t.ThrowJava(unsupportedUnit(), "Unsupported field: "+e.name, nil)
			return py.None
		}),
		def("until", 1, 2, func(t *thread, v value, a []value) value {
			to := asTime(t, "until", 0, a[0])
			if len(a) == 1 {
				return newObject(periodClass(), periodBetween(self(v).at, to))
			}
			return py.Long(between(argOf[enum](t, "until", 1, a[1], "java.time.temporal.TemporalUnit").name, self(v).at, to))
		}))
	fromNow := func(t *thread, z *zoneInfo) value {
		at := host.Of(t).Clock.Now().In(z.loc)
		if kind == zonedDateTime {
			return newMoment(kind, at, z)
		}
		if kind == offsetDateTime {
			_, s := at.Zone()
			return newMoment(kind, at, offsetOf(s))
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
			if d, ok := payload[moment](a[0]); ok && len(a) >= 2 {
				c := argOf[moment](t, "of", 1, a[1], "java.time.LocalTime").at
				if kind != localDateTime && len(a) > 2 {
					z = zone(t, a, 2)
					loc = z.loc
				}
				return newMoment(kind, time.Date(d.at.Year(), d.at.Month(), d.at.Day(), c.Hour(), c.Minute(), c.Second(), c.Nanosecond(), loc), z)
			}
			if kind == zonedDateTime || kind == offsetDateTime {
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
				if e, ok := payload[enum](x); ok && from+i == 1 && x.Type() == monthClass() && e.name != "" {
					n[1] = ordinalOf(t, x) + 1
					continue
				}
				n[from+i] = integer(t, "of", i, x)
			}
			if n[1] < 1 || n[1] > 12 {
				t.ThrowJava(dateTime(), fmt.Sprintf("Invalid value for MonthOfYear (valid values 1 - 12): %d", n[1]), nil)
			}
			if n[2] < 1 || n[2] > time.Date(n[0], time.Month(n[1]+1), 0, 0, 0, 0, 0, time.UTC).Day() {
				switch {
				case n[2] < 1 || n[2] > 31:
					t.ThrowJava(dateTime(), fmt.Sprintf("Invalid value for DayOfMonth (valid values 1 - 28/31): %d", n[2]), nil)
				case n[1] == 2 && n[2] == 29:
					t.ThrowJava(dateTime(), fmt.Sprintf("Invalid date 'February 29' as '%d' is not a leap year", n[0]), nil)
				}
				t.ThrowJava(dateTime(), fmt.Sprintf("Invalid date '%s %d'", strings.ToUpper(time.Month(n[1]).String()), n[2]), nil)
			}
			for i, f := range []struct {
				name string
				most int
			}{{"HourOfDay", 23}, {"MinuteOfHour", 59}, {"SecondOfMinute", 59}, {"NanoOfSecond", 999999999}} {
				if n[3+i] < 0 || n[3+i] > f.most {
					t.ThrowJava(dateTime(), fmt.Sprintf("Invalid value for %s (valid values 0 - %d): %d", f.name, f.most, n[3+i]), nil)
				}
			}
			return newMoment(kind, time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], n[6], loc), z)
		}),
		def("parse", 1, 2, func(t *thread, _ value, a []value) value {
			s := str(t, "parse", 0, a[0])
			if len(a) == 2 {
				f := argOf[*formatter](t, "parse", 1, a[1], "java.time.format.DateTimeFormatter")
				if at, ok := f.parse(t, s); ok {
					if kind <= localDateTime {
						at = asUTC(at)
					}
					return with(moment{zone: &zoneInfo{"Z", at.Location()}}, at)
				}
			} else if at, z, ok := parseMoment(kind, s); ok {
				return newMoment(kind, at, z)
			}
			t.ThrowJava(dateTimeParse(), "Text '"+s+"' could not be parsed at index 0", nil)
			return py.None
		}),
	}
	midnight := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)
	switch kind {
	case localDate:
		static = append(static,
			def("ofEpochDay", 1, 1, func(t *thread, _ value, a []value) value {
				return newMoment(kind, time.Unix(86400*num(t, "ofEpochDay", 0, a[0], "long"), 0).UTC(), nil)
			}),
			def("ofYearDay", 2, 2, func(t *thread, _ value, a []value) value {
				return dateValue(integer(t, "ofYearDay", 0, a[0]), 1, integer(t, "ofYearDay", 1, a[1]))
			}))
	case localTime:
		static = append(static, def("ofSecondOfDay", 1, 1, func(t *thread, _ value, a []value) value {
			return newMoment(kind, midnight.Add(time.Duration(num(t, "ofSecondOfDay", 0, a[0], "long"))*time.Second), nil)
		}), def("ofNanoOfDay", 1, 1, func(t *thread, _ value, a []value) value {
			return newMoment(kind, midnight.Add(time.Duration(num(t, "ofNanoOfDay", 0, a[0], "long"))), nil)
		}))
	case localDateTime:
		static = append(static, def("ofEpochSecond", 3, 3, func(t *thread, _ value, a []value) value {
			z := argOf[*zoneInfo](t, "ofEpochSecond", 2, a[2], "java.time.ZoneOffset")
			return newMoment(kind, asUTC(time.Unix(num(t, "ofEpochSecond", 0, a[0], "long"), num(t, "ofEpochSecond", 1, a[1], "int")).In(z.loc)), nil)
		}))
	}
	if kind >= localDateTime || kind == localDate {
		static = append(static, def("ofInstant", 2, 2, func(t *thread, _ value, a []value) value {
			z := argOf[*zoneInfo](t, "ofInstant", 1, a[1], "java.time.ZoneId")
			at := argOf[instant](t, "ofInstant", 0, a[0], "java.time.Instant").at.In(z.loc)
			if kind == zonedDateTime {
				return newMoment(kind, at, z)
			}
			if kind == offsetDateTime {
				_, s := at.Zone()
				return newMoment(kind, at, offsetOf(s))
			}
			return with(moment{}, asUTC(at))
		}))
	}
	cls := newClass(classDef{name: full, methods: methods, static: static})
	constant := func(name string, at time.Time) { cls.AddConst(name, newObject(cls, moment{at, kind, nil})) }
	last := time.Date(1970, 1, 1, 23, 59, 59, 999999999, time.UTC)
	switch kind {
	case localDate:
		constant("EPOCH", midnight)
		constant("MIN", time.Date(-999999999, 1, 1, 0, 0, 0, 0, time.UTC))
		constant("MAX", time.Date(999999999, 12, 31, 0, 0, 0, 0, time.UTC))
	case localTime:
		constant("MIDNIGHT", midnight)
		constant("MIN", midnight)
		constant("NOON", midnight.Add(12*time.Hour))
		constant("MAX", last)
	}
	return cls
}
