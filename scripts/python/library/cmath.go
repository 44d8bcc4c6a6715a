package library

// Module cmath.

import (
	"math"
	"math/cmplx"

	py "dryfire/scripts/python/object"
)

func loadCmath(_ *thread, m *py.Module) {
	arg := func(t *thread, v value) complex128 {
		if p := v.Prim(); p.Kind() == py.KindFloat || p.Big() != nil {
			return complex(t.ToFloat(v), 0)
		}
		v = t.Call1(py.Obj(py.ComplexType), v)
		return complex(t.ToFloat(t.GetAttr(v, "real")), t.ToFloat(t.GetAttr(v, "imag")))
	}
	number := func(t *thread, z complex128) value {
		return t.Call2(py.Obj(py.ComplexType), py.Float(real(z)), py.Float(imag(z)))
	}
	one := func(name string, f func(z complex128) complex128) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value {
			z := arg(t, a[0])
			r := f(z)
			if cmplx.IsInf(r) && !cmplx.IsInf(z) && !cmplx.IsNaN(z) {
				if name == "log10" || name == "atanh" || name == "atan" {
					t.Raise(py.ValueErrorType, "math domain error")
				}
				t.Raise(py.OverflowErrorType, "math range error")
			}
			return number(t, r)
		})
	}
	is := func(name string, f func(z complex128) bool) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value { return py.Bool(f(arg(t, a[0]))) })
	}
	funcs(m,
		one("sqrt", cmplx.Sqrt), one("exp", cmplx.Exp), one("sin", cmplx.Sin), one("cos", cmplx.Cos), one("tan", cmplx.Tan), one("asin", cmplx.Asin),
		one("acos", cmplx.Acos), one("atan", cmplx.Atan), one("sinh", cmplx.Sinh), one("cosh", cmplx.Cosh), one("tanh", cmplx.Tanh),
		one("asinh", cmplx.Asinh), one("acosh", cmplx.Acosh), one("atanh", cmplx.Atanh), one("log10", cmplx.Log10),
		fn("log", 1, 2, func(t *thread, a []value) value {
			z := arg(t, a[0])
			if z == 0 {
				t.Raise(py.ValueErrorType, "math domain error")
			}
			r := cmplx.Log(z)
			if len(a) == 2 {
				r /= cmplx.Log(arg(t, a[1]))
			}
			return number(t, r)
		}),
		fn("phase", 1, 1, func(t *thread, a []value) value { return py.Float(cmplx.Phase(arg(t, a[0]))) }),
		fn("polar", 1, 1, func(t *thread, a []value) value {
			r, p := cmplx.Polar(arg(t, a[0]))
			return tuple(py.Float(r), py.Float(p))
		}),
		fn("rect", 2, 2, func(t *thread, a []value) value { return number(t, cmplx.Rect(t.ToFloat(a[0]), t.ToFloat(a[1]))) }),
		is("isnan", cmplx.IsNaN), is("isinf", cmplx.IsInf),
	)
	m.Set("pi", py.Float(math.Pi))
	m.Set("e", py.Float(math.E))
}
