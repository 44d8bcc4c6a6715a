package library

// Module decimal: arithmetic on decimal numbers of any precision, after the General Decimal
// Arithmetic Specification. A coefficient is a math/big integer. Functions that have no
// finite result (exp, ln, log10, roots and powers) are worked out in fixed point with
// digits to spare and rounded once.

import (
	"fmt"
	"math"
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// dec is a decimal.Decimal: (-1)**neg * coef * 10**exp, or a special value.
type dec struct {
	py.Header
	neg  bool
	form decForm
	coef *big.Int // not negative; never changed
	exp  int
}

type decForm uint8

const (
	decFinite decForm = iota
	decInf
	decNaN
	decSNaN
)

func newDec(neg bool, coef *big.Int, exp int) *dec {
	return &dec{Header: py.NewHeader(decimalTypes().decimal), neg: neg, coef: coef, exp: exp}
}

func specialDec(neg bool, form decForm) *dec {
	d := newDec(neg, new(big.Int), 0)
	d.form = form
	return d
}

func (d *dec) zero() bool { return d.form == decFinite && d.coef.Sign() == 0 }
func (d *dec) nan() bool  { return d.form >= decNaN }
func (d *dec) digits() string {
	return d.coef.String()
}

// size is the number of digits of the coefficient, 1 for zero.
func (d *dec) size() int { return digitCount(d.coef) }

func digitCount(n *big.Int) int {
	if n.Sign() == 0 {
		return 1
	}
	guess := int(float64(n.BitLen()-1)*math.Log10(2)) + 1
	if n.BitLen() < 4096 || guess < 1 {
		return len(n.String())
	}
	if n.CmpAbs(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(guess)), nil)) >= 0 {
		guess++
	}
	return guess
}

// adjusted is the exponent of the first digit.
func (d *dec) adjusted() int {
	if d.form != decFinite {
		return 0
	}
	return d.exp + d.size() - 1
}

func (d *dec) copyNeg(neg bool) *dec {
	c := newDec(neg, d.coef, d.exp)
	c.form = d.form
	return c
}

// text is the number in scientific, or else engineering, notation.
func (d *dec) text(eng bool, capitals bool) string {
	sign := ""
	if d.neg {
		sign = "-"
	}
	switch d.form {
	case decInf:
		return sign + "Infinity"
	case decNaN, decSNaN:
		name := "NaN"
		if d.form == decSNaN {
			name = "sNaN"
		}
		if d.coef.Sign() != 0 {
			name += d.digits()
		}
		return sign + name
	}
	digits := d.digits()
	left := d.exp + len(digits)
	dot := 1
	switch {
	case d.exp <= 0 && left > -6:
		dot = left
	case eng && digits == "0":
		dot = (left+1)%3 - 1
		if (left+1)%3 < 0 {
			dot += 3
		}
	case eng:
		dot = (left-1)%3 + 1
		if (left-1)%3 < 0 {
			dot += 3
		}
	}
	var whole, frac string
	switch {
	case dot <= 0:
		whole, frac = "0", "."+strings.Repeat("0", -dot)+digits
	case dot >= len(digits):
		whole = digits + strings.Repeat("0", dot-len(digits))
	default:
		whole, frac = digits[:dot], "."+digits[dot:]
	}
	exp := ""
	if left != dot {
		exp = fmt.Sprintf("E%+d", left-dot)
		if !capitals {
			exp = strings.ToLower(exp)
		}
	}
	return sign + whole + frac + exp
}

// pow10 is 10**n. It charges for the size of the number and the work that follows.
func pow10(t *thread, n int) *big.Int {
	if n > 64 {
		t.Alloc(n)
		t.Step(1 + n/64*(n/4096+1))
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// decContext is a decimal.Context.
type decContext struct {
	py.Header
	prec, emin, emax, capitals int
	rounding                   string
	flags, traps               *py.Dict // of signal classes
}

const (
	decMaxExp   = 999999999
	decMaxDigit = 1 << 30
)

func (c *decContext) etiny() int { return c.emin - c.prec + 1 }

func (c *decContext) copy(t *thread) *decContext {
	n := *c
	n.Header = py.NewHeader(c.PyType())
	n.flags, n.traps = copyDict(t, c.flags), copyDict(t, c.traps)
	return &n
}

func copyDict(t *thread, d *py.Dict) *py.Dict {
	n := py.NewDict(d.Len())
	d.Each(func(k, v value) { n.Set(t, k, v) })
	return n
}

type decSignals struct {
	exception, clamped, invalid, byZero, inexact, rounded, subnormal, overflow, underflow *py.Type
	conversion, impossible, undefined, context                                            *py.Type
}

// all are the signals that have flags and traps.
func (s *decSignals) all() []*py.Type {
	return []*py.Type{s.clamped, s.byZero, s.inexact, s.overflow, s.rounded, s.underflow, s.invalid, s.subnormal}
}

var decimalSignals = sync.OnceValue(func() *decSignals {
	s := &decSignals{}
	s.exception = newExc("decimal", "DecimalException", py.ArithmeticErrorType)
	sub := func(name string, base *py.Type, also ...*py.Type) *py.Type {
		return pythonClass(py.TypeDef{Module: "decimal", Name: name, Base: base, Also: also})
	}
	s.clamped = sub("Clamped", s.exception)
	s.invalid = sub("InvalidOperation", s.exception)
	s.conversion = sub("ConversionSyntax", s.invalid)
	s.byZero = sub("DivisionByZero", s.exception, py.ZeroDivisionErrorType)
	s.impossible = sub("DivisionImpossible", s.invalid)
	s.undefined = sub("DivisionUndefined", s.invalid, py.ZeroDivisionErrorType)
	s.inexact = sub("Inexact", s.exception)
	s.context = sub("InvalidContext", s.invalid)
	s.rounded = sub("Rounded", s.exception)
	s.subnormal = sub("Subnormal", s.exception)
	s.overflow = sub("Overflow", s.inexact, s.rounded)
	s.underflow = sub("Underflow", s.inexact, s.rounded, s.subnormal)
	return s
})

// signal sets a flag and raises the signal if it is trapped.
func (c *decContext) signal(t *thread, sig *py.Type, why string) {
	c.flags.Set(t, py.Obj(sig), py.True)
	if v, ok := c.traps.Get(t, py.Obj(sig)); ok && t.Truth(v) {
		if why == "" {
			why = "None" // what Jython shows where there is nothing to explain
		}
		t.Raise(sig, why)
	}
}

func (c *decContext) invalid(t *thread, why string) *dec {
	c.signal(t, decimalSignals().invalid, why)
	return specialDec(false, decNaN)
}

const decContextKey = "_context"

// contextOf returns the current context of the interpreter, or the one that was passed.
func contextOf(t *thread, v value) *decContext {
	if given(v) {
		c, ok := v.Object().(*decContext)
		if !ok {
			t.Raise(py.TypeErrorType, "optional argument must be a context, not "+v.Type().Name)
		}
		return c
	}
	m := t.Import("decimal")
	if cur, ok := t.LookupAttr(m, decContextKey); ok {
		if c, ok := cur.Object().(*decContext); ok {
			return c
		}
	}
	c := newDecContext(t, 28, "ROUND_HALF_EVEN", decimalSignals().byZero, decimalSignals().invalid, decimalSignals().overflow)
	t.SetAttr(m, decContextKey, py.Obj(c))
	return c
}

func newDecContext(t *thread, prec int, rounding string, traps ...*py.Type) *decContext {
	c := &decContext{Header: py.NewHeader(decimalTypes().context), prec: prec, emin: -decMaxExp, emax: decMaxExp, capitals: 1, rounding: rounding,
		flags: py.NewDict(8), traps: py.NewDict(8)}
	for _, s := range decimalSignals().all() {
		c.flags.Set(t, py.Obj(s), py.False)
		c.traps.Set(t, py.Obj(s), py.False)
	}
	for _, s := range traps {
		c.traps.Set(t, py.Obj(s), py.True)
	}
	return c
}

// shorten divides a coefficient by 10**n and rounds; exact is false if digits were lost.
func shorten(t *thread, coef *big.Int, neg bool, n int, rounding string) (q *big.Int, exact bool) {
	if n > digitCount(coef)+1 {
		// Less than half a unit whatever n is.
		n = digitCount(coef) + 1
	}
	unit := pow10(t, n)
	q, r := new(big.Int).QuoRem(coef, unit, new(big.Int))
	if r.Sign() == 0 {
		return q, true
	}
	half := new(big.Int).Lsh(r, 1).Cmp(unit)
	up := false
	switch rounding {
	case "ROUND_UP":
		up = true
	case "ROUND_DOWN":
	case "ROUND_CEILING":
		up = !neg
	case "ROUND_FLOOR":
		up = neg
	case "ROUND_HALF_UP":
		up = half >= 0
	case "ROUND_HALF_DOWN":
		up = half > 0
	case "ROUND_05UP":
		last := new(big.Int).Mod(q, big.NewInt(5))
		up = last.Sign() == 0
	case "ROUND_HALF_EVEN":
		up = half > 0 || half == 0 && q.Bit(0) == 1
	default:
		t.Raise(py.ValueErrorType, "invalid rounding mode "+rounding+", want one of the ROUND_ constants of module decimal")
	}
	if up {
		q.Add(q, big.NewInt(1))
	}
	return q, false
}

// rescale changes the exponent without looking at the precision.
func (d *dec) rescale(t *thread, exp int, rounding string) (r *dec, exact bool) {
	if d.exp >= exp {
		if d.coef.Sign() == 0 {
			return newDec(d.neg, d.coef, exp), true
		}
		return newDec(d.neg, new(big.Int).Mul(d.coef, pow10(t, d.exp-exp)), exp), true
	}
	q, exact := shorten(t, d.coef, d.neg, exp-d.exp, rounding)
	return newDec(d.neg, q, exp), exact
}

// fix rounds to the precision of the context and signals.
func (d *dec) fix(t *thread, c *decContext) *dec {
	if d.form != decFinite {
		return d
	}
	s := decimalSignals()
	etiny := c.etiny()
	if d.zero() {
		exp := min(max(d.exp, etiny), c.emax)
		if exp == d.exp {
			return d
		}
		c.signal(t, s.clamped, "")
		return newDec(d.neg, d.coef, exp)
	}
	expMin := d.size() + d.exp - c.prec
	if expMin > c.emax-c.prec+1 {
		return d.overflow(t, c)
	}
	subnormal := expMin < etiny
	expMin = max(expMin, etiny)
	if d.exp >= expMin {
		if subnormal {
			c.signal(t, s.subnormal, "")
		}
		return d
	}
	r, exact := d.rescale(t, expMin, c.rounding)
	if r.size() > c.prec {
		r = newDec(r.neg, new(big.Int).Quo(r.coef, big.NewInt(10)), r.exp+1)
	}
	if r.exp > c.emax-c.prec+1 {
		return d.overflow(t, c)
	}
	if !exact && subnormal {
		c.signal(t, s.underflow, "")
	}
	if subnormal {
		c.signal(t, s.subnormal, "")
	}
	if !exact {
		c.signal(t, s.inexact, "")
	}
	c.signal(t, s.rounded, "")
	if r.zero() {
		c.signal(t, s.clamped, "")
	}
	return r
}

func (d *dec) overflow(t *thread, c *decContext) *dec {
	s := decimalSignals()
	c.signal(t, s.overflow, "above Emax")
	c.signal(t, s.inexact, "")
	c.signal(t, s.rounded, "")
	switch c.rounding {
	case "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_HALF_DOWN", "ROUND_UP":
		return specialDec(d.neg, decInf)
	case "ROUND_CEILING":
		if !d.neg {
			return specialDec(false, decInf)
		}
	case "ROUND_FLOOR":
		if d.neg {
			return specialDec(true, decInf)
		}
	}
	return newDec(d.neg, new(big.Int).Sub(pow10(t, c.prec), big.NewInt(1)), c.emax-c.prec+1)
}

// nans returns what an operation on a NaN yields, or nil if there is none.
func nans(t *thread, c *decContext, ds ...*dec) *dec {
	for _, d := range ds {
		if d.form == decSNaN {
			c.signal(t, decimalSignals().invalid, "sNaN")
			q := d.copyNeg(d.neg)
			q.form = decNaN
			return q
		}
	}
	for _, d := range ds {
		if d.form == decNaN {
			return d
		}
	}
	return nil
}

func (d *dec) signed() *big.Int {
	if d.neg {
		return new(big.Int).Neg(d.coef)
	}
	return d.coef
}

func addDec(t *thread, c *decContext, a, b *dec) *dec {
	if r := nans(t, c, a, b); r != nil {
		return r
	}
	if a.form == decInf {
		if b.form == decInf && a.neg != b.neg {
			return c.invalid(t, "-INF + INF")
		}
		return a
	}
	if b.form == decInf {
		return b
	}
	exp := min(a.exp, b.exp)
	negZero := c.rounding == "ROUND_FLOOR" && a.neg != b.neg
	switch {
	case a.zero() && b.zero():
		return newDec(a.neg && b.neg || negZero, new(big.Int), exp).fix(t, c)
	case a.zero() || b.zero():
		x := a
		if a.zero() {
			x = b
		}
		exp = max(exp, x.exp-c.prec-1)
		r, _ := x.rescale(t, exp, c.rounding)
		return r.fix(t, c)
	}
	// An operand far below the other one counts as a trace that decides the rounding.
	hi, lo := a, b
	if a.exp < b.exp {
		hi, lo = b, a
	}
	if floor := hi.exp + min(-1, hi.size()-c.prec-2); lo.size()+lo.exp-1 < floor {
		lo = newDec(lo.neg, big.NewInt(1), floor)
	}
	wide, _ := hi.rescale(t, lo.exp, c.rounding)
	sum := new(big.Int).Add(wide.signed(), lo.signed())
	if sum.Sign() == 0 {
		return newDec(negZero, sum, min(a.exp, b.exp)).fix(t, c)
	}
	neg := sum.Sign() < 0
	return newDec(neg, sum.Abs(sum), lo.exp).fix(t, c)
}

func mulDec(t *thread, c *decContext, a, b *dec) *dec {
	neg := a.neg != b.neg
	if r := nans(t, c, a, b); r != nil {
		return r
	}
	if a.form == decInf || b.form == decInf {
		if a.zero() || b.zero() {
			if a.zero() {
				return c.invalid(t, "0 * (+-)INF")
			}
			return c.invalid(t, "(+-)INF * 0")
		}
		return specialDec(neg, decInf)
	}
	t.Alloc((a.coef.BitLen() + b.coef.BitLen()) / 8)
	return newDec(neg, new(big.Int).Mul(a.coef, b.coef), a.exp+b.exp).fix(t, c)
}

func divDec(t *thread, c *decContext, a, b *dec) *dec {
	neg := a.neg != b.neg
	if r := nans(t, c, a, b); r != nil {
		return r
	}
	switch {
	case a.form == decInf && b.form == decInf:
		return c.invalid(t, "(+-)INF/(+-)INF")
	case a.form == decInf:
		return specialDec(neg, decInf)
	case b.form == decInf:
		c.signal(t, decimalSignals().clamped, "Division by infinity")
		return newDec(neg, new(big.Int), c.etiny())
	case b.zero() && a.zero():
		return c.invalid(t, "0 / 0")
	case b.zero():
		c.signal(t, decimalSignals().byZero, "x / 0")
		return specialDec(neg, decInf)
	case a.zero():
		return newDec(neg, new(big.Int), a.exp-b.exp).fix(t, c)
	}
	shift := b.size() - a.size() + c.prec + 1
	exp := a.exp - b.exp - shift
	x, y := a.coef, b.coef
	if shift >= 0 {
		x = new(big.Int).Mul(x, pow10(t, shift))
	} else {
		y = new(big.Int).Mul(y, pow10(t, -shift))
	}
	q, r := new(big.Int).QuoRem(x, y, new(big.Int))
	if r.Sign() != 0 {
		// A last digit that keeps the rounding honest.
		if new(big.Int).Mod(q, big.NewInt(5)).Sign() == 0 {
			q.Add(q, big.NewInt(1))
		}
	} else {
		for ideal := a.exp - b.exp; exp < ideal; exp++ {
			next, rest := new(big.Int).QuoRem(q, big.NewInt(10), new(big.Int))
			if rest.Sign() != 0 {
				break
			}
			q = next
		}
	}
	return newDec(neg, q, exp).fix(t, c)
}

// divideInt returns quotient and remainder of finite operands, the divisor not zero.
func divideInt(t *thread, c *decContext, a, b *dec) (q, r *dec) {
	neg := a.neg != b.neg
	ideal := min(a.exp, b.exp)
	if b.form == decInf {
		ideal = a.exp
	}
	gap := a.adjusted() - b.adjusted()
	if a.zero() || b.form == decInf || gap <= -2 {
		rest, _ := a.rescale(t, ideal, c.rounding)
		return newDec(neg, new(big.Int), 0), rest
	}
	if gap <= c.prec {
		x, _ := a.rescale(t, ideal, c.rounding)
		y, _ := b.rescale(t, ideal, c.rounding)
		quo, rem := new(big.Int).QuoRem(x.coef, y.coef, new(big.Int))
		if digitCount(quo) <= c.prec {
			return newDec(neg, quo, 0), newDec(a.neg, rem, ideal)
		}
	}
	nan := c.invalid(t, "quotient too large in //, % or divmod")
	return nan, nan
}

func divmodDec(t *thread, c *decContext, a, b *dec, name string) (q, r *dec) {
	neg := a.neg != b.neg
	if n := nans(t, c, a, b); n != nil {
		return n, n
	}
	switch {
	case a.form == decInf && b.form == decInf, a.form == decInf && name == "%":
		why := map[string]string{"//": "INF // INF", "%": "INF % x", "divmod": "divmod(INF, INF)"}[name]
		n := c.invalid(t, why)
		return n, n
	case a.form == decInf:
		q = specialDec(neg, decInf)
		if name == "divmod" {
			r = c.invalid(t, "INF % x")
		}
		return q, r
	case b.zero() && a.zero():
		n := c.invalid(t, map[string]string{"//": "0 // 0", "%": "0 % 0", "divmod": "divmod(0, 0)"}[name])
		return n, n
	case b.zero():
		if name == "%" {
			n := c.invalid(t, "x % 0")
			return n, n
		}
		c.signal(t, decimalSignals().byZero, map[string]string{"//": "x // 0", "divmod": "x // 0"}[name])
		q = specialDec(neg, decInf)
		if name == "divmod" {
			r = c.invalid(t, "x % 0")
		}
		return q, r
	}
	q, r = divideInt(t, c, a, b)
	return q, r.fix(t, c)
}

// cmpDec compares two numbers that are not NaN.
func cmpDec(a, b *dec) int {
	sign := func(d *dec) int {
		switch {
		case d.zero():
			return 0
		case d.neg:
			return -1
		}
		return 1
	}
	sa, sb := sign(a), sign(b)
	switch {
	case sa != sb:
		if sa < sb {
			return -1
		}
		return 1
	case sa == 0:
		return 0
	}
	r := 0
	switch {
	case a.form == decInf && b.form == decInf:
	case a.form == decInf:
		r = 1
	case b.form == decInf:
		r = -1
	case a.adjusted() != b.adjusted():
		r = -1
		if a.adjusted() > b.adjusted() {
			r = 1
		}
	default:
		x, y := a.coef, b.coef
		if d := a.exp - b.exp; d > 0 {
			x = new(big.Int).Mul(x, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(d)), nil))
		} else if d < 0 {
			y = new(big.Int).Mul(y, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(-d)), nil))
		}
		r = x.Cmp(y)
	}
	return r * sa
}

func (d *dec) quantize(t *thread, c *decContext, to *dec, rounding string) *dec {
	if r := nans(t, c, d, to); r != nil {
		return r
	}
	if d.form == decInf || to.form == decInf {
		if d.form == to.form {
			return d
		}
		return c.invalid(t, "quantize with one INF")
	}
	if to.exp < c.etiny() || to.exp > c.emax {
		return c.invalid(t, "target exponent out of bounds in quantize")
	}
	if d.zero() {
		return newDec(d.neg, d.coef, to.exp).fix(t, c)
	}
	if d.adjusted() > c.emax {
		return c.invalid(t, "exponent of quantize result too large for current context")
	}
	if d.adjusted()-to.exp+1 > c.prec {
		return c.invalid(t, "quantize result has too many digits for current context")
	}
	r, exact := d.rescale(t, to.exp, rounding)
	if r.size() > c.prec {
		return c.invalid(t, "quantize result has too many digits for current context")
	}
	if r.exp > d.exp {
		if !exact {
			c.signal(t, decimalSignals().inexact, "")
		}
		c.signal(t, decimalSignals().rounded, "")
	}
	return r.fix(t, c)
}

func (d *dec) normalize(t *thread, c *decContext) *dec {
	if r := nans(t, c, d); r != nil {
		return r
	}
	r := d.fix(t, c)
	if r.form != decFinite {
		return r
	}
	if r.zero() {
		return newDec(r.neg, r.coef, 0)
	}
	text := r.digits()
	cut := strings.TrimRight(text, "0")
	n, _ := new(big.Int).SetString(cut, 10)
	return newDec(r.neg, n, r.exp+len(text)-len(cut))
}

func (d *dec) toIntegral(t *thread, c *decContext, rounding string, exactly bool) *dec {
	if r := nans(t, c, d); r != nil {
		return r
	}
	if d.form != decFinite || d.exp >= 0 {
		return d
	}
	r, exact := d.rescale(t, 0, rounding)
	if exactly {
		if !exact {
			c.signal(t, decimalSignals().inexact, "")
		}
		c.signal(t, decimalSignals().rounded, "")
	}
	return r
}

func (d *dec) sqrt(t *thread, c *decContext) *dec {
	if r := nans(t, c, d); r != nil {
		return r
	}
	switch {
	case d.form == decInf && !d.neg:
		return d
	case d.zero():
		return newDec(d.neg, d.coef, d.exp>>1).fix(t, c)
	case d.neg:
		return c.invalid(t, "sqrt(-x), x > 0")
	}
	ideal := d.exp >> 1
	prec := c.prec + 1
	exp, n, l := d.exp>>1, d.coef, d.size()>>1+1
	if d.exp&1 != 0 {
		n = new(big.Int).Mul(n, big.NewInt(10))
	} else {
		l = (d.size() + 1) >> 1
	}
	shift := prec - l
	exact := true
	if shift >= 0 {
		n = new(big.Int).Mul(n, pow10(t, 2*shift))
	} else {
		q, r := new(big.Int).QuoRem(n, pow10(t, -2*shift), new(big.Int))
		n, exact = q, r.Sign() == 0
	}
	exp -= shift
	root := new(big.Int).Sqrt(n)
	exact = exact && new(big.Int).Mul(root, root).Cmp(n) == 0
	if exact {
		if shift >= 0 {
			root.Quo(root, pow10(t, shift))
		} else {
			root.Mul(root, pow10(t, -shift))
		}
		exp = ideal
	} else if new(big.Int).Mod(root, big.NewInt(5)).Sign() == 0 {
		root.Add(root, big.NewInt(1))
	}
	rounded := c.copy(t)
	rounded.rounding, rounded.flags = "ROUND_HALF_EVEN", c.flags
	return newDec(false, root, exp).fix(t, rounded)
}

// fixed is a number in fixed point: n / 10**places.
func (d *dec) fixed(t *thread, places int) *big.Int {
	r, _ := d.rescale(t, -places, "ROUND_DOWN")
	return r.signed()
}

// fixedExp is e**(x/one) in the fixed point of one, for numbers that are not large.
func fixedExp(t *thread, x, one *big.Int) *big.Int {
	const halvings = 16
	r := new(big.Int).Rsh(x, halvings)
	sum, term := new(big.Int).Set(one), new(big.Int).Set(one)
	for i := int64(1); ; i++ {
		t.Step(1 + one.BitLen()/64)
		term = new(big.Int).Quo(new(big.Int).Mul(term, r), one)
		if term.Quo(term, big.NewInt(i)); term.Sign() == 0 {
			break
		}
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Quo(sum.Mul(sum, sum), one)
	}
	return sum
}

// fixedLn is ln(x/one) in the fixed point of one, for x/one between 0.1 and 100.
func fixedLn(t *thread, x, one *big.Int) *big.Int {
	const roots = 12
	y := new(big.Int).Set(x)
	for range roots {
		y.Sqrt(y.Mul(y, one))
	}
	z := new(big.Int).Quo(new(big.Int).Mul(new(big.Int).Sub(y, one), one), new(big.Int).Add(y, one))
	sq := new(big.Int).Quo(new(big.Int).Mul(z, z), one)
	sum, term := new(big.Int).Set(z), new(big.Int).Set(z)
	for i := int64(3); term.Sign() != 0; i += 2 {
		t.Step(1 + one.BitLen()/64)
		term = new(big.Int).Quo(new(big.Int).Mul(term, sq), one)
		sum.Add(sum, new(big.Int).Quo(term, big.NewInt(i)))
	}
	return sum.Lsh(sum, roots+1)
}

// lnOf is ln(d) in fixed point, for a positive number.
func lnOf(t *thread, d *dec, places int) *big.Int {
	one := pow10(t, places)
	e := d.adjusted()
	m := newDec(false, d.coef, d.exp-e).fixed(t, places)
	r := fixedLn(t, m, one)
	if e != 0 {
		ten := fixedLn(t, new(big.Int).Mul(one, big.NewInt(10)), one)
		r.Add(r, ten.Mul(ten, big.NewInt(int64(e))))
	}
	return r
}

// inexactly rounds a fixed-point result of an operation that has no exact one.
func inexactly(t *thread, c *decContext, n *big.Int, places, exp int) *dec {
	neg := n.Sign() < 0
	n = new(big.Int).Abs(n)
	// A digit beyond the last says that there is more.
	n = n.Add(n.Mul(n, big.NewInt(10)), big.NewInt(1))
	even := c.copy(t)
	even.rounding, even.flags = "ROUND_HALF_EVEN", c.flags
	return newDec(neg, n, exp-places-1).fix(t, even)
}

// expOf is e**(x/10**places), as a fixed-point number and a power of ten.
func expOf(t *thread, x *big.Int, places int) (n *big.Int, exp int) {
	one := pow10(t, places)
	ten := fixedLn(t, new(big.Int).Mul(one, big.NewInt(10)), one)
	k, r := new(big.Int).DivMod(x, ten, new(big.Int))
	return fixedExp(t, r, one), int(k.Int64())
}

func (d *dec) exponential(t *thread, c *decContext) *dec {
	if r := nans(t, c, d); r != nil {
		return r
	}
	switch {
	case d.form == decInf && d.neg:
		return newDec(false, new(big.Int), 0)
	case d.form == decInf:
		return d
	case d.zero():
		return newDec(false, big.NewInt(1), 0)
	case d.adjusted() > 11:
		// Beyond the largest exponent either way.
		if d.neg {
			return newDec(false, big.NewInt(1), c.etiny()-1).fix(t, c)
		}
		return newDec(false, big.NewInt(1), c.emax+1).fix(t, c)
	case d.adjusted() < -c.prec-2:
		tail := newDec(d.neg, big.NewInt(1), -c.prec-2)
		return addDec(t, c, newDec(false, big.NewInt(1), 0), tail)
	}
	places := c.prec + 30
	n, exp := expOf(t, d.fixed(t, places), places)
	return inexactly(t, c, n, places, exp)
}

func (d *dec) ln(t *thread, c *decContext, base10 bool) *dec {
	name := "ln"
	if base10 {
		name = "log10"
	}
	if r := nans(t, c, d); r != nil {
		return r
	}
	switch {
	case d.zero():
		return specialDec(true, decInf)
	case d.form == decInf && !d.neg:
		return d
	case d.neg:
		return c.invalid(t, name+" of a negative value")
	case d.coef.IsInt64() && d.coef.Int64() == 1 && d.exp == 0:
		return newDec(false, new(big.Int), 0)
	}
	if base10 && strings.TrimRight(d.digits(), "0") == "1" {
		e := int64(d.adjusted())
		return newDec(e < 0, big.NewInt(max(e, -e)), 0).fix(t, c)
	}
	// Near one the first digits cancel out.
	places := c.prec + 30
	if d.adjusted() == 0 || d.adjusted() == -1 {
		places += d.size()
	}
	n := lnOf(t, d, places)
	if base10 {
		one := pow10(t, places)
		n = new(big.Int).Quo(n.Mul(n, one), fixedLn(t, new(big.Int).Mul(one, big.NewInt(10)), one))
	}
	return inexactly(t, c, n, places, 0)
}

// integer reports whether d is a whole number.
func (d *dec) integer(t *thread) bool {
	if d.form != decFinite {
		return false
	}
	if d.exp >= 0 || d.zero() {
		return true
	}
	if -d.exp >= d.size() {
		return false
	}
	return new(big.Int).Mod(d.coef, pow10(t, -d.exp)).Sign() == 0
}

func (d *dec) odd(t *thread) bool {
	if d.zero() || d.exp > 0 {
		return false
	}
	return new(big.Int).Quo(d.coef, pow10(t, -d.exp)).Bit(0) == 1
}

func powDec(t *thread, c *decContext, a, b *dec) *dec {
	if r := nans(t, c, a, b); r != nil {
		return r
	}
	if b.zero() {
		if a.zero() {
			return c.invalid(t, "0 ** 0")
		}
		return newDec(false, big.NewInt(1), 0)
	}
	whole := b.integer(t)
	neg := false
	if a.neg {
		if whole {
			neg = b.odd(t)
		} else if !a.zero() {
			return c.invalid(t, "x ** y with x negative and y not an integer")
		}
		a = a.copyNeg(false)
	}
	if a.zero() {
		if !b.neg {
			return newDec(neg, new(big.Int), 0)
		}
		return specialDec(neg, decInf)
	}
	if a.form == decInf {
		if !b.neg {
			return specialDec(neg, decInf)
		}
		return newDec(neg, new(big.Int), 0)
	}
	one := newDec(false, big.NewInt(1), 0)
	if cmpDec(a, one) == 0 {
		exp := 0
		if whole {
			if !b.neg && b.adjusted() < 10 {
				exp = max(a.exp*int(new(big.Int).Quo(b.fixed(t, 0), big.NewInt(1)).Int64()), 1-c.prec)
			} else if !b.neg && a.exp < 0 {
				exp = 1 - c.prec
			}
		} else {
			exp = 1 - c.prec
		}
		if exp < 0 {
			return newDec(neg, pow10(t, -exp), exp)
		}
		return newDec(neg, big.NewInt(1), 0)
	}
	if b.form == decInf {
		if (cmpDec(a, one) > 0) == b.neg {
			return newDec(false, new(big.Int), 0)
		}
		return specialDec(false, decInf)
	}
	if whole && b.adjusted() < 9 {
		n := int(b.copyNeg(false).fixed(t, 0).Int64())
		wide := newDecContext(t, c.prec+len(strconv.Itoa(n))+12, "ROUND_DOWN")
		r, base := one, a
		for k := n; ; {
			t.Step(1 + wide.prec/64)
			if k&1 == 1 {
				r = mulDec(t, wide, r, base)
			}
			if k >>= 1; k == 0 || r.form != decFinite {
				break
			}
			base = mulDec(t, wide, base, base)
		}
		r = r.copyNeg(neg)
		lost, _ := wide.flags.Get(t, py.Obj(decimalSignals().inexact))
		if r.form == decFinite && t.Truth(lost) {
			r = newDec(r.neg, new(big.Int).Add(new(big.Int).Mul(r.coef, big.NewInt(10)), big.NewInt(1)), r.exp-1)
		}
		if b.neg {
			if r.form == decInf {
				return newDec(neg, new(big.Int), c.etiny()).fix(t, c)
			}
			return divDec(t, c, one, r)
		}
		if r.form == decInf {
			return newDec(neg, big.NewInt(1), c.emax+1).fix(t, c)
		}
		return r.fix(t, c)
	}
	places := c.prec + 40
	l := lnOf(t, a, places)
	x, _ := newDec(l.Sign() < 0 != b.neg, new(big.Int).Mul(new(big.Int).Abs(l), b.coef), b.exp-places).rescale(t, -places, "ROUND_DOWN")
	if x.zero() {
		return newDec(neg, pow10(t, c.prec-1), 1-c.prec)
	}
	if x.adjusted() > 11 {
		if x.neg {
			return newDec(neg, big.NewInt(1), c.etiny()-1).fix(t, c)
		}
		return newDec(neg, big.NewInt(1), c.emax+1).fix(t, c)
	}
	n, exp := expOf(t, x.signed(), places)
	// A result that shows in fewer digits than were worked out is exact.
	near, _ := shorten(t, n, false, 20, "ROUND_HALF_EVEN")
	text := strings.TrimRight(near.String(), "0")
	if len(text) <= c.prec {
		r, _ := new(big.Int).SetString(text, 10)
		d := newDec(neg, r, exp-places+20+len(near.String())-len(text))
		if d.size() < c.prec {
			pad := c.prec - d.size()
			d = newDec(neg, new(big.Int).Mul(d.coef, pow10(t, pad)), d.exp-pad)
		}
		return d.fix(t, c)
	}
	r := inexactly(t, c, n, places, exp)
	return r.copyNeg(neg)
}

var decimalSyntax = regexp.MustCompile(`(?i)^([-+])?(?:(\d+(?:\.\d*)?|\.\d+)(?:e([-+]?\d+))?|(inf(?:inity)?)|(s)?(nan)(\d*))$`)

// parseDec reads a number; ok is false if the text is none.
func parseDec(t *thread, text string) (d *dec, ok bool) {
	m := decimalSyntax.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return nil, false
	}
	t.Alloc(len(text))
	t.Step(1 + len(text)/64*(len(text)/4096+1))
	neg := m[1] == "-"
	switch {
	case m[4] != "":
		return specialDec(neg, decInf), true
	case m[6] != "":
		d = specialDec(neg, decNaN)
		if m[5] != "" {
			d.form = decSNaN
		}
		d.coef.SetString("0"+m[7], 10)
		return d, true
	}
	whole, frac, _ := strings.Cut(m[2], ".")
	exp := 0
	if m[3] != "" {
		e, err := strconv.Atoi(m[3])
		if err != nil || e > math.MaxInt32*4 || e < -math.MaxInt32*4 {
			return nil, false
		}
		exp = e
	}
	n, _ := new(big.Int).SetString(whole+frac, 10)
	return newDec(neg, n, exp-len(frac)), true
}

func decOfFloat(f float64) *dec {
	switch {
	case math.IsNaN(f):
		return specialDec(false, decNaN)
	case math.IsInf(f, 0):
		return specialDec(f < 0, decInf)
	}
	if f == 0 {
		return newDec(math.Signbit(f), new(big.Int), 0)
	}
	m, e := math.Frexp(math.Abs(f))
	n, k := new(big.Int).SetInt64(int64(m*(1<<53))), e-53
	for n.Bit(0) == 0 && k < 0 {
		n.Rsh(n, 1)
		k++
	}
	if k >= 0 {
		return newDec(f < 0, n.Lsh(n, uint(k)), 0)
	}
	return newDec(f < 0, n.Mul(n, new(big.Int).Exp(big.NewInt(5), big.NewInt(int64(-k)), nil)), k)
}

func decOfBig(n *big.Int) *dec { return newDec(n.Sign() < 0, new(big.Int).Abs(n), 0) }

// operand converts what may stand beside a Decimal; floats may only where compared.
func operand(v value, floats bool) (*dec, bool) {
	if d, ok := v.Object().(*dec); ok {
		return d, true
	}
	if n, ok := bigOf(v); ok {
		return decOfBig(n), true
	}
	if floats && isFloat(v) {
		return decOfFloat(v.Prim().Float64()), true
	}
	return nil, false
}

func mustOperand(t *thread, v value) *dec {
	d, ok := operand(v, false)
	if !ok {
		t.Raise(py.TypeErrorType, "Unable to convert "+t.Repr(v)+" to Decimal")
	}
	return d
}

// toBig is the number cut to a whole one.
func (d *dec) toBig(t *thread) *big.Int {
	switch {
	case d.nan():
		t.Raise(py.ValueErrorType, "Cannot convert NaN to integer")
	case d.form == decInf:
		t.Raise(py.OverflowErrorType, "Cannot convert infinity to integer")
	}
	return d.fixed(t, 0)
}

func (d *dec) float(t *thread) float64 {
	switch {
	case d.form == decInf && d.neg:
		return math.Inf(-1)
	case d.form == decInf:
		return math.Inf(1)
	case d.form == decSNaN:
		t.Raise(py.ValueErrorType, "Cannot convert signaling NaN to float")
	case d.form == decNaN:
		return math.NaN()
	}
	f, _ := strconv.ParseFloat(d.text(false, true), 64)
	return f
}

func integerValue(n *big.Int) value {
	if n.IsInt64() {
		return py.Integer(n.Int64())
	}
	return py.BigLong(n)
}
