package library

// Module math, with Jython's domain checks.

import (
	"math"
	"math/big"

	py "dryfire/scripts/python/object"
)

func domain(t *thread) { t.Raise(py.ValueErrorType, "math domain error") }
func mrange(t *thread) { t.Raise(py.OverflowErrorType, "math range error") }

func loadMath(_ *thread, m *py.Module) {
	m.Set("pi", py.Float(math.Pi))
	m.Set("e", py.Float(math.E))
	one := func(name string, ok func(x float64) bool, f func(x float64) float64) {
		funcs(m, fn(name, 1, 1, func(t *thread, a []value) value {
			x := t.ToFloat(a[0])
			if ok != nil && !math.IsNaN(x) && !ok(x) {
				domain(t)
			}
			r := f(x)
			if math.IsInf(r, 0) && !math.IsInf(x, 0) {
				mrange(t)
			}
			return py.Float(r)
		}))
	}
	finite := func(x float64) bool { return !math.IsInf(x, 0) }
	unit := func(x float64) bool { return x >= -1 && x <= 1 }
	one("sin", finite, math.Sin)
	one("cos", finite, math.Cos)
	one("tan", finite, math.Tan)
	one("asin", unit, math.Asin)
	one("acos", unit, math.Acos)
	one("atan", nil, math.Atan)
	one("sinh", nil, math.Sinh)
	one("cosh", nil, math.Cosh)
	one("tanh", nil, math.Tanh)
	one("asinh", nil, math.Asinh)
	one("acosh", func(x float64) bool { return x >= 1 }, math.Acosh)
	one("atanh", func(x float64) bool { return x > -1 && x < 1 }, math.Atanh)
	one("exp", nil, math.Exp)
	one("expm1", nil, math.Expm1)
	one("sqrt", func(x float64) bool { return x >= 0 }, math.Sqrt)
	one("fabs", nil, math.Abs)
	one("floor", nil, math.Floor)
	one("ceil", nil, math.Ceil)
	one("log1p", func(x float64) bool { return x > -1 }, math.Log1p)
	one("erf", nil, math.Erf)
	one("erfc", nil, math.Erfc)
	one("degrees", nil, func(x float64) float64 { return x * 180 / math.Pi })
	one("radians", nil, func(x float64) float64 { return x * math.Pi / 180 })
	one("gamma", func(x float64) bool { return !(x == math.Floor(x) && x <= 0) && !math.IsInf(x, -1) }, math.Gamma)
	one("lgamma", func(x float64) bool { return !(x == math.Floor(x) && x <= 0) || math.IsInf(x, -1) }, func(x float64) float64 { r, _ := math.Lgamma(x); return r })
	two := func(name string, f func(t *thread, x, y float64) float64) {
		funcs(m, fn(name, 2, 2, func(t *thread, a []value) value { return py.Float(f(t, t.ToFloat(a[0]), t.ToFloat(a[1]))) }))
	}
	two("atan2", func(_ *thread, x, y float64) float64 { return math.Atan2(x, y) })
	two("copysign", func(_ *thread, x, y float64) float64 { return math.Copysign(x, y) })
	two("hypot", func(t *thread, x, y float64) float64 {
		r := math.Hypot(x, y)
		if math.IsInf(r, 0) && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
			mrange(t)
		}
		return r
	})
	two("fmod", func(t *thread, x, y float64) float64 {
		if (math.IsInf(x, 0) || y == 0) && !math.IsNaN(x) && !math.IsNaN(y) {
			domain(t)
		}
		return math.Mod(x, y)
	})
	two("pow", func(t *thread, x, y float64) float64 {
		r := math.Pow(x, y)
		switch {
		case math.IsNaN(r) && !math.IsNaN(x) && !math.IsNaN(y):
			domain(t)
		case x == 0 && y < 0 && !math.IsInf(y, 0):
			domain(t)
		}
		return r
	})
	funcs(m,
		fn("log", 1, 2, func(t *thread, a []value) value {
			x := logOf(t, a[0])
			if len(a) == 2 {
				b := logOf(t, a[1])
				if b == 0 {
					t.Raise(py.ZeroDivisionErrorType, "float division by zero")
				}
				return py.Float(x / b)
			}
			return py.Float(x)
		}),
		fn("log10", 1, 1, func(t *thread, a []value) value {
			if b, ok := bigOf(a[0]); ok && !b.IsInt64() {
				logOf(t, a[0])
				top, bytes := scaled(b)
				return py.Float(math.Log10(top) + float64(bytes)*8*math.Log10(2))
			}
			x := t.ToFloat(a[0])
			if x <= 0 {
				domain(t)
			}
			return py.Float(math.Log10(x))
		}),
		fn("isnan", 1, 1, func(t *thread, a []value) value { return py.Bool(math.IsNaN(t.ToFloat(a[0]))) }),
		fn("isinf", 1, 1, func(t *thread, a []value) value { return py.Bool(math.IsInf(t.ToFloat(a[0]), 0)) }),
		fn("modf", 1, 1, func(t *thread, a []value) value {
			x := t.ToFloat(a[0])
			if math.IsInf(x, 0) {
				return tuple(py.Float(math.Copysign(0, x)), py.Float(x))
			}
			i, f := math.Modf(x)
			return tuple(py.Float(f), py.Float(i))
		}),
		fn("frexp", 1, 1, func(t *thread, a []value) value {
			f, e := math.Frexp(t.ToFloat(a[0]))
			return tuple(py.Float(f), py.Int(e))
		}),
		fn("ldexp", 2, 2, func(t *thread, a []value) value {
			x := t.ToFloat(a[0])
			if !isInt(a[1]) {
				t.Raise(py.TypeErrorType, "Expected an int or long as second argument to ldexp.")
			}
			n := max(-5000, min(intArg(t, a[1], 0), 5000))
			r := math.Ldexp(x, n)
			if math.IsInf(r, 0) && !math.IsInf(x, 0) {
				mrange(t)
			}
			return py.Float(r)
		}),
		fn("factorial", 1, 1, func(t *thread, a []value) value {
			n := int64(0)
			if isFloat(a[0]) {
				f := a[0].Prim().Float64()
				if f != math.Floor(f) || math.IsInf(f, 0) || math.IsNaN(f) {
					domain(t)
				}
				n = int64(f)
			} else {
				n = int64(intArg(t, a[0], 0))
			}
			if n < 0 {
				domain(t)
			}
			t.Step(int(min(n, 1<<40)))
			t.Alloc(int(min(n, 1<<40)) * 3)
			return py.BigLong(new(big.Int).MulRange(1, n))
		}),
		fn("trunc", 1, 1, func(t *thread, a []value) value { return t.Method0(a[0], "__trunc__") }),
		fn("fsum", 1, 1, func(t *thread, a []value) value { return py.Float(fsum(t, a[0])) }),
	)
}

func logOf(t *thread, v value) float64 {
	if b, ok := bigOf(v); ok && !b.IsInt64() {
		if b.Sign() <= 0 {
			domain(t)
		}
		top, bytes := scaled(b)
		return math.Log(top) + float64(bytes)*8*math.Ln2
	}
	x := t.ToFloat(v)
	if x <= 0 {
		domain(t)
	}
	return math.Log(x)
}

// scaled returns the first eight bytes of a large number and how many follow.
func scaled(b *big.Int) (top float64, bytes int) {
	digits := b.Bytes()
	for i := 0; i < 8; i++ {
		top = top*256 + float64(digits[i])
	}
	return top, len(digits) - 8
}

// fsum adds without rounding until the end (Shewchuk's partial sums).
func fsum(t *thread, v value) float64 {
	var parts []float64
	special, inf := 0.0, false
	iterate(t, v, func(item value) {
		x := t.ToFloat(item)
		if math.IsInf(x, 0) || math.IsNaN(x) {
			special += x
			inf = true
			return
		}
		i := 0
		for _, y := range parts {
			if math.Abs(x) < math.Abs(y) {
				x, y = y, x
			}
			hi := x + y
			if lo := y - (hi - x); lo != 0 {
				parts[i] = lo
				i++
			}
			x = hi
		}
		if math.IsInf(x, 0) {
			t.Raise(py.OverflowErrorType, "intermediate overflow in fsum")
		}
		parts = append(parts[:i], x)
	})
	if inf {
		return special
	}
	n := len(parts)
	if n == 0 {
		return 0
	}
	hi := parts[n-1]
	n--
	lo := 0.0
	for n > 0 {
		x := hi
		y := parts[n-1]
		n--
		hi = x + y
		if lo = y - (hi - x); lo != 0 {
			break
		}
	}
	if n > 0 && (lo < 0 && parts[n-1] < 0 || lo > 0 && parts[n-1] > 0) {
		if y, x := lo*2, hi+lo*2; y == x-hi {
			hi = x
		}
	}
	return hi
}
