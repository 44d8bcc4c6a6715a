package scripts

// Data as Python 2.7 prints it, for str(payload) in every language and for the
// journal's readers.

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dryfire/tags"
)

// PyStr returns what Python's str() gives for data: text as it is, floats with
// twelve digits, dates in Java's spelling.
func PyStr(v tags.Value) string { return PyStrIn(v, nil) }

// PyStrIn is PyStr with dates in a time zone; nil is UTC.
func PyStrIn(v tags.Value, zone *time.Location) string {
	if v.IsText() {
		return v.Text()
	}
	var space [96]byte
	return string(appendStr(space[:0], v, math.MaxInt, zone))
}

// PyRepr returns what Python's repr() gives for data.
func PyRepr(v tags.Value) string { return PyReprIn(v, nil) }

// PyReprIn is PyRepr with dates in a time zone; nil is UTC.
func PyReprIn(v tags.Value, zone *time.Location) string {
	var space [96]byte
	return string(appendRepr(space[:0], v, math.MaxInt, zone))
}

func appendStr(b []byte, v tags.Value, limit int, zone *time.Location) []byte {
	switch v.Kind() {
	case tags.KindFloat:
		return append(b, pyFloatStr(v.Float64())...)
	case tags.KindLong, tags.KindBigInt: // without its L
		return v.BigInt().Append(b, 10)
	}
	return appendRepr(b, v, limit, zone)
}

// appendRepr stops soon after b is longer than limit.
func appendRepr(b []byte, v tags.Value, limit int, zone *time.Location) []byte {
	if len(b) > limit {
		return b
	}
	switch v.Kind() {
	case tags.KindNull:
		b = append(b, "None"...)
	case tags.KindBool:
		if v.Bool() {
			b = append(b, "True"...)
		} else {
			b = append(b, "False"...)
		}
	case tags.KindInt:
		b = strconv.AppendInt(b, v.Int64(), 10)
	case tags.KindLong, tags.KindBigInt:
		b = append(b, v.BigInt().String()+"L"...)
	case tags.KindFloat:
		b = append(b, PyFloat(v.Float64())...)
	case tags.KindStr:
		b = quotePython(b, v.Text(), false)
	case tags.KindUnicode:
		b = append(b, 'u')
		b = quotePython(b, v.Text(), true)
	case tags.KindDate:
		if zone == nil {
			zone = time.UTC
		}
		b = append(b, time.UnixMilli(v.Int64()).In(zone).Format("Mon Jan 02 15:04:05 MST 2006")...)
	case tags.KindList:
		b = pyList(b, v.List(), limit, zone)
	case tags.KindMap:
		b = append(b, '{')
		for i := range v.Map().Len() {
			if i > 0 {
				b = append(b, ", "...)
			}
			k, x := v.Map().At(i)
			b = appendRepr(b, k, limit, zone)
			b = append(b, ": "...)
			if b = appendRepr(b, x, limit, zone); len(b) > limit {
				return b
			}
		}
		b = append(b, '}')
	case tags.KindQualified:
		b = v.AppendJava(b, zone)
	case tags.KindDocument:
		b = appendRepr(b, v.Document().Root, limit, zone)
	case tags.KindDataset:
		b = fmt.Appendf(b, "Dataset [%dR x %dC]", len(v.Dataset().Rows), len(v.Dataset().Columns))
	case tags.KindObject:
		if h, ok := v.Object().(HostObject); ok {
			b = append(b, h.String()...)
			return b
		}
		if h, ok := v.Object().(*Handle); ok && h.Throwable {
			first, _, _ := strings.Cut(h.Text, "\n")
			return append(b, first...)
		}
		b = fmt.Appendf(b, "<%s>", v.Object().TypeName())
	default:
		b = append(b, v.String()...)
	}
	return b
}

func pyList(b []byte, l *tags.List, limit int, zone *time.Location) []byte {
	before, after := "[", "]"
	switch l.Form {
	case tags.FormTuple:
		before, after = "(", ")"
		if len(l.Items) == 1 {
			after = ",)"
		}
	case tags.FormSet:
		before, after = "set([", "])"
	}
	b = append(b, before...)
	for i, x := range l.Items {
		if i > 0 {
			b = append(b, ", "...)
		}
		if b = appendRepr(b, x, limit, zone); len(b) > limit {
			return b
		}
	}
	return append(b, after...)
}

// PyFloat spells a float as Python 2.7's repr does: the shortest digits that
// read back the same, with an exponent below 1e-4 and from 1e16 on.
func PyFloat(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "inf"
	case math.IsInf(f, -1):
		return "-inf"
	case math.IsNaN(f):
		return "nan"
	}
	if a := math.Abs(f); a != 0 && (a < 1e-4 || a >= 1e16) {
		return strconv.FormatFloat(f, 'e', -1, 64)
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// pyFloatStr spells a float as Python 2.7's str does: with at most twelve
// digits.
func pyFloatStr(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return PyFloat(f)
	}
	s := strconv.FormatFloat(f, 'e', 11, 64)
	mantissa, exponent, _ := strings.Cut(s, "e")
	e, err := strconv.Atoi(exponent)
	if err != nil || e < -4 || e > 10 {
		if strings.Contains(mantissa, ".") {
			mantissa = strings.TrimRight(strings.TrimRight(mantissa, "0"), ".")
		}
		return mantissa + "e" + exponent
	}
	s = strconv.FormatFloat(f, 'f', 11-e, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(s, "0")
		if strings.HasSuffix(s, ".") {
			s += "0"
		}
	} else {
		s += ".0"
	}
	return s
}

// quotePython writes s in quotes as repr does: a str escapes everything beyond
// ASCII byte by byte, a unicode by code point.
func quotePython(b []byte, s string, unicode bool) []byte {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	b = append(b, quote)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode && r >= utf8.RuneSelf {
			n = 1
		}
		switch {
		case r == rune(quote) || r == '\\':
			b = append(b, '\\')
			b = utf8.AppendRune(b, r)
		case r == '\n':
			b = append(b, `\n`...)
		case r == '\r':
			b = append(b, `\r`...)
		case r == '\t':
			b = append(b, `\t`...)
		case r >= ' ' && r < 0x7f:
			b = utf8.AppendRune(b, r)
		case !unicode || r < 0x100:
			if !unicode {
				r = rune(s[i])
			}
			b = fmt.Appendf(b, `\x%02x`, r)
		case r < 0x10000:
			b = fmt.Appendf(b, `\u%04x`, r)
		default:
			b = fmt.Appendf(b, `\U%08x`, r)
		}
		i += n
	}
	return append(b, quote)
}
