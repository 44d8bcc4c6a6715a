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

// PyStr returns what Python's str() gives for data: text as it is, floats in
// Python's spelling, dates in Java's.
func PyStr(v tags.Value) string {
	if v.IsText() {
		return v.Text()
	}
	var b strings.Builder
	pyRepr(&b, v)
	return b.String()
}

// PyRepr returns what Python's repr() gives for data.
func PyRepr(v tags.Value) string {
	var b strings.Builder
	pyRepr(&b, v)
	return b.String()
}

func pyRepr(b *strings.Builder, v tags.Value) {
	switch v.Kind() {
	case tags.KindNull:
		b.WriteString("None")
	case tags.KindBool:
		if v.Bool() {
			b.WriteString("True")
		} else {
			b.WriteString("False")
		}
	case tags.KindInt:
		b.WriteString(strconv.FormatInt(v.Int64(), 10))
	case tags.KindLong, tags.KindBigInt:
		b.WriteString(v.BigInt().String() + "L")
	case tags.KindFloat:
		b.WriteString(PyFloat(v.Float64()))
	case tags.KindStr:
		quotePython(b, v.Text(), false)
	case tags.KindUnicode:
		b.WriteByte('u')
		quotePython(b, v.Text(), true)
	case tags.KindDate:
		b.WriteString(time.UnixMilli(v.Int64()).UTC().Format("Mon Jan 02 15:04:05 MST 2006"))
	case tags.KindList:
		pyList(b, v.List())
	case tags.KindMap:
		b.WriteByte('{')
		for i := range v.Map().Len() {
			if i > 0 {
				b.WriteString(", ")
			}
			k, x := v.Map().At(i)
			pyRepr(b, k)
			b.WriteString(": ")
			pyRepr(b, x)
		}
		b.WriteByte('}')
	case tags.KindDocument:
		pyRepr(b, v.Document().Root)
	case tags.KindDataset:
		fmt.Fprintf(b, "Dataset [%dR x %dC]", len(v.Dataset().Rows), len(v.Dataset().Columns))
	case tags.KindObject:
		if h, ok := v.Object().(HostObject); ok {
			b.WriteString(h.String())
			return
		}
		fmt.Fprintf(b, "<%s>", v.Object().TypeName())
	default:
		b.WriteString(v.String())
	}
}

func pyList(b *strings.Builder, l *tags.List) {
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
	b.WriteString(before)
	for i, x := range l.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		pyRepr(b, x)
	}
	b.WriteString(after)
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

// quotePython writes s in quotes as repr does: a str escapes everything beyond
// ASCII byte by byte, a unicode by code point.
func quotePython(b *strings.Builder, s string, unicode bool) {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	b.WriteByte(quote)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode && r >= utf8.RuneSelf {
			n = 1
		}
		switch {
		case r == rune(quote) || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r >= ' ' && r < 0x7f:
			b.WriteRune(r)
		case !unicode || r < 0x100:
			if !unicode {
				r = rune(s[i])
			}
			fmt.Fprintf(b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(b, `\u%04x`, r)
		default:
			fmt.Fprintf(b, `\U%08x`, r)
		}
		i += n
	}
	b.WriteByte(quote)
}
