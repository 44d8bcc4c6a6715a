package library

// The classes of module decimal: what scripts see of the arithmetic in decimal.go.

import (
	"math/big"
	"strconv"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

type decTypeSet struct{ decimal, context, tuple, manager *py.Type }

var decimalTypes func() decTypeSet

func init() { decimalTypes = sync.OnceValue(makeDecimalTypes) }

var decRoundings = []string{"ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP"}

func makeDecimalTypes() decTypeSet {
	var set decTypeSet
	set.tuple = newNamedTuple("decimal", "DecimalTuple", "sign", "digits", "exponent")
	set.decimal = pythonClass(py.TypeDef{Module: "decimal", Name: "Decimal",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			bound, rest, _ := bindDecimal(args, names)
			if rest != "" {
				t.Raisef(py.TypeErrorType, "__new__() got an unexpected keyword argument '%s'", rest)
			}
			t.Alloc(96)
			d := *makeDec(t, bound[0], bound[1])
			d.Header = py.NewHeader(cls)
			return py.Obj(&d)
		},
		Init:    func(*thread, value, []value, []string) {},
		Methods: decimalMethods(),
		Attrs: []py.Attr{
			attr("real", func(_ *thread, d *dec) value { return py.Obj(d) }),
			attr("imag", func(*thread, *dec) value { return py.Obj(newDec(false, new(big.Int), 0)) }),
		}})
	set.decimal.AddClassMethod(py.Def{Name: "from_float", Min: 1, Max: 1, Fn: func(t *thread, cls value, a []value) value {
		if n, ok := bigOf(a[0]); ok {
			return py.Obj(decOfBig(n))
		}
		if !isFloat(a[0]) {
			t.Raise(py.TypeErrorType, "argument must be int or float.")
		}
		return py.Obj(decOfFloat(a[0].Prim().Float64()))
	}})
	set.context = newContextType()
	set.manager = pythonClass(py.TypeDef{Module: "decimal", Name: "_ContextManager", NoNew: true, Methods: []py.Def{
		method("__enter__", 0, 0, func(t *thread, m *decManager, _ []value) value {
			m.saved = py.Obj(contextOf(t, value{}))
			t.SetAttr(t.Import("decimal"), decContextKey, py.Obj(m.c))
			return py.Obj(m.c)
		}),
		method("__exit__", 0, -1, func(t *thread, m *decManager, _ []value) value {
			t.SetAttr(t.Import("decimal"), decContextKey, m.saved)
			return py.None
		}),
	}})
	return set
}

// decManager is what localcontext returns.
type decManager struct {
	py.Header
	c     *decContext
	saved value
}

func bindDecimal(args []value, names []string) (bound [2]value, unknown string, n int) {
	pos := len(args) - len(names)
	for i := 0; i < pos && i < 2; i++ {
		bound[i] = args[i]
	}
	for i, name := range names {
		switch name {
		case "value":
			bound[0] = args[pos+i]
		case "context":
			bound[1] = args[pos+i]
		default:
			return bound, name, pos
		}
	}
	return bound, "", pos
}

// makeDec is Decimal(v).
func makeDec(t *thread, v, context value) *dec {
	if v.IsAbsent() {
		return newDec(false, new(big.Int), 0)
	}
	if v.IsNone() {
		t.Raise(py.TypeErrorType, "Cannot convert None to Decimal")
	}
	if d, ok := operand(v, true); ok {
		return d
	}
	if v.IsText() {
		d, ok := parseDec(t, v.Text())
		if !ok {
			c := contextOf(t, context)
			c.signal(t, decimalSignals().invalid, "Invalid literal for Decimal: "+t.Repr(v))
			return specialDec(false, decNaN)
		}
		return d
	}
	var items []value
	switch x := v.Object().(type) {
	case *py.Tuple:
		items = x.Items
	case *py.List:
		items = x.Items
	default:
		t.Raise(py.TypeErrorType, "Cannot convert "+t.Repr(v)+" to Decimal")
	}
	if len(items) != 3 {
		t.Raise(py.ValueErrorType, "Invalid tuple size in creation of Decimal from list or tuple.  The list or tuple should have exactly three elements.")
	}
	if !isInt(items[0]) || intArg(t, items[0], 0)>>1 != 0 {
		t.Raise(py.ValueErrorType, "Invalid sign.  The first value in the tuple should be an integer; either 0 for a positive number or 1 for a negative number.")
	}
	neg := intArg(t, items[0], 0) == 1
	var digits strings.Builder
	digits.WriteByte('0')
	if !(items[2].IsText() && items[2].Text() == "F") {
		for _, d := range t.Items(items[1]) {
			if !isInt(d) || intArg(t, d, 0) < 0 || intArg(t, d, 0) > 9 {
				t.Raise(py.ValueErrorType, "The second value in the tuple must be composed of integers in the range 0 through 9.")
			}
			digits.WriteByte(byte('0' + intArg(t, d, 0)))
		}
	}
	n, _ := new(big.Int).SetString(digits.String(), 10)
	if items[2].IsText() {
		form, ok := map[string]decForm{"F": decInf, "n": decNaN, "N": decSNaN}[items[2].Text()]
		if ok {
			d := specialDec(neg, form)
			d.coef = n
			return d
		}
	}
	if !isInt(items[2]) {
		t.Raise(py.ValueErrorType, "The third value in the tuple must be an integer, or one of the strings 'F', 'n', 'N'.")
	}
	return newDec(neg, n, intArg(t, items[2], 0))
}

func roundingArg(v value, c *decContext) string {
	if given(v) {
		return v.Text()
	}
	return c.rounding
}

func decimalMethods() []py.Def {
	type binary = func(t *thread, c *decContext, a, b *dec) *dec
	var defs []py.Def
	op := func(name string, f binary) {
		defs = append(defs,
			method("__"+name+"__", 1, 2, func(t *thread, d *dec, a []value) value {
				o, ok := operand(a[0], false)
				if !ok {
					return py.NotImplemented
				}
				return py.Obj(f(t, contextOf(t, value{}), d, o))
			}),
			method("__r"+name+"__", 1, 1, func(t *thread, d *dec, a []value) value {
				o, ok := operand(a[0], false)
				if !ok {
					return py.NotImplemented
				}
				return py.Obj(f(t, contextOf(t, value{}), o, d))
			}))
	}
	sub := func(t *thread, c *decContext, a, b *dec) *dec {
		if n := nans(t, c, a, b); n != nil {
			return n
		}
		return addDec(t, c, a, b.copyNeg(!b.neg))
	}
	op("add", addDec)
	op("sub", sub)
	op("mul", mulDec)
	op("div", divDec)
	op("truediv", divDec)
	op("pow", powDec)
	op("floordiv", func(t *thread, c *decContext, a, b *dec) *dec {
		q, _ := divmodDec(t, c, a, b, "//")
		return q
	})
	op("mod", func(t *thread, c *decContext, a, b *dec) *dec {
		if b.form == decInf && a.form == decFinite {
			return a.fix(t, c)
		}
		_, r := divmodDec(t, c, a, b, "%")
		return r
	})
	both := func(t *thread, a, b *dec) value {
		q, r := divmodDec(t, contextOf(t, value{}), a, b, "divmod")
		return tuple(py.Obj(q), py.Obj(r))
	}
	for i, name := range []string{"__divmod__", "__rdivmod__"} {
		defs = append(defs, method(name, 1, 1, func(t *thread, d *dec, a []value) value {
			o, ok := operand(a[0], false)
			if !ok {
				return py.NotImplemented
			}
			if i == 1 {
				return both(t, o, d)
			}
			return both(t, d, o)
		}))
	}
	for name, test := range map[string]func(r int) bool{"lt": func(r int) bool { return r < 0 }, "le": func(r int) bool { return r <= 0 },
		"gt": func(r int) bool { return r > 0 }, "ge": func(r int) bool { return r >= 0 }, "eq": func(r int) bool { return r == 0 }, "ne": func(r int) bool { return r != 0 }} {
		defs = append(defs, method("__"+name+"__", 1, 1, func(t *thread, d *dec, a []value) value {
			o, ok := operand(a[0], true)
			if !ok {
				return py.NotImplemented
			}
			if d.nan() || o.nan() {
				if name != "eq" && name != "ne" {
					contextOf(t, value{}).invalid(t, "comparison involving NaN")
				}
				return py.Bool(name == "ne")
			}
			return py.Bool(test(cmpDec(d, o)))
		}))
	}
	unary := func(name string, f func(t *thread, c *decContext, d *dec) *dec) {
		defs = append(defs, kwMethod(name, 0, "context", func(t *thread, d *dec, a []value) value {
			return py.Obj(f(t, contextOf(t, a[0]), d))
		}))
	}
	signed := func(t *thread, c *decContext, d *dec, neg bool) *dec {
		if n := nans(t, c, d); n != nil {
			return n
		}
		return d.copyNeg(neg).fix(t, c)
	}
	unary("__neg__", func(t *thread, c *decContext, d *dec) *dec {
		return signed(t, c, d, !d.neg && (!d.zero() || c.rounding == "ROUND_FLOOR"))
	})
	unary("__pos__", func(t *thread, c *decContext, d *dec) *dec {
		return signed(t, c, d, d.neg && (!d.zero() || c.rounding == "ROUND_FLOOR"))
	})
	unary("__abs__", func(t *thread, c *decContext, d *dec) *dec { return signed(t, c, d, false) })
	unary("sqrt", func(t *thread, c *decContext, d *dec) *dec { return d.sqrt(t, c) })
	unary("exp", func(t *thread, c *decContext, d *dec) *dec { return d.exponential(t, c) })
	unary("ln", func(t *thread, c *decContext, d *dec) *dec { return d.ln(t, c, false) })
	unary("log10", func(t *thread, c *decContext, d *dec) *dec { return d.ln(t, c, true) })
	unary("normalize", func(t *thread, c *decContext, d *dec) *dec { return d.normalize(t, c) })
	for _, name := range []string{"to_integral_value", "to_integral", "to_integral_exact"} {
		defs = append(defs, kwMethod(name, 0, "rounding context", func(t *thread, d *dec, a []value) value {
			c := contextOf(t, a[1])
			return py.Obj(d.toIntegral(t, c, roundingArg(a[0], c), name == "to_integral_exact"))
		}))
	}
	for name, test := range map[string]func(d *dec) bool{
		"is_nan": func(d *dec) bool { return d.nan() }, "is_qnan": func(d *dec) bool { return d.form == decNaN }, "is_snan": func(d *dec) bool { return d.form == decSNaN },
		"is_infinite": func(d *dec) bool { return d.form == decInf }, "is_finite": func(d *dec) bool { return d.form == decFinite },
		"is_zero": func(d *dec) bool { return d.zero() }, "is_signed": func(d *dec) bool { return d.neg }, "is_canonical": func(*dec) bool { return true },
		"__nonzero__": func(d *dec) bool { return !d.zero() }} {
		defs = append(defs, method(name, 0, 0, func(_ *thread, d *dec, _ []value) value { return py.Bool(test(d)) }))
	}
	pick := func(name string, sign int) {
		defs = append(defs, kwMethod(name, 1, "other context", func(t *thread, d *dec, a []value) value {
			c, o := contextOf(t, a[1]), mustOperand(t, a[0])
			switch {
			case d.form == decNaN && o.form <= decInf:
				return py.Obj(o.fix(t, c))
			case o.form == decNaN && d.form <= decInf:
				return py.Obj(d.fix(t, c))
			}
			if n := nans(t, c, d, o); n != nil {
				return py.Obj(n)
			}
			if cmpDec(d, o)*sign >= 0 {
				return py.Obj(d.fix(t, c))
			}
			return py.Obj(o.fix(t, c))
		}))
	}
	pick("max", 1)
	pick("min", -1)
	same := func(_ *thread, d *dec, _ []value) value { return py.Obj(d) }
	return append(defs,
		method("__str__", 0, 0, func(t *thread, d *dec, _ []value) value {
			return py.Str(d.text(false, contextOf(t, value{}).capitals != 0))
		}),
		method("__repr__", 0, 0, func(t *thread, d *dec, _ []value) value {
			return py.Str("Decimal('" + d.text(false, contextOf(t, value{}).capitals != 0) + "')")
		}),
		method("__hash__", 0, 0, func(t *thread, d *dec, _ []value) value { return py.Int(hashDec(t, d)) }),
		method("__int__", 0, 0, func(t *thread, d *dec, _ []value) value { return integerValue(d.toBig(t)) }),
		method("__long__", 0, 0, func(t *thread, d *dec, _ []value) value { return py.BigLong(d.toBig(t)) }),
		method("__trunc__", 0, 0, func(t *thread, d *dec, _ []value) value { return integerValue(d.toBig(t)) }),
		method("__float__", 0, 0, func(t *thread, d *dec, _ []value) value { return py.Float(d.float(t)) }),
		method("__complex__", 0, 0, func(t *thread, d *dec, _ []value) value { return py.NewComplex(complex(d.float(t), 0)) }),
		method("__copy__", 0, 0, same), method("__deepcopy__", 1, 1, same), method("conjugate", 0, 0, same), method("canonical", 0, 0, same),
		method("__reduce__", 0, 0, func(t *thread, d *dec, _ []value) value {
			return tuple(py.Obj(d.PyType()), tuple(py.Str(d.text(false, true))))
		}),
		method("__format__", 1, 1, func(t *thread, d *dec, a []value) value { return like(a[0], d.format(t, a[0].Text())) }),
		kwMethod("quantize", 1, "exp rounding context watchexp", func(t *thread, d *dec, a []value) value {
			c := contextOf(t, a[2])
			return py.Obj(d.quantize(t, c, mustOperand(t, a[0]), roundingArg(a[1], c)))
		}),
		kwMethod("compare", 1, "other context", func(t *thread, d *dec, a []value) value {
			o := mustOperand(t, a[0])
			if n := nans(t, contextOf(t, a[1]), d, o); n != nil {
				return py.Obj(n)
			}
			return py.Obj(decOfBig(big.NewInt(int64(cmpDec(d, o)))))
		}),
		kwMethod("fma", 2, "other third context", func(t *thread, d *dec, a []value) value {
			wide := contextOf(t, a[2]).copy(t)
			wide.prec, wide.emax, wide.emin = decMaxDigit, decMaxDigit, -decMaxDigit
			product := mulDec(t, wide, d, mustOperand(t, a[0]))
			return py.Obj(addDec(t, contextOf(t, a[2]), product, mustOperand(t, a[1])))
		}),
		kwMethod("remainder_near", 1, "other context", func(t *thread, d *dec, a []value) value {
			c, o := contextOf(t, a[1]), mustOperand(t, a[0])
			_, r := divmodDec(t, c, d, o, "%")
			if r.form != decFinite || o.form != decFinite {
				return py.Obj(r)
			}
			half := cmpDec(mulDec(t, c, r.copyNeg(false), newDec(false, big.NewInt(2), 0)), o.copyNeg(false))
			q, _ := divideInt(t, c, d, o)
			if half > 0 || half == 0 && q.odd(t) {
				r = addDec(t, c, r, o.copyNeg(!d.neg))
			}
			return py.Obj(r)
		}),
		method("same_quantum", 1, 1, func(t *thread, d *dec, a []value) value {
			o := mustOperand(t, a[0])
			if d.form != decFinite || o.form != decFinite {
				return py.Bool(d.nan() && o.nan() || d.form == decInf && o.form == decInf)
			}
			return py.Bool(d.exp == o.exp)
		}),
		method("adjusted", 0, 0, func(_ *thread, d *dec, _ []value) value { return py.Integer(int64(d.adjusted())) }),
		method("as_tuple", 0, 0, func(t *thread, d *dec, _ []value) value { return d.tuple(t) }),
		method("copy_abs", 0, 0, func(_ *thread, d *dec, _ []value) value { return py.Obj(d.copyNeg(false)) }),
		method("copy_negate", 0, 0, func(_ *thread, d *dec, _ []value) value { return py.Obj(d.copyNeg(!d.neg)) }),
		method("copy_sign", 1, 1, func(t *thread, d *dec, a []value) value { return py.Obj(d.copyNeg(mustOperand(t, a[0]).neg)) }),
		method("radix", 0, 0, func(*thread, *dec, []value) value { return py.Obj(decOfBig(big.NewInt(10))) }),
		kwMethod("scaleb", 1, "other context", func(t *thread, d *dec, a []value) value {
			c, o := contextOf(t, a[1]), mustOperand(t, a[0])
			if n := nans(t, c, d, o); n != nil {
				return py.Obj(n)
			}
			if o.form != decFinite || o.exp != 0 || o.size() > 10 {
				return py.Obj(c.invalid(t, ""))
			}
			r := d.copyNeg(d.neg)
			r.exp += int(o.signed().Int64())
			return py.Obj(r.fix(t, c))
		}),
		kwMethod("to_eng_string", 0, "context", func(t *thread, d *dec, a []value) value {
			return py.Str(d.text(true, contextOf(t, a[0]).capitals != 0))
		}),
		kwMethod("logb", 0, "context", func(t *thread, d *dec, a []value) value {
			c := contextOf(t, a[0])
			switch {
			case d.nan():
				return py.Obj(nans(t, c, d))
			case d.form == decInf:
				return py.Obj(specialDec(false, decInf))
			case d.zero():
				c.signal(t, decimalSignals().byZero, "logb(0)")
				return py.Obj(specialDec(true, decInf))
			}
			return py.Obj(decOfBig(big.NewInt(int64(d.adjusted()))).fix(t, c))
		}),
	)
}

func hashDec(t *thread, d *dec) int {
	switch {
	case d.form == decSNaN:
		t.Raise(py.TypeErrorType, "Cannot hash a signaling NaN value.")
	case d.form == decNaN:
		return 0
	case d.form == decInf:
		return t.Hash(py.Float(d.float(t)))
	}
	if d.adjusted() < 309 {
		if f := decOfFloat(d.float(t)); f.form == decFinite && cmpDec(f, d) == 0 {
			return t.Hash(py.Float(d.float(t)))
		}
	}
	if d.exp >= 0 && d.adjusted() < 4096 {
		return t.Hash(integerValue(d.toBig(t)))
	}
	text := strings.TrimRight(d.digits(), "0")
	return t.Hash(tuple(py.Int(map[bool]int{true: 1}[d.neg]), py.Integer(int64(d.exp+d.size())), py.Str(text)))
}

func (d *dec) tuple(t *thread) value {
	text := d.digits()
	t.Alloc(24 * len(text))
	exp := py.Integer(int64(d.exp))
	switch d.form {
	case decInf:
		exp = py.Str("F")
	case decNaN, decSNaN:
		exp = py.Str(map[decForm]string{decNaN: "n", decSNaN: "N"}[d.form])
		if text == "0" {
			text = ""
		}
	}
	items := make([]value, len(text))
	for i := range text {
		items[i] = py.Int(int(text[i] - '0'))
	}
	return t.Call(py.Obj(decimalTypes().tuple), []value{py.Int(map[bool]int{true: 1}[d.neg]), tuple(items...), exp}, nil)
}

// format is format(d, spec): fill, alignment, sign, width, thousands, precision and type.
func (d *dec) format(t *thread, spec string) string {
	s := []rune(spec)
	fill, align, sign, width, comma, prec, kind := ' ', '>', '-', 0, false, -1, rune(0)
	bad := func() { t.Raise(py.ValueErrorType, "Invalid format specifier: "+spec) }
	explicit := false
	if len(s) > 1 && strings.ContainsRune("<>=^", s[1]) {
		fill, align, s, explicit = s[0], s[1], s[2:], true
	} else if len(s) > 0 && strings.ContainsRune("<>=^", s[0]) {
		align, s, explicit = s[0], s[1:], true
	}
	if len(s) > 0 && strings.ContainsRune(" +-", s[0]) {
		sign, s = s[0], s[1:]
	}
	number := func() (n int, ok bool) {
		i := 0
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		n, err := strconv.Atoi(string(s[:i]))
		s = s[i:]
		return n, err == nil
	}
	if len(s) > 0 && s[0] == '0' {
		if explicit {
			bad()
		}
		fill, align, s = '0', '=', s[1:]
	}
	if n, ok := number(); ok {
		width = n
	}
	if len(s) > 0 && s[0] == ',' {
		comma, s = true, s[1:]
	}
	if len(s) > 0 && s[0] == '.' {
		s = s[1:]
		n, ok := number()
		if !ok {
			bad()
		}
		prec = n
	}
	if len(s) > 0 && strings.ContainsRune("eEfFgGn%", s[0]) {
		kind, s = s[0], s[1:]
	}
	if len(s) > 0 {
		bad()
	}
	t.Alloc(width + max(prec, 0))
	c := contextOf(t, value{})
	neg, body := d.neg, ""
	if d.form != decFinite {
		body = d.copyNeg(false).text(false, true)
	} else {
		x := d
		if kind == '%' {
			x = newDec(d.neg, d.coef, d.exp+2)
		}
		if prec >= 0 {
			switch kind {
			case 'e', 'E':
				if !x.zero() {
					x = x.round(t, prec+1, c.rounding)
				}
			case 'f', 'F', '%':
				x, _ = x.rescale(t, -prec, c.rounding)
			default:
				if n := max(prec, 1); x.size() > n {
					x = x.round(t, n, c.rounding)
				}
			}
		}
		if x.zero() && x.exp > 0 && (kind == 'f' || kind == 'F' || kind == '%') {
			x, _ = x.rescale(t, 0, c.rounding)
		}
		left := x.exp + x.size()
		dot := 1
		switch kind {
		case 'e', 'E':
			if x.zero() && prec >= 0 {
				dot = 1 - prec
			}
		case 'f', 'F', '%':
			dot = left
		default:
			if x.exp <= 0 && left > -6 {
				dot = left
			}
		}
		digits := x.digits()
		var whole, frac string
		switch {
		case dot < 0:
			t.Alloc(-dot)
			whole, frac = "0", strings.Repeat("0", -dot)+digits
		case dot > len(digits):
			t.Alloc(dot)
			whole = digits + strings.Repeat("0", dot-len(digits))
		default:
			whole, frac = digits[:dot], digits[dot:]
			if whole == "" {
				whole = "0"
			}
		}
		tail := ""
		if exp := left - dot; exp != 0 || kind == 'e' || kind == 'E' {
			mark := "E"
			if kind == 'e' || kind == 'g' || kind == 'n' {
				mark = "e"
			}
			tail = mark + map[bool]string{true: "+"}[exp >= 0] + strconv.Itoa(exp)
		}
		if kind == '%' {
			tail += "%"
		}
		if frac != "" {
			tail = "." + frac + tail
		}
		if comma {
			least := 0
			if align == '=' && fill == '0' {
				least = width - len(tail)
				if neg || sign != '-' {
					least--
				}
			}
			whole = thousands(whole, least)
		}
		body = whole + tail
	}
	lead := ""
	switch {
	case neg:
		lead = "-"
	case sign != '-':
		lead = string(sign)
	}
	pad := max(0, width-len(lead)-len(body))
	filler := strings.Repeat(string(fill), pad)
	switch align {
	case '<':
		return lead + body + filler
	case '=':
		return lead + filler + body
	case '^':
		half := []rune(filler)
		return string(half[:pad/2]) + lead + body + string(half[pad/2:])
	}
	return filler + lead + body
}

// round keeps n digits.
func (d *dec) round(t *thread, n int, rounding string) *dec {
	if d.zero() {
		return newDec(d.neg, d.coef, d.adjusted()+1-n)
	}
	r, _ := d.rescale(t, d.adjusted()+1-n, rounding)
	if r.size() > n {
		r, _ = r.rescale(t, r.adjusted()+1-n, rounding)
	}
	return r
}

// thousands groups digits by three, with zeros in front up to a width of at least least.
func thousands(digits string, least int) string {
	for {
		out := digits
		for i := len(digits) - 3; i > 0; i -= 3 {
			out = out[:i] + "," + out[i:]
		}
		if len(out) >= least {
			return out
		}
		digits = "0" + digits
	}
}

func newContextType() *py.Type {
	number := func(name string, field func(c *decContext) *int) py.Attr {
		return py.Attr{Name: name, Get: func(_ *thread, v value) value { return py.Integer(int64(*field(v.Object().(*decContext)))) },
			Set: func(t *thread, v, x value) { *field(v.Object().(*decContext)) = intArg(t, x, 0) }}
	}
	dict := func(name string, field func(c *decContext) **py.Dict) py.Attr {
		return py.Attr{Name: name, Get: func(_ *thread, v value) value { return py.Obj(*field(v.Object().(*decContext))) },
			Set: func(t *thread, v, x value) { *field(v.Object().(*decContext)) = signalDict(t, x) }}
	}
	var methods []py.Def
	// The methods of Decimal that take their operands from the arguments.
	for _, d := range []struct{ name, as string }{{"add", "__add__"}, {"subtract", "__sub__"}, {"multiply", "__mul__"}, {"divide", "__div__"},
		{"divide_int", "__floordiv__"}, {"remainder", "__mod__"}, {"divmod", "__divmod__"}, {"power", "__pow__"}, {"abs", "__abs__"}, {"plus", "__pos__"},
		{"minus", "__neg__"}, {"sqrt", "sqrt"}, {"exp", "exp"}, {"ln", "ln"}, {"log10", "log10"}, {"quantize", "quantize"}, {"compare", "compare"},
		{"normalize", "normalize"}, {"max", "max"}, {"min", "min"}, {"to_integral_value", "to_integral_value"}, {"to_sci_string", "__str__"},
		{"to_eng_string", "to_eng_string"}, {"fma", "fma"}, {"remainder_near", "remainder_near"}, {"scaleb", "scaleb"}} {
		methods = append(methods, method(d.name, 1, 3, func(t *thread, c *decContext, a []value) value {
			m := t.Import("decimal")
			saved := py.Obj(contextOf(t, value{}))
			t.SetAttr(m, decContextKey, py.Obj(c))
			defer t.SetAttr(m, decContextKey, saved)
			return t.CallMethod(d.as, append([]value{py.Obj(mustOperand(t, a[0]))}, a[1:]...), nil)
		}))
	}
	create := func(t *thread, c *decContext, v value) value {
		d := makeDec(t, v, py.Obj(c))
		if d.nan() && d.size() > c.prec {
			return py.Obj(c.invalid(t, "diagnostic info too long in NaN"))
		}
		return py.Obj(d.fix(t, c))
	}
	copyOf := func(t *thread, c *decContext, _ []value) value { return py.Obj(c.copy(t)) }
	methods = append(methods,
		method("create_decimal", 0, 1, func(t *thread, c *decContext, a []value) value { return create(t, c, at(a, 0)) }),
		method("create_decimal_from_float", 1, 1, func(t *thread, c *decContext, a []value) value { return create(t, c, a[0]) }),
		method("copy", 0, 0, copyOf), method("__copy__", 0, 0, copyOf),
		method("clear_flags", 0, 0, func(t *thread, c *decContext, _ []value) value {
			for _, s := range decimalSignals().all() {
				c.flags.Set(t, py.Obj(s), py.False)
			}
			return py.None
		}),
		method("Etiny", 0, 0, func(_ *thread, c *decContext, _ []value) value { return py.Integer(int64(c.etiny())) }),
		method("Etop", 0, 0, func(_ *thread, c *decContext, _ []value) value { return py.Integer(int64(c.emax - c.prec + 1)) }),
		method("__repr__", 0, 0, func(t *thread, c *decContext, _ []value) value {
			names := func(d *py.Dict) string {
				var out []string
				for _, k := range d.Keys() {
					if v, _ := d.Get(t, k); t.Truth(v) {
						out = append(out, k.Object().(*py.Type).Name)
					}
				}
				return "[" + strings.Join(out, ", ") + "]"
			}
			return py.Str("Context(prec=" + strconv.Itoa(c.prec) + ", rounding=" + c.rounding + ", Emin=" + strconv.Itoa(c.emin) + ", Emax=" + strconv.Itoa(c.emax) +
				", capitals=" + strconv.Itoa(c.capitals) + ", flags=" + names(c.flags) + ", traps=" + names(c.traps) + ")")
		}))
	return pythonClass(py.TypeDef{Module: "decimal", Name: "Context",
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			t.Alloc(2048)
			c := newDecContext(t, 28, "ROUND_HALF_EVEN", decimalSignals().byZero, decimalSignals().invalid, decimalSignals().overflow)
			c.Header = py.NewHeader(cls)
			return py.Obj(c)
		},
		Init: initWith(0, "prec rounding traps flags Emin Emax capitals _clamp _ignored_flags", func(t *thread, self value, a []value) {
			c := self.Object().(*decContext)
			for i, field := range map[int]*int{0: &c.prec, 4: &c.emin, 5: &c.emax, 6: &c.capitals} {
				if given(a[i]) {
					*field = intArg(t, a[i], 0)
				}
			}
			c.rounding = roundingArg(a[1], c)
			if given(a[2]) {
				c.traps = signalDict(t, a[2])
			}
			if given(a[3]) {
				c.flags = signalDict(t, a[3])
			}
		}),
		Methods: methods,
		Attrs: []py.Attr{
			number("prec", func(c *decContext) *int { return &c.prec }), number("Emin", func(c *decContext) *int { return &c.emin }),
			number("Emax", func(c *decContext) *int { return &c.emax }), number("capitals", func(c *decContext) *int { return &c.capitals }),
			{Name: "rounding", Get: func(_ *thread, v value) value { return py.Str(v.Object().(*decContext).rounding) },
				Set: func(t *thread, v, x value) { v.Object().(*decContext).rounding = textArg(t, x) }},
			dict("flags", func(c *decContext) **py.Dict { return &c.flags }), dict("traps", func(c *decContext) **py.Dict { return &c.traps }),
		}})
}

// signalDict makes a table of all signals from a dict or from a list of those that are on.
func signalDict(t *thread, v value) *py.Dict {
	if d, ok := v.Object().(*py.Dict); ok {
		return d
	}
	out := py.NewDict(8)
	on := t.Items(v)
	for _, s := range decimalSignals().all() {
		set := false
		for _, x := range on {
			set = set || x.Object() == py.Object(s)
		}
		out.Set(t, py.Obj(s), py.Bool(set))
	}
	return out
}

func loadDecimal(t *thread, m *py.Module) {
	types, s := decimalTypes(), decimalSignals()
	m.Set("Decimal", py.Obj(types.decimal))
	m.Set("Context", py.Obj(types.context))
	m.Set("DecimalTuple", py.Obj(types.tuple))
	for _, ty := range append(s.all(), s.exception, s.conversion, s.impossible, s.undefined, s.context) {
		m.Set(ty.Name, py.Obj(ty))
	}
	for _, name := range decRoundings {
		m.Set(name, py.Str(name))
	}
	std := newDecContext(t, 28, "ROUND_HALF_EVEN", s.byZero, s.invalid, s.overflow)
	m.Set("DefaultContext", py.Obj(std))
	m.Set("BasicContext", py.Obj(newDecContext(t, 9, "ROUND_HALF_UP", s.byZero, s.clamped, s.invalid, s.overflow, s.underflow)))
	m.Set("ExtendedContext", py.Obj(newDecContext(t, 9, "ROUND_HALF_EVEN")))
	m.Set(decContextKey, py.Obj(std.copy(t)))
	m.Set("__all__", list(strs("Decimal", "Context", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped", "InvalidOperation",
		"DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING",
		"ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext")...))
	funcs(m,
		fn("getcontext", 0, 0, func(t *thread, _ []value) value { return py.Obj(contextOf(t, value{})) }),
		fn("setcontext", 1, 1, func(t *thread, a []value) value {
			t.SetAttr(t.Import("decimal"), decContextKey, py.Obj(contextOf(t, a[0])))
			return py.None
		}),
		kw("localcontext", 0, "ctx", func(t *thread, a []value) value {
			return py.Obj(&decManager{Header: py.NewHeader(types.manager), c: contextOf(t, a[0]).copy(t)})
		}),
	)
}
