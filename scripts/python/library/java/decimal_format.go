package java

// java.text.DecimalFormat and NumberFormat.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	py "dryfire/scripts/python/object"
)

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
	signs                *symbols // plain ones if nil
	size                 int      // of groups, kept while grouping is off
	multiplier           int64    // beside that of percent, 1 if zero
	always               bool     // the decimal separator is shown without a fraction too
	bare                 bool     // the pattern asks for no digit before the point
	changed              bool     // the pattern is no longer what it was made of
}

func (f *decimalFormat) apply(p string) error {
	if len(p) > maxPattern {
		return patternTooLong(p)
	}
	*f = decimalFormat{pattern: p, maxInt: math.MaxInt32, rounding: "HALF_EVEN", signs: f.signs}
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
				if f.signs != nil {
					s = f.signs.currency
				}
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
	if strings.Contains(frac, ".") {
		return javaText(fmt.Sprintf("Multiple decimal separators in pattern \"%s\"", p))
	}
	if strings.Contains(frac, ",") {
		return javaText(fmt.Sprintf("Malformed pattern \"%s\"", p))
	}
	if i := strings.LastIndexByte(whole, ','); i >= 0 {
		f.grouping = len(whole) - i - 1
	}
	f.size = f.grouping
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
		f.minInt, f.bare = 1, true
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
	// A script may set any number of digits.
	minInt, maxFrac := min(f.minInt, maxPattern), min(f.maxFrac, maxPattern)
	neg := x.Sign() < 0 || negZero
	x = new(big.Rat).Abs(x)
	exp := 0
	if f.exponent > 0 && x.Sign() > 0 {
		fl, _ := x.Float64()
		exp = int(math.Floor(math.Log10(fl)))
		if f.maxInt > f.minInt && f.maxInt > 1 {
			exp = int(math.Floor(float64(exp)/float64(f.maxInt))) * f.maxInt
		} else {
			exp -= minInt - 1
		}
		pow := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exp, -exp))), nil))
		if exp < 0 {
			x.Mul(x, pow)
		} else {
			x.Quo(x, pow)
		}
	}
	places := min(maxFrac, 340)
	if f.exponent > 0 && f.maxInt > f.minInt && f.maxInt > 1 {
		fl, _ := x.Float64()
		places = min(f.maxInt, maxPattern) + maxFrac
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
	if n := minInt - len(whole); n > 0 {
		whole = strings.Repeat("0", n) + whole
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
	if frac != "" || f.always {
		out += "." + frac
	}
	if f.exponent > 0 {
		sgn := ""
		if exp < 0 {
			sgn, exp = "-", -exp
		}
		out += fmt.Sprintf("E%s%0*d", sgn, f.exponent, exp)
	}
	out = f.localize(out)
	if neg {
		return f.negPrefix + out + f.negSuffix
	}
	return f.prefix + out + f.suffix
}

// String is toPattern: the pattern that describes the format as it is now.
func (f *decimalFormat) String() string {
	if f.exponent > 0 || strings.Contains(f.pattern, "'") && !f.changed {
		return f.pattern
	}
	var b strings.Builder
	minInt := min(f.minInt, maxPattern)
	if f.bare {
		minInt = 0
	}
	n := max(min(f.grouping, maxPattern), minInt) + 1
	for i := n; i > 0; i-- {
		if i != n && f.grouping > 0 && i%f.grouping == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(map[bool]byte{true: '0', false: '#'}[i <= minInt])
	}
	if f.maxFrac > 0 || f.always {
		b.WriteByte('.')
	}
	for i := 0; i < min(f.maxFrac, maxPattern); i++ {
		b.WriteByte(map[bool]byte{true: '0', false: '#'}[i < f.minFrac])
	}
	out := f.prefix + b.String() + f.suffix
	if f.negPrefix != "-"+f.prefix || f.negSuffix != f.suffix {
		out += ";" + f.negPrefix + b.String() + f.negSuffix
	}
	return out
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
	if f.multiplier != 0 {
		factor = f.multiplier
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
				self(v).changed = true
				if set == "setMinimumIntegerDigits" {
					self(v).bare = false
				}
				other(self(v))
				return py.None
			}),
		}
	}
	methods := []py.Def{
		def("format", 1, 1, func(t *thread, v value, a []value) value {
			f := self(v)
			t.Step(4 + (min(f.minInt, maxPattern)+min(f.maxFrac, maxPattern))/8)
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
			if f.signs != nil {
				s = strings.NewReplacer(f.signs.group, ",", f.signs.decimal, ".").Replace(s)
			}
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
		def("toPattern", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).String()) }),
		def("setGroupingUsed", 1, 1, func(t *thread, v value, a []value) value {
			f := self(v)
			f.grouping, f.changed = 0, true
			if t.Truth(in(a[0])) {
				f.grouping = f.size
			}
			return py.None
		}),
		def("isGroupingUsed", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).grouping > 0) }),
		def("getGroupingSize", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).size) }),
		def("setGroupingSize", 1, 1, func(t *thread, v value, a []value) value {
			f := self(v)
			f.size, f.changed = max(0, integer(t, "setGroupingSize", 0, a[0])), true
			f.grouping = f.size
			return py.None
		}),
		def("getMultiplier", 0, 0, func(_ *thread, v value, _ []value) value {
			switch f := self(v); {
			case f.multiplier != 0:
				return py.Int(int(f.multiplier))
			case f.percent:
				return py.Int(100)
			case f.perMille:
				return py.Int(1000)
			}
			return py.Int(1)
		}),
		def("setMultiplier", 1, 1, func(t *thread, v value, a []value) value {
			self(v).multiplier = int64(integer(t, "setMultiplier", 0, a[0]))
			return py.None
		}),
		def("isDecimalSeparatorAlwaysShown", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).always) }),
		def("setDecimalSeparatorAlwaysShown", 1, 1, func(t *thread, v value, a []value) value {
			self(v).always = t.Truth(in(a[0]))
			return py.None
		}),
		def("isParseIntegerOnly", 0, 0, func(*thread, value, []value) value { return py.False }),
		def("getRoundingMode", 0, 0, func(t *thread, v value, _ []value) value {
			return t.GetAttr(py.Obj(packages["java.math"]["RoundingMode"]()), self(v).rounding)
		}),
		def("setRoundingMode", 1, 1, func(t *thread, v value, a []value) value { self(v).rounding = text(t, a[0]); return py.None }),
		def("getDecimalFormatSymbols", 0, 0, func(_ *thread, v value, _ []value) value {
			s := plainSymbols
			if self(v).signs != nil {
				s = *self(v).signs
			}
			return newObject(packages["java.text"]["DecimalFormatSymbols"](), &s)
		}),
		def("setDecimalFormatSymbols", 1, 1, func(t *thread, v value, a []value) value {
			self(v).signs = argOf[*symbols](t, "setDecimalFormatSymbols", 0, a[0], "java.text.DecimalFormatSymbols")
			return py.None
		}),
		def("clone", 0, 0, func(_ *thread, v value, _ []value) value { f := *self(v); return newObject(v.Type(), &f) }),
	}
	for name, p := range map[string]func(f *decimalFormat) *string{"PositivePrefix": func(f *decimalFormat) *string { return &f.prefix },
		"PositiveSuffix": func(f *decimalFormat) *string { return &f.suffix }, "NegativePrefix": func(f *decimalFormat) *string { return &f.negPrefix },
		"NegativeSuffix": func(f *decimalFormat) *string { return &f.negSuffix }} {
		methods = append(methods,
			def("get"+name, 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(*p(self(v))) }),
			def("set"+name, 1, 1, func(t *thread, v value, a []value) value {
				*p(self(v)), self(v).changed = str(t, "set"+name, 0, a[0]), true
				return py.None
			}))
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
			if len(a) > 1 {
				f.signs = argOf[*symbols](t, "java.text.DecimalFormat", 1, a[1], "java.text.DecimalFormatSymbols")
			}
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
			return def(name, 0, 1, func(t *thread, _ value, a []value) value {
				f := &decimalFormat{}
				p := pattern
				if len(a) == 1 {
					l := argOf[locale](t, name, 0, a[0], "java.util.Locale")
					f.signs = symbolsOf(l)
					if f.signs.decimal == "," && strings.HasSuffix(p, "%") {
						p = strings.TrimSuffix(p, "%") + "\u00a0%"
					}
					if f.signs.decimal == "," && strings.HasPrefix(p, "\u00a4") {
						p = strings.TrimPrefix(p, "\u00a4") + "\u00a0\u00a4"
					}
				}
				if err := f.apply(p); err != nil {
					t.Raise(py.SystemErrorType, err.Error())
				}
				return newObject(decimalFormatClass(), f)
			})
		}
		return newClass(classDef{name: "java.text.NumberFormat", static: []py.Def{fixed("getInstance", "#,##0.###"), fixed("getNumberInstance", "#,##0.###"),
			fixed("getIntegerInstance", "#,##0"), fixed("getPercentInstance", "#,##0%"), fixed("getCurrencyInstance", "\u00a4#,##0.00")}})
	})
	decimalFormatClass = declare("java.text.DecimalFormat", makeDecimalFormat)
}
