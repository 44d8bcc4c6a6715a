package java

// java.util.Calendar and GregorianCalendar.

import (
	"time"

	py "dryfire/scripts/python/object"
)

// fieldNames are the names of a calendar's fields, in their order.
var fieldNames = []string{"ERA", "YEAR", "MONTH", "WEEK_OF_YEAR", "WEEK_OF_MONTH", "DAY_OF_MONTH", "DAY_OF_YEAR", "DAY_OF_WEEK", "DAY_OF_WEEK_IN_MONTH",
	"AM_PM", "HOUR", "HOUR_OF_DAY", "MINUTE", "SECOND", "MILLISECOND", "ZONE_OFFSET", "DST_OFFSET"}

// calendar is a GregorianCalendar. Fields that were set are normalised when something is
// read, as Java does: setting the month and then the day never overflows in between.
type calendar struct {
	y, mo, d, h, mi, s, ms int // mo from 0
	zone                   *zoneInfo
	firstDay, minDays      int
	strict, cleared        bool
	bad                    string // the field that a strict calendar was given too large a value for
}

func (c *calendar) time() time.Time {
	return time.Date(c.y, time.Month(c.mo+1), c.d, c.h, c.mi, c.s, 0, c.zone.loc).Add(time.Duration(c.ms) * time.Millisecond)
}

func (c *calendar) load(at time.Time) {
	c.cleared = false
	at = at.In(c.zone.loc)
	c.y, c.mo, c.d, c.h, c.mi, c.s, c.ms = at.Year(), int(at.Month())-1, at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond()/1e6
}

func (c *calendar) javaString(*thread) string {
	return "java.util.GregorianCalendar[time=" + itoa(int(c.time().UnixMilli())) + "]"
}
func (c *calendar) javaHash(*thread) int32 { return int32(c.time().UnixMilli()) }
func (c *calendar) javaEquals(_ *thread, o value) bool {
	x, ok := payload[*calendar](o)
	return ok && x.time().Equal(c.time())
}
func (c *calendar) javaCompare(t *thread, o value) int {
	return c.time().Compare(argOf[*calendar](t, "compareTo", 0, o, "java.util.Calendar").time())
}

// The numbers of Calendar's fields.
const (
	fERA = iota
	fYEAR
	fMONTH
	fWEEKOFYEAR
	fWEEKOFMONTH
	fDATE
	fDAYOFYEAR
	fDAYOFWEEK
	fDAYOFWEEKINMONTH
	fAMPM
	fHOUR
	fHOUROFDAY
	fMINUTE
	fSECOND
	fMILLISECOND
	fZONEOFFSET
	fDSTOFFSET
)

var calendarFields = map[string]int{"ERA": fERA, "YEAR": fYEAR, "MONTH": fMONTH, "WEEK_OF_YEAR": fWEEKOFYEAR, "WEEK_OF_MONTH": fWEEKOFMONTH, "DATE": fDATE,
	"DAY_OF_MONTH": fDATE, "DAY_OF_YEAR": fDAYOFYEAR, "DAY_OF_WEEK": fDAYOFWEEK, "DAY_OF_WEEK_IN_MONTH": fDAYOFWEEKINMONTH, "AM_PM": fAMPM, "HOUR": fHOUR,
	"HOUR_OF_DAY": fHOUROFDAY, "MINUTE": fMINUTE, "SECOND": fSECOND, "MILLISECOND": fMILLISECOND, "ZONE_OFFSET": fZONEOFFSET, "DST_OFFSET": fDSTOFFSET,
	"AM": 0, "PM": 1, "SUNDAY": 1, "MONDAY": 2, "TUESDAY": 3, "WEDNESDAY": 4, "THURSDAY": 5, "FRIDAY": 6, "SATURDAY": 7,
	"JANUARY": 0, "FEBRUARY": 1, "MARCH": 2, "APRIL": 3, "MAY": 4, "JUNE": 5, "JULY": 6, "AUGUST": 7, "SEPTEMBER": 8, "OCTOBER": 9, "NOVEMBER": 10, "DECEMBER": 11, "UNDECIMBER": 12,
	"SHORT": 1, "LONG": 2, "ALL_STYLES": 0}

// weekNumber counts weeks from the one that holds day 1 of a period, as Java does with
// the calendar's first day of the week and minimal days.
func (c *calendar) weekNumber(dayOfPeriod, weekday int) int {
	start := ((weekday-c.firstDay)%7 + 7) % 7    // days since the week began
	first := ((start-(dayOfPeriod-1))%7 + 7) % 7 // the same for day 1
	week := (dayOfPeriod - 1 + first) / 7
	if 7-first >= c.minDays {
		week++
	}
	return week
}

func (c *calendar) get(f int) int {
	at := c.time()
	wd := int(at.Weekday()) + 1
	switch f {
	case fERA:
		return 1
	case fYEAR:
		return at.Year()
	case fMONTH:
		return int(at.Month()) - 1
	case fWEEKOFYEAR:
		w := c.weekNumber(at.YearDay(), wd)
		if w == 0 {
			end := at.AddDate(0, 0, -at.YearDay())
			return c.weekNumber(end.YearDay(), int(end.Weekday())+1)
		}
		if w >= 52 {
			next := time.Date(at.Year()+1, 1, 1, 0, 0, 0, 0, at.Location())
			start := ((int(next.Weekday())+1-c.firstDay)%7 + 7) % 7
			if 7-start >= c.minDays && next.AddDate(0, 0, -start).YearDay() <= at.YearDay() && start > 0 {
				return 1
			}
		}
		return w
	case fWEEKOFMONTH:
		return c.weekNumber(at.Day(), wd)
	case fDATE:
		return at.Day()
	case fDAYOFYEAR:
		return at.YearDay()
	case fDAYOFWEEK:
		return wd
	case fDAYOFWEEKINMONTH:
		return (at.Day()-1)/7 + 1
	case fAMPM:
		return at.Hour() / 12
	case fHOUR:
		return at.Hour() % 12
	case fHOUROFDAY:
		return at.Hour()
	case fMINUTE:
		return at.Minute()
	case fSECOND:
		return at.Second()
	case fMILLISECOND:
		return at.Nanosecond() / 1e6
	case fZONEOFFSET:
		return c.zone.standard()
	}
	_, off := at.Zone()
	return off*1000 - c.zone.standard()
}

func (c *calendar) set(f, n int) {
	switch f {
	case fYEAR:
		c.y = n
	case fMONTH:
		c.mo = n
	case fDATE:
		c.d = n
	case fHOUROFDAY:
		c.h = n
	case fMINUTE:
		c.mi = n
	case fSECOND:
		c.s = n
	case fMILLISECOND:
		c.ms = n
	case fHOUR:
		c.load(c.time())
		c.h = c.h/12*12 + n
	case fAMPM:
		c.load(c.time())
		c.h = c.h%12 + 12*n
	case fDAYOFYEAR:
		c.load(c.time())
		c.mo, c.d = 0, n
	case fDAYOFWEEK:
		c.load(c.time())
		day := func(w int) int { return ((w-c.firstDay)%7 + 7) % 7 }
		c.d += day(n) - day(c.get(fDAYOFWEEK))
	case fWEEKOFYEAR, fWEEKOFMONTH, fDAYOFWEEKINMONTH:
		c.load(c.time())
		c.d += 7 * (n - c.get(f))
	}
}

func (c *calendar) add(f, n int) {
	at := c.time()
	switch f {
	case fYEAR, fMONTH:
		if f == fYEAR {
			n *= 12
		}
		c.load(at)
		day := c.d
		c.mo, c.d = c.mo+n, 1
		c.load(c.time())
		c.d = min(day, time.Date(c.y, time.Month(c.mo+2), 0, 0, 0, 0, 0, time.UTC).Day())
	case fDATE, fDAYOFYEAR, fDAYOFWEEK:
		c.load(at)
		c.d += n
	case fWEEKOFYEAR, fWEEKOFMONTH, fDAYOFWEEKINMONTH:
		c.load(at)
		c.d += 7 * n
	case fAMPM:
		c.load(at.Add(time.Duration(n) * 12 * time.Hour))
	case fHOUR, fHOUROFDAY:
		c.load(at.Add(time.Duration(n) * time.Hour))
	case fMINUTE:
		c.load(at.Add(time.Duration(n) * time.Minute))
	case fSECOND:
		c.load(at.Add(time.Duration(n) * time.Second))
	case fMILLISECOND:
		c.load(at.Add(time.Duration(n) * time.Millisecond))
	}
	c.load(c.time())
}

func (c *calendar) limit(f int, most bool) int {
	lo, hi := 0, 0
	at := c.time()
	switch f {
	case fYEAR:
		lo, hi = 1, 292278993
	case fMONTH:
		hi = 11
	case fDATE:
		lo, hi = 1, time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
	case fDAYOFYEAR:
		lo, hi = 1, time.Date(at.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay()
	case fDAYOFWEEK:
		lo, hi = 1, 7
	case fHOUR:
		hi = 11
	case fHOUROFDAY:
		hi = 23
	case fMINUTE, fSECOND:
		hi = 59
	case fMILLISECOND:
		hi = 999
	case fAMPM, fERA:
		hi = 1
	case fWEEKOFYEAR:
		lo, hi = 1, 52
	case fWEEKOFMONTH:
		end := *c
		end.load(at)
		end.d = time.Date(at.Year(), at.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day()
		lo, hi = 0, end.get(fWEEKOFMONTH)
	case fDAYOFWEEKINMONTH:
		lo, hi = 1, 5
	}
	if most {
		return hi
	}
	return lo
}

// roll changes one field without carrying into larger ones.
func (c *calendar) roll(f, n int) {
	lo, hi := c.limit(f, false), c.limit(f, true)
	span := hi - lo + 1
	if f == fMONTH {
		c.load(c.time())
		c.mo = ((c.mo+n)%12 + 12) % 12
		c.d = min(c.d, time.Date(c.y, time.Month(c.mo+2), 0, 0, 0, 0, 0, time.UTC).Day())
		return
	}
	c.set(f, lo+(((c.get(f)-lo+n)%span)+span)%span)
}

func newCalendar(cls *py.Type, at time.Time, z *zoneInfo) value {
	c := &calendar{zone: z, firstDay: 1, minDays: 1}
	c.load(at)
	return newObject(cls, c)
}

var calendarClass = declare("java.util.Calendar", func() *py.Type {
	self := func(v value) *calendar { return must[*calendar](v) }
	fieldOf := func(t *thread, name string, v value) int {
		f := integer(t, name, 0, v)
		if f < 0 || f > fDSTOFFSET {
			t.ThrowJava(packages["java.lang"]["ArrayIndexOutOfBoundsException"](), "Index "+itoa(f)+" out of bounds for length 17", nil)
		}
		return f
	}
	consts := map[string]value{"FIELD_COUNT": py.Int(17), "SHORT": py.Int(1), "LONG": py.Int(2), "ALL_STYLES": py.Int(0), "SHORT_FORMAT": py.Int(1),
		"LONG_FORMAT": py.Int(2), "SHORT_STANDALONE": py.Int(0x8001), "LONG_STANDALONE": py.Int(0x8002), "UNDECIMBER": py.Int(12)}
	for n, f := range calendarFields {
		consts[n] = py.Int(f)
	}
	limit := func(name string, most bool) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value { return py.Int(self(v).limit(fieldOf(t, name, a[0]), most)) })
	}
	// fixed answers for each field whatever the calendar stands at.
	fixed := func(name string, of []int) py.Def {
		return def(name, 1, 1, func(t *thread, _ value, a []value) value { return py.Int(of[fieldOf(t, name, a[0])]) })
	}
	minimums := []int{0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, -13 * 3600000, 0}
	test := func(name string, want int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			x, ok := payload[*calendar](a[0])
			return py.Bool(ok && self(v).time().Compare(x.time()) == want)
		})
	}
	number := func(get, set string, p func(c *calendar) *int) []py.Def {
		return []py.Def{
			def(get, 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(*p(self(v))) }),
			def(set, 1, 1, func(t *thread, v value, a []value) value { *p(self(v)) = integer(t, set, 0, a[0]); return py.None }),
		}
	}
	methods := []py.Def{
		def("get", 1, 1, func(t *thread, v value, a []value) value { return py.Int(self(v).get(fieldOf(t, "get", a[0]))) }),
		def("set", 2, 6, func(t *thread, v value, a []value) value {
			c := self(v)
			n := make([]int, len(a))
			for i, x := range a {
				n[i] = integer(t, "set", i, x)
			}
			c.cleared = false
			if len(a) == 2 {
				f := fieldOf(t, "set", a[0])
				if lo, hi := c.limit(f, false), c.limit(f, true); c.strict && (n[1] < lo || n[1] > hi) {
					c.bad = fieldNames[f]
					return py.None
				}
				c.set(f, n[1])
				return py.None
			}
			c.y, c.mo, c.d = n[0], n[1], n[2]
			if len(a) > 3 {
				c.h = n[3]
			}
			if len(a) > 4 {
				c.mi = n[4]
			}
			if len(a) > 5 {
				c.s = n[5]
			}
			return py.None
		}),
		def("add", 2, 2, func(t *thread, v value, a []value) value {
			self(v).add(fieldOf(t, "add", a[0]), integer(t, "add", 1, a[1]))
			return py.None
		}),
		def("roll", 2, 2, func(t *thread, v value, a []value) value {
			n := 0
			if a[1].Kind() == py.KindBool {
				n = int(a[1].Int64())*2 - 1
			} else {
				n = integer(t, "roll", 1, a[1])
			}
			self(v).roll(fieldOf(t, "roll", a[0]), n)
			return py.None
		}),
		def("getTime", 0, 0, func(t *thread, v value, _ []value) value {
			if bad := self(v).bad; bad != "" {
				self(v).bad = ""
				t.ThrowJava(illegalArg(), bad, nil)
			}
			return NewDate(t, self(v).time().UnixMilli())
		}),
		def("setTime", 1, 1, func(t *thread, v value, a []value) value {
			self(v).load(time.UnixMilli(argOf[*date](t, "setTime", 0, a[0], "java.util.Date").ms))
			return py.None
		}),
		def("getTimeInMillis", 0, 0, func(_ *thread, v value, _ []value) value { return py.Long(self(v).time().UnixMilli()) }),
		def("setTimeInMillis", 1, 1, func(t *thread, v value, a []value) value {
			self(v).load(time.UnixMilli(num(t, "setTimeInMillis", 0, a[0], "long")))
			return py.None
		}),
		def("getTimeZone", 0, 0, func(_ *thread, v value, _ []value) value { return newObject(zoneClass(), self(v).zone) }),
		def("setTimeZone", 1, 1, func(t *thread, v value, a []value) value {
			at := self(v).time()
			self(v).zone = argOf[*zoneInfo](t, "setTimeZone", 0, a[0], "java.util.TimeZone")
			self(v).load(at)
			return py.None
		}),
		def("clear", 0, 1, func(t *thread, v value, a []value) value {
			c := self(v)
			if len(a) == 0 {
				c.y, c.mo, c.d, c.h, c.mi, c.s, c.ms, c.cleared = 1970, 0, 1, 0, 0, 0, 0, true
				return py.None
			}
			f := fieldOf(t, "clear", a[0])
			n := 0
			switch f {
			case fYEAR:
				n = 1970
			case fDATE:
				n = 1
			}
			c.set(f, n)
			return py.None
		}),
		limit("getActualMaximum", true), limit("getActualMinimum", false), fixed("getMaximum", []int{1, 292278994, 11, 53, 6, 31, 366, 7, 6, 1, 11, 23, 59, 59, 999, 14 * 3600000, 7200000}),
		fixed("getMinimum", minimums),
		test("before", -1), test("after", 1),
		def("setLenient", 1, 1, func(t *thread, v value, a []value) value { self(v).strict = !t.Truth(in(a[0])); return py.None }),
		def("isLenient", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(!self(v).strict) }),
		def("isSet", 1, 1, func(t *thread, v value, a []value) value { fieldOf(t, "isSet", a[0]); return py.Bool(!self(v).cleared) }),
		fixed("getLeastMaximum", []int{1, 292269054, 11, 52, 4, 28, 365, 7, 4, 1, 11, 23, 59, 59, 999, 14 * 3600000, 1200000}),
		fixed("getGreatestMinimum", minimums),
		def("getWeekYear", 0, 0, func(_ *thread, v value, _ []value) value {
			c := self(v)
			y := c.time().Year()
			switch w := c.get(fWEEKOFYEAR); {
			case w >= 52 && c.time().Month() == time.January:
				y--
			case w == 1 && c.time().Month() == time.December:
				y++
			}
			return py.Int(y)
		}),
		def("getWeeksInWeekYear", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).limit(fWEEKOFYEAR, true)) }),
		def("getCalendarType", 0, 0, func(*thread, value, []value) value { return py.Unicode("gregory") }),
		def("getDisplayName", 3, 3, func(t *thread, v value, a []value) value {
			c := self(v)
			f := fieldOf(t, "getDisplayName", a[0])
			long := integer(t, "getDisplayName", 1, a[1]) == 2
			pattern := ""
			switch f {
			case fMONTH:
				pattern = map[bool]string{true: "MMMM", false: "MMM"}[long]
			case fDAYOFWEEK:
				pattern = map[bool]string{true: "EEEE", false: "EEE"}[long]
			case fAMPM:
				pattern = "a"
			case fERA:
				return py.Unicode(map[bool]string{true: "Anno Domini", false: "AD"}[long])
			default:
				return py.None
			}
			items, err := compilePattern(pattern)
			if err != nil {
				t.Raise(py.SystemErrorType, err.Error())
			}
			l := argOf[locale](t, "getDisplayName", 2, a[2], "java.util.Locale")
			return py.Unicode((&dateFormat{items: items, lang: l.lang}).format(c.time()))
		}),
		def("clone", 0, 0, func(_ *thread, v value, _ []value) value { c := *self(v); return newObject(v.Type(), &c) }),
		def("toInstant", 0, 0, func(_ *thread, v value, _ []value) value {
			return newObject(instantClass(), instant{self(v).time().UTC()})
		}),
	}
	methods = append(methods, number("getFirstDayOfWeek", "setFirstDayOfWeek", func(c *calendar) *int { return &c.firstDay })...)
	methods = append(methods, number("getMinimalDaysInFirstWeek", "setMinimalDaysInFirstWeek", func(c *calendar) *int { return &c.minDays })...)
	return newClass(classDef{name: "java.util.Calendar", consts: consts, methods: methods,
		static: []py.Def{def("getInstance", 0, 2, func(t *thread, _ value, a []value) value {
			z := defaultZone(t)
			if len(a) > 0 {
				if x, ok := payload[*zoneInfo](a[0]); ok {
					z = x
				}
			}
			return newCalendar(gregorianClass(), nowOf(t), z)
		})}})
})

var gregorianClass func() *py.Type

func init() {
	gregorianClass = declare("java.util.GregorianCalendar", func() *py.Type {
		return newClass(classDef{name: "java.util.GregorianCalendar", base: calendarClass(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.util.GregorianCalendar", 0, 6, a, names)
				v := newCalendar(cls, nowOf(t), defaultZone(t))
				c := must[*calendar](v)
				if len(a) == 0 {
					return v
				}
				if z, ok := payload[*zoneInfo](a[0]); ok {
					return newCalendar(cls, nowOf(t), z)
				}
				n := [6]int{2: 1}
				for i, x := range a {
					n[i] = integer(t, "java.util.GregorianCalendar", i, x)
				}
				c.y, c.mo, c.d, c.h, c.mi, c.s, c.ms = n[0], n[1], n[2], n[3], n[4], n[5], 0
				return v
			},
			methods: []py.Def{def("isLeapYear", 1, 1, func(t *thread, _ value, a []value) value {
				y := integer(t, "isLeapYear", 0, a[0])
				return py.Bool(y%4 == 0 && (y%100 != 0 || y%400 == 0))
			})}})
	})
}
