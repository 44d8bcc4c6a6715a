package library

// Module time. The clock is the simulation's; sleep moves the script's local clock.

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

var (
	dayNames   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
	monthNames = []string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

// timeTuple is what strftime formats: the fields of a struct_time and some more.
type timeTuple struct {
	year, month, day, hour, min, sec, wday, yday, dst int // wday: Monday is 0
	us                                                int
	zone                                              string // %Z
	offset                                            string // %z, "%z" if unknown
}

var structFields = []string{"tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"}

var structTime = sync.OnceValue(func() *py.Type {
	ty := newNamedTuple("time", "struct_time", structFields...)
	ty.New = func(t *thread, cls *py.Type, args []value, _ []string) value {
		if len(args) != 1 {
			t.Raisef(py.TypeErrorType, "time.struct_time() takes exactly 1 argument (%d given)", len(args))
		}
		items := append([]value(nil), t.Items(args[0])...)
		if len(items) != 9 {
			t.Raisef(py.TypeErrorType, "time.struct_time() takes a 9-sequence (%d-sequence given)", len(items))
		}
		return py.Obj(&py.Tuple{Header: py.NewHeader(cls), Items: items})
	}
	ty.AddMethods(py.Def{Name: "__repr__", Fn: func(t *thread, self value, _ []value) value {
		var b strings.Builder
		for i, v := range self.Object().(*py.Tuple).Items {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(structFields[i] + "=" + t.Repr(v))
		}
		return py.Str("time.struct_time(" + b.String() + ")")
	}})
	for name, n := range map[string]int{"n_fields": 9, "n_sequence_fields": 9, "n_unnamed_fields": 0} {
		ty.AddConst(name, py.Int(n))
	}
	return ty
})

func newStructTime(fields ...int) value {
	items := make([]value, 9)
	for i, n := range fields {
		items[i] = py.Int(n)
	}
	return py.Obj(&py.Tuple{Header: py.NewHeader(structTime()), Items: items})
}

// monday numbers Go's weekdays from Monday.
func monday(w time.Weekday) int { return (int(w) + 6) % 7 }

func structOf(at time.Time) value {
	dst := 0
	if at.IsDST() {
		dst = 1
	}
	return newStructTime(at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second(), monday(at.Weekday()), at.YearDay(), dst)
}

// timeArg reads a struct_time or a tuple of nine numbers.
func timeArg(t *thread, v value) timeTuple {
	tu, ok := v.Object().(*py.Tuple)
	if !ok {
		t.Raise(py.TypeErrorType, "argument must be a tuple")
	}
	if len(tu.Items) != 9 {
		t.Raise(py.TypeErrorType, "argument must be sequence of length 9, not "+strconv.Itoa(len(tu.Items)))
	}
	var n [9]int
	for i, x := range tu.Items {
		n[i] = intArg(t, x, 0)
	}
	check := func(i, lo, hi int, what string) {
		if n[i] < lo || n[i] > hi {
			t.Raisef(py.ValueErrorType, "%s out of range (%d-%d)", what, lo, hi)
		}
	}
	if n[0] < 1900 {
		if n[0] < 0 || n[0] > 99 {
			if n[0] < 100 {
				t.Raise(py.ValueErrorType, "year out of range")
			}
		} else if n[0] >= 69 {
			n[0] += 1900
		} else {
			n[0] += 2000
		}
	}
	if n[1] == 0 {
		n[1] = 1
	}
	if n[2] == 0 {
		n[2] = 1
	}
	if n[7] == 0 {
		n[7] = 1
	}
	check(1, 1, 12, "month")
	check(2, 1, 31, "day")
	check(3, 0, 23, "hour")
	check(4, 0, 59, "minute")
	check(5, 0, 61, "seconds")
	check(6, 0, 6, "day of week")
	check(7, 1, 366, "day of year")
	return timeTuple{year: n[0], month: n[1], day: n[2], hour: n[3], min: n[4], sec: n[5], wday: n[6], yday: n[7], dst: n[8]}
}

// strftime formats as Jython does: directives it does not know stay as they are.
func strftime(t *thread, format string, tt timeTuple) string {
	t.Step(len(format))
	t.Alloc(8 * len(format))
	var b strings.Builder
	h12 := tt.hour % 12
	if h12 == 0 {
		h12 = 12
	}
	done := 0 // the length of b after the last directive
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		if i++; i == len(format) {
			// Jython drops what stands between the last directive and a stray %.
			return b.String()[:done] + "%"
		}
		switch c := format[i]; c {
		case 'a':
			b.WriteString(dayNames[tt.wday][:3])
		case 'A':
			b.WriteString(dayNames[tt.wday])
		case 'b':
			b.WriteString(monthNames[tt.month][:3])
		case 'B':
			b.WriteString(monthNames[tt.month])
		case 'c':
			b.WriteString(strftime(t, "%a %b %d %H:%M:%S %Y", tt))
		case 'd':
			fmt.Fprintf(&b, "%02d", tt.day)
		case 'f':
			if tt.us < 0 {
				b.WriteString("%f")
			} else {
				fmt.Fprintf(&b, "%06d", tt.us)
			}
		case 'H':
			fmt.Fprintf(&b, "%02d", tt.hour)
		case 'I':
			fmt.Fprintf(&b, "%02d", h12)
		case 'j':
			fmt.Fprintf(&b, "%03d", tt.yday)
		case 'm':
			fmt.Fprintf(&b, "%02d", tt.month)
		case 'M':
			fmt.Fprintf(&b, "%02d", tt.min)
		case 'p':
			if tt.hour < 12 {
				b.WriteString("AM")
			} else {
				b.WriteString("PM")
			}
		case 'S':
			fmt.Fprintf(&b, "%02d", tt.sec)
		case 'U':
			fmt.Fprintf(&b, "%02d", (tt.yday+6-(tt.wday+1)%7)/7)
		case 'w':
			fmt.Fprintf(&b, "%d", (tt.wday+1)%7)
		case 'W':
			fmt.Fprintf(&b, "%02d", (tt.yday+6-tt.wday)/7)
		case 'x':
			b.WriteString(strftime(t, "%m/%d/%y", tt))
		case 'X':
			b.WriteString(strftime(t, "%H:%M:%S", tt))
		case 'y':
			fmt.Fprintf(&b, "%02d", tt.year%100)
		case 'Y':
			fmt.Fprintf(&b, "%04d", tt.year)
		case 'z':
			b.WriteString(tt.offset)
		case 'Z':
			b.WriteString(tt.zone)
		case '%':
			b.WriteByte('%')
		default:
			b.WriteByte('%')
			b.WriteByte(c)
		}
		done = b.Len()
	}
	return b.String()
}

// strptimeRE are the texts each directive accepts.
var strptimeRE = map[byte]string{
	'd': `3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9]`, 'f': `[0-9]{1,6}`, 'H': `2[0-3]|[0-1]\d|\d`, 'I': `1[0-2]|0[1-9]|[1-9]`,
	'j': `36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`, 'm': `1[0-2]|0[1-9]|[1-9]`, 'M': `[0-5]\d|\d`,
	'S': `6[0-1]|[0-5]\d|\d`, 'U': `5[0-3]|[0-4]\d|\d`, 'W': `5[0-3]|[0-4]\d|\d`, 'w': `[0-6]`, 'y': `\d\d`, 'Y': `\d\d\d\d`,
	'A': `monday|tuesday|wednesday|thursday|friday|saturday|sunday`, 'a': `mon|tue|wed|thu|fri|sat|sun`,
	'B': `january|february|march|april|may|june|july|august|september|october|november|december`,
	'b': `jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec`, 'p': `am|pm`,
}

var strptimeCache sync.Map // format and zones → *regexp.Regexp

// parsed is what strptime read.
type parsed struct {
	timeTuple
}

func strptime(t *thread, model value, text, format string) parsed {
	t.Step(1 + len(text))
	std, dst := zoneNames(host.Of(t).Zone())
	zones := []string{"utc", "gmt", strings.ToLower(std), strings.ToLower(dst)}
	key := format + "\x00" + std + "\x00" + dst
	cached, ok := strptimeCache.Load(key)
	if !ok {
		var b strings.Builder
		b.WriteString("^(?is:")
		strptimePattern(t, &b, format, format, zones, 0)
		b.WriteString(")")
		re, err := regexp.Compile(b.String())
		if err != nil {
			t.Raise(reError(), err.Error())
		}
		strptimeCache.Store(key, re)
		cached = re
	}
	re := cached.(*regexp.Regexp)
	m := re.FindStringSubmatch(text)
	if m == nil {
		t.Raise(py.ValueErrorType, fmt.Sprintf("time data %s does not match format %s", t.Repr(like(model, text)), t.Repr(like(model, format))))
	}
	if len(m[0]) != len(text) {
		t.Raise(py.ValueErrorType, "unconverted data remains: "+text[len(m[0]):])
	}
	p := parsed{timeTuple{year: 1900, month: 1, day: 1, wday: -1, yday: -1, dst: -1}}
	hour12, pm := -1, ""
	week, weekStart := -1, 0
	month := func(names []string, s string, n int) int {
		for i, x := range names {
			if x != "" && strings.EqualFold(x[:min(n, len(x))], s) {
				return i
			}
		}
		return 0
	}
	for i, name := range re.SubexpNames() {
		if name == "" || m[i] == "" {
			continue
		}
		n, _ := strconv.Atoi(strings.TrimSpace(m[i]))
		switch name[0] {
		case 'y':
			p.year = 1900 + n
			if n <= 68 {
				p.year += 100
			}
		case 'Y':
			p.year = n
		case 'm':
			p.month = n
		case 'B':
			p.month = month(monthNames, m[i], 20)
		case 'b':
			p.month = month(monthNames, m[i], 3)
		case 'd':
			p.day = n
		case 'H':
			p.hour = n
		case 'I':
			hour12 = n
		case 'p':
			pm = strings.ToLower(m[i])
		case 'M':
			p.min = n
		case 'S':
			p.sec = n
		case 'f':
			p.us, _ = strconv.Atoi((m[i] + "000000")[:6])
		case 'A':
			p.wday = month(dayNames, m[i], 20)
		case 'a':
			p.wday = month(dayNames, m[i], 3)
		case 'w':
			p.wday = (n + 6) % 7
		case 'j':
			p.yday = n
		case 'U':
			week, weekStart = n, 6
		case 'W':
			week, weekStart = n, 0
		case 'Z':
			switch z := strings.ToLower(m[i]); z {
			case "utc", "gmt":
				p.dst = 0
			default:
				if strings.EqualFold(std, dst) {
					break
				}
				p.dst = 0
				if z == strings.ToLower(dst) {
					p.dst = 1
				}
			}
		}
	}
	if hour12 >= 0 {
		p.hour = hour12
		if pm == "pm" {
			if hour12 != 12 {
				p.hour += 12
			}
		} else if pm == "am" && hour12 == 12 {
			p.hour = 0
		}
	}
	leap := false
	if p.month == 2 && p.day == 29 && p.year == 1900 {
		p.year, leap = 1904, true
	}
	if p.yday < 0 && week >= 0 && p.wday >= 0 {
		first := monday(time.Date(p.year, 1, 1, 0, 0, 0, 0, time.UTC).Weekday())
		wday := p.wday
		if weekStart == 6 {
			first, wday = (first+1)%7, (wday+1)%7
		}
		if week == 0 {
			p.yday = 1 + wday - first
		} else {
			p.yday = 1 + (7-first)%7 + 7*(week-1) + wday
		}
		if p.yday <= 0 {
			p.yday += 365
			p.year--
			if isLeap(p.year) {
				p.yday++
			}
		}
	}
	if p.day > daysInMonth(p.year, p.month) {
		outOfRange(t, fmt.Sprintf("day must be in 1..%d", daysInMonth(p.year, p.month)), p.day)
	}
	if p.yday < 0 {
		p.yday = time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC).YearDay()
	} else {
		d := time.Date(p.year, 1, p.yday, 0, 0, 0, 0, time.UTC)
		p.year, p.month, p.day = d.Year(), int(d.Month()), d.Day()
	}
	if p.wday < 0 {
		p.wday = monday(time.Date(p.year, time.Month(p.month), p.day, 0, 0, 0, 0, time.UTC).Weekday())
	}
	if leap {
		p.year = 1900
	}
	return p
}

func strptimePattern(t *thread, b *strings.Builder, format, whole string, zones []string, n int) {
	seen := map[byte]bool{}
	for i := 0; i < len(format); i++ {
		c := format[i]
		switch {
		case strings.IndexByte(" \t\n\r\f\v", c) >= 0:
			for i+1 < len(format) && strings.IndexByte(" \t\n\r\f\v", format[i+1]) >= 0 {
				i++
			}
			b.WriteString(`\s+`)
		case c == '%':
			if i++; i == len(format) {
				t.Raise(py.ValueErrorType, "stray % in format '"+whole+"'")
			}
			d := format[i]
			switch d {
			case '%':
				b.WriteString("%")
			case 'c':
				strptimePattern(t, b, "%a %b %d %H:%M:%S %Y", whole, zones, n+1)
			case 'x':
				strptimePattern(t, b, "%m/%d/%y", whole, zones, n+1)
			case 'X':
				strptimePattern(t, b, "%H:%M:%S", whole, zones, n+1)
			default:
				p, ok := strptimeRE[d]
				if d == 'Z' {
					p, ok = "", true
					for j, z := range zones {
						if j > 0 {
							p += "|"
						}
						p += regexp.QuoteMeta(z)
					}
				}
				if !ok {
					t.Raise(py.ValueErrorType, "'"+string(d)+"' is a bad directive in format '"+whole+"'")
				}
				if seen[d] {
					t.Raise(reError(), fmt.Sprintf("redefinition of group name '%c'", d))
				}
				seen[d] = true
				b.WriteString("(?P<" + string(d) + ">" + p + ")")
			}
		default:
			b.WriteString(regexp.QuoteMeta(string(c)))
		}
	}
}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysInMonth(y, m int) int {
	switch m {
	case 2:
		if isLeap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// zoneNames returns the short names of standard and daylight time.
func zoneNames(loc *time.Location) (std, dst string) {
	for m := 1; m <= 12; m++ {
		at := time.Date(2024, time.Month(m), 1, 0, 0, 0, 0, loc)
		n, _ := at.Zone()
		if at.IsDST() {
			dst = n
		} else if std == "" {
			std = n
		}
	}
	if std == "" {
		std = dst
	}
	if dst == "" {
		dst = std
	}
	return std, dst
}

// zoneOffsets returns the offsets of standard and daylight time in seconds west of UTC.
func zoneOffsets(loc *time.Location) (std, dst int, daylight bool) {
	for m := 1; m <= 12; m++ {
		at := time.Date(2024, time.Month(m), 1, 0, 0, 0, 0, loc)
		_, off := at.Zone()
		if at.IsDST() {
			dst, daylight = -off, true
		} else {
			std = -off
		}
	}
	if !daylight {
		dst = std
	}
	return std, dst, daylight
}

// seconds returns a time as time.time does, in milliseconds' precision as Java's clock.
func seconds(at time.Time) float64 { return float64(at.UnixMilli()) / 1000 }

// fromSeconds converts seconds since 1970 to a time, cut to microseconds.
func fromSeconds(t *thread, v value) time.Time {
	f := t.ToFloat(v)
	if math.IsNaN(f) || math.Abs(f) > 1e12 {
		t.Raise(py.ValueErrorType, "timestamp out of range for platform time_t")
	}
	whole := math.Floor(f)
	return time.Unix(int64(whole), int64(math.Round((f-whole)*1e6))*1000)
}

func loadTime(t *thread, m *py.Module) {
	h := host.Of(t)
	loc := h.Zone()
	std, dst := zoneNames(loc)
	west, summer, daylight := zoneOffsets(loc)
	m.Set("tzname", tuple(strs(std, dst)...))
	m.Set("timezone", py.Int(west))
	m.Set("altzone", py.Int(summer))
	m.Set("daylight", py.Int(map[bool]int{true: 1}[daylight]))
	m.Set("accept2dyear", py.Int(1))
	m.Set("struct_time", py.Obj(structTime()))
	start := h.Clock.Now()
	now := func(t *thread, a []value, loc *time.Location) time.Time {
		if len(a) > 0 && given(a[0]) {
			return fromSeconds(t, a[0]).In(loc)
		}
		return clockOf(t).Now().In(loc)
	}
	asc := func(tt timeTuple) value {
		return py.Str(fmt.Sprintf("%s %s %2d %02d:%02d:%02d %d", dayNames[tt.wday][:3], monthNames[tt.month][:3], tt.day, tt.hour, tt.min, tt.sec, tt.year))
	}
	zone := func(tt timeTuple) string {
		if tt.dst > 0 {
			return dst
		}
		return std
	}
	funcs(m,
		fn("time", 0, 0, func(t *thread, _ []value) value { return py.Float(seconds(clockOf(t).Now())) }),
		fn("clock", 0, 0, func(t *thread, _ []value) value { return py.Float(clockOf(t).Now().Sub(start).Seconds()) }),
		fn("sleep", 1, 1, func(t *thread, a []value) value {
			f := t.ToFloat(a[0])
			if f < 0 {
				t.Raise(py.IOErrorType, "Invalid argument")
			}
			if f > 1e9 {
				t.Raise(py.OverflowErrorType, "sleep length is too large")
			}
			clockOf(t).Sleep(time.Duration(f * float64(time.Second)))
			return py.None
		}),
		fn("localtime", 0, 1, func(t *thread, a []value) value { return structOf(now(t, a, loc)) }),
		fn("gmtime", 0, 1, func(t *thread, a []value) value { return structOf(now(t, a, time.UTC)) }),
		fn("ctime", 0, 1, func(t *thread, a []value) value { return asc(timeArg(t, structOf(now(t, a, loc)))) }),
		fn("asctime", 0, 1, func(t *thread, a []value) value {
			if len(a) == 0 {
				return asc(timeArg(t, structOf(now(t, nil, loc))))
			}
			return asc(timeArg(t, a[0]))
		}),
		fn("mktime", 1, 1, func(t *thread, a []value) value {
			tt := timeArg(t, a[0])
			at := time.Date(tt.year, time.Month(tt.month), tt.day, tt.hour, tt.min, tt.sec, 0, loc)
			switch {
			case tt.dst == 0 && at.IsDST():
				at = at.Add(time.Duration(west-summer) * time.Second)
			case tt.dst > 0 && !at.IsDST():
				at = at.Add(time.Duration(summer-west) * time.Second)
			}
			return py.Float(float64(at.Unix()))
		}),
		fn("strftime", 1, 2, func(t *thread, a []value) value {
			tt := timeTuple{}
			if len(a) > 1 {
				tt = timeArg(t, a[1])
			} else {
				tt = timeArg(t, structOf(now(t, nil, loc)))
			}
			tt.us, tt.offset, tt.zone = -1, "%z", zone(tt)
			return py.Str(strftime(t, textArg(t, a[0]), tt))
		}),
		fn("strptime", 1, 2, func(t *thread, a []value) value {
			format := "%a %b %d %H:%M:%S %Y"
			if len(a) > 1 {
				format = textArg(t, a[1])
			}
			p := strptime(t, py.Unicode(""), textArg(t, a[0]), format)
			return newStructTime(p.year, p.month, p.day, p.hour, p.min, p.sec, p.wday, p.yday, p.dst)
		}),
	)
}
