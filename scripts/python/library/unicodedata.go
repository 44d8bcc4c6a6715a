package library

// Module unicodedata, on the tables of golang.org/x/text.

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"
	"golang.org/x/text/width"

	py "dryfire/scripts/python/object"
)

// categories are the general categories, in an order in which no other is asked twice.
var categories = strings.Fields("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co")

func category(c rune) string {
	for _, name := range categories {
		if unicode.Is(unicode.Categories[name], c) {
			return name
		}
	}
	return "Cn"
}

// numericValue is what a character counts, by the name that says so.
func numericValue(c rune) (float64, bool) {
	if d, ok := digitValue(c); ok {
		return float64(d), true
	}
	name := runenames.Name(c)
	for i, frac := range []string{"ONE HALF", "ONE THIRD", "TWO THIRDS", "ONE QUARTER", "THREE QUARTERS", "ONE FIFTH", "ONE SIXTH", "ONE EIGHTH"} {
		if strings.HasSuffix(name, "FRACTION "+frac) {
			return []float64{0.5, 1.0 / 3, 2.0 / 3, 0.25, 0.75, 0.2, 1.0 / 6, 0.125}[i], true
		}
	}
	if unicode.Is(unicode.Nl, c) && strings.HasPrefix(name, "ROMAN NUMERAL ") {
		words := strings.Fields("ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE")
		for i, w := range words {
			if strings.HasSuffix(name, "NUMERAL "+w) {
				return float64(i + 1), true
			}
		}
	}
	return 0, false
}

// decimalValue is the value of a decimal digit.
func decimalValue(c rune) (int, bool) {
	if !unicode.Is(unicode.Nd, c) {
		return 0, false
	}
	// Digits stand in runs of ten.
	n := 0
	for k := c; k > 0 && n < 9 && unicode.Is(unicode.Nd, k-1); k-- {
		if strings.HasSuffix(runenames.Name(k), "DIGIT ZERO") {
			break
		}
		n++
	}
	return n, true
}

func digitValue(c rune) (int, bool) {
	if d, ok := decimalValue(c); ok {
		return d, true
	}
	switch {
	case c == 0xb2 || c == 0xb3:
		return int(c-0xb2) + 2, true
	case c == 0xb9:
		return 1, true
	case c == 0x2070, c >= 0x2074 && c <= 0x2079:
		return int(c - 0x2070), true
	case c >= 0x2080 && c <= 0x2089:
		return int(c - 0x2080), true
	case c >= 0x2460 && c <= 0x2468:
		return int(c-0x2460) + 1, true
	}
	return 0, false
}

// byName finds characters by name.
var byName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 40000)
	for c := rune(0x20); c < 0x1f700; c++ {
		if n := runenames.Name(c); n != "" && n[0] != '<' {
			m[n] = c
		}
	}
	return m
})

var bidiNames = map[bidi.Class]string{bidi.L: "L", bidi.R: "R", bidi.EN: "EN", bidi.ES: "ES", bidi.ET: "ET", bidi.AN: "AN", bidi.CS: "CS", bidi.B: "B", bidi.S: "S",
	bidi.WS: "WS", bidi.ON: "ON", bidi.BN: "BN", bidi.NSM: "NSM", bidi.AL: "AL"}

var widthNames = map[width.Kind]string{width.Neutral: "N", width.EastAsianAmbiguous: "A", width.EastAsianWide: "W", width.EastAsianNarrow: "Na",
	width.EastAsianFullwidth: "F", width.EastAsianHalfwidth: "H"}

func loadUnicodedata(_ *thread, m *py.Module) {
	char := func(t *thread, name string, v value) rune {
		r := runesOf(v)
		if !isUnicode(v) || len(r) != 1 {
			t.Raisef(py.TypeErrorType, "%s() argument 1 must be unicode, not %s", name, v.Type().Name)
		}
		return r[0]
	}
	one := func(name string, f func(c rune) value) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value { return f(char(t, name, a[0])) })
	}
	// asked is a function with a default for characters that it says nothing of.
	asked := func(name, missing string, f func(c rune) (value, bool)) py.Def {
		return fn(name, 1, 2, func(t *thread, a []value) value {
			if v, ok := f(char(t, name, a[0])); ok {
				return v
			}
			if len(a) == 2 {
				return a[1]
			}
			t.Raise(py.ValueErrorType, missing)
			return py.None
		})
	}
	funcs(m,
		one("category", func(c rune) value { return py.Str(category(c)) }),
		one("combining", func(c rune) value { return py.Int(int(norm.NFC.PropertiesString(string(c)).CCC())) }),
		one("bidirectional", func(c rune) value {
			p, _ := bidi.LookupRune(c)
			return py.Str(bidiNames[p.Class()])
		}),
		one("mirrored", func(c rune) value {
			return py.Int(map[bool]int{true: 1}[strings.ContainsRune("()<>[]{}\u00ab\u00bb\u2039\u203a\u2264\u2265\u226a\u226b\u2208\u220b", c)])
		}),
		one("east_asian_width", func(c rune) value { return py.Str(widthNames[width.LookupRune(c).Kind()]) }),
		one("decomposition", func(c rune) value {
			d := norm.NFD.PropertiesString(string(c)).Decomposition()
			tag := ""
			if d == nil {
				if d = norm.NFKD.PropertiesString(string(c)).Decomposition(); d != nil {
					tag = "<compat> "
				}
			}
			var parts []string
			for _, x := range string(d) {
				parts = append(parts, fmt.Sprintf("%04X", x))
			}
			return py.Str(strings.TrimSpace(tag + strings.Join(parts, " ")))
		}),
		asked("name", "no such name", func(c rune) (value, bool) {
			n := runenames.Name(c)
			if strings.HasPrefix(n, "<CJK Ideograph") {
				n = fmt.Sprintf("CJK UNIFIED IDEOGRAPH-%04X", c)
			}
			return py.Str(n), n != "" && n[0] != '<'
		}),
		asked("decimal", "not a decimal", func(c rune) (value, bool) { n, ok := decimalValue(c); return py.Int(n), ok }),
		asked("digit", "not a digit", func(c rune) (value, bool) { n, ok := digitValue(c); return py.Int(n), ok }),
		asked("numeric", "not a numeric character", func(c rune) (value, bool) { f, ok := numericValue(c); return py.Float(f), ok }),
		fn("lookup", 1, 1, func(t *thread, a []value) value {
			c, ok := byName()[strings.ToUpper(a[0].Text())]
			if !ok {
				t.Throw(t.Call1(py.Obj(py.KeyErrorType), py.Str("undefined character name '"+a[0].Text()+"'")))
			}
			return py.Unicode(string(c))
		}),
		fn("normalize", 2, 2, func(t *thread, a []value) value {
			form, ok := map[string]norm.Form{"NFC": norm.NFC, "NFD": norm.NFD, "NFKC": norm.NFKC, "NFKD": norm.NFKD}[t.Str(a[0])]
			if !ok {
				t.Raise(py.ValueErrorType, "invalid normalization form")
			}
			if !isUnicode(a[1]) {
				t.Raisef(py.TypeErrorType, "normalize() argument 2 must be unicode, not %s", a[1].Type().Name)
			}
			s := a[1].Text()
			t.Alloc(4 * len(s))
			return py.Unicode(form.String(s))
		}),
	)
	m.Set("unidata_version", py.Str(unicode.Version))
}
