package java

// java.util.TimeZone and java.util.Locale.

import (
	"sort"
	"strings"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

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

// saves reports whether a zone has daylight saving time.
func (z *zoneInfo) saves() bool {
	for m := time.January; m <= time.December; m++ {
		if time.Date(2024, m, 1, 0, 0, 0, 0, z.loc).IsDST() {
			return true
		}
	}
	return false
}

// display is the name of a zone's standard or daylight saving time.
func (z *zoneInfo) display(dst, short bool) string {
	abbreviation := ""
	for m := time.January; m <= time.December; m++ {
		at := time.Date(2024, m, 1, 0, 0, 0, 0, z.loc)
		if at.IsDST() == dst || abbreviation == "" {
			abbreviation, _ = at.Zone()
		}
	}
	if short {
		return abbreviation
	}
	if names, ok := zoneNames[abbreviation]; ok {
		if dst {
			return names[1]
		}
		return names[0]
	}
	return z.id
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
		if d, rest, colon := strings.Cut(id[4:], ":"); len(d) == 1 && d[0] >= '0' && d[0] <= '9' {
			if colon {
				rest = ":" + rest
			}
			return zoneByID(id[:4] + "0" + d + rest)
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
			def("useDaylightTime", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).saves()) }),
			def("getDSTSavings", 0, 0, func(_ *thread, v value, _ []value) value {
				for m := time.January; m <= time.December; m++ {
					if at := time.Date(2024, m, 1, 0, 0, 0, 0, self(v).loc); at.IsDST() {
						_, off := at.Zone()
						return py.Int(off*1000 - self(v).standard())
					}
				}
				return py.Int(0)
			}),
			def("getDisplayName", 0, 3, func(t *thread, v value, a []value) value {
				dst, short := false, false
				for i, x := range a {
					switch x = in(x); {
					case x.Prim().Kind() == py.KindBool:
						dst = t.Truth(x)
					case x.Kind() == py.KindInt:
						short = x.Int64() == 0
						if i == 0 {
							dst, short = t.Truth(x), false
						}
					}
				}
				return py.Unicode(self(v).display(dst, short))
			}),
			def("observesDaylightTime", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).saves()) }),
			def("hasSameRules", 1, 1, func(t *thread, v value, a []value) value {
				x := argOf[*zoneInfo](t, "hasSameRules", 0, a[0], "java.util.TimeZone")
				for m := time.January; m <= time.December; m++ {
					at := time.Date(2024, m, 1, 0, 0, 0, 0, time.UTC)
					_, p := at.In(self(v).loc).Zone()
					_, q := at.In(x.loc).Zone()
					if p != q {
						return py.False
					}
				}
				return py.True
			}),
			def("setID", 1, 1, func(t *thread, v value, a []value) value { self(v).id = str(t, "setID", 0, a[0]); return py.None }),
			def("clone", 0, 0, func(_ *thread, v value, _ []value) value { z := *self(v); return newObject(v.Type(), &z) }),
			def("toZoneId", 0, 0, func(_ *thread, v value, _ []value) value { return newObject(zoneIDClass(), self(v)) }),
		},
		static: []py.Def{
			def("getTimeZone", 1, 1, func(t *thread, _ value, a []value) value { return make_(zoneByID(str(t, "getTimeZone", 0, a[0]))) }),
			def("getDefault", 0, 0, func(t *thread, _ value, _ []value) value { return make_(defaultZone(t)) }),
			def("setDefault", 1, 1, nothing),
			def("getAvailableIDs", 0, 1, func(t *thread, _ value, a []value) value {
				var out []string
				for _, id := range zoneIDs() {
					if len(a) == 1 && zoneByID(id).standard() != integer(t, "getAvailableIDs", 0, a[0]) {
						continue
					}
					out = append(out, id)
				}
				return stringArray(out)
			}),
		},
		consts: map[string]value{"SHORT": py.Int(0), "LONG": py.Int(1)}})
	return cls
})

// zoneIDs are the names of the zones that scripts are likely to look for: each is known
// to the machine's time zone data.
func zoneIDs() []string {
	var out []string
	for region, cities := range map[string]string{
		"Africa":    "Cairo Casablanca Johannesburg Lagos Nairobi",
		"America":   "Anchorage Argentina/Buenos_Aires Bogota Caracas Chicago Denver Detroit Edmonton Halifax Havana Lima Los_Angeles Mexico_City Montreal New_York Panama Phoenix Regina Santiago Sao_Paulo St_Johns Toronto Vancouver Winnipeg",
		"Asia":      "Baghdad Bangkok Calcutta Colombo Dhaka Dubai Hong_Kong Jakarta Jerusalem Karachi Kathmandu Kolkata Kuala_Lumpur Kuwait Manila Qatar Riyadh Seoul Shanghai Singapore Taipei Tashkent Tehran Tokyo",
		"Atlantic":  "Azores Bermuda Canary Reykjavik",
		"Australia": "Adelaide Brisbane Darwin Hobart Melbourne Perth Sydney",
		"Europe":    "Amsterdam Athens Belgrade Berlin Brussels Bucharest Budapest Copenhagen Dublin Helsinki Istanbul Kiev Lisbon London Luxembourg Madrid Moscow Oslo Paris Prague Rome Sofia Stockholm Vienna Vilnius Warsaw Zurich",
		"Pacific":   "Auckland Fiji Guam Honolulu Noumea Tahiti",
		"Etc":       "GMT GMT+1 GMT+12 GMT-1 GMT-14 UTC",
		"US":        "Alaska Arizona Central Eastern Hawaii Mountain Pacific",
	} {
		for _, c := range strings.Fields(cities) {
			out = append(out, region+"/"+c)
		}
	}
	out = append(out, "CET", "EET", "EST", "EST5EDT", "CST6CDT", "GMT", "MST", "MST7MDT", "PST8PDT", "UTC", "WET", "Z")
	sort.Strings(out)
	return out
}

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
			def("getDisplayName", 0, 1, func(_ *thread, v value, _ []value) value { return py.Unicode(must[locale](v).display()) }),
			def("getDisplayLanguage", 0, 1, func(_ *thread, v value, _ []value) value {
				return py.Unicode(locale{lang: must[locale](v).lang}.display())
			}),
			def("getDisplayCountry", 0, 1, func(_ *thread, v value, _ []value) value {
				if n := countryNames[must[locale](v).country]; n[0] != "" {
					return py.Unicode(n[0])
				}
				return py.Unicode(must[locale](v).country)
			}),
			def("getISO3Country", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(countryNames[must[locale](v).country][1]) }),
			def("getISO3Language", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(languageNames[must[locale](v).lang][1]) }),
			def("getVariant", 0, 0, func(*thread, value, []value) value { return py.Unicode("") }),
			def("getLanguage", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[locale](v).lang) }),
			def("getCountry", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(must[locale](v).country) }),
			def("toLanguageTag", 0, 0, func(t *thread, v value, _ []value) value {
				return py.Unicode(strings.ReplaceAll(must[locale](v).javaString(t), "_", "-"))
			}),
		}})
	for name, l := range map[string]locale{"US": {"en", "US"}, "UK": {"en", "GB"}, "ENGLISH": {"en", ""}, "CANADA": {"en", "CA"}, "GERMANY": {"de", "DE"},
		"GERMAN": {"de", ""}, "FRANCE": {"fr", "FR"}, "FRENCH": {"fr", ""}, "ITALY": {"it", "IT"}, "ITALIAN": {"it", ""}, "JAPANESE": {"ja", ""}, "CHINESE": {"zh", ""}, "KOREA": {"ko", "KR"}, "KOREAN": {"ko", ""}, "TAIWAN": {"zh", "TW"}, "PRC": {"zh", "CN"}, "CANADA_FRENCH": {"fr", "CA"}, "SIMPLIFIED_CHINESE": {"zh", "CN"}, "JAPAN": {"ja", "JP"}, "CHINA": {"zh", "CN"}, "ROOT": {"", ""}} {
		cls.AddConst(name, newObject(cls, l))
	}
	cls.AddStatic(def("getDefault", 0, 1, func(*thread, value, []value) value { return newObject(cls, locale{"en", "US"}) }))
	cls.AddStatic(def("setDefault", 1, 2, nothing))
	cls.AddStatic(def("forLanguageTag", 1, 1, func(t *thread, _ value, a []value) value {
		lang, country, _ := strings.Cut(strings.ReplaceAll(str(t, "forLanguageTag", 0, a[0]), "_", "-"), "-")
		return newObject(cls, locale{strings.ToLower(lang), strings.ToUpper(country)})
	}))
	return cls
})
