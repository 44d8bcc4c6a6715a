package java

// java.lang.String, StringBuilder and StringBuffer, and the texts of String.format.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// runes returns the characters of a String or builder.
func runes(t *thread, v value) []rune {
	switch o := must[any](v).(type) {
	case *boxed:
		t.Step(len(o.v.Text()) / 1024)
		t.Room(4 * len(o.v.Text()))
		return []rune(o.v.Text())
	case *builder:
		return o.b
	}
	return nil
}

func boundsError(t *thread, msg string) { t.ThrowJava(stringBounds(), msg, nil) }

// charSequence are the methods that String and the builders have in common.
func charSequence() []py.Def {
	sub := func(name string) py.Def {
		return def(name, 1, 2, func(t *thread, v value, a []value) value {
			r := runes(t, v)
			i, j := integer(t, name, 0, a[0]), len(r)
			if len(a) > 1 {
				j = integer(t, name, 1, a[1])
			}
			if i < 0 || j > len(r) || i > j {
				boundsError(t, fmt.Sprintf("begin %d, end %d, length %d", i, j, len(r)))
			}
			return py.Unicode(string(r[i:j]))
		})
	}
	find := func(name string, last bool) py.Def {
		return def(name, 1, 2, func(t *thread, v value, a []value) value {
			r := runes(t, v)
			var part []rune
			if p := unbox(a[0]).Prim(); p.Kind() == py.KindInt {
				part = []rune{rune(p.Int64())}
			} else {
				part = []rune(str(t, name, 0, a[0]))
			}
			t.Step(1 + len(r)/16)
			if last {
				i := len(r) - len(part)
				if len(a) > 1 {
					i = min(i, integer(t, name, 1, a[1]))
				}
				for ; i >= 0; i-- {
					if string(r[i:i+len(part)]) == string(part) {
						return py.Int(i)
					}
				}
				return py.Int(-1)
			}
			i := 0
			if len(a) > 1 {
				i = max(0, integer(t, name, 1, a[1]))
			}
			for ; i+len(part) <= len(r); i++ {
				if string(r[i:i+len(part)]) == string(part) {
					return py.Int(i)
				}
			}
			return py.Int(-1)
		})
	}
	return []py.Def{
		sub("substring"), sub("subSequence"), find("indexOf", false), find("lastIndexOf", true),
		def("length", 0, 0, func(t *thread, v value, _ []value) value { return py.Int(len(runes(t, v))) }),
		def("isEmpty", 0, 0, func(t *thread, v value, _ []value) value { return py.Bool(len(runes(t, v)) == 0) }),
		def("charAt", 1, 1, func(t *thread, v value, a []value) value {
			r, i := runes(t, v), integer(t, "charAt", 0, a[0])
			if i < 0 || i >= len(r) {
				boundsError(t, fmt.Sprintf("index %d, length %d", i, len(r)))
			}
			return charValue(r[i])
		}),
		def("codePointAt", 1, 1, func(t *thread, v value, a []value) value {
			r, i := runes(t, v), integer(t, "codePointAt", 0, a[0])
			if i < 0 || i >= len(r) {
				boundsError(t, fmt.Sprintf("index %d, length %d", i, len(r)))
			}
			return py.Int(int(r[i]))
		}),
	}
}

// codecs are the names Java's charsets have in Python.
func codecName(t *thread, v value) string {
	name := text(t, v)
	switch strings.ToUpper(strings.ReplaceAll(name, "_", "-")) {
	case "UTF-8", "UTF8":
		return "utf-8"
	case "ISO-8859-1", "LATIN1", "ISO8859-1":
		return "latin-1"
	case "US-ASCII", "ASCII":
		return "ascii"
	case "UTF-16":
		return "utf-16-be"
	case "UTF-16LE":
		return "utf-16-le"
	case "UTF-16BE":
		return "utf-16-be"
	case "WINDOWS-1252", "CP1252":
		return "cp1252"
	}
	t.ThrowJava(unsupportedEncoding(), name, nil)
	return ""
}

func stringClass() *py.Type {
	self := func(v value) string { return must[*boxed](v).v.Text() }
	method := func(name string, lo, hi int, f func(t *thread, s string, a []value) value) py.Def {
		return def(name, lo, hi, func(t *thread, v value, a []value) value { return f(t, self(v), a) })
	}
	mapped := func(name string, f func(s string) string) py.Def {
		return def(name, 0, 1, func(t *thread, v value, _ []value) value {
			t.Alloc(len(self(v)))
			return py.Unicode(f(self(v)))
		})
	}
	test := func(name string, hi int, f func(t *thread, s, x string, a []value) bool) py.Def {
		return method(name, 1, hi, func(t *thread, s string, a []value) value { return py.Bool(f(t, s, str(t, name, 0, a[0]), a)) })
	}
	blank := func(r rune) bool { return r <= ' ' }
	space := func(r rune) bool { return unicode.IsSpace(r) }
	methods := append(charSequence(), boxMethods()...)
	methods = append(methods,
		mapped("toUpperCase", strings.ToUpper), mapped("toLowerCase", strings.ToLower),
		mapped("trim", func(s string) string { return strings.TrimFunc(s, blank) }),
		mapped("strip", func(s string) string { return strings.TrimFunc(s, space) }),
		mapped("stripLeading", func(s string) string { return strings.TrimLeftFunc(s, space) }),
		mapped("stripTrailing", func(s string) string { return strings.TrimRightFunc(s, space) }),
		mapped("intern", func(s string) string { return s }),
		method("isBlank", 0, 0, func(_ *thread, s string, _ []value) value { return py.Bool(strings.TrimFunc(s, space) == "") }),
		method("concat", 1, 1, func(t *thread, s string, a []value) value {
			x := str(t, "concat", 0, a[0])
			t.Alloc(len(s) + len(x))
			return py.Unicode(s + x)
		}),
		method("repeat", 1, 1, func(t *thread, s string, a []value) value {
			n := integer(t, "repeat", 0, a[0])
			if n < 0 {
				t.ThrowJava(illegalArg(), fmt.Sprintf("count is negative: %d", n), nil)
			}
			t.Alloc(n * len(s))
			return py.Unicode(strings.Repeat(s, n))
		}),
		test("contains", 1, func(_ *thread, s, x string, _ []value) bool { return strings.Contains(s, x) }),
		test("endsWith", 1, func(_ *thread, s, x string, _ []value) bool { return strings.HasSuffix(s, x) }),
		test("startsWith", 2, func(t *thread, s, x string, a []value) bool {
			if len(a) > 1 {
				r, i := []rune(s), integer(t, "startsWith", 1, a[1])
				return i >= 0 && i <= len(r) && strings.HasPrefix(string(r[i:]), x)
			}
			return strings.HasPrefix(s, x)
		}),
		method("equalsIgnoreCase", 1, 1, func(t *thread, s string, a []value) value {
			x := in(a[0])
			return py.Bool(x.IsText() && strings.EqualFold(s, x.Text()))
		}),
		method("contentEquals", 1, 1, func(t *thread, s string, a []value) value { return py.Bool(s == text(t, a[0])) }),
		method("compareToIgnoreCase", 1, 1, func(t *thread, s string, a []value) value {
			return py.Int(compareTexts(strings.ToLower(s), strings.ToLower(str(t, "compareToIgnoreCase", 0, a[0]))))
		}),
		method("replace", 2, 2, func(t *thread, s string, a []value) value {
			x, by := str(t, "replace", 0, a[0]), str(t, "replace", 1, a[1])
			t.Alloc(len(s) + strings.Count(s, x)*max(len(by)-len(x), 0))
			return py.Unicode(strings.ReplaceAll(s, x, by))
		}),
		method("replaceAll", 2, 2, func(t *thread, s string, a []value) value {
			return py.Unicode(compileRegex(t, str(t, "replaceAll", 0, a[0]), 0).replace(t, s, str(t, "replaceAll", 1, a[1]), -1))
		}),
		method("replaceFirst", 2, 2, func(t *thread, s string, a []value) value {
			return py.Unicode(compileRegex(t, str(t, "replaceFirst", 0, a[0]), 0).replace(t, s, str(t, "replaceFirst", 1, a[1]), 1))
		}),
		method("matches", 1, 1, func(t *thread, s string, a []value) value {
			return py.Bool(compileRegex(t, str(t, "matches", 0, a[0]), 0).whole(t, []rune(s)) != nil)
		}),
		method("split", 1, 2, func(t *thread, s string, a []value) value {
			limit := 0
			if len(a) > 1 {
				limit = integer(t, "split", 1, a[1])
			}
			return stringArray(compileRegex(t, str(t, "split", 0, a[0]), 0).split(t, s, limit))
		}),
		method("lines", 0, 0, func(t *thread, s string, _ []value) value {
			var out []value
			t.Alloc(len(s) + 64*strings.Count(s, "\n"))
			for _, l := range strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n", "\n"), "\n"), "\n") {
				out = append(out, py.Unicode(l))
			}
			return newList(out)
		}),
		method("getBytes", 0, 1, func(t *thread, s string, a []value) value {
			codec := "utf-8"
			if len(a) == 1 {
				codec = codecName(t, a[0])
			}
			return byteArray(t, t.Encode(s, codec, "replace"))
		}),
		method("toCharArray", 0, 0, func(t *thread, s string, _ []value) value {
			var out []value
			t.Alloc(128 * len(s))
			for _, c := range s {
				out = append(out, charValue(c))
			}
			return NewArray('C', "", out)
		}),
		method("formatted", 0, -1, func(t *thread, s string, a []value) value { return py.Unicode(javaFormat(t, s, a)) }),
	)
	fromText := func(t *thread, _ value, a []value) value {
		if arr, ok := a[0].Object().(*Array); ok && arr.Code == 'C' {
			var b strings.Builder
			for _, c := range arr.Items {
				b.WriteString(in(c).Text())
			}
			return py.Unicode(b.String())
		}
		return py.Unicode(text(t, a[0]))
	}
	return newClass(classDef{name: "java.lang.String", methods: methods,
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, "java.lang.String", 0, 4, a, names)
			s := ""
			if len(a) > 0 {
				arr, isArray := a[0].Object().(*Array)
				bytes, isBytes := bytesOf(a[0])
				switch {
				case isArray && arr.Code == 'C':
					s = fromText(t, a[0], a).Text()
				case isArray && isBytes, isBytes && !a[0].IsText():
					codec := "utf-8"
					if last := in(a[len(a)-1]); len(a) > 1 && last.Kind() != py.KindInt {
						codec = codecName(t, last)
					}
					if len(a) >= 3 {
						i, n := integer(t, "java.lang.String", 1, a[1]), integer(t, "java.lang.String", 2, a[2])
						if i < 0 || n < 0 || i+n > len(bytes) {
							boundsError(t, fmt.Sprintf("offset %d, count %d, length %d", i, n, len(bytes)))
						}
						bytes = bytes[i : i+n]
					}
					s = t.Decode(bytes, codec, "replace")
				default:
					s = text(t, a[0])
				}
			}
			t.Alloc(len(s))
			return newObject(cls, &boxed{py.Unicode(s)})
		},
		static: []py.Def{
			def("valueOf", 1, 3, fromText), def("copyValueOf", 1, 3, fromText),
			def("format", 1, -1, func(t *thread, _ value, a []value) value {
				args := a[1:]
				if len(a) > 1 {
					// The form whose first argument is a Locale.
					if _, ok := payload[locale](a[0]); ok {
						a, args = a[1:], a[2:]
					}
				}
				if len(args) == 1 {
					switch args[0].Object().(type) {
					case *py.List, *py.Tuple, *Array:
						args = t.Items(args[0])
					}
				}
				return py.Unicode(javaFormat(t, str(t, "format", 0, a[0]), args))
			}),
			def("join", 2, -1, func(t *thread, _ value, a []value) value {
				parts := a[1:]
				if len(parts) == 1 && !in(parts[0]).IsText() {
					parts = t.Items(parts[0])
				}
				sep := str(t, "join", 0, a[0])
				out := t.NewBuffer()
				for i, p := range parts {
					if i > 0 {
						out.WriteString(sep)
					}
					out.WriteString(text(t, p))
				}
				return py.Unicode(out.String())
			}),
		}})
}

// builder is a StringBuilder or StringBuffer.
type builder struct{ b []rune }

func (b *builder) javaString(*thread) string { return string(b.b) }

func builderClass(full string) *py.Type {
	self := func(v value) *builder { return must[*builder](v) }
	// What is appended is a Java value: a Python bool arrives as an int, as Jython chooses that overload.
	show := func(t *thread, v value) []rune {
		v = unbox(v)
		if v.Prim().Kind() == py.KindBool {
			v = py.Int(int(v.Int64()))
		}
		s := text(t, v)
		t.Alloc(4 * len(s))
		return []rune(s)
	}
	splice := func(t *thread, b *builder, i, j int, r []rune) {
		t.Alloc(4 * (len(b.b) + len(r)))
		b.b = append(append(append([]rune(nil), b.b[:i]...), r...), b.b[j:]...)
	}
	between := func(t *thread, b *builder, a []value) (int, int) {
		i, j := integer(t, "delete", 0, a[0]), min(integer(t, "delete", 1, a[1]), len(b.b))
		if i < 0 || i > j {
			boundsError(t, fmt.Sprintf("start %d, end %d, length %d", i, j, len(b.b)))
		}
		return i, j
	}
	return newClass(classDef{name: full,
		new: func(t *thread, cls *py.Type, a []value, names []string) value {
			checkArgs(t, full, 0, 1, a, names)
			b := &builder{}
			if len(a) == 1 && in(a[0]).Kind() != py.KindInt {
				b.b = []rune(text(t, a[0]))
			}
			return newObject(cls, b)
		},
		methods: append(charSequence(),
			def("append", 1, 1, func(t *thread, v value, a []value) value {
				r := show(t, a[0])
				self(v).b = append(self(v).b, r...)
				return v
			}),
			def("insert", 2, 2, func(t *thread, v value, a []value) value {
				i, b := integer(t, "insert", 0, a[0]), self(v)
				if i < 0 || i > len(b.b) {
					boundsError(t, fmt.Sprintf("offset %d, length %d", i, len(b.b)))
				}
				splice(t, b, i, i, show(t, a[1]))
				return v
			}),
			def("delete", 2, 2, func(t *thread, v value, a []value) value {
				i, j := between(t, self(v), a)
				splice(t, self(v), i, j, nil)
				return v
			}),
			def("deleteCharAt", 1, 1, func(t *thread, v value, a []value) value {
				i, b := integer(t, "deleteCharAt", 0, a[0]), self(v)
				if i < 0 || i >= len(b.b) {
					boundsError(t, fmt.Sprintf("index %d,length %d", i, len(b.b)))
				}
				splice(t, b, i, i+1, nil)
				return v
			}),
			def("replace", 3, 3, func(t *thread, v value, a []value) value {
				i, j := between(t, self(v), a)
				splice(t, self(v), i, j, []rune(str(t, "replace", 2, a[2])))
				return v
			}),
			def("setCharAt", 2, 2, func(t *thread, v value, a []value) value {
				i, b := integer(t, "setCharAt", 0, a[0]), self(v)
				if i < 0 || i >= len(b.b) {
					boundsError(t, fmt.Sprintf("index %d,length %d", i, len(b.b)))
				}
				for _, c := range str(t, "setCharAt", 1, a[1]) {
					b.b[i] = c
				}
				return py.None
			}),
			def("capacity", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(max(16, len(self(v).b))) }),
			def("setLength", 1, 1, func(t *thread, v value, a []value) value {
				n, b := integer(t, "setLength", 0, a[0]), self(v)
				t.Alloc(4 * n)
				for len(b.b) < n {
					b.b = append(b.b, 0)
				}
				if n >= 0 {
					b.b = b.b[:n]
				}
				return py.None
			}),
			def("reverse", 0, 0, func(_ *thread, v value, _ []value) value {
				b := self(v).b
				for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
					b[i], b[j] = b[j], b[i]
				}
				return v
			}),
		)})
}

var (
	formatFailure     = throwable("java.util.IllegalFormatException", illegalArg)
	unknownConversion = throwable("java.util.UnknownFormatConversionException", formatFailure)
	missingArgument   = throwable("java.util.MissingFormatArgumentException", formatFailure)
	wrongConversion   = throwable("java.util.IllegalFormatConversionException", formatFailure)
	missingWidth      = throwable("java.util.MissingFormatWidthException", formatFailure)
)

// formatSpec is one conversion of String.format.
type formatSpec struct {
	flags            string
	width, precision int
	conv             byte
	text             string
}

// parseFormat reads a conversion that begins after its percent sign; arg is the number of an
// explicit argument, 0 if there is none and -1 for the one before.
func parseFormat(s string) (spec formatSpec, arg, n int, ok bool) {
	spec.width, spec.precision = -1, -1
	number := func() int {
		k := n
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		v, err := strconv.Atoi(s[k:n])
		if err != nil {
			return -1
		}
		return v
	}
	if d := number(); d > 0 && n < len(s) && s[n] == '$' && s[0] != '0' {
		arg = d
		n++
	} else {
		n = 0
		if strings.HasPrefix(s, "<") {
			arg, n = -1, 1
		}
	}
	for n < len(s) && strings.IndexByte("-#+ 0,(", s[n]) >= 0 {
		spec.flags += s[n : n+1]
		n++
	}
	if n < len(s) && s[n] >= '1' && s[n] <= '9' {
		spec.width = number()
	}
	if n < len(s) && s[n] == '.' {
		n++
		spec.precision = number()
	}
	if n >= len(s) {
		return spec, arg, n, false
	}
	spec.conv = s[n]
	n++
	return spec, arg, n, true
}

func (s formatSpec) has(flag byte) bool { return strings.IndexByte(s.flags, flag) >= 0 }

func (s formatSpec) pad(t *thread, out string) string {
	n := s.width - len([]rune(out))
	if n <= 0 {
		return out
	}
	t.Alloc(n)
	if s.has('-') {
		return out + strings.Repeat(" ", n)
	}
	return strings.Repeat(" ", n) + out
}

// number puts sign, grouping and zeros around the digits of a number.
func (s formatSpec) number(t *thread, neg bool, digits string) string {
	if s.has(',') {
		whole, frac, point := strings.Cut(digits, ".")
		digits = group(whole)
		if point {
			digits += "." + frac
		}
	}
	before, after := "", ""
	switch {
	case neg && s.has('('):
		before, after = "(", ")"
	case neg:
		before = "-"
	case s.has('+'):
		before = "+"
	case s.has(' '):
		before = " "
	}
	if n := s.width - len(before) - len(digits) - len(after); s.has('0') && n > 0 {
		t.Alloc(n)
		digits = strings.Repeat("0", n) + digits
	}
	return s.pad(t, before+digits+after)
}

// decimalDigits are the digits of a positive double as Java writes it, and their exponent: 0.d1d2… × 10^exp.
func roundedFixed(f float64, prec int) string {
	x, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'e', -1, 64))
	return roundPlaces(x, prec, "HALF_UP")
}

func (s formatSpec) float(t *thread, f float64) string {
	neg := math.Signbit(f)
	f = math.Abs(f)
	plain := s
	plain.flags = strings.ReplaceAll(s.flags, "0", "")
	if math.IsNaN(f) {
		return plain.pad(t, "NaN")
	}
	if math.IsInf(f, 0) {
		plain.flags = strings.ReplaceAll(plain.flags, ",", "")
		return plain.number(t, neg, "Infinity")
	}
	prec := s.precision
	if prec < 0 {
		prec = 6
	}
	t.Alloc(prec)
	switch s.conv {
	case 'e', 'E':
		return s.number(t, neg, scientific(f, prec))
	case 'g', 'G':
		if prec == 0 {
			prec = 1
		}
		if f != 0 && (f < 1e-4 || f >= math.Pow10(prec)) {
			return s.number(t, neg, scientific(f, prec-1))
		}
		places := prec - 1
		if f != 0 {
			places = prec - int(math.Floor(math.Log10(f))) - 1
		}
		return s.number(t, neg, roundedFixed(f, max(places, 0)))
	}
	return s.number(t, neg, roundedFixed(f, prec))
}

func scientific(f float64, prec int) string {
	if f == 0 {
		out := "0"
		if prec > 0 {
			out += "." + strings.Repeat("0", prec)
		}
		return out + "e+00"
	}
	short := strconv.FormatFloat(f, 'e', -1, 64)
	m, e, _ := strings.Cut(short, "e")
	exp, _ := strconv.Atoi(e)
	x, _ := new(big.Rat).SetString(m)
	digits := roundPlaces(x, prec, "HALF_UP")
	if strings.HasPrefix(digits, "10") {
		exp++
		digits = roundPlaces(x.Quo(x, big.NewRat(10, 1)), prec, "HALF_UP")
	}
	return fmt.Sprintf("%se%+03d", digits, exp)
}

// javaFormat is String.format.
func javaFormat(t *thread, format string, args []value) string {
	var b strings.Builder
	next, last := 0, -1
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b.WriteByte(format[i])
			continue
		}
		spec, arg, n, ok := parseFormat(format[i+1:])
		if !ok {
			t.ThrowJava(unknownConversion(), "Conversion = '%'", nil)
		}
		spec.text = format[i : i+1+n]
		i += n
		if spec.has('-') && spec.width < 0 {
			t.ThrowJava(missingWidth(), spec.text, nil)
		}
		date := byte(0)
		switch spec.conv {
		case 'n':
			b.WriteByte('\n')
			continue
		case '%':
			b.WriteString(spec.pad(t, "%"))
			continue
		case 't', 'T':
			if i++; i >= len(format) {
				t.ThrowJava(unknownConversion(), "Conversion = '"+string(rune(spec.conv))+"'", nil)
			}
			date = format[i]
			spec.text += string(rune(date))
		}
		if strings.IndexByte("bBhHsScCdoxXeEfgGaAtT", spec.conv) < 0 {
			t.ThrowJava(unknownConversion(), fmt.Sprintf("Conversion = '%c'", spec.conv), nil)
		}
		k := arg - 1
		switch arg {
		case 0:
			k = next
			next++
		case -1:
			k = last
		}
		last = k
		if k < 0 || k >= len(args) {
			t.ThrowJava(missingArgument(), "Format specifier '"+spec.text+"'", nil)
		}
		out := spec.format(t, args[k], k, date)
		if spec.conv >= 'A' && spec.conv <= 'Z' {
			out = strings.ToUpper(out)
		}
		t.Alloc(len(out))
		b.WriteString(out)
	}
	return b.String()
}

func (s formatSpec) format(t *thread, v value, k int, date byte) string {
	v = unbox(v)
	wrong := func() {
		t.ThrowJava(wrongConversion(), fmt.Sprintf("%c != %s", s.conv, javaClassName(v)), nil)
	}
	cut := func(out string) string {
		if r := []rune(out); s.precision >= 0 && len(r) > s.precision {
			out = string(r[:s.precision])
		}
		return s.pad(t, out)
	}
	if v.IsNone() {
		if s.conv == 'b' || s.conv == 'B' {
			return cut("false")
		}
		return cut("null")
	}
	switch s.conv {
	case 'b', 'B':
		if v.Prim().Kind() == py.KindBool {
			return cut(text(t, v))
		}
		return cut("true")
	case 'h', 'H':
		return cut(hexText(hash(t, v)))
	case 's', 'S':
		return cut(text(t, v))
	case 'c', 'C':
		switch p := v.Prim(); {
		case p.Kind() == py.KindInt:
			return s.pad(t, string(rune(p.Int64())))
		}
		wrong()
	case 'd', 'o', 'x', 'X':
		var n *big.Int
		switch p := v.Prim(); p.Kind() {
		case py.KindInt, py.KindLong, py.KindBig:
			n = p.Big()
		}
		if b, ok := payload[bigInteger](v); ok {
			n = b.n
		}
		if n == nil {
			wrong()
		}
		if s.conv == 'd' {
			return s.number(t, n.Sign() < 0, new(big.Int).Abs(n).String())
		}
		base, mark := 8, "0"
		if s.conv != 'o' {
			base, mark = 16, "0x"
		}
		digits := n.Text(base)
		if v.Prim().Kind() == py.KindInt {
			digits = strconv.FormatUint(uint64(uint32(v.Int64())), base)
		}
		if !s.has('#') {
			mark = ""
		}
		digits = mark + digits
		if pad := s.width - len(digits); s.has('0') && pad > 0 {
			t.Alloc(pad)
			digits = mark + strings.Repeat("0", pad) + digits[len(mark):]
		}
		return s.pad(t, digits)
	case 'e', 'E', 'f', 'g', 'G', 'a', 'A':
		if d, ok := payload[decimal](v); ok && s.conv == 'f' {
			prec := s.precision
			if prec < 0 {
				prec = 6
			}
			t.Alloc(prec)
			x := d.rat()
			return s.number(t, x.Sign() < 0, roundPlaces(x.Abs(x), prec, "HALF_UP"))
		} else if ok {
			return s.float(t, d.float())
		}
		if v.Prim().Kind() != py.KindFloat {
			wrong()
		}
		if s.conv == 'a' || s.conv == 'A' {
			return s.pad(t, strconv.FormatFloat(v.Float64(), 'x', -1, 64))
		}
		return s.float(t, v.Float64())
	case 't', 'T':
		return s.pad(t, s.date(t, v, date, k))
	}
	return ""
}

// formatDates are the date conversions as patterns of SimpleDateFormat.
var formatDates = map[byte]string{
	'H': "HH", 'I': "hh", 'k': "H", 'l': "h", 'M': "mm", 'S': "ss", 'L': "SSS", 'p': "a", 'z': "Z", 'Z': "z", 'B': "MMMM", 'b': "MMM", 'h': "MMM",
	'A': "EEEE", 'a': "EEE", 'Y': "yyyy", 'y': "yy", 'j': "DDD", 'm': "MM", 'd': "dd", 'e': "d", 'R': "HH:mm", 'T': "HH:mm:ss",
	'r': "hh:mm:ss a", 'D': "MM/dd/yy", 'F': "yyyy-MM-dd", 'c': "EEE MMM dd HH:mm:ss z yyyy", 'N': "SSS'000000'",
}

func (s formatSpec) date(t *thread, v value, letter byte, k int) string {
	var at time.Time
	switch p := v.Prim(); p.Kind() {
	case py.KindInt, py.KindLong:
		at = time.UnixMilli(p.Int64()).In(host.Of(t).Zone())
	default:
		at = timeOf(t, v, host.Of(t).Zone())
	}
	switch letter {
	case 's':
		return strconv.FormatInt(at.Unix(), 10)
	case 'Q':
		return strconv.FormatInt(at.UnixMilli(), 10)
	case 'C':
		return fmt.Sprintf("%02d", at.Year()/100)
	}
	pattern, ok := formatDates[letter]
	if !ok {
		t.ThrowJava(unknownConversion(), "Conversion = 't"+string(rune(letter))+"'", nil)
	}
	out, err := FormatDate(at, pattern)
	if err != nil {
		t.Raise(py.SystemErrorType, err.Error())
	}
	if letter == 'p' {
		return strings.ToLower(out)
	}
	return out
}

func javaClassName(v value) string {
	switch v.Prim().Kind() {
	case py.KindInt:
		return "java.lang.Integer"
	case py.KindLong, py.KindBig:
		return "java.math.BigInteger"
	case py.KindFloat:
		return "java.lang.Double"
	case py.KindStr, py.KindUnicode:
		return "java.lang.String"
	case py.KindBool:
		return "java.lang.Boolean"
	}
	return v.Type().FullName()
}

// group puts commas between the thousands of a number's digits.
func group(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
