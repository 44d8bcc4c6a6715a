package java

// java.time.format.DateTimeFormatter, and the texts of java.time.

import (
	"strings"
	"time"

	py "dryfire/scripts/python/object"
)

// formatter is a DateTimeFormatter: of a pattern, or of one of the standard forms.
type formatter struct {
	dateFormat
	standard string // the name of a constant, "" for a pattern
	override *zoneInfo
}

func (f *formatter) javaString(*thread) string {
	if f.standard != "" {
		return f.standard
	}
	return f.pattern
}

var formatterClass func() *py.Type

// standardForms are the constants of DateTimeFormatter, with the pattern that reads them.
var standardForms = map[string]string{
	"ISO_LOCAL_DATE": "yyyy-MM-dd", "ISO_LOCAL_TIME": "HH:mm:ss", "ISO_LOCAL_DATE_TIME": "yyyy-MM-dd'T'HH:mm:ss", "ISO_DATE": "yyyy-MM-dd", "ISO_TIME": "HH:mm:ss",
	"ISO_DATE_TIME": "yyyy-MM-dd'T'HH:mm:ss", "BASIC_ISO_DATE": "yyyyMMdd", "ISO_INSTANT": "yyyy-MM-dd'T'HH:mm:ssX", "ISO_OFFSET_DATE_TIME": "yyyy-MM-dd'T'HH:mm:ssXXX",
	"ISO_ZONED_DATE_TIME": "yyyy-MM-dd'T'HH:mm:ssXXX", "RFC_1123_DATE_TIME": "EEE, d MMM yyyy HH:mm:ss Z", "ISO_ORDINAL_DATE": "yyyy-DDD",
}

func (f *formatter) format(at time.Time, z *zoneInfo) string {
	if f.override != nil {
		at, z = at.In(f.override.loc), f.override
	}
	clock := func() string { return at.Format("15:04") + secondsText(at, true) }
	switch f.standard {
	case "ISO_LOCAL_TIME", "ISO_TIME":
		return clock()
	case "ISO_LOCAL_DATE_TIME":
		return at.Format("2006-01-02T") + clock()
	case "ISO_INSTANT":
		at = at.UTC()
		return at.Format("2006-01-02T15:04") + secondsText(at, true) + "Z"
	case "ISO_DATE_TIME", "ISO_OFFSET_DATE_TIME", "ISO_ZONED_DATE_TIME":
		s := at.Format("2006-01-02T") + clock()
		if z == nil {
			return s
		}
		s += zoneText(at, 'X', 3)
		if f.standard != "ISO_OFFSET_DATE_TIME" && strings.Contains(z.id, "/") {
			s += "[" + z.id + "]"
		}
		return s
	case "RFC_1123_DATE_TIME":
		if _, off := at.Zone(); off == 0 {
			return at.Format("Mon, 2 Jan 2006 15:04:05 GMT")
		}
		return at.Format("Mon, 2 Jan 2006 15:04:05 -0700")
	}
	var b strings.Builder
	for i, item := range f.items {
		switch {
		case item.letter == 'V' && z != nil:
			b.WriteString(z.id)
		case (item.letter == 'x' || item.letter == 'X') && item.n > 0:
			s := zoneText(at, 'X', min(item.n, 3))
			if item.letter == 'x' && s == "Z" {
				s = []string{"+00", "+0000", "+00:00"}[min(item.n, 3)-1]
			}
			b.WriteString(s)
		case item.letter == 'S' && item.n > 3:
			b.WriteString((at.Format(".000000000") + strings.Repeat("0", 9))[1 : item.n+1])
		case item.letter == 'e' || item.letter == 'c':
			b.WriteString(itoa(int(at.Weekday()) + 1))
		case item.letter == 'Q' || item.letter == 'q':
			b.WriteString(map[bool]string{true: "Q", false: ""}[item.n == 3] + itoa((int(at.Month())+2)/3))
		default:
			b.WriteString((&dateFormat{items: f.items[i : i+1], lang: f.lang}).format(at))
		}
	}
	return b.String()
}

// parse reads a text that the formatter describes.
func (f *formatter) parse(t *thread, s string) (time.Time, bool) {
	if strings.HasPrefix(f.standard, "ISO_") && f.standard != "ISO_ORDINAL_DATE" {
		for _, kind := range []momentKind{localDateTime, zonedDateTime, localDate, localTime} {
			if at, _, ok := parseMoment(kind, s); ok {
				return at, true
			}
		}
		return time.Time{}, false
	}
	loc := time.UTC
	if f.override != nil {
		loc = f.override.loc
	}
	at, end, ok := f.items.parse(s, loc, nowOf(t), false)
	return at, ok && end == len(s)
}

// parseMoment reads the standard form of a kind of moment.
func parseMoment(kind momentKind, s string) (time.Time, *zoneInfo, bool) {
	body, id := s, ""
	if i := strings.IndexByte(s, '['); i > 0 && strings.HasSuffix(s, "]") && kind == zonedDateTime {
		body, id = s[:i], s[i+1:len(s)-1]
	}
	forms := [][]string{{"2006-01-02"}, {"15:04:05.999999999", "15:04"}, {"2006-01-02T15:04:05.999999999", "2006-01-02T15:04"},
		{time.RFC3339Nano, "2006-01-02T15:04Z07:00"}, {time.RFC3339Nano, "2006-01-02T15:04Z07:00"}}[kind]
	for _, f := range forms {
		at, err := time.Parse(f, body)
		if err != nil {
			continue
		}
		switch kind {
		case localTime:
			return at.AddDate(1970, 0, 0), nil, true
		case localDate, localDateTime:
			return at, nil, true
		}
		_, seconds := at.Zone()
		z := offsetOf(seconds)
		if id != "" {
			if z = zoneByID(id); z.id != id {
				return at, nil, false
			}
		}
		return at.In(z.loc), z, true
	}
	return time.Time{}, nil, false
}

func makeFormatter() *py.Type {
	self := func(v value) *formatter { return must[*formatter](v) }
	pattern := func(t *thread, a []value) *formatter {
		f := &formatter{}
		f.pattern, f.strict = str(t, "ofPattern", 0, a[0]), true
		items, err := readFormatter(f.pattern)
		if err != nil {
			t.ThrowJava(illegalArg(), err.Error(), nil)
		}
		f.items = items
		if len(a) > 1 {
			f.lang = argOf[locale](t, "ofPattern", 1, a[1], "java.util.Locale").lang
		}
		return f
	}
	cls := newClass(classDef{name: "java.time.format.DateTimeFormatter",
		methods: []py.Def{
			def("format", 1, 1, func(t *thread, v value, a []value) value {
				var z *zoneInfo
				if m, ok := payload[moment](a[0]); ok {
					z = m.zone
				}
				if _, ok := payload[instant](a[0]); ok && self(v).override == nil && self(v).standard != "ISO_INSTANT" {
					t.ThrowJava(unsupportedUnit(), "Unsupported field: YearOfEra", nil)
				}
				return py.Unicode(self(v).format(asTime(t, "format", 0, a[0]), z))
			}),
			def("withZone", 1, 1, func(t *thread, v value, a []value) value {
				f := *self(v)
				f.override = argOf[*zoneInfo](t, "withZone", 0, a[0], "java.time.ZoneId")
				return newObject(v.Type(), &f)
			}),
			def("withLocale", 1, 1, func(t *thread, v value, a []value) value {
				f := *self(v)
				f.lang = argOf[locale](t, "withLocale", 0, a[0], "java.util.Locale").lang
				return newObject(v.Type(), &f)
			}),
		},
		static: []py.Def{def("ofPattern", 1, 2, func(t *thread, _ value, a []value) value { return newObject(formatterClass(), pattern(t, a)) })}})
	for name, p := range standardForms {
		items, err := readFormatter(p)
		if err != nil {
			panic(err)
		}
		f := &formatter{standard: name}
		f.pattern, f.items, f.strict = p, items, true
		cls.AddConst(name, newObject(cls, f))
	}
	return cls
}

// readFormatter reads a pattern of DateTimeFormatter, whose letters are those of SimpleDateFormat and some more.
func readFormatter(p string) (datePattern, error) {
	var out datePattern
	for i := 0; i < len(p); {
		c := p[i]
		if c == '\'' {
			j := i + 1
			for j < len(p) && (p[j] != '\'' || j+1 < len(p) && p[j+1] == '\'') {
				if p[j] == '\'' {
					j++
				}
				j++
			}
			items, err := compilePattern(p[i:min(j+1, len(p))])
			if err != nil {
				return nil, err
			}
			out = append(out, items...)
			i = j + 1
			continue
		}
		j := i
		for j < len(p) && p[j] == c {
			j++
		}
		switch {
		case c == 'u':
			out = append(out, patternItem{letter: 'y', n: j - i})
		case strings.IndexByte("xXVQqec", c) >= 0:
			out = append(out, patternItem{letter: c, n: j - i})
		case c == 'n':
			out = append(out, patternItem{letter: 'S', n: 9})
		case c == '[' || c == ']':
		default:
			items, err := compilePattern(p[i:j])
			if err != nil {
				return nil, err
			}
			out = append(out, items...)
		}
		i = j
	}
	return out, nil
}
