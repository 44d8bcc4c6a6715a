package java

// java.text: SimpleDateFormat and DecimalFormat. FormatDate and ParseDate are for Go code
// that needs Java's date patterns too.

import (
	"fmt"
	"math"
	"math/big"
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

// compilePattern reads a date pattern; the error is worded as Java's.
func compilePattern(p string) (datePattern, error) {
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
}

func (f *dateFormat) javaString(*thread) string {
	return "java.text.SimpleDateFormat@" + strconv.FormatInt(int64(len(f.pattern)), 16)
}

// timeOf converts what a formatter is given to a time.
func timeOf(t *thread, v value, loc *time.Location) time.Time {
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
	fixed := func(name, pattern string) py.Def {
		return def(name, 0, 3, func(t *thread, _ value, _ []value) value {
			items, _ := compilePattern(pattern)
			return newObject(simpleDateFormat(), &dateFormat{pattern, items, defaultZone(t), false})
		})
	}
	return newClass(classDef{name: "java.text.DateFormat", static: []py.Def{fixed("getDateInstance", "MMM d, yyyy"), fixed("getTimeInstance", "h:mm:ss a"),
		fixed("getDateTimeInstance", "MMM d, yyyy, h:mm:ss a"), fixed("getInstance", "M/d/yy, h:mm a")},
		consts: map[string]value{"FULL": py.Int(0), "LONG": py.Int(1), "MEDIUM": py.Int(2), "SHORT": py.Int(3)}})
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
			apply(t, self(v), p)
		},
		methods: []py.Def{
			def("format", 1, 3, func(t *thread, v value, a []value) value {
				t.Step(1 + len(self(v).pattern)/8)
				return py.Unicode(self(v).items.format(timeOf(t, a[0], self(v).zone.loc)))
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
			def("applyPattern", 1, 1, func(t *thread, v value, a []value) value {
				apply(t, self(v), str(t, "applyPattern", 0, a[0]))
				return py.None
			}),
		}})
}

// decimalFormat is a DecimalFormat: one pattern for positive and one affix for negative numbers.
type decimalFormat struct {
	pattern              string
	prefix, suffix       string
	negPrefix, negSuffix string
	minInt, maxInt       int
	minFrac, maxFrac     int
	grouping             int
	percent, perMille    bool
	exponent             int // digits of the exponent, 0: none
	rounding             string
}

func (f *decimalFormat) apply(p string) error {
	*f = decimalFormat{pattern: p, maxInt: math.MaxInt32, rounding: "HALF_EVEN"}
	pos, neg, hasNeg := p, "", false
	if i := strings.IndexByte(p, ';'); i >= 0 {
		pos, neg, hasNeg = p[:i], p[i+1:], true
	}
	affixes := func(p string) (pre, body, suf string) {
		phase := 0
		quoted := false
		for i, c := range p {
			if c == '\'' {
				quoted = !quoted
				if i > 0 && p[i-1] == '\'' {
					if phase == 0 {
						pre += "'"
					} else {
						suf += "'"
					}
				}
				continue
			}
			if !quoted && strings.ContainsRune("#0,.E", c) && phase < 2 && !(c == 'E' && phase == 0) {
				phase = 1
				body += string(c)
				continue
			}
			if phase == 1 {
				phase = 2
			}
			s := string(c)
			if !quoted && c == '%' {
				f.percent = true
			}
			if !quoted && c == '\u2030' {
				f.perMille = true
			}
			if !quoted && c == '\u00a4' {
				s = "$"
			}
			if phase == 0 {
				pre += s
			} else {
				suf += s
			}
		}
		return pre, body, suf
	}
	var body string
	f.prefix, body, f.suffix = affixes(pos)
	f.negPrefix, f.negSuffix = "-"+f.prefix, f.suffix
	if hasNeg {
		f.negPrefix, _, f.negSuffix = affixes(neg)
		if f.negPrefix == f.prefix && f.negSuffix == f.suffix {
			f.negPrefix = "-" + f.prefix
		}
	}
	if i := strings.IndexByte(body, 'E'); i >= 0 {
		f.exponent = len(body) - i - 1
		body = body[:i]
	}
	whole, frac, _ := strings.Cut(body, ".")
	if strings.Contains(frac, ".") || strings.Contains(frac, ",") {
		return javaText(fmt.Sprintf("Malformed pattern \"%s\"", p))
	}
	if i := strings.LastIndexByte(whole, ','); i >= 0 {
		f.grouping = len(whole) - i - 1
	}
	whole = strings.ReplaceAll(whole, ",", "")
	f.minInt = strings.Count(whole, "0")
	if f.exponent > 0 {
		f.maxInt = len(whole)
	}
	if strings.Contains(strings.TrimLeft(whole, "#"), "#") {
		return javaText(fmt.Sprintf("Unexpected '0' in pattern \"%s\"", p))
	}
	f.minFrac, f.maxFrac = strings.Count(frac, "0"), len(frac)
	if strings.Contains(body, ".") && f.minInt+f.minFrac == 0 {
		// "#.##" means "0.##", and ".##" means ".0#".
		if whole != "" {
			f.minInt = 1
		} else {
			f.minFrac = 1
		}
	}
	if whole != "" && f.minInt == 0 && f.maxFrac == 0 && f.exponent == 0 {
		f.minInt = 1
	}
	return nil
}

// round returns the digits of |x| rounded to n places after the point.
func roundPlaces(x *big.Rat, n int, mode string) string {
	scaled := new(big.Rat).Mul(x, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)))
	neg := scaled.Sign() < 0
	scaled.Abs(scaled)
	q, r := new(big.Int).QuoRem(scaled.Num(), scaled.Denom(), new(big.Int))
	if roundUp(q, r, scaled.Denom(), mode, neg) {
		q.Add(q, big.NewInt(1))
	}
	s := q.String()
	for len(s) <= n {
		s = "0" + s
	}
	if n == 0 {
		return s
	}
	return s[:len(s)-n] + "." + s[len(s)-n:]
}

// roundUp decides whether a quotient with remainder r of d goes away from zero.
func roundUp(q, r, d *big.Int, mode string, neg bool) bool {
	if r.Sign() == 0 {
		return false
	}
	half := new(big.Int).Lsh(r, 1).CmpAbs(d)
	switch mode {
	case "UP":
		return true
	case "DOWN":
		return false
	case "CEILING":
		return !neg
	case "FLOOR":
		return neg
	case "HALF_UP":
		return half >= 0
	case "HALF_DOWN":
		return half > 0
	}
	return half > 0 || half == 0 && q.Bit(0) == 1
}

func (f *decimalFormat) format(x *big.Rat, negZero bool) string {
	neg := x.Sign() < 0 || negZero
	x = new(big.Rat).Abs(x)
	exp := 0
	if f.exponent > 0 && x.Sign() > 0 {
		fl, _ := x.Float64()
		exp = int(math.Floor(math.Log10(fl)))
		if f.maxInt > f.minInt && f.maxInt > 1 {
			exp = int(math.Floor(float64(exp)/float64(f.maxInt))) * f.maxInt
		} else {
			exp -= f.minInt - 1
		}
		pow := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exp, -exp))), nil))
		if exp < 0 {
			x.Mul(x, pow)
		} else {
			x.Quo(x, pow)
		}
	}
	places := min(f.maxFrac, 340)
	if f.exponent > 0 && f.maxInt > f.minInt && f.maxInt > 1 {
		fl, _ := x.Float64()
		places = f.maxInt + f.maxFrac
		for ; fl >= 1 && places > 0; fl /= 10 {
			places--
		}
	}
	s := roundPlaces(map[bool]*big.Rat{true: new(big.Rat).Neg(x), false: x}[neg], places, f.rounding)
	whole, frac, _ := strings.Cut(s, ".")
	for len(frac) > f.minFrac && frac[len(frac)-1] == '0' {
		frac = frac[:len(frac)-1]
	}
	whole = strings.TrimLeft(whole, "0")
	for len(whole) < f.minInt {
		whole = "0" + whole
	}
	if whole == "" && frac == "" {
		whole = "0"
	}
	if f.exponent == 0 && f.maxInt < len(whole) {
		whole = whole[len(whole)-f.maxInt:]
	}
	if f.grouping > 0 {
		for i := len(whole) - f.grouping; i > 0; i -= f.grouping {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	out := whole
	if frac != "" {
		out += "." + frac
	}
	if f.exponent > 0 {
		sgn := ""
		if exp < 0 {
			sgn, exp = "-", -exp
		}
		out += fmt.Sprintf("E%s%0*d", sgn, f.exponent, exp)
	}
	if neg && strings.Trim(out, "0.,") == "" && x.Sign() != 0 {
		return f.negPrefix + out + f.negSuffix
	}
	if neg {
		return f.negPrefix + out + f.negSuffix
	}
	return f.prefix + out + f.suffix
}

// ratOf returns a number multiplied as percent patterns want it.
func (f *decimalFormat) ratOf(t *thread, v value) (x *big.Rat, special string, negZero bool) {
	factor := int64(1)
	if f.percent {
		factor = 100
	}
	if f.perMille {
		factor = 1000
	}
	if d, ok := payload[decimal](v); ok {
		return times(d.rat(), factor), "", false
	}
	p := v.Prim()
	if b := p.Big(); b != nil && b.IsInt64() {
		return times(new(big.Rat).SetInt(b), factor), "", false
	} else if b != nil {
		p = py.Float(t.ToFloat(p)) // a BigInteger comes to Java as a double here
	}
	if p.Kind() != py.KindFloat {
		t.ThrowJava(illegalArg(), "Cannot format given Object as a Number", nil)
	}
	d := p.Float64() * float64(factor)
	switch {
	case math.IsNaN(d):
		return nil, "NaN", false
	case math.IsInf(d, 0):
		if d < 0 {
			return nil, "-\u221e", false
		}
		return nil, "\u221e", false
	}
	// Java formats the digits of Double.toString; only rounding looks at the exact value.
	s := strconv.FormatFloat(d, 'f', -1, 64)
	_, frac, _ := strings.Cut(s, ".")
	if len(frac) <= f.maxFrac {
		x, _ = new(big.Rat).SetString(s)
	} else {
		x = new(big.Rat).SetFloat64(d)
	}
	return x, "", d == 0 && math.Signbit(d)
}

func times(x *big.Rat, factor int64) *big.Rat { return new(big.Rat).Mul(x, big.NewRat(factor, 1)) }

func makeDecimalFormat() *py.Type {
	self := func(v value) *decimalFormat { return must[*decimalFormat](v) }
	number := func(get, set string, p func(f *decimalFormat) *int, other func(f *decimalFormat)) []py.Def {
		return []py.Def{
			def(get, 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(*p(self(v))) }),
			def(set, 1, 1, func(t *thread, v value, a []value) value {
				*p(self(v)) = max(0, integer(t, set, 0, a[0]))
				other(self(v))
				return py.None
			}),
		}
	}
	methods := []py.Def{
		def("format", 1, 1, func(t *thread, v value, a []value) value {
			t.Step(4)
			f := self(v)
			x, special, negZero := f.ratOf(t, a[0])
			if special != "" {
				if special == "NaN" {
					return py.Unicode(special)
				}
				if special[0] == '-' {
					return py.Unicode(f.negPrefix + special[1:] + f.negSuffix)
				}
				return py.Unicode(f.prefix + special + f.suffix)
			}
			return py.Unicode(f.format(x, negZero))
		}),
		def("parse", 1, 1, func(t *thread, v value, a []value) value {
			s := str(t, "parse", 0, a[0])
			f := self(v)
			neg := f.negPrefix != "" && strings.HasPrefix(s, f.negPrefix) && f.negPrefix != f.prefix
			body := strings.TrimPrefix(s, f.prefix)
			if neg {
				body = strings.TrimPrefix(s, f.negPrefix)
			}
			j := 0
			for j < len(body) && (body[j] >= '0' && body[j] <= '9' || body[j] == '.' || body[j] == ',') {
				j++
			}
			x, err := strconv.ParseFloat(strings.ReplaceAll(body[:j], ",", ""), 64)
			if err != nil {
				t.ThrowJava(parseFailure(), "Unparseable number: \""+s+"\"", nil)
			}
			if f.percent {
				x /= 100
			}
			if neg {
				x = -x
			}
			if x == math.Trunc(x) && math.Abs(x) < 1<<62 {
				return py.Long(int64(x))
			}
			return py.Float(x)
		}),
		def("applyPattern", 1, 1, func(t *thread, v value, a []value) value {
			if err := self(v).apply(str(t, "applyPattern", 0, a[0])); err != nil {
				t.ThrowJava(illegalArg(), err.Error(), nil)
			}
			return py.None
		}),
		def("toPattern", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).pattern) }),
		def("setGroupingUsed", 1, 1, func(t *thread, v value, a []value) value {
			self(v).grouping = 0
			if t.Truth(a[0]) {
				self(v).grouping = 3
			}
			return py.None
		}),
		def("isGroupingUsed", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).grouping > 0) }),
		def("setRoundingMode", 1, 1, func(t *thread, v value, a []value) value { self(v).rounding = text(t, a[0]); return py.None }),
		def("setDecimalFormatSymbols", 1, 1, nothing),
	}
	keep := func(lo, hi func(f *decimalFormat) *int, raise bool) func(f *decimalFormat) {
		return func(f *decimalFormat) {
			if *lo(f) > *hi(f) {
				if raise {
					*hi(f) = *lo(f)
				} else {
					*lo(f) = *hi(f)
				}
			}
		}
	}
	minF, maxF := func(f *decimalFormat) *int { return &f.minFrac }, func(f *decimalFormat) *int { return &f.maxFrac }
	minI, maxI := func(f *decimalFormat) *int { return &f.minInt }, func(f *decimalFormat) *int { return &f.maxInt }
	methods = append(methods, number("getMinimumFractionDigits", "setMinimumFractionDigits", minF, keep(minF, maxF, true))...)
	methods = append(methods, number("getMaximumFractionDigits", "setMaximumFractionDigits", maxF, keep(minF, maxF, false))...)
	methods = append(methods, number("getMinimumIntegerDigits", "setMinimumIntegerDigits", minI, keep(minI, maxI, true))...)
	methods = append(methods, number("getMaximumIntegerDigits", "setMaximumIntegerDigits", maxI, keep(minI, maxI, false))...)
	return newClass(classDef{name: "java.text.DecimalFormat", base: numberFormatBase(),
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.text.DecimalFormat", 0, 2, a, names)
			f := &decimalFormat{}
			p := "#,##0.###"
			if len(a) > 0 {
				p = str(t, "java.text.DecimalFormat", 0, a[0])
			}
			if err := f.apply(p); err != nil {
				t.ThrowJava(illegalArg(), err.Error(), nil)
			}
			return newObject(cls, f)
		},
		methods: methods})
}

var decimalFormatClass, numberFormatBase func() *py.Type

func init() {
	numberFormatBase = declare("java.text.NumberFormat", func() *py.Type {
		fixed := func(name, pattern string) py.Def {
			return def(name, 0, 1, func(t *thread, _ value, _ []value) value {
				return t.Call1(py.Obj(decimalFormatClass()), py.Unicode(pattern))
			})
		}
		return newClass(classDef{name: "java.text.NumberFormat", static: []py.Def{fixed("getInstance", "#,##0.###"), fixed("getNumberInstance", "#,##0.###"),
			fixed("getIntegerInstance", "#,##0"), fixed("getPercentInstance", "#,##0%"), fixed("getCurrencyInstance", "\u00a4#,##0.00")}})
	})
	decimalFormatClass = declare("java.text.DecimalFormat", makeDecimalFormat)
}

// javaText is the message of a Java exception, in Java's own words.
type javaText string

func (e javaText) Error() string { return string(e) }
