package java

// DecimalFormatSymbols, MessageFormat, and the names and signs of a few languages.

import (
	"strconv"
	"strings"

	py "dryfire/scripts/python/object"
)

// symbols are the signs of a DecimalFormat.
type symbols struct{ decimal, group, minus, percent, zero, infinity, nan, currency string }

func (s *symbols) javaEquals(_ *thread, o value) bool {
	x, ok := payload[*symbols](o)
	return ok && *x == *s
}

var plainSymbols = symbols{".", ",", "-", "%", "0", "\u221e", "NaN", "$"}

// symbolsOf returns the signs that a language writes numbers with.
func symbolsOf(l locale) *symbols {
	s := plainSymbols
	switch l.lang {
	case "de", "es", "it", "nl", "pt", "id", "tr", "da":
		s.decimal, s.group = ",", "."
		if l.country == "AT" {
			s.group = "\u00a0"
		} else if l.country == "CH" {
			s.decimal, s.group = ".", "\u2019"
		}
	case "fr":
		s.decimal, s.group = ",", "\u202f"
	case "ru", "pl", "cs", "sv", "nb", "no", "fi", "uk":
		s.decimal, s.group = ",", "\u00a0"
	}
	switch l.country {
	case "DE", "FR", "IT", "ES", "NL", "AT", "FI":
		s.currency = "\u20ac"
	case "GB":
		s.currency = "\u00a3"
	case "JP":
		s.currency = "\uffe5"
	}
	return &s
}

// localize puts a format's own signs in the place of the plain ones.
func (f *decimalFormat) localize(digits string) string {
	if f.signs == nil || f.signs.decimal == "." && f.signs.group == "," {
		return digits
	}
	return strings.NewReplacer(".", f.signs.decimal, ",", f.signs.group).Replace(digits)
}

// dateNames are the names of months and of days from Sunday on.
type dateNames struct{ months, shortMonths, days, shortDays string }

// languages are the languages whose names of months and days SimpleDateFormat knows beside English.
var languages = map[string]dateNames{
	"de": {"Januar Februar M\u00e4rz April Mai Juni Juli August September Oktober November Dezember", "Jan. Feb. M\u00e4rz Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
		"Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag", "So. Mo. Di. Mi. Do. Fr. Sa."},
	"fr": {"janvier f\u00e9vrier mars avril mai juin juillet ao\u00fbt septembre octobre novembre d\u00e9cembre", "janv. f\u00e9vr. mars avr. mai juin juil. ao\u00fbt sept. oct. nov. d\u00e9c.",
		"dimanche lundi mardi mercredi jeudi vendredi samedi", "dim. lun. mar. mer. jeu. ven. sam."},
	"es": {"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre", "ene feb mar abr may jun jul ago sept oct nov dic",
		"domingo lunes martes mi\u00e9rcoles jueves viernes s\u00e1bado", "dom lun mar mi\u00e9 jue vie s\u00e1b"},
	"it": {"gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre", "gen feb mar apr mag giu lug ago set ott nov dic",
		"domenica luned\u00ec marted\u00ec mercoled\u00ec gioved\u00ec venerd\u00ec sabato", "dom lun mar mer gio ven sab"},
	"pt": {"janeiro fevereiro mar\u00e7o abril maio junho julho agosto setembro outubro novembro dezembro", "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
		"domingo segunda-feira ter\u00e7a-feira quarta-feira quinta-feira sexta-feira s\u00e1bado", "dom. seg. ter. qua. qui. sex. s\u00e1b."},
	"nl": {"januari februari maart april mei juni juli augustus september oktober november december", "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
		"zondag maandag dinsdag woensdag donderdag vrijdag zaterdag", "zo ma di wo do vr za"},
}

var countryNames = map[string][2]string{"US": {"United States", "USA"}, "GB": {"United Kingdom", "GBR"}, "DE": {"Germany", "DEU"}, "FR": {"France", "FRA"},
	"IT": {"Italy", "ITA"}, "ES": {"Spain", "ESP"}, "CA": {"Canada", "CAN"}, "JP": {"Japan", "JPN"}, "CN": {"China", "CHN"}, "NL": {"Netherlands", "NLD"},
	"AT": {"Austria", "AUT"}, "CH": {"Switzerland", "CHE"}, "BR": {"Brazil", "BRA"}, "MX": {"Mexico", "MEX"}, "AU": {"Australia", "AUS"},
	"KR": {"South Korea", "KOR"}, "IN": {"India", "IND"}, "SE": {"Sweden", "SWE"}, "TW": {"Taiwan", "TWN"}, "PT": {"Portugal", "PRT"}}

var languageNames = map[string][2]string{"en": {"English", "eng"}, "de": {"German", "deu"}, "fr": {"French", "fra"}, "it": {"Italian", "ita"}, "es": {"Spanish", "spa"},
	"ja": {"Japanese", "jpn"}, "zh": {"Chinese", "zho"}, "nl": {"Dutch", "nld"}, "pt": {"Portuguese", "por"}, "ko": {"Korean", "kor"}, "ru": {"Russian", "rus"},
	"sv": {"Swedish", "swe"}, "pl": {"Polish", "pol"}}

func (l locale) display() string {
	lang, country := languageNames[l.lang][0], countryNames[l.country][0]
	if lang == "" {
		lang = l.lang
	}
	if country == "" {
		country = l.country
	}
	if country == "" {
		return lang
	}
	return lang + " (" + country + ")"
}

// zoneNames are the long names of common zones: standard, daylight saving.
var zoneNames = map[string][2]string{
	"EST": {"Eastern Standard Time", "Eastern Daylight Time"}, "EDT": {"Eastern Standard Time", "Eastern Daylight Time"},
	"CST": {"Central Standard Time", "Central Daylight Time"}, "CDT": {"Central Standard Time", "Central Daylight Time"},
	"MST": {"Mountain Standard Time", "Mountain Daylight Time"}, "MDT": {"Mountain Standard Time", "Mountain Daylight Time"},
	"PST": {"Pacific Standard Time", "Pacific Daylight Time"}, "PDT": {"Pacific Standard Time", "Pacific Daylight Time"},
	"GMT": {"Greenwich Mean Time", "British Summer Time"}, "BST": {"Greenwich Mean Time", "British Summer Time"},
	"UTC": {"Coordinated Universal Time", "Coordinated Universal Time"}, "JST": {"Japan Standard Time", "Japan Daylight Time"},
	"CET": {"Central European Standard Time", "Central European Summer Time"}, "CEST": {"Central European Standard Time", "Central European Summer Time"},
	"EET": {"Eastern European Standard Time", "Eastern European Summer Time"}, "EEST": {"Eastern European Standard Time", "Eastern European Summer Time"},
	"AEST": {"Australian Eastern Standard Time", "Australian Eastern Daylight Time"}, "AEDT": {"Australian Eastern Standard Time", "Australian Eastern Daylight Time"},
	"IST": {"India Standard Time", "India Daylight Time"}, "HST": {"Hawaii Standard Time", "Hawaii Daylight Time"}}

func init() {
	var cls func() *py.Type
	cls = declare("java.text.DecimalFormatSymbols", func() *py.Type {
		self := func(v value) *symbols { return must[*symbols](v) }
		of := func(t *thread, a []value) *symbols {
			if len(a) > 0 {
				return symbolsOf(argOf[locale](t, "java.text.DecimalFormatSymbols", 0, a[0], "java.util.Locale"))
			}
			s := plainSymbols
			return &s
		}
		var methods []py.Def
		for name, p := range map[string]func(s *symbols) *string{"DecimalSeparator": func(s *symbols) *string { return &s.decimal },
			"GroupingSeparator": func(s *symbols) *string { return &s.group }, "MinusSign": func(s *symbols) *string { return &s.minus },
			"Percent": func(s *symbols) *string { return &s.percent }, "ZeroDigit": func(s *symbols) *string { return &s.zero },
			"MonetaryDecimalSeparator": func(s *symbols) *string { return &s.decimal }} {
			methods = append(methods,
				def("get"+name, 0, 0, func(_ *thread, v value, _ []value) value { return charValue([]rune(*p(self(v)))[0]) }),
				def("set"+name, 1, 1, func(t *thread, v value, a []value) value { *p(self(v)) = str(t, "set"+name, 0, a[0]); return py.None }))
		}
		for name, p := range map[string]func(s *symbols) *string{"Infinity": func(s *symbols) *string { return &s.infinity },
			"NaN": func(s *symbols) *string { return &s.nan }, "CurrencySymbol": func(s *symbols) *string { return &s.currency }} {
			methods = append(methods,
				def("get"+name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(*p(self(v))) }),
				def("set"+name, 1, 1, func(t *thread, v value, a []value) value { *p(self(v)) = str(t, "set"+name, 0, a[0]); return py.None }))
		}
		return newClass(classDef{name: "java.text.DecimalFormatSymbols", methods: methods,
			new: func(t *thread, c *py.Type, a []value, names []string) value {
				checkArgs(t, "java.text.DecimalFormatSymbols", 0, 1, a, names)
				return newObject(c, of(t, a))
			},
			static: []py.Def{def("getInstance", 0, 1, func(t *thread, _ value, a []value) value { return newObject(cls(), of(t, a)) })}})
	})
	declare("java.text.MessageFormat", func() *py.Type {
		return newClass(classDef{name: "java.text.MessageFormat",
			new: func(t *thread, c *py.Type, a []value, names []string) value {
				checkArgs(t, "java.text.MessageFormat", 1, 2, a, names)
				return newObject(c, javaText(str(t, "java.text.MessageFormat", 0, a[0])))
			},
			methods: []py.Def{def("toPattern", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(string(must[javaText](v))) })},
			static: []py.Def{def("format", 1, -1, func(t *thread, _ value, a []value) value {
				args := a[1:]
				if len(args) == 1 && isListLike(args[0]) {
					args = t.Items(args[0])
				}
				return py.Unicode(messageFormat(t, str(t, "format", 0, a[0]), args))
			})}})
	})
}

// messageFormat is MessageFormat.format.
func messageFormat(t *thread, p string, args []value) string {
	var b strings.Builder
	quoted := false
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '\'':
			if i+1 < len(p) && p[i+1] == '\'' {
				b.WriteByte('\'')
				i++
			} else {
				quoted = !quoted
			}
		case c == '{' && !quoted:
			j := strings.IndexByte(p[i:], '}')
			if j < 0 {
				t.ThrowJava(illegalArg(), "Unmatched braces in the pattern.", nil)
			}
			parts := strings.SplitN(p[i+1:i+j], ",", 3)
			n, err := strconv.Atoi(strings.TrimSpace(parts[0]))
			if err != nil || n < 0 {
				t.ThrowJava(illegalArg(), "can't parse argument number: "+parts[0], err)
			}
			i += j
			if n >= len(args) {
				b.WriteString("{" + strconv.Itoa(n) + "}")
				continue
			}
			b.WriteString(messagePart(t, unbox(args[n]), parts[1:]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func messagePart(t *thread, v value, style []string) string {
	number := func(pattern string) string {
		return in(t.Method1(t.Call1(py.Obj(decimalFormatClass()), py.Unicode(pattern)), "format", v)).Text()
	}
	kind, form := "", ""
	if len(style) > 0 {
		kind = strings.TrimSpace(style[0])
	}
	if len(style) > 1 {
		form = style[1]
	}
	_, isDate := payload[*date](v)
	switch k := v.Prim().Kind(); {
	case kind == "number" && form == "integer":
		return number("#,##0")
	case kind == "number" && form == "percent":
		return number("#,##0%")
	case kind == "number" && form != "":
		return number(form)
	case kind == "number", kind == "" && (k == py.KindInt || k == py.KindLong || k == py.KindFloat):
		return number("#,##0.###")
	case kind == "date" || kind == "time" || kind == "" && isDate:
		pattern := map[string]string{"date": "MMM d, yyyy", "time": "h:mm:ss a", "": "M/d/yy, h:mm a"}[kind]
		if form != "" {
			pattern = form
		}
		return in(t.Method1(t.Call1(py.Obj(simpleDateFormat()), py.Unicode(pattern)), "format", v)).Text()
	}
	return text(t, v)
}
