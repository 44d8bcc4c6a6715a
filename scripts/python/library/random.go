package library

// Module random. Jython's generator is java.util.Random, not the Mersenne Twister of
// CPython, and so is this one: a seed gives the numbers Jython gives. Without a seed the
// numbers come from the simulation's.

import (
	"math"
	"math/big"
	"sync"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// generator is a random.Random.
type generator struct {
	py.Header
	state uint64 // 48 bits
	next  value  // the second number gauss made, None if there is none
}

func (g *generator) setSeed(n int64) { g.state = (uint64(n) ^ 0x5deece66d) & (1<<48 - 1) }

func (g *generator) int32() int32 {
	g.state = (g.state*0x5deece66d + 0xb) & (1<<48 - 1)
	return int32(g.state >> 16)
}

func (g *generator) float() float64 {
	a := float64(uint32(g.int32()) >> 5)
	b := float64(uint32(g.int32()) >> 6)
	return (a*67108864 + b) * (1.0 / 9007199254740992)
}

func (g *generator) bits(k int) *big.Int {
	n := (k + 7) / 8
	buf := make([]byte, n)
	for i := 0; i < n; {
		r := g.int32()
		for j := 0; j < 4 && i < n; j++ {
			buf[i] = byte(r)
			r >>= 8
			i++
		}
	}
	if extra := 8*n - k; n > 0 && extra > 0 {
		buf[0] &= byte(0xff >> extra)
	}
	return new(big.Int).SetBytes(buf)
}

func (g *generator) seed(t *thread, v value) {
	g.next = py.None
	if !given(v) {
		g.setSeed(host.Of(t).Rand().Int63())
		return
	}
	switch v.Prim().Kind() {
	case py.KindInt, py.KindBool:
		g.setSeed(v.Prim().Int64())
	case py.KindLong, py.KindBig:
		g.setSeed(new(big.Int).Mod(v.Prim().Big(), big.NewInt(math.MaxInt64)).Int64())
	default:
		g.setSeed(int64(t.Hash(v)))
	}
}

// below returns a whole number in [0, n).
func (g *generator) below(t *thread, n *big.Int) *big.Int {
	if n.IsInt64() && n.Int64() < 1<<53 {
		return big.NewInt(int64(g.float() * float64(n.Int64())))
	}
	k := 1 + new(big.Int).Sub(n, big.NewInt(1)).BitLen()
	r := g.bits(k)
	for r.Cmp(n) >= 0 {
		t.Step(1)
		r = g.bits(k)
	}
	return r
}

func (g *generator) randrange(t *thread, a []value) value {
	whole := func(v value, what string) *big.Int {
		if b, ok := bigOf(v); ok {
			return b
		}
		f := t.ToFloat(v)
		if f != math.Floor(f) {
			t.Raise(py.ValueErrorType, "non-integer "+what+" for randrange()")
		}
		b, _ := big.NewFloat(f).Int(nil)
		return b
	}
	if len(a) == 0 {
		t.Raise(py.TypeErrorType, "randrange() takes at least 2 arguments (1 given)")
	}
	start := whole(a[0], "arg 1")
	if !given(at(a, 1)) {
		if start.Sign() <= 0 {
			t.Raise(py.ValueErrorType, "empty range for randrange()")
		}
		return py.BigInteger(g.below(t, start))
	}
	stop := whole(a[1], "stop")
	width := new(big.Int).Sub(stop, start)
	step := big.NewInt(1)
	if given(at(a, 2)) {
		step = whole(a[2], "step")
	}
	if step.IsInt64() && step.Int64() == 1 {
		if width.Sign() <= 0 {
			t.Raise(py.ValueErrorType, "empty range for randrange() ("+start.String()+","+stop.String()+", "+width.String()+")")
		}
		return py.BigInteger(new(big.Int).Add(start, g.below(t, width)))
	}
	n := new(big.Int)
	switch step.Sign() {
	case 0:
		t.Raise(py.ValueErrorType, "zero step for randrange()")
	case 1:
		n.Div(new(big.Int).Sub(new(big.Int).Add(width, step), big.NewInt(1)), step)
	default:
		n.Quo(new(big.Int).Add(new(big.Int).Add(width, step), big.NewInt(1)), step)
	}
	if n.Sign() <= 0 {
		t.Raise(py.ValueErrorType, "empty range for randrange()")
	}
	return py.BigInteger(new(big.Int).Add(start, new(big.Int).Mul(step, g.below(t, n))))
}

func (g *generator) normal(mu, sigma float64) float64 {
	magic := 4 * math.Exp(-0.5) / math.Sqrt2
	for {
		u1 := g.float()
		u2 := 1 - g.float()
		z := magic * (u1 - 0.5) / u2
		if z*z/4 <= -math.Log(u2) {
			return mu + z*sigma
		}
	}
}

func (g *generator) gauss(mu, sigma float64) float64 {
	z := g.next
	g.next = py.None
	if z.IsNone() {
		x2pi := g.float() * 2 * math.Pi
		rad := math.Sqrt(-2 * math.Log(1-g.float()))
		z = py.Float(math.Cos(x2pi) * rad)
		g.next = py.Float(math.Sin(x2pi) * rad)
	}
	return mu + z.Float64()*sigma
}

func (g *generator) gamma(t *thread, alpha, beta float64) float64 {
	if alpha <= 0 || beta <= 0 {
		t.Raise(py.ValueErrorType, "gammavariate: alpha and beta must be > 0.0")
	}
	switch {
	case alpha > 1:
		ainv := math.Sqrt(2*alpha - 1)
		bbb := alpha - math.Log(4)
		ccc := alpha + ainv
		for {
			u1 := g.float()
			if !(1e-7 < u1 && u1 < .9999999) {
				continue
			}
			u2 := 1 - g.float()
			v := math.Log(u1/(1-u1)) / ainv
			x := alpha * math.Exp(v)
			z := u1 * u1 * u2
			r := bbb + ccc*v - x
			if r+1+math.Log(4.5)-4.5*z >= 0 || r >= math.Log(z) {
				return x * beta
			}
		}
	case alpha == 1:
		u := g.float()
		for u <= 1e-7 {
			u = g.float()
		}
		return -math.Log(u) * beta
	}
	for {
		u := g.float()
		b := (math.E + alpha) / math.E
		p := b * u
		x := 0.0
		if p <= 1 {
			x = math.Pow(p, 1/alpha)
		} else {
			x = -math.Log((b - p) / alpha)
		}
		u1 := g.float()
		if p > 1 && u1 <= math.Pow(x, alpha-1) || p <= 1 && u1 <= math.Exp(-x) {
			return x * beta
		}
	}
}

func (g *generator) vonMises(mu, kappa float64) float64 {
	if kappa <= 1e-6 {
		return 2 * math.Pi * g.float()
	}
	s := 0.5 / kappa
	r := s + math.Sqrt(1+s*s)
	var z float64
	for {
		u1 := g.float()
		z = math.Cos(math.Pi * u1)
		d := z / (r + z)
		u2 := g.float()
		if u2 < 1-d*d || u2 <= (1-d)*math.Exp(d) {
			break
		}
	}
	q := 1 / r
	f := (q + z) / (1 + q*z)
	u3 := g.float()
	if u3 > 0.5 {
		return math.Mod(mu+math.Acos(f), 2*math.Pi)
	}
	m := math.Mod(mu-math.Acos(f), 2*math.Pi)
	if m < 0 {
		m += 2 * math.Pi
	}
	return m
}

// sample picks k items as CPython 2.7's random.sample does.
func (g *generator) sample(t *thread, population value, k int) value {
	n := t.Len(population)
	if k < 0 || k > n {
		t.Raise(py.ValueErrorType, "sample larger than population")
	}
	t.Alloc(24 * k)
	out := make([]value, k)
	size := 21
	if k > 5 {
		size += int(math.Pow(4, math.Ceil(math.Log(float64(k)*3)/math.Log(4))))
	}
	_, mapping := t.TryAttr(population, "keys")
	if n <= size || mapping {
		pool := append([]value(nil), t.Items(population)...)
		for i := range out {
			j := int(g.float() * float64(n-i))
			out[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return list(out...)
	}
	if _, isSet := population.Object().(*py.Set); isSet {
		return g.sample(t, tuple(t.Items(population)...), k)
	}
	seen := map[int]bool{}
	for i := range out {
		j := int(g.float() * float64(n))
		for seen[j] {
			j = int(g.float() * float64(n))
		}
		seen[j] = true
		out[i] = t.GetItem(population, py.Int(j))
	}
	return list(out...)
}

func (g *generator) shuffle(t *thread, x, random value) value {
	for i := t.Len(x) - 1; i >= 1; i-- {
		t.Step(1)
		f := 0.0
		if given(random) {
			f = t.ToFloat(t.Call0(random))
		} else {
			f = g.float()
		}
		j := int(f * float64(i+1))
		a, b := t.GetItem(x, py.Int(i)), t.GetItem(x, py.Int(j))
		t.SetItem(x, py.Int(i), b)
		t.SetItem(x, py.Int(j), a)
	}
	return py.None
}

func randomMethods() []py.Def {
	m := func(name string, lo int, params string, f func(t *thread, g *generator, a []value) value) py.Def {
		return kwMethod(name, lo, params, f)
	}
	num := func(name, params string, lo int, f func(t *thread, g *generator, x []float64) float64, defaults ...float64) py.Def {
		return m(name, lo, params, func(t *thread, g *generator, a []value) value {
			x := make([]float64, len(a))
			for i, v := range a {
				if v.IsAbsent() {
					x[i] = defaults[i]
				} else {
					x[i] = t.ToFloat(v)
				}
			}
			return py.Float(f(t, g, x))
		})
	}
	return []py.Def{
		method("random", 0, 0, func(_ *thread, g *generator, _ []value) value { return py.Float(g.float()) }),
		m("seed", 0, "a", func(t *thread, g *generator, a []value) value { g.seed(t, a[0]); return py.None }),
		method("getrandbits", 1, 1, func(t *thread, g *generator, a []value) value {
			k := intArg(t, a[0], 0)
			if k <= 0 {
				t.Raise(py.ValueErrorType, "number of bits must be greater than zero")
			}
			t.Alloc(k / 8)
			return py.BigLong(g.bits(k))
		}),
		method("jumpahead", 1, 1, func(t *thread, g *generator, a []value) value {
			for i := intArg(t, a[0], 0); i > 0; i-- {
				t.Step(1)
				g.int32()
			}
			return py.None
		}),
		method("getstate", 0, 0, func(_ *thread, g *generator, _ []value) value {
			return tuple(py.Int(3), tuple(py.Integer(int64(g.state))), g.next)
		}),
		method("setstate", 1, 1, func(t *thread, g *generator, a []value) value {
			parts := make([]value, 3)
			t.Unpack(a[0], parts)
			state := make([]value, 1)
			t.Unpack(parts[1], state)
			g.state = uint64(state[0].Int64()) & (1<<48 - 1)
			g.next = parts[2]
			return py.None
		}),
		method("randrange", 1, 3, func(t *thread, g *generator, a []value) value { return g.randrange(t, a) }),
		m("randint", 2, "a b", func(t *thread, g *generator, a []value) value {
			return g.randrange(t, []value{a[0], t.Binary(py.OpAdd, a[1], py.Int(1))})
		}),
		m("choice", 1, "seq", func(t *thread, g *generator, a []value) value {
			return t.GetItem(a[0], py.Integer(int64(g.float()*float64(t.Len(a[0])))))
		}),
		m("shuffle", 1, "x random", func(t *thread, g *generator, a []value) value { return g.shuffle(t, a[0], a[1]) }),
		m("sample", 2, "population k", func(t *thread, g *generator, a []value) value { return g.sample(t, a[0], intArg(t, a[1], 0)) }),
		num("uniform", "a b", 2, func(_ *thread, g *generator, x []float64) float64 { return x[0] + (x[1]-x[0])*g.float() }),
		num("triangular", "low high mode", 0, func(_ *thread, g *generator, x []float64) float64 {
			lo, hi, mode := x[0], x[1], x[2]
			u := g.float()
			c := 0.5
			if !math.IsNaN(mode) {
				if hi == lo {
					return lo
				}
				c = (mode - lo) / (hi - lo)
			}
			if u > c {
				u, c = 1-u, 1-c
				lo, hi = hi, lo
			}
			return lo + (hi-lo)*math.Sqrt(u*c)
		}, 0, 1, math.NaN()),
		num("normalvariate", "mu sigma", 2, func(_ *thread, g *generator, x []float64) float64 { return g.normal(x[0], x[1]) }),
		num("lognormvariate", "mu sigma", 2, func(_ *thread, g *generator, x []float64) float64 { return math.Exp(g.normal(x[0], x[1])) }),
		num("expovariate", "lambd", 1, func(t *thread, g *generator, x []float64) float64 {
			if x[0] == 0 {
				t.Raise(py.ZeroDivisionErrorType, "float division by zero")
			}
			return -math.Log(1-g.float()) / x[0]
		}),
		num("vonmisesvariate", "mu kappa", 2, func(_ *thread, g *generator, x []float64) float64 { return g.vonMises(x[0], x[1]) }),
		num("gammavariate", "alpha beta", 2, func(t *thread, g *generator, x []float64) float64 { return g.gamma(t, x[0], x[1]) }),
		num("gauss", "mu sigma", 2, func(_ *thread, g *generator, x []float64) float64 { return g.gauss(x[0], x[1]) }),
		num("betavariate", "alpha beta", 2, func(t *thread, g *generator, x []float64) float64 {
			y := g.gamma(t, x[0], 1)
			if y == 0 {
				return 0
			}
			return y / (y + g.gamma(t, x[1], 1))
		}),
		num("paretovariate", "alpha", 1, func(_ *thread, g *generator, x []float64) float64 { return 1 / math.Pow(1-g.float(), 1/x[0]) }),
		num("weibullvariate", "alpha beta", 2, func(_ *thread, g *generator, x []float64) float64 {
			return x[0] * math.Pow(-math.Log(1-g.float()), 1/x[1])
		}),
	}
}

var randomType = sync.OnceValue(func() *py.Type {
	return pythonClass(py.TypeDef{Module: "random", Name: "Random",
		New: func(t *thread, cls *py.Type, args []value, _ []string) value {
			g := &generator{Header: py.NewHeader(cls)}
			g.seed(t, at(args, 0))
			return py.Obj(g)
		},
		Methods: randomMethods()})
})

func loadRandom(t *thread, m *py.Module) {
	ty := randomType()
	m.Set("Random", py.Obj(ty))
	m.Set("SystemRandom", py.Obj(ty))
	inst := t.Call0(py.Obj(ty))
	for _, d := range randomMethods() {
		m.Set(d.Name, t.GetAttr(inst, d.Name))
	}
	lazily(t, m, "_wichmann", "WichmannHill")
}
