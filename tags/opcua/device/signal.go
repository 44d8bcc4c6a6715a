package device

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// random is a small generator (SplitMix64) of its own, so that a device with a
// seed gives the same values on every machine.
type random struct{ state uint64 }

func (r *random) next() float64 {
	r.state += 0x9E3779B97F4A7C15
	z := r.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return float64((z^z>>31)>>11) / (1 << 53)
}

// function is a value source that yields numbers.
type function struct {
	typ    ua.TypeID
	period float64 // time intervals until it starts again; 0 has none
	repeat bool
	value  func(phase float64, r *random) float64 // phase within 0…1 of the period, or the age without one
}

func (f *function) readOnly() bool { return false }

func (f *function) at(age float64, r *random) (any, ua.StatusCode) {
	phase := age
	if f.period > 0 {
		if f.repeat {
			phase = math.Mod(age, f.period) / f.period
		} else {
			phase = math.Min(age/f.period, 1)
		}
	}
	return convert(f.value(phase, r), f.typ), ua.StatusOK
}

// items is a value source that yields one item after the other.
type items struct {
	values []any
	status []ua.StatusCode
	repeat bool
	fixed  bool // read only
}

func (l *items) readOnly() bool { return l.fixed }

func (l *items) at(age float64, _ *random) (any, ua.StatusCode) {
	i := int(math.Floor(age + 1e-9))
	if l.repeat {
		i %= len(l.values)
	}
	i = max(0, min(i, len(l.values)-1))
	return l.values[i], l.status[i]
}

// convert gives a number the tag's type; integers are rounded and kept in range.
func convert(f float64, t ua.TypeID) any {
	whole := func(low, high float64) float64 { return math.Max(low, math.Min(high, math.Round(f))) }
	switch t {
	case ua.TypeIDBoolean:
		return f != 0
	case ua.TypeIDSByte:
		return int8(whole(math.MinInt8, math.MaxInt8))
	case ua.TypeIDByte:
		return uint8(whole(0, math.MaxUint8))
	case ua.TypeIDInt16:
		return int16(whole(math.MinInt16, math.MaxInt16))
	case ua.TypeIDUint16:
		return uint16(whole(0, math.MaxUint16))
	case ua.TypeIDInt32:
		return int32(whole(math.MinInt32, math.MaxInt32))
	case ua.TypeIDUint32:
		return uint32(whole(0, math.MaxUint32))
	case ua.TypeIDInt64:
		return int64(whole(-1<<53, 1<<53))
	case ua.TypeIDUint64:
		return uint64(whole(0, 1<<53))
	case ua.TypeIDFloat:
		return float32(f)
	case ua.TypeIDString:
		return strconv.FormatFloat(f, 'g', -1, 64)
	case ua.TypeIDDateTime:
		return time.UnixMilli(int64(f)).UTC()
	}
	return f
}

// constant parses a constant of the tag's type.
func constant(text string, t ua.TypeID) (any, error) {
	s := unquote(text)
	bad := func() (any, error) { return nil, fmt.Errorf("%q is no %s", text, typeText(t)) }
	switch t {
	case ua.TypeIDString:
		return s, nil
	case ua.TypeIDBoolean:
		switch strings.ToLower(s) {
		case "true", "1":
			return true, nil
		case "false", "0", "":
			return false, nil
		}
		return bad()
	case ua.TypeIDDateTime:
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05", "2006-01-02"} {
			if d, err := time.Parse(layout, s); err == nil {
				return d.UTC(), nil
			}
		}
		ms, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return bad()
		}
		return time.UnixMilli(ms).UTC(), nil
	case ua.TypeIDInt64:
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return bad()
		}
		return n, nil
	case ua.TypeIDUint64:
		n, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			return bad()
		}
		return n, nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return bad()
	}
	v := convert(f, t)
	if t != ua.TypeIDFloat && t != ua.TypeIDDouble && fmt.Sprint(v) != strconv.FormatFloat(f, 'f', -1, 64) {
		return bad()
	}
	return v, nil
}

func typeText(t ua.TypeID) string {
	for _, name := range []string{"Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Float", "Double", "String", "DateTime"} {
		if dataTypes[strings.ToLower(name)] == t {
			return name
		}
	}
	return "value"
}

// parameters takes numbers by position, then the optional repeat at the end.
func parameters(name string, args []string, numbers []float64) (repeat bool, err error) {
	repeat = true
	if len(args) > 0 {
		if b, err := strconv.ParseBool(strings.ToLower(args[len(args)-1])); err == nil && !isNumber(args[len(args)-1]) {
			repeat, args = b, args[:len(args)-1]
		}
	}
	if len(args) > len(numbers) {
		return false, fmt.Errorf("%s: got %d arguments, want at most %d and repeat", name, len(args), len(numbers))
	}
	for i, a := range args {
		if a == "" {
			continue
		}
		if numbers[i], err = strconv.ParseFloat(a, 64); err != nil {
			return false, fmt.Errorf("%s: %q is no number", name, a)
		}
	}
	return repeat, nil
}

func isNumber(s string) bool { _, err := strconv.ParseFloat(s, 64); return err == nil }

func (p *Program) parseSource(text string, t ua.TypeID) (source, error) {
	name, args, ok := splitCall(text)
	if !ok {
		v, err := constant(text, t)
		if err != nil {
			return nil, err
		}
		return &items{values: []any{v}, status: []ua.StatusCode{0}}, nil
	}
	wave := func(shape func(phase float64) float64) (source, error) { // shape is within 0…1
		n := []float64{0, 100, 10}
		repeat, err := parameters(name, args, n)
		if err != nil {
			return nil, err
		}
		if n[2] <= 0 {
			return nil, fmt.Errorf("%s: the period is %g, want more than 0", name, n[2])
		}
		return &function{t, n[2], repeat, func(phase float64, _ *random) float64 { return n[0] + (n[1]-n[0])*shape(phase) }}, nil
	}
	switch name {
	case "sine":
		return wave(func(x float64) float64 { return 0.5 + 0.5*math.Sin(2*math.Pi*x) })
	case "cosine":
		return wave(func(x float64) float64 { return 0.5 + 0.5*math.Cos(2*math.Pi*x) })
	case "ramp":
		return wave(func(x float64) float64 { return x })
	case "triangle":
		return wave(func(x float64) float64 { return 1 - math.Abs(2*x-1) })
	case "square":
		return wave(func(x float64) float64 {
			if x < 0.5 {
				return 1
			}
			return 0
		})
	case "random":
		n := []float64{0, 100}
		repeat, err := parameters(name, args, n)
		if err != nil {
			return nil, err
		}
		return once(&function{t, 0, repeat, func(_ float64, r *random) float64 { return n[0] + (n[1]-n[0])*r.next() }}), nil
	case "walk":
		n := []float64{0, 100, 1}
		if _, err := parameters(name, args, n); err != nil {
			return nil, err
		}
		at := (n[0] + n[1]) / 2
		return &function{t, 0, true, func(_ float64, r *random) float64 {
			at = math.Max(n[0], math.Min(n[1], at+n[2]*(2*r.next()-1)))
			return at
		}}, nil
	case "realistic":
		return realistic(name, args, t)
	case "list":
		return list(name, args, t)
	case "csv":
		return p.fromFile(args, t)
	case "qv":
		if len(args) < 1 || len(args) > 2 {
			return nil, fmt.Errorf("qv: got %d arguments, want a value and a quality", len(args))
		}
		v, err := constant(args[0], t)
		if err != nil {
			return nil, err
		}
		status := ua.StatusCode(0)
		if len(args) == 2 {
			if status, err = quality(unquote(args[1])); err != nil {
				return nil, err
			}
		}
		return &items{values: []any{v}, status: []ua.StatusCode{status}}, nil
	case "readonly", "writeable":
		if len(args) != 1 {
			return nil, fmt.Errorf("%s: got %d arguments, want a value", name, len(args))
		}
		v, err := constant(args[0], t)
		if err != nil {
			return nil, err
		}
		return &items{values: []any{v}, status: []ua.StatusCode{0}, fixed: name == "readonly"}, nil
	}
	if t == ua.TypeIDString {
		v, err := constant(text, t) // text may have parentheses
		return &items{values: []any{v}, status: []ua.StatusCode{0}}, err
	}
	return nil, fmt.Errorf("there is no function %q", name)
}

// once makes a function without a period hold its first value, unless it repeats.
func once(f *function) source {
	if f.repeat {
		return f
	}
	inner, drawn, have := f.value, 0.0, false
	f.value = func(x float64, r *random) float64 {
		if !have {
			drawn, have = inner(x, r), true
		}
		return drawn
	}
	return f
}

// realistic follows a set point as a controlled process does: a PID controller
// drives a first-order process once a time interval.
func realistic(name string, args []string, t ua.TypeID) (source, error) {
	n := []float64{100, 1.2, 0.06, 0.25}
	repeat, err := parameters(name, args, n)
	if err != nil {
		return nil, err
	}
	var value, sum, last, done float64
	return &function{t, 0, repeat, func(age float64, r *random) float64 {
		for ; done+1 <= age && done < age; done++ {
			diff := n[0] - value
			sum += diff
			value += 0.1 * (n[1]*diff + n[2]*sum + n[3]*(diff-last) - 0.1*value)
			last = diff
			if repeat && math.Abs(diff) < 0.005*math.Abs(n[0]) && math.Abs(sum) > 0 && r.next() < 0.02 {
				value *= 0.5 // a disturbance, so that there is something to see
			}
		}
		return value
	}}, nil
}

func list(name string, args []string, t ua.TypeID) (source, error) {
	l := &items{repeat: true}
	if n := len(args); n > 1 { // the last of several booleans is repeat, in a list of booleans too
		if b, err := strconv.ParseBool(strings.ToLower(args[n-1])); err == nil && !isNumber(args[n-1]) {
			l.repeat, args = b, args[:n-1]
		}
	}
	for _, a := range args {
		v, err := constant(a, t)
		if err != nil {
			return nil, err
		}
		l.values, l.status = append(l.values, v), append(l.status, 0)
	}
	if len(l.values) == 0 {
		return nil, fmt.Errorf("%s: it is empty", name)
	}
	return l, nil
}

func (p *Program) fromFile(args []string, t ua.TypeID) (source, error) {
	l := &items{repeat: true}
	if n := len(args); n > 0 {
		if b, err := strconv.ParseBool(strings.ToLower(args[n-1])); err == nil {
			l.repeat, args = b, args[:n-1]
		}
	}
	if len(args) != 2 {
		return nil, fmt.Errorf("csv: got %d arguments, want a file and a column", len(args))
	}
	path := unquote(args[0])
	if !filepath.IsAbs(path) {
		path = filepath.Join(p.dir, path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("csv: %w", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("csv: %s: %w", path, err)
	}
	column := -1
	if len(rows) > 0 {
		for i, c := range rows[0] {
			if strings.TrimSpace(c) == unquote(args[1]) {
				column = i
			}
		}
	}
	if column < 0 || len(rows) < 2 {
		return nil, fmt.Errorf("csv: %s: there is no column %q with values", path, unquote(args[1]))
	}
	for i, row := range rows[1:] {
		v, err := constant(strings.TrimSpace(row[column]), t)
		if err != nil {
			return nil, fmt.Errorf("csv: %s:%d: %w", path, i+2, err)
		}
		l.values, l.status = append(l.values, v), append(l.status, 0)
	}
	return l, nil
}

// quality turns a quality's name or code into the status code that a feed maps
// back to it.
func quality(name string) (ua.StatusCode, error) {
	if n, err := strconv.ParseInt(name, 0, 64); err == nil && n >= math.MinInt32 && n <= math.MaxUint32 {
		name = tags.QualityCode(int32(n)).Name()
		if name == strconv.Itoa(int(int32(n))) {
			return ua.StatusCode(uint32(n)), nil // a raw status code
		}
	}
	code, ok := tags.QualityByName(name)
	if !ok {
		return 0, fmt.Errorf("there is no quality %q", name)
	}
	switch code {
	case tags.BadNotConnected:
		return ua.StatusBadNotConnected, nil
	case tags.BadNotFound:
		return ua.StatusBadNotFound, nil
	case tags.BadAccessDenied:
		return ua.StatusBadUserAccessDenied, nil
	case tags.BadStale:
		return ua.StatusBadTimeout, nil
	case tags.BadOutOfRange:
		return ua.StatusBadOutOfRange, nil
	case tags.BadDisabled:
		return ua.StatusBadOutOfService, nil
	case tags.BadFailure:
		return ua.StatusBadDeviceFailure, nil
	case tags.BadUnsupported:
		return ua.StatusBadNotSupported, nil
	case tags.ErrorConfiguration:
		return ua.StatusBadConfigurationError, nil
	case tags.UncertainLastKnownValue:
		return ua.StatusUncertainLastUsableValue, nil
	case tags.UncertainInitialValue:
		return ua.StatusUncertainInitialValue, nil
	case tags.UncertainDataSubNormal:
		return ua.StatusUncertainDataSubNormal, nil
	case tags.UncertainEngineeringUnitsExceeded:
		return ua.StatusUncertainEngineeringUnitsExceeded, nil
	}
	switch code.Level() {
	case tags.LevelGood:
		return ua.StatusOK, nil
	case tags.LevelUncertain:
		return ua.StatusUncertain, nil
	}
	return ua.StatusBad, nil
}
