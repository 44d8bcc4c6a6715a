package java

// java.text: SimpleDateFormat and DecimalFormat. FormatDate and ParseDate are for Go code
// that needs Java's date patterns too.

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	py "dryfire/scripts/python/object"
)

// patternItem is a run of one pattern letter, or literal text.
type patternItem struct {
	letter byte // 0 for literal text
	n      int
	text   string
}

// datePattern is a compiled SimpleDateFormat pattern.
type datePattern []patternItem

// maxPattern is how long a pattern may be: far beyond any in use.
const maxPattern = 10_000

func patternTooLong(p string) error {
	return javaText(fmt.Sprintf("the pattern has %d characters, at most %d are supported", len(p), maxPattern))
}

// compilePattern reads a date pattern; the error is worded as Java's.
func compilePattern(p string) (datePattern, error) {
	if len(p) > maxPattern {
		return nil, patternTooLong(p)
	}
	var out datePattern
	lit := func(s string) {
		if n := len(out); n > 0 && out[n-1].letter == 0 {
			out[n-1].text += s
			return
		}
		out = append(out, patternItem{text: s})
	}
	for i := 0; i < len(p); {
		c := p[i]
		switch {
		case c == '\'':
			if i+1 < len(p) && p[i+1] == '\'' {
				lit("'")
				i += 2
				continue
			}
			j := i + 1
			var b strings.Builder
			for {
				if j >= len(p) {
					return nil, javaText("Unterminated quote")
				}
				if p[j] == '\'' {
					if j+1 < len(p) && p[j+1] == '\'' {
						b.WriteByte('\'')
						j += 2
						continue
					}
					break
				}
				b.WriteByte(p[j])
				j++
			}
			lit(b.String())
			i = j + 1
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			if strings.IndexByte("GyYMLwWDdFEuaHkKhmsSzZX", c) < 0 {
				return nil, javaText(fmt.Sprintf("Illegal pattern character '%c'", c))
			}
			j := i
			for j < len(p) && p[j] == c {
				j++
			}
			out = append(out, patternItem{letter: c, n: j - i})
			i = j
		default:
			lit(p[i : i+1])
			i++
		}
	}
	return out, nil
}

func zoneText(at time.Time, letter byte, n int) string {
	name, off := at.Zone()
	sgn := '+'
	abs := off
	if off < 0 {
		sgn, abs = '-', -off
	}
	switch letter {
	case 'Z':
		return fmt.Sprintf("%c%02d%02d", sgn, abs/3600, abs/60%60)
	case 'X':
		if off == 0 {
			return "Z"
		}
		switch n {
		case 1:
			return fmt.Sprintf("%c%02d", sgn, abs/3600)
		case 2:
			return fmt.Sprintf("%c%02d%02d", sgn, abs/3600, abs/60%60)
		}
		return fmt.Sprintf("%c%02d:%02d", sgn, abs/3600, abs/60%60)
	}
	if name == "" || name[0] == '+' || name[0] == '-' {
		return fmt.Sprintf("GMT%c%02d:%02d", sgn, abs/3600, abs/60%60)
	}
	if n >= 4 {
		if long, ok := longZones[name]; ok {
			return long
		}
	}
	return name
}

var longZones = map[string]string{"UTC": "Coordinated Universal Time", "GMT": "Greenwich Mean Time", "EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time",
	"CST": "Central Standard Time", "CDT": "Central Daylight Time", "MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time",
	"PST": "Pacific Standard Time", "PDT": "Pacific Daylight Time", "CET": "Central European Standard Time", "CEST": "Central European Summer Time"}

func (p datePattern) format(at time.Time) string {
	var b strings.Builder
	pad := func(v, n int) { fmt.Fprintf(&b, "%0*d", n, v) }
	cal := &calendar{zone: &zoneInfo{"", at.Location()}, firstDay: 1, minDays: 1}
	cal.load(at)
	for _, it := range p {
		switch it.letter {
		case 0:
			b.WriteString(it.text)
		case 'G':
			b.WriteString("AD")
		case 'y', 'Y':
			y := at.Year()
			if it.letter == 'Y' {
				if w := cal.get(fWEEKOFYEAR); w == 1 && at.Month() == 12 {
					y++
				} else if w >= 52 && at.Month() == 1 {
					y--
				}
			}
			if it.n == 2 {
				pad(y%100, 2)
			} else {
				pad(y, it.n)
			}
		case 'M', 'L':
			switch {
			case it.n >= 4:
				b.WriteString(at.Month().String())
			case it.n == 3:
				b.WriteString(at.Month().String()[:3])
			default:
				pad(int(at.Month()), it.n)
			}
		case 'w':
			pad(cal.get(fWEEKOFYEAR), it.n)
		case 'W':
			pad(cal.get(fWEEKOFMONTH), it.n)
		case 'D':
			pad(at.YearDay(), it.n)
		case 'd':
			pad(at.Day(), it.n)
		case 'F':
			pad((at.Day()-1)/7+1, it.n)
		case 'E':
			if it.n >= 4 {
				b.WriteString(at.Weekday().String())
			} else {
				b.WriteString(at.Weekday().String()[:3])
			}
		case 'u':
			pad((int(at.Weekday())+6)%7+1, it.n)
		case 'a':
			if at.Hour() < 12 {
				b.WriteString("AM")
			} else {
				b.WriteString("PM")
			}
		case 'H':
			pad(at.Hour(), it.n)
		case 'k':
			pad((at.Hour()+23)%24+1, it.n)
		case 'K':
			pad(at.Hour()%12, it.n)
		case 'h':
			pad((at.Hour()+11)%12+1, it.n)
		case 'm':
			pad(at.Minute(), it.n)
		case 's':
			pad(at.Second(), it.n)
		case 'S':
			pad(at.Nanosecond()/1e6, it.n)
		default:
			b.WriteString(zoneText(at, it.letter, it.n))
		}
	}
	return b.String()
}

// FormatDate spells a time in a SimpleDateFormat pattern.
func FormatDate(at time.Time, pattern string) (string, error) {
	p, err := compilePattern(pattern)
	if err != nil {
		return "", err
	}
	return p.format(at), nil
}

// ParseDate reads a text by a SimpleDateFormat pattern, leniently as Java does; text after
// the pattern's end is ignored. now decides which century two-digit years are in.
func ParseDate(text, pattern string, loc *time.Location, now time.Time) (time.Time, error) {
	p, err := compilePattern(pattern)
	if err != nil {
		return time.Time{}, err
	}
	at, _, ok := p.parse(text, loc, now, true)
	if !ok {
		return time.Time{}, javaText(fmt.Sprintf("Unparseable date: %q", text))
	}
	return at, nil
}

func (p datePattern) parse(s string, loc *time.Location, now time.Time, lenient bool) (at time.Time, end int, ok bool) {
	y, mo, d, h, mi, sec, ms := 1970, 1, 1, 0, 0, 0, 0
	yday, pm, h12 := 0, -1, -1
	weekday := -1
	i := 0
	for k, it := range p {
		if it.letter == 0 {
			for j := 0; j < len(it.text); j++ {
				if it.text[j] == ' ' && (i >= len(s) || s[i] != ' ') && i > 0 {
					continue
				}
				if i >= len(s) || s[i] != it.text[j] {
					return at, i, false
				}
				i++
			}
			continue
		}
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
		name := func(names []string) (int, bool) {
			best, bestLen := -1, 0
			for n, x := range names {
				for _, form := range []string{x, x[:min(3, len(x))]} {
					if len(s)-i >= len(form) && strings.EqualFold(s[i:i+len(form)], form) && len(form) > bestLen {
						best, bestLen = n, len(form)
					}
				}
			}
			i += bestLen
			return best, best >= 0
		}
		switch {
		case it.letter == 'G':
			if _, ok := name([]string{"AD", "BC"}); !ok {
				return at, i, false
			}
			continue
		case it.letter == 'a':
			n, ok := name([]string{"AM", "PM"})
			if !ok {
				return at, i, false
			}
			pm = n
			continue
		case it.letter == 'E':
			n, ok := name(weekdayNames)
			if !ok {
				return at, i, false
			}
			weekday = n
			continue
		case (it.letter == 'M' || it.letter == 'L') && it.n >= 3:
			n, ok := name(monthNames)
			if !ok {
				return at, i, false
			}
			mo = n + 1
			continue
		case it.letter == 'z' || it.letter == 'Z' || it.letter == 'X':
			z, n, ok := parseZone(s[i:])
			if !ok {
				return at, i, false
			}
			loc = z
			i += n
			continue
		}
		// A field right before another numeric one takes its own width only.
		adjacent := k+1 < len(p) && p[k+1].letter != 0 && strings.IndexByte("GEazZX", p[k+1].letter) < 0
		j := i
		if j < len(s) && s[j] == '-' && lenient && !adjacent {
			j++
		}
		start := j
		for j < len(s) && s[j] >= '0' && s[j] <= '9' && (!adjacent || j-i < it.n) && j-start < 9 {
			j++
		}
		if j == start {
			return at, i, false
		}
		digits := j - i
		n, _ := strconv.Atoi(s[i:j])
		i = j
		switch it.letter {
		case 'y', 'Y':
			if it.n <= 2 && digits == 2 {
				base := now.Year() - 80
				n += base - base%100
				if n < base {
					n += 100
				}
			}
			y = n
		case 'M', 'L':
			mo = n
		case 'd':
			d = n
		case 'D':
			yday = n
		case 'H':
			h, h12 = n, -1
		case 'k':
			h, h12 = n%24, -1
		case 'K':
			h12 = n
		case 'h':
			h12 = n % 12
		case 'm':
			mi = n
		case 's':
			sec = n
		case 'S':
			ms = n
		}
		if !lenient {
			switch {
			case (it.letter == 'M') && (n < 1 || n > 12), it.letter == 'H' && n > 23, (it.letter == 'm' || it.letter == 's') && n > 59, it.letter == 'd' && (n < 1 || n > 31):
				return at, i, false
			}
		}
	}
	if h12 >= 0 {
		h = h12
		if pm == 1 {
			h += 12
		}
	} else if pm == 1 && h == 0 && h12 < 0 {
		h = 12
	}
	if yday > 0 {
		mo, d = 1, yday
	}
	if !lenient && d > time.Date(y, time.Month(mo+1), 0, 0, 0, 0, 0, time.UTC).Day() {
		return at, i, false
	}
	_ = weekday
	at = time.Date(y, time.Month(mo), d, h, mi, sec, 0, loc).Add(time.Duration(ms) * time.Millisecond)
	return at, i, true
}

var weekdayNames = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var zoneAbbreviations = map[string]string{"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
	"CET": "+0100", "CEST": "+0200", "BST": "+0100", "JST": "+0900"}

// parseZone reads a zone: a name, GMT with an offset, Z, or an offset.
func parseZone(s string) (loc *time.Location, n int, ok bool) {
	word := s
	for i := 0; i < len(s); i++ {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '_') {
			word = s[:i]
			break
		}
	}
	rest := s[len(word):]
	if off, ok := zoneAbbreviations[word]; ok {
		at, _ := time.Parse("-0700", off)
		return at.Location(), len(word), true
	}
	switch word {
	case "Z":
		return time.UTC, 1, true
	case "", "GMT", "UTC":
		for _, f := range []string{"-07:00", "-0700", "-07"} {
			if len(rest) >= len(f) {
				if at, err := time.Parse(f, rest[:len(f)]); err == nil {
					_, off := at.Zone()
					return time.FixedZone("", off), len(word) + len(f), true
				}
			}
		}
		if word == "" {
			return nil, 0, false
		}
		return time.UTC, len(word), true
	}
	if l, err := time.LoadLocation(word); err == nil {
		return l, len(word), true
	}
	return nil, 0, false
}

// dateFormat is a SimpleDateFormat.
type dateFormat struct {
	pattern string
	items   datePattern
	zone    *zoneInfo
	strict  bool
	lang    string // a language of languages, or English
}

// format writes a time in the format's language.
func (f *dateFormat) format(at time.Time) string {
	names, ok := languages[f.lang]
	if !ok {
		return f.items.format(at)
	}
	var b strings.Builder
	for i, item := range f.items {
		list, k := "", 0
		switch {
		case (item.letter == 'M' || item.letter == 'L') && item.n >= 3:
			list, k = names.shortMonths, int(at.Month())-1
			if item.n >= 4 {
				list = names.months
			}
		case item.letter == 'E':
			list, k = names.shortDays, int(at.Weekday())
			if item.n >= 4 {
				list = names.days
			}
		}
		if list == "" {
			b.WriteString(f.items[i : i+1].format(at))
			continue
		}
		b.WriteString(strings.Fields(list)[k])
	}
	return b.String()
}

func (f *dateFormat) javaEquals(_ *thread, o value) bool {
	x, ok := payload[*dateFormat](o)
	return ok && x.pattern == f.pattern && x.lang == f.lang && x.strict == f.strict
}

func (f *dateFormat) javaHash(t *thread) int32 { return int32(t.Hash(py.Unicode(f.pattern))) }

func (f *dateFormat) javaString(*thread) string {
	return "java.text.SimpleDateFormat@" + strconv.FormatInt(int64(len(f.pattern)), 16)
}

// timeOf converts what a formatter is given to a time.
func timeOf(t *thread, v value, loc *time.Location) time.Time {
	v = enter(t, v)
	switch x := v.Object().(type) {
	case *Object:
		switch p := x.V.(type) {
		case *date:
			return time.UnixMilli(p.ms).In(loc)
		case *calendar:
			return p.time().In(loc)
		}
	}
	if v.Prim().Big() != nil {
		return time.UnixMilli(v.Prim().Int64()).In(loc)
	}
	t.ThrowJava(illegalArg(), "Cannot format given Object as a Date", nil)
	return time.Time{}
}

var _ = declare("java.text.ParsePosition", func() *py.Type {
	return newClass(classDef{name: "java.text.ParsePosition",
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.text.ParsePosition", 1, 1, a, names)
			n := integer(t, "java.text.ParsePosition", 0, a[0])
			return newObject(cls, &n)
		},
		methods: []py.Def{
			def("getIndex", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(*must[*int](v)) }),
			def("setIndex", 1, 1, func(t *thread, v value, a []value) value {
				*must[*int](v) = integer(t, "setIndex", 0, a[0])
				return py.None
			}),
		}})
})

var dateFormatBase = declare("java.text.DateFormat", func() *py.Type {
	dates := []string{"EEEE, MMMM d, yyyy", "MMMM d, yyyy", "MMM d, yyyy", "M/d/yy"}
	times := []string{"h:mm:ss a zzzz", "h:mm:ss a z", "h:mm:ss a", "h:mm a"}
	// styled is a factory: of a date, a time or both, in styles that arguments choose.
	styled := func(name string, date, clock bool, style int) py.Def {
		return def(name, 0, 3, func(t *thread, _ value, a []value) value {
			lang := ""
			n := []int{style, style}
			k := 0
			for i, x := range a {
				if l, ok := payload[locale](x); ok {
					lang = l.lang
					continue
				}
				if n[min(k, 1)] = integer(t, name, i, x); n[min(k, 1)] < 0 || n[min(k, 1)] > 3 {
					t.ThrowJava(illegalArg(), fmt.Sprintf("Illegal date style %d", n[min(k, 1)]), nil)
				}
				k++
			}
			if !date {
				n[1] = n[0]
			}
			pattern := times[n[1]]
			if date {
				pattern = dates[n[0]]
			}
			if date && clock {
				sep := ", "
				if n[0] < 2 {
					sep = " 'at' "
				}
				pattern += sep + times[n[1]]
			}
			items, err := compilePattern(pattern)
			if err != nil {
				t.Raise(py.SystemErrorType, err.Error())
			}
			return newObject(simpleDateFormat(), &dateFormat{pattern: pattern, items: items, zone: defaultZone(t), lang: lang})
		})
	}
	return newClass(classDef{name: "java.text.DateFormat", static: []py.Def{styled("getDateInstance", true, false, 2), styled("getTimeInstance", false, true, 2),
		styled("getDateTimeInstance", true, true, 2), styled("getInstance", true, true, 3)},
		consts: map[string]value{"FULL": py.Int(0), "LONG": py.Int(1), "MEDIUM": py.Int(2), "SHORT": py.Int(3), "DEFAULT": py.Int(2)}})
})

var simpleDateFormat func() *py.Type

func init() { simpleDateFormat = declare("java.text.SimpleDateFormat", makeDateFormat) }

func makeDateFormat() *py.Type {
	self := func(v value) *dateFormat { return must[*dateFormat](v) }
	apply := func(t *thread, f *dateFormat, pattern string) {
		items, err := compilePattern(pattern)
		if err != nil {
			t.ThrowJava(illegalArg(), err.Error(), nil)
		}
		f.pattern, f.items = pattern, items
	}
	return newClass(classDef{name: "java.text.SimpleDateFormat", base: dateFormatBase(),
		new: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			return newObject(cls, &dateFormat{zone: defaultZone(t)})
		},
		init: func(t *thread, v value, a []value, names []string) {
			checkArgs(t, "java.text.SimpleDateFormat", 0, 2, a, names)
			p := "M/d/yy, h:mm a"
			if len(a) > 0 {
				p = str(t, "java.text.SimpleDateFormat", 0, a[0])
			}
			if len(a) > 1 {
				if l, ok := payload[locale](a[1]); ok {
					self(v).lang = l.lang
				}
			}
			apply(t, self(v), p)
		},
		methods: []py.Def{
			def("format", 1, 3, func(t *thread, v value, a []value) value {
				t.Step(1 + len(self(v).pattern)/8)
				return py.Unicode(self(v).format(timeOf(t, a[0], self(v).zone.loc)))
			}),
			def("parse", 1, 2, func(t *thread, v value, a []value) value {
				f := self(v)
				s := str(t, "parse", 0, a[0])
				from := 0
				if len(a) > 1 {
					from = min(*argOf[*int](t, "parse", 1, a[1], "java.text.ParsePosition"), len(s))
				}
				t.Step(1 + len(s)/8)
				at, end, ok := f.items.parse(s[from:], f.zone.loc, nowOf(t), !f.strict)
				if len(a) > 1 {
					if !ok {
						return py.None
					}
					*must[*int](a[1]) = from + end
				} else if !ok {
					t.ThrowJava(parseFailure(), "Unparseable date: \""+s+"\"", nil)
				}
				return NewDate(t, at.UnixMilli())
			}),
			def("setTimeZone", 1, 1, func(t *thread, v value, a []value) value {
				self(v).zone = argOf[*zoneInfo](t, "setTimeZone", 0, a[0], "java.util.TimeZone")
				return py.None
			}),
			def("getTimeZone", 0, 0, func(_ *thread, v value, _ []value) value { return newObject(zoneClass(), self(v).zone) }),
			def("setLenient", 1, 1, func(t *thread, v value, a []value) value { self(v).strict = !t.Truth(a[0]); return py.None }),
			def("isLenient", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(!self(v).strict) }),
			def("toPattern", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).pattern) }),
			def("getCalendar", 0, 0, func(t *thread, v value, _ []value) value {
				return newCalendar(gregorianClass(), nowOf(t), self(v).zone)
			}),
			def("setCalendar", 1, 1, func(t *thread, v value, a []value) value {
				self(v).zone = argOf[*calendar](t, "setCalendar", 0, a[0], "java.util.Calendar").zone
				return py.None
			}),
			def("clone", 0, 0, func(_ *thread, v value, _ []value) value { f := *self(v); return newObject(v.Type(), &f) }),
			def("applyPattern", 1, 1, func(t *thread, v value, a []value) value {
				apply(t, self(v), str(t, "applyPattern", 0, a[0]))
				return py.None
			}),
		}})
}

// javaText is the message of a Java exception, in Java's own words.
type javaText string

func (e javaText) Error() string { return string(e) }
