package java

// java.util.Date, Calendar, TimeZone and Locale.

import (
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
			def("toGMTString", 0, 0, func(_ *thread, v value, _ []value) value {
				return py.Unicode(self(v).local().UTC().Format("2 Jan 2006 15:04:05 GMT"))
			}),
		},
		static: []py.Def{def("from", 1, 1, func(t *thread, _ value, a []value) value {
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

var _ = declare("java.sql.Timestamp", func() *py.Type {
	return newClass(classDef{name: "java.sql.Timestamp", base: dateClass(), methods: []py.Def{
		raw("toString", 0, func(_ *thread, v value, _ []value) value {
			s := must[*date](v).local().Format("2006-01-02 15:04:05.000")
			s = strings.TrimRight(s, "0")
			if strings.HasSuffix(s, ".") {
				s += "0"
			}
			return py.Unicode(s)
		}),
	}})
})

// zoneInfo is a java.util.TimeZone.
type zoneInfo struct {
	id  string
	loc *time.Location
}

func (z *zoneInfo) javaString(*thread) string {
	return "sun.util.calendar.ZoneInfo[id=\"" + z.id + "\"]"
}
func (z *zoneInfo) javaEquals(_ *thread, o value) bool {
	x, ok := payload[*zoneInfo](o)
	return ok && x.id == z.id
}

// standard returns the offset of standard time in milliseconds.
func (z *zoneInfo) standard() int {
	for m := time.January; m <= time.December; m++ {
		if at := time.Date(2024, m, 1, 0, 0, 0, 0, z.loc); !at.IsDST() {
			_, off := at.Zone()
			return off * 1000
		}
	}
	return 0
}

// zoneByID is TimeZone.getTimeZone: what is not known is GMT.
func zoneByID(id string) *zoneInfo {
	if strings.HasPrefix(id, "GMT") && len(id) > 4 {
		for _, f := range []string{"-07:00", "-0700", "-07"} {
			if at, err := time.Parse(f, id[3:]); err == nil {
				_, off := at.Zone()
				return &zoneInfo{"GMT" + at.Format("-07:00"), time.FixedZone("GMT"+at.Format("-07:00"), off)}
			}
		}
		if d := id[4:]; len(d) == 1 && d[0] >= '0' && d[0] <= '9' {
			return zoneByID(id[:4] + "0" + d)
		}
	}
	short := map[string]string{"EST": "America/Panama", "MST": "America/Phoenix", "PST": "America/Los_Angeles", "CST": "America/Chicago", "HST": "Pacific/Honolulu", "JST": "Asia/Tokyo", "IST": "Asia/Kolkata"}
	name := id
	if full, ok := short[id]; ok {
		name = full
	}
	if loc, err := time.LoadLocation(name); err == nil && id != "" && id != "Local" {
		return &zoneInfo{id, loc}
	}
	return &zoneInfo{"GMT", time.FixedZone("GMT", 0)}
}

func defaultZone(t *thread) *zoneInfo {
	loc := host.Of(t).Zone()
	return &zoneInfo{loc.String(), loc}
}

var zoneClass = declare("java.util.TimeZone", func() *py.Type {
	self := func(v value) *zoneInfo { return must[*zoneInfo](v) }
	var cls *py.Type
	make_ := func(z *zoneInfo) value { return newObject(cls, z) }
	cls = newClass(classDef{name: "java.util.TimeZone",
		methods: []py.Def{
			def("getID", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).id) }),
			def("getRawOffset", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).standard()) }),
			def("getOffset", 1, 1, func(t *thread, v value, a []value) value {
				_, off := time.UnixMilli(num(t, "getOffset", 0, a[0], "long")).In(self(v).loc).Zone()
				return py.Int(off * 1000)
			}),
			def("inDaylightTime", 1, 1, func(t *thread, v value, a []value) value {
				return py.Bool(time.UnixMilli(argOf[*date](t, "inDaylightTime", 0, a[0], "java.util.Date").ms).In(self(v).loc).IsDST())
			}),
			def("useDaylightTime", 0, 0, func(_ *thread, v value, _ []value) value {
				for m := time.January; m <= time.December; m++ {
					if time.Date(2024, m, 1, 0, 0, 0, 0, self(v).loc).IsDST() {
						return py.True
					}
				}
				return py.False
			}),
			def("getDSTSavings", 0, 0, func(_ *thread, v value, _ []value) value {
				for m := time.January; m <= time.December; m++ {
					if at := time.Date(2024, m, 1, 0, 0, 0, 0, self(v).loc); at.IsDST() {
						_, off := at.Zone()
						return py.Int(off*1000 - self(v).standard())
					}
				}
				return py.Int(0)
			}),
			def("getDisplayName", 0, 3, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).id) }),
			def("toZoneId", 0, 0, func(_ *thread, v value, _ []value) value { return newObject(zoneIDClass(), self(v)) }),
		},
		static: []py.Def{
			def("getTimeZone", 1, 1, func(t *thread, _ value, a []value) value { return make_(zoneByID(str(t, "getTimeZone", 0, a[0]))) }),
			def("getDefault", 0, 0, func(t *thread, _ value, _ []value) value { return make_(defaultZone(t)) }),
			def("setDefault", 1, 1, nothing),
		}})
	return cls
})

type locale struct{ lang, country string }

func (l locale) javaString(*thread) string {
	if l.country == "" {
		return l.lang
	}
	return l.lang + "_" + l.country
}
func (l locale) javaEquals(_ *thread, o value) bool { x, ok := payload[locale](o); return ok && x == l }

var _ = declare("java.util.Locale", func() *py.Type {
	cls := newClass(classDef{name: "java.util.Locale",
		new: func(t *thread, c *py.Type, a []value, names []string) value {
			checkArgs(t, "java.util.Locale", 1, 3, a, names)
			l := locale{lang: strings.ToLower(str(t, "java.util.Locale", 0, a[0]))}
			if len(a) > 1 {
				l.country = strings.ToUpper(str(t, "java.util.Locale", 1, a[1]))
			}
			return newObject(c, l)
		},
		methods: []py.Def{
			def("getLanguage", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[locale](v).lang) }),
			def("getCountry", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[locale](v).country) }),
			def("toLanguageTag", 0, 0, func(t *thread, v value, _ []value) value {
				return py.Unicode(strings.ReplaceAll(must[locale](v).javaString(t), "_", "-"))
			}),
		}})
	for name, l := range map[string]locale{"US": {"en", "US"}, "UK": {"en", "GB"}, "ENGLISH": {"en", ""}, "CANADA": {"en", "CA"}, "GERMANY": {"de", "DE"},
		"GERMAN": {"de", ""}, "FRANCE": {"fr", "FR"}, "FRENCH": {"fr", ""}, "ITALY": {"it", "IT"}, "JAPAN": {"ja", "JP"}, "CHINA": {"zh", "CN"}, "ROOT": {"", ""}} {
		cls.AddConst(name, newObject(cls, l))
	}
	cls.AddStatic(def("getDefault", 0, 1, func(*thread, value, []value) value { return newObject(cls, locale{"en", "US"}) }))
	cls.AddStatic(def("setDefault", 1, 2, nothing))
	return cls
})

// calendar is a GregorianCalendar. Fields that were set are normalised when something is
// read, as Java does: setting the month and then the day never overflows in between.
type calendar struct {
	y, mo, d, h, mi, s, ms int // mo from 0
	zone                   *zoneInfo
	firstDay, minDays      int
}

func (c *calendar) time() time.Time {
	return time.Date(c.y, time.Month(c.mo+1), c.d, c.h, c.mi, c.s, 0, c.zone.loc).Add(time.Duration(c.ms) * time.Millisecond)
}

func (c *calendar) load(at time.Time) {
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
			t.ThrowJava(py.NewThrowableType("java.lang", "ArrayIndexOutOfBoundsException", outOfBounds()), "Index "+itoa(f)+" out of bounds for length 17", nil)
		}
		return f
	}
	consts := map[string]value{}
	for n, f := range calendarFields {
		consts[n] = py.Int(f)
	}
	limit := func(name string, most bool) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value { return py.Int(self(v).limit(fieldOf(t, name, a[0]), most)) })
	}
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
			if len(a) == 2 {
				c.set(fieldOf(t, "set", a[0]), n[1])
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
		def("getTime", 0, 0, func(t *thread, v value, _ []value) value { return NewDate(t, self(v).time().UnixMilli()) }),
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
				c.y, c.mo, c.d, c.h, c.mi, c.s, c.ms = 1970, 0, 1, 0, 0, 0, 0
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
		limit("getActualMaximum", true), limit("getActualMinimum", false), limit("getMaximum", true), limit("getMinimum", false),
		test("before", -1), test("after", 1),
		def("setLenient", 1, 1, nothing), def("isLenient", 0, 0, func(*thread, value, []value) value { return py.True }),
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
