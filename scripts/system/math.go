package system

// system.math: statistics of lists of numbers, as the Apache commons library
// that the gateway uses computes them. What has no value, such as the mean of
// nothing, is NaN.

import (
	"math"
	"slices"

	"dryfire/scripts"
	"dryfire/tags"
)

var mathFunctions = func() []*scripts.Function {
	var all []*scripts.Function
	add := func(name string, f func(x []float64) float64) {
		all = append(all, &scripts.Function{Name: "math." + name, Params: required("values"), Call: func(c *scripts.Call) (tags.Value, error) {
			x, err := numbersArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			return tags.Float(f(x)), nil
		}})
	}
	list := func(name string, f func(x []float64) []float64) {
		all = append(all, &scripts.Function{Name: "math." + name, Params: required("values"), Call: func(c *scripts.Call) (tags.Value, error) {
			x, err := numbersArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			y := f(x)
			items := make([]tags.Value, len(y))
			for i := range y {
				items[i] = tags.Float(y[i])
			}
			return tags.ListOf(items...), nil
		}})
	}
	pair := func(name string, f func(d []float64) float64) {
		all = append(all, &scripts.Function{Name: "math." + name, Params: required("values1", "values2"), Call: func(c *scripts.Call) (tags.Value, error) {
			x, err := numbersArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			y, err := numbersArgument(c, name, 1)
			if err != nil {
				return tags.Value{}, err
			}
			if len(x) != len(y) || len(x) == 0 {
				return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s() wants two lists of one length that are not empty, got %d and %d values",
					name, len(x), len(y))
			}
			d := make([]float64, len(x))
			for i := range x {
				d[i] = x[i] - y[i]
			}
			return tags.Float(f(d)), nil
		}})
	}
	add("sum", sum)
	add("product", func(x []float64) float64 { return fold(x, 1, func(a, b float64) float64 { return a * b }) })
	add("sumSquares", func(x []float64) float64 { return fold(x, 0, func(a, b float64) float64 { return a + b*b }) })
	add("sumLog", sumLog)
	add("min", func(x []float64) float64 { return extreme(x, math.Min) })
	add("max", func(x []float64) float64 { return extreme(x, math.Max) })
	add("mean", mean)
	add("geometricMean", func(x []float64) float64 { return math.Exp(sumLog(x) / float64(len(x))) })
	add("median", func(x []float64) float64 { return percentile(x, 50) })
	add("variance", func(x []float64) float64 { return variance(x, 1) })
	add("populationVariance", func(x []float64) float64 { return variance(x, 0) })
	add("standardDeviation", func(x []float64) float64 { return math.Sqrt(variance(x, 1)) })
	add("skewness", skewness)
	add("kurtosis", kurtosis)
	list("mode", modes)
	list("normalize", normalize)
	pair("sumDifference", sum)
	pair("meanDifference", mean)
	all = append(all, &scripts.Function{Name: "math.percentile", Params: required("values", "percentile"), Call: func(c *scripts.Call) (tags.Value, error) {
		x, err := numbersArgument(c, "percentile", 0)
		if err != nil {
			return tags.Value{}, err
		}
		p := c.Args[1]
		if !p.IsNumber() {
			return tags.Value{}, cannotCoerce("percentile", 1, "double")
		}
		if !(p.Float64() > 0 && p.Float64() <= 100) {
			return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "percentile() wants a percentile above 0 and up to 100, got %s", scripts.PyRepr(p))
		}
		return tags.Float(percentile(x, p.Float64())), nil
	}})
	return all
}()

// numbersArgument returns argument i, a list of numbers.
func numbersArgument(c *scripts.Call, function string, i int) ([]float64, error) {
	l := c.Args[i].List()
	if l == nil {
		return nil, scripts.Raise("TypeError", "%s() wants a list of numbers, got %s", function, clipped(c.Args[i]))
	}
	x := make([]float64, len(l.Items))
	for k, v := range l.Items {
		switch {
		case v.IsNumber():
			x[k] = v.Float64()
		case v.Kind() == tags.KindBool:
			x[k] = float64(v.Int64())
		default:
			return nil, scripts.Raise("TypeError", "%s() wants a list of numbers, got %s in it", function, clipped(v))
		}
	}
	return x, nil
}

func fold(x []float64, start float64, f func(a, b float64) float64) float64 {
	for _, v := range x {
		start = f(start, v)
	}
	return start
}

func sum(x []float64) float64 { return fold(x, 0, func(a, b float64) float64 { return a + b }) }

func sumLog(x []float64) float64 {
	return fold(x, 0, func(a, b float64) float64 { return a + math.Log(b) })
}

func extreme(x []float64, f func(a, b float64) float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	return fold(x, x[0], f)
}

// mean corrects the rounding of the plain mean.
func mean(x []float64) float64 {
	n := float64(len(x))
	m := sum(x) / n
	correction := 0.0
	for _, v := range x {
		correction += v - m
	}
	return m + correction/n
}

// variance divides by the number of values less than bias.
func variance(x []float64, bias float64) float64 {
	switch len(x) {
	case 0:
		return math.NaN()
	case 1:
		return 0
	}
	m, n := mean(x), float64(len(x))
	squares, rest := 0.0, 0.0
	for _, v := range x {
		squares += (v - m) * (v - m)
		rest += v - m
	}
	return (squares - rest*rest/n) / (n - bias)
}

// percentile interpolates between the neighbours of p*(n+1)/100.
func percentile(x []float64, p float64) float64 {
	n := len(x)
	if n == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(x))
	at := p * float64(n+1) / 100
	whole := math.Floor(at)
	switch {
	case at < 1:
		return sorted[0]
	case at >= float64(n):
		return sorted[n-1]
	}
	low, high := sorted[int(whole)-1], sorted[int(whole)]
	return low + (at-whole)*(high-low)
}

// negligible is a variance that counts as none.
const negligible = 1e-19

func moment(x []float64, power float64) float64 {
	m := mean(x)
	return fold(x, 0, func(a, b float64) float64 { return a + math.Pow(b-m, power) })
}

func skewness(x []float64) float64 {
	n := float64(len(x))
	if n < 3 {
		return math.NaN()
	}
	v := variance(x, 1)
	if v < negligible {
		return 0
	}
	return n / ((n - 1) * (n - 2)) * moment(x, 3) / math.Pow(v, 1.5)
}

func kurtosis(x []float64) float64 {
	n := float64(len(x))
	if n < 4 {
		return math.NaN()
	}
	v := variance(x, 1)
	if v < negligible {
		return 0
	}
	return n*(n+1)/((n-1)*(n-2)*(n-3))*moment(x, 4)/(v*v) - 3*(n-1)*(n-1)/((n-2)*(n-3))
}

// modes are the values that occur most often, in ascending order.
func modes(x []float64) []float64 {
	var out []float64
	most, count := 0, 0
	sorted := slices.Sorted(slices.Values(x))
	for i, v := range sorted {
		if i == 0 || v != sorted[i-1] {
			count = 0
		}
		count++
		switch {
		case math.IsNaN(v) || count < most:
		case count > most:
			most, out = count, []float64{v}
		default:
			out = append(out, v)
		}
	}
	return out
}

// normalize gives the values mean 0 and standard deviation 1.
func normalize(x []float64) []float64 {
	m, s := mean(x), math.Sqrt(variance(x, 1))
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = (v - m) / s
	}
	return out
}
