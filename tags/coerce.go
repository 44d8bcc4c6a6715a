package tags

// Conversion to a tag's data type, on write and when a definition is loaded.

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

var goodWrite = QualityOf(Good)

// Coerce converts v to what a tag of type t holds (WRT-1 to WRT-7, DEC-32 to
// DEC-34). The quality is Good, or Error_TypeConversion with a diagnostic; the
// value is then null. Null is accepted by every type. loc is the time zone for
// dates from and to text; nil means UTC.
func (t DataType) Coerce(v Value, loc *time.Location) (Value, Quality) {
	switch t {
	case NoType:
		return Int4.Coerce(v, loc)
	case Int1:
		return toInteger(v, t, math.MinInt8, math.MaxInt8)
	case Int2:
		return toInteger(v, t, math.MinInt16, math.MaxInt16)
	case Int4:
		return toInteger(v, t, math.MinInt32, math.MaxInt32)
	case Int8:
		return toInteger(v, t, math.MinInt64, math.MaxInt64)
	case Float4, Float8:
		return toFloat(v, t)
	case Boolean:
		return toBoolean(v, t)
	case String, Text:
		return toText(v, t, loc)
	case DateTime:
		return toDate(v, t, loc)
	case DataSet:
		return toDataset(v, t)
	case DocumentType:
		return toDocument(v, t)
	}
	return toArray(v, t, loc)
}

func noConversion(v Value, t DataType) (Value, Quality) {
	what := "Value " + clip(v.String(), 100)
	switch v.Kind() {
	case KindStr, KindUnicode:
		what = "Value '" + clip(v.Text(), 100) + "'"
	case KindList, KindMap, KindDataset, KindDocument, KindQuality, KindQualified, KindObject:
		what = "Value of type " + v.Kind().String()
	}
	return Value{}, QualityOf(ErrorTypeConversion).WithDiagnostic(what + " can not be coerced to " + t.info().java)
}

func overflow(v Value, t DataType) (Value, Quality) {
	return Value{}, QualityOf(ErrorTypeConversion).WithDiagnostic( // WRT-2
		"Value " + clip(v.String(), 100) + " can not be coerced to " + t.info().java + " due to overflow")
}

func toInteger(v Value, t DataType, low, high int64) (Value, Quality) {
	switch v.Kind() {
	case KindInt, KindLong, KindBool:
		n := v.Int64()
		if n < low || n > high {
			return overflow(v, t)
		}
		return integerOf(n, t), goodWrite
	case KindNull:
		return Value{}, goodWrite
	case KindBigInt:
		return overflow(v, t)
	case KindDate:
		n := v.Int64()
		if n < low || n > high {
			return overflow(Long(n), t)
		}
		return integerOf(n, t), goodWrite
	case KindFloat:
		n, ok := roundHalfUp(v.Float64())
		if !ok || n < low || n > high {
			return overflow(v, t)
		}
		return integerOf(n, t), goodWrite
	case KindStr, KindUnicode:
		s := strings.TrimSpace(v.Text())
		if n, ok := new(big.Int).SetString(s, 10); ok && len(s) < 400 {
			if !n.IsInt64() || n.Int64() < low || n.Int64() > high {
				return overflow(Unicode(s), t)
			}
			return integerOf(n.Int64(), t), goodWrite
		}
		f, ok := parseFloat(s)
		if !ok {
			return noConversion(v, t)
		}
		n, ok := roundHalfUp(f)
		if !ok || n < low || n > high {
			return overflow(Unicode(s), t)
		}
		return integerOf(n, t), goodWrite
	}
	return noConversion(v, t)
}

func integerOf(n int64, t DataType) Value {
	if t == Int8 {
		return Long(n)
	}
	return Int(n)
}

// roundHalfUp rounds as Java's Math.round does (DEC-32), and reports false for
// NaN, infinities and what does not fit into 64 bits.
func roundHalfUp(f float64) (int64, bool) {
	r := math.Floor(f)
	if f-r >= 0.5 {
		r++
	}
	if !(r >= -1<<63 && r < 1<<63) {
		return 0, false
	}
	return int64(r), true
}

// parseFloat accepts what Java's Double.parseDouble does, save for hexadecimal
// digits and type suffixes.
func parseFloat(s string) (float64, bool) {
	switch s {
	case "NaN":
		return math.NaN(), true
	case "Infinity", "+Infinity":
		return math.Inf(1), true
	case "-Infinity":
		return math.Inf(-1), true
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < '0' || c > '9') && !strings.ContainsRune("+-.eE", rune(c)) {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && !math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

func toFloat(v Value, t DataType) (Value, Quality) {
	var f float64
	switch v.Kind() {
	case KindNull:
		return Value{}, goodWrite
	case KindInt, KindLong, KindBool, KindFloat, KindDate:
		f = v.Float64()
	case KindBigInt:
		f = v.Float64()
		if math.IsInf(f, 0) {
			return overflow(v, t)
		}
	case KindStr, KindUnicode:
		var ok bool
		if f, ok = parseFloat(strings.TrimSpace(v.Text())); !ok {
			return noConversion(v, t)
		}
	default:
		return noConversion(v, t)
	}
	if t == Float8 {
		return Float(f), goodWrite
	}
	if n := float32(f); math.IsInf(float64(n), 0) && !math.IsInf(f, 0) {
		return overflow(v, t)
	} else {
		return Float4Of(n), goodWrite
	}
}

func toBoolean(v Value, t DataType) (Value, Quality) {
	switch v.Kind() {
	case KindNull, KindBool:
		return v, goodWrite
	case KindInt, KindLong:
		return Bool(v.Int64() != 0), goodWrite
	case KindFloat, KindBigInt:
		return Bool(v.Float64() != 0), goodWrite
	case KindStr, KindUnicode:
		switch strings.ToLower(v.Text()) {
		case "true", "1":
			return Bool(true), goodWrite
		case "false", "0":
			return Bool(false), goodWrite
		}
	}
	return noConversion(v, t)
}

func toText(v Value, t DataType, loc *time.Location) (Value, Quality) {
	switch v.Kind() {
	case KindNull, KindUnicode:
		return v, goodWrite
	case KindStr:
		return Unicode(v.Text()), goodWrite
	case KindObject:
		return noConversion(v, t)
	}
	return Unicode(v.Java(loc)), goodWrite
}

const dateText = "2006-01-02 15:04:05"

func toDate(v Value, t DataType, loc *time.Location) (Value, Quality) {
	switch v.Kind() {
	case KindNull, KindDate:
		return v, goodWrite
	case KindInt, KindLong:
		return Date(v.Int64()), goodWrite
	case KindFloat:
		if n, ok := roundHalfUp(v.Float64()); ok {
			return Date(n), goodWrite
		}
		return overflow(v, t)
	case KindBigInt:
		return overflow(v, t)
	case KindStr, KindUnicode:
		if loc == nil {
			loc = time.UTC
		}
		if d, err := time.ParseInLocation(dateText, strings.TrimSpace(v.Text()), loc); err == nil {
			return Date(d.UnixMilli()), goodWrite
		}
	}
	return noConversion(v, t)
}

func toDataset(v Value, t DataType) (Value, Quality) {
	switch v.Kind() {
	case KindNull, KindDataset:
		return v, goodWrite
	case KindList:
		class := "org.python.core.PyList"
		if v.List().Form == FormTuple {
			class = "org.python.core.PyTuple"
		}
		return Value{}, QualityOf(ErrorTypeConversion).WithDiagnostic("class " + class + ": Invalid DataType for Dataset.") // WRT-4
	}
	return noConversion(v, t)
}

func toArray(v Value, t DataType, loc *time.Location) (Value, Quality) {
	if v.IsNull() {
		return v, goodWrite
	}
	l := v.List()
	if l == nil || l.Form == FormSet {
		return noConversion(v, t)
	}
	elem := t.Elem()
	items := make([]Value, len(l.Items))
	for i, e := range l.Items {
		if qv := e.Qualified(); qv != nil {
			e = qv.Value // WRT-7
		}
		c, q := elem.Coerce(e, loc)
		if q.Code != Good {
			return Value{}, q
		}
		items[i] = c
	}
	return FromList(&List{Form: FormArray, Items: items}), goodWrite
}

func toDocument(v Value, t DataType) (Value, Quality) {
	switch v.Kind() {
	case KindNull, KindDocument:
		return v, goodWrite
	case KindMap, KindList:
		root, ok := documentTree(v, 0)
		if !ok {
			return noConversion(v, t)
		}
		return FromDocument(&Document{Root: root}), goodWrite
	case KindStr, KindUnicode:
		// JSON text of an object or an array (WRT-5).
		root, err := ParseJSON(v.Text())
		if err == nil && (root.Kind() == KindMap || root.Kind() == KindList) {
			return FromDocument(&Document{Root: root}), goodWrite
		}
	}
	return noConversion(v, t)
}

// documentTree returns v as a tree of JSON data: keys and texts are unicode,
// sequences plain lists, dates stay. It reports false for what JSON can't hold.
func documentTree(v Value, depth int) (Value, bool) {
	if depth > maxDepth {
		return Value{}, false
	}
	switch v.Kind() {
	case KindNull, KindBool, KindInt, KindLong, KindBigInt, KindFloat, KindUnicode, KindDate:
		return v, true
	case KindStr:
		return Unicode(v.Text()), true
	case KindDocument:
		return v.Document().Root, true
	case KindList:
		items := make([]Value, len(v.List().Items))
		for i, e := range v.List().Items {
			var ok bool
			if items[i], ok = documentTree(e, depth+1); !ok {
				return Value{}, false
			}
		}
		return ListOf(items...), true
	case KindMap:
		m := v.Map()
		out := NewMap(m.Len())
		for i := range m.Len() {
			k, e := m.At(i)
			e, ok := documentTree(e, depth+1)
			if !ok {
				return Value{}, false
			}
			out.SetText(k.String(), e)
		}
		return FromMap(out), true
	}
	return Value{}, false
}

// Decode converts the value of a tag export to what a tag of type t holds
// (TGF-17). It does what Coerce does and, as a write does not, reads the text
// of a DataSet (TGF-18) and dates with a zone or as ISO 8601.
func (t DataType) Decode(v Value, loc *time.Location) (Value, error) {
	switch {
	case t == DataSet && v.IsText():
		d, err := ParseDataset(v.Text(), loc)
		if err != nil {
			return Value{}, err
		}
		return FromDataset(d), nil
	case t == DataSet && v.Kind() == KindMap:
		d, err := datasetOf(v, loc)
		if err != nil {
			return Value{}, err
		}
		return FromDataset(d), nil
	case t == DateTime && v.IsText():
		ms, err := parseDate(v.Text(), loc)
		if err != nil {
			return Value{}, err
		}
		return Date(ms), nil
	}
	out, q := t.Coerce(v, loc)
	if q.Code != Good {
		return Value{}, fmt.Errorf("got %s %s as the value of a tag of type %s: %s", v.Kind(), clip(v.String(), 60), t, q.Diagnostic())
	}
	return out, nil
}
