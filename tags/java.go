package tags

// Values as text in Java's spelling: what str() of a qualified value, a log
// line and a String tag show (QV-2, DEC-33).

import (
	"math"
	"math/big"
	"strconv"
	"time"
)

// maxDepth is how deep nested lists and maps are followed when they are
// spelled or encoded: a script can make a list that contains itself.
const maxDepth = 200

// String spells v as [Value.Java] does in UTC.
func (v Value) String() string { return v.Java(nil) }

// Java spells v as Java does: null, true, 1.0, 1.0E10, [a, b], {k=v},
// Thu Jul 02 12:38:36 UTC 2026. Text is given as it is, a document as JSON.
// loc is the time zone of dates; nil means UTC.
func (v Value) Java(loc *time.Location) string {
	if v.IsText() {
		return v.Text()
	}
	return string(v.AppendJava(nil, loc))
}

// AppendJava appends v in the spelling of [Value.Java].
func (v Value) AppendJava(b []byte, loc *time.Location) []byte { return v.appendJava(b, loc, 0) }

func (v Value) appendJava(b []byte, loc *time.Location, depth int) []byte {
	if depth > maxDepth {
		return append(b, "..."...)
	}
	switch v.Kind() {
	case KindNull:
		return append(b, "null"...)
	case KindBool:
		return strconv.AppendBool(b, v.Bool())
	case KindInt, KindLong:
		return strconv.AppendInt(b, v.Int64(), 10)
	case KindBigInt:
		return v.ref.(*big.Int).Append(b, 10)
	case KindFloat:
		return appendJavaFloat(b, v.Float64(), v.floatBits())
	case KindStr, KindUnicode:
		return append(b, v.Text()...)
	case KindDate:
		return AppendJavaDate(b, v.Int64(), loc)
	case KindList:
		b = append(b, '[')
		for i, e := range v.List().Items {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = e.appendJava(b, loc, depth+1)
		}
		return append(b, ']')
	case KindMap:
		m := v.Map()
		b = append(b, '{')
		for i := range m.Len() {
			if i > 0 {
				b = append(b, ", "...)
			}
			k, e := m.At(i)
			b = k.appendJava(b, loc, depth+1)
			b = append(b, '=')
			b = e.appendJava(b, loc, depth+1)
		}
		return append(b, '}')
	case KindDataset:
		d := v.Dataset()
		b = append(b, "Dataset ["...)
		b = strconv.AppendInt(b, int64(len(d.Rows)), 10)
		b = append(b, "R ⅹ "...)
		b = strconv.AppendInt(b, int64(len(d.Columns)), 10)
		return append(b, "C]"...)
	case KindDocument:
		return AppendJSON(b, v.Document().Root)
	case KindQuality:
		return append(b, v.ref.(Quality).String()...)
	case KindQualified:
		return v.Qualified().appendJava(b, loc, depth+1)
	}
	if o := v.Object(); o != nil {
		return append(append(append(b, '<'), o.TypeName()...), '>')
	}
	return append(b, "<unknown>"...)
}

// floatBits is the size of the floating point number that v holds.
func (v Value) floatBits() int {
	if _, ok := v.ref.(float4); ok {
		return 32
	}
	return 64
}

// appendJavaFloat appends f as Double.toString, or with bits 32 Float.toString,
// spells it: at least one digit behind the point, and an exponent below 10^-3
// and from 10^7 on.
func appendJavaFloat(b []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, "NaN"...)
	case math.IsInf(f, 1):
		return append(b, "Infinity"...)
	case math.IsInf(f, -1):
		return append(b, "-Infinity"...)
	}
	if a := math.Abs(f); f == 0 || a >= 1e-3 && a < 1e7 {
		start := len(b)
		b = strconv.AppendFloat(b, f, 'f', -1, bits)
		for _, c := range b[start:] {
			if c == '.' {
				return b
			}
		}
		return append(b, ".0"...)
	}
	var buf [32]byte
	s := strconv.AppendFloat(buf[:0], f, 'e', -1, bits) // d.ddde±dd
	e := len(s) - 1
	for s[e] != 'e' {
		e--
	}
	mantissa, exponent := s[:e], s[e+1:]
	b = append(b, mantissa...)
	if len(mantissa) <= 2 && mantissa[len(mantissa)-1] != '.' { // d or -d
		b = append(b, ".0"...)
	}
	b = append(b, 'E')
	if exponent[0] == '-' {
		b = append(b, '-')
	}
	exponent = exponent[1:]
	for len(exponent) > 1 && exponent[0] == '0' {
		exponent = exponent[1:]
	}
	return append(b, exponent...)
}

// AppendJavaDate appends the date as java.util.Date prints it, for example
// "Thu Jul 02 12:38:36 UTC 2026". A zone without an abbreviation is spelled by
// its distance from GMT. loc nil means UTC.
func AppendJavaDate(b []byte, ms int64, loc *time.Location) []byte {
	if loc == nil {
		loc = time.UTC
	}
	d := time.UnixMilli(ms).In(loc)
	b = d.AppendFormat(b, "Mon Jan 02 15:04:05 ")
	zone, offset := d.Zone()
	if zone == "" || zone[0] == '+' || zone[0] == '-' {
		zone = "GMT"
		if offset != 0 {
			zone += d.Format("-07:00")
		}
	}
	b = append(b, zone...)
	b = append(b, ' ')
	return strconv.AppendInt(b, int64(d.Year()), 10)
}

// String spells the qualified value as [QualifiedValue.Java] does in UTC.
func (q QualifiedValue) String() string { return q.Java(nil) }

// Java spells the qualified value as [value, quality, timestamp], for example
// [false, Good, Thu Jul 02 12:38:36 UTC 2026] (QV-2). loc nil means UTC.
func (q QualifiedValue) Java(loc *time.Location) string {
	return string(q.appendJava(nil, loc, 0))
}

func (q *QualifiedValue) appendJava(b []byte, loc *time.Location, depth int) []byte {
	b = append(b, '[')
	b = q.Value.appendJava(b, loc, depth+1)
	b = append(b, ", "...)
	b = append(b, q.Quality.String()...)
	b = append(b, ", "...)
	b = AppendJavaDate(b, q.Timestamp, loc)
	return append(b, ']')
}
