package signal

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"
	"time"

	"dryfire/tags"
)

// Series is a sequence in promtool's notation: expressions with blanks between
// them, each standing for one or several values.
//
//	5         one value
//	5x3       four values: 5 and three more like it
//	0+2x3     0 2 4 6
//	10-1.5x2  10 8.5 7
//	_ or _x3  one or three places at which nothing is written
//	stale     the quality becomes Bad_Stale and the value stays
//
// Whole numbers give ints, others floats. Sums are decimal: 0+0.1x3 ends with
// 0.3 and not with 0.30000000000000004.
type Series struct {
	parts []part
	ends  []int // number of values up to and including a part
}

type part struct {
	kind        byte // n number, _ skip, s stale
	base, step  decimal
	baseF, addF float64 // when the decimals do not fit
	exact       bool
}

// decimal is digits divided by ten to the power of scale.
type decimal struct {
	digits int64
	scale  int
}

// ParseSeries reads a series. Errors say which expression is wrong.
func ParseSeries(text string) (*Series, error) {
	s := &Series{}
	total := 0
	for _, word := range strings.Fields(text) {
		p, n, err := parsePart(word)
		if err != nil {
			return nil, err
		}
		if n > MaxLen-total {
			return nil, fmt.Errorf("got a series of more than %d values, want fewer", MaxLen)
		}
		total += n
		s.parts, s.ends = append(s.parts, p), append(s.ends, total)
	}
	if total == 0 {
		return nil, fmt.Errorf("got a series without values, want something like 0+1x5")
	}
	return s, nil
}

func parsePart(word string) (part, int, error) {
	wrong := fmt.Errorf(`got %q in a series, want 5, 5x3, 0+1x5, 10-1x5, _, _x3 or stale`, word)
	body, count, counted := word, 0, false
	if i := strings.IndexByte(word, 'x'); i >= 0 {
		n, err := strconv.Atoi(word[i+1:])
		if err != nil || word[i+1] < '0' || word[i+1] > '9' {
			return part{}, 0, wrong
		}
		body, count, counted = word[:i], n, true
	}
	switch {
	case body == "_" && counted:
		if count == 0 {
			return part{}, 0, wrong
		}
		return part{kind: '_'}, count, nil
	case body == "_":
		return part{kind: '_'}, 1, nil
	case body == "stale" && !counted:
		return part{kind: 's'}, 1, nil
	}
	if count >= MaxLen {
		return part{}, 0, fmt.Errorf("got a series of more than %d values, want fewer", MaxLen)
	}
	base, step := body, ""
	if i := strings.LastIndexAny(body, "+-"); i > 0 {
		base, step = body[:i], strings.TrimPrefix(body[i:], "+")
		if !counted || step == "" {
			return part{}, 0, wrong
		}
	}
	p := part{kind: 'n', exact: true}
	var err error
	if p.base, p.baseF, err = parseDecimal(base, &p.exact); err != nil {
		return part{}, 0, wrong
	}
	if step != "" {
		if p.step, p.addF, err = parseDecimal(step, &p.exact); err != nil {
			return part{}, 0, wrong
		}
	}
	for p.base.scale < p.step.scale && p.exact {
		p.base = p.base.finer(&p.exact)
	}
	for p.step.scale < p.base.scale && p.exact {
		p.step = p.step.finer(&p.exact)
	}
	last := p.baseF*math.Pow10(p.base.scale) + p.addF*math.Pow10(p.base.scale)*float64(count)
	if math.Abs(last) > 1<<62 {
		p.exact = false
	}
	return p, count + 1, nil
}

func parseDecimal(s string, exact *bool) (decimal, float64, error) {
	digits := strings.TrimLeft(s, "+-")
	if digits == "" || strings.Trim(digits, "0123456789.") != "" || len(s)-len(digits) > 1 {
		return decimal{}, 0, strconv.ErrSyntax
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return decimal{}, 0, err
	}
	whole, fraction, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+fraction, 10, 64)
	if err != nil {
		*exact = false
		return decimal{scale: len(fraction)}, f, nil
	}
	return decimal{digits: n, scale: len(fraction)}, f, nil
}

func (d decimal) finer(exact *bool) decimal {
	if d.digits > math.MaxInt64/10 || d.digits < math.MinInt64/10 {
		*exact = false
	}
	return decimal{d.digits * 10, d.scale + 1}
}

// Len returns the number of values.
func (s *Series) Len() int { return s.ends[len(s.ends)-1] }

// At returns value i.
func (s *Series) At(i int, _ time.Duration, _ int64) Sample {
	k := sort.SearchInts(s.ends, i+1)
	p := &s.parts[k]
	if k > 0 {
		i -= s.ends[k-1]
	}
	switch {
	case p.kind == '_':
		return Sample{Skip: true}
	case p.kind == 's':
		return Sample{Stale: true}
	case !p.exact:
		return Sample{Value: tags.Float(p.baseF + float64(i)*p.addF)}
	}
	n := p.base.digits + int64(i)*p.step.digits
	if p.base.scale == 0 {
		return Sample{Value: tags.Int(n)}
	}
	f, _ := strconv.ParseFloat(fmt.Sprintf("%de-%d", n, p.base.scale), 64)
	return Sample{Value: tags.Float(f)}
}
