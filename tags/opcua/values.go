package opcua

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/gopcua/opcua/ua"

	"dryfire/tags"
)

// Why a value has no counterpart among the tags' values.
var (
	errUndescribed = errors.New("structure of a type that the server does not describe")
	errTooDeep     = fmt.Errorf("nested more than %d levels deep", maxDepth)
)

// maxDepth is how deep a value may be nested. No PLC comes near it; what goes
// beyond is somebody's mistake or malice, and everything that handles values
// after this package goes into their depth.
const maxDepth = 64

// fromVariant returns the tag value of what a server sent. The error is one of
// the two above: the value has no counterpart.
//
// Numbers keep their width as Ignition sees it: up to 32 bits signed an int,
// beyond that a long, floats a float. Strings, GUIDs, node ids, XML and
// localized texts are text; a ByteString is an array of signed bytes, as Java
// has it; arrays and matrices are (nested) arrays; structures are documents.
func fromVariant(v any, s *structures) (tags.Value, error) { return fromAny(v, s, 0) }

func fromAny(v any, s *structures, depth int) (tags.Value, error) {
	if depth > maxDepth {
		return tags.Value{}, errTooDeep
	}
	switch x := v.(type) {
	case nil:
		return tags.Value{}, nil
	case float64:
		return tags.Float(x), nil
	case bool:
		return tags.Bool(x), nil
	case int8:
		return tags.Int(int64(x)), nil
	case uint8:
		return tags.Int(int64(x)), nil
	case int16:
		return tags.Int(int64(x)), nil
	case uint16:
		return tags.Int(int64(x)), nil
	case int32:
		return tags.Int(int64(x)), nil
	case uint32:
		return tags.Long(int64(x)), nil
	case int64:
		return tags.Long(x), nil
	case uint64:
		if x <= math.MaxInt64 {
			return tags.Long(int64(x)), nil
		}
		return tags.BigInt(new(big.Int).SetUint64(x)), nil
	case float32:
		return tags.Float(float64(x)), nil
	case string:
		return tags.Unicode(x), nil
	case time.Time:
		if x.IsZero() {
			return tags.Value{}, nil
		}
		return tags.Date(exactTime(x).UnixMilli()), nil
	case ua.ByteArray:
		items := make([]tags.Value, len(x))
		for i, b := range x {
			items[i] = tags.Int(int64(b))
		}
		return array(items), nil
	case []byte:
		items := make([]tags.Value, len(x))
		for i, b := range x {
			items[i] = tags.Int(int64(int8(b)))
		}
		return array(items), nil
	case *ua.GUID:
		return tags.Unicode(guidText(x)), nil
	case ua.XMLElement:
		return tags.Unicode(string(x)), nil
	case ua.StatusCode:
		return tags.Long(int64(x)), nil
	case *ua.NodeID:
		return nodeText(x)
	case *ua.ExpandedNodeID:
		return nodeText(x.NodeID)
	case *ua.QualifiedName:
		if x.NamespaceIndex == 0 {
			return tags.Unicode(x.Name), nil
		}
		return tags.Unicode(strconv.Itoa(int(x.NamespaceIndex)) + ":" + x.Name), nil
	case *ua.LocalizedText:
		return tags.Unicode(x.Text), nil
	case *ua.Variant:
		return fromAny(x.Value(), s, depth+1)
	case *ua.DataValue:
		return fromAny(variantOf(x), s, depth+1)
	case *ua.ExtensionObject:
		return fromStructure(x, s, depth+1)
	}
	r := reflect.ValueOf(v)
	if r.Kind() != reflect.Slice {
		return tags.Value{}, errUndescribed
	}
	if r.IsNil() {
		return tags.Value{}, nil
	}
	items := make([]tags.Value, r.Len())
	for i := range items {
		item, err := fromAny(r.Index(i).Interface(), s, depth+1)
		if err != nil {
			return tags.Value{}, err
		}
		items[i] = item
	}
	return array(items), nil
}

func array(items []tags.Value) tags.Value {
	return tags.FromList(&tags.List{Form: tags.FormArray, Items: items})
}

// nodeText guards against kinds of node ids that gopcua panics over.
func nodeText(id *ua.NodeID) (tags.Value, error) {
	if id == nil || id.Type() > ua.NodeIDTypeByteString {
		return tags.Value{}, errUndescribed
	}
	return tags.Unicode(id.String()), nil
}

func guidText(g *ua.GUID) string {
	if len(g.Data4) != 8 {
		return ""
	}
	return g.String()
}

// fromKnownStructure returns a structure that gopcua has a Go type for.
func fromKnownStructure(x any, depth int) (tags.Value, error) {
	v, err := fromFields(reflect.ValueOf(x), depth+1)
	if err != nil {
		return tags.Value{}, err
	}
	return tags.FromDocument(&tags.Document{Root: v}), nil
}

func fromFields(r reflect.Value, depth int) (tags.Value, error) {
	if depth > maxDepth {
		return tags.Value{}, errTooDeep
	}
	for r.Kind() == reflect.Pointer || r.Kind() == reflect.Interface {
		if r.IsNil() {
			return tags.Value{}, nil
		}
		if v, err := fromAny(r.Interface(), nil, depth); err == nil {
			return v, nil
		}
		r = r.Elem()
	}
	if v, err := fromAny(r.Interface(), nil, depth); err == nil {
		return v, nil
	}
	switch r.Kind() {
	case reflect.Struct:
		m := tags.NewMap(r.NumField())
		for i := 0; i < r.NumField(); i++ {
			if !r.Type().Field(i).IsExported() {
				continue
			}
			v, err := fromFields(r.Field(i), depth+1)
			if err != nil {
				return tags.Value{}, err
			}
			m.SetText(r.Type().Field(i).Name, v)
		}
		return tags.FromMap(m), nil
	case reflect.Slice:
		items := make([]tags.Value, r.Len())
		for i := range items {
			v, err := fromFields(r.Index(i), depth+1)
			if err != nil {
				return tags.Value{}, err
			}
			items[i] = v
		}
		return tags.ListOf(items...), nil
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int, reflect.Int64:
		return tags.Int(r.Int()), nil
	case reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return tags.Int(int64(r.Uint())), nil
	case reflect.String:
		return tags.Unicode(r.String()), nil
	}
	return tags.Value{}, errUndescribed
}

// exactTime undoes an overflow in gopcua's decoder, which computes nanoseconds
// in 64 bits and so moves every date outside 1678…2262 by a multiple of 2^64
// ns: 9999-12-31, which servers send for "never", arrives as 1816-03-30. Dates
// on the wire count 100 ns, and 2^64 is no multiple of 100, so the remainder
// tells by how many turns.
func exactTime(t time.Time) time.Time {
	n := t.UnixNano()
	rest := ((n % 100) + 100) % 100
	if rest == 0 {
		return t
	}
	for turns := int64(-1); turns < 24; turns++ {
		if ((rest+16*turns)%100+100)%100 != 0 { // 2^64 mod 100 is 16
			continue
		}
		x := new(big.Int).Lsh(big.NewInt(turns), 64)
		x.Add(x, big.NewInt(n))
		sec, ns := new(big.Int).DivMod(x, big.NewInt(1e9), new(big.Int))
		return time.Unix(sec.Int64(), ns.Int64()).UTC()
	}
	return t
}

// tagType is the name of a tag data type (TYP-1) for a built-in type of OPC
// UA. Unsigned types take the next wider signed one, since tags have none
// (TYP-2).
func tagType(t ua.TypeID, isArray bool) string {
	scalar, arr := "Document", "Document"
	switch t {
	case ua.TypeIDBoolean:
		scalar, arr = "Boolean", "BooleanArray"
	case ua.TypeIDSByte:
		scalar, arr = "Int1", "Int1Array"
	case ua.TypeIDByte, ua.TypeIDInt16:
		scalar, arr = "Int2", "Int2Array"
	case ua.TypeIDUint16, ua.TypeIDInt32:
		scalar, arr = "Int4", "Int4Array"
	case ua.TypeIDUint32, ua.TypeIDInt64, ua.TypeIDUint64, ua.TypeIDStatusCode:
		scalar, arr = "Int8", "Int8Array"
	case ua.TypeIDFloat:
		scalar, arr = "Float4", "Float4Array"
	case ua.TypeIDDouble:
		scalar, arr = "Float8", "Float8Array"
	case ua.TypeIDDateTime:
		scalar, arr = "DateTime", "DateTimeArray"
	case ua.TypeIDByteString:
		scalar, arr = "ByteArray", "Document"
	case ua.TypeIDString, ua.TypeIDGUID, ua.TypeIDXMLElement, ua.TypeIDNodeID, ua.TypeIDExpandedNodeID, ua.TypeIDQualifiedName, ua.TypeIDLocalizedText:
		scalar, arr = "String", "StringArray"
	}
	if isArray {
		return arr
	}
	return scalar
}

// typeNames are the built-in types as OPC UA spells them.
var typeNames = [...]string{"Null", "Boolean", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64", "UInt64", "Float", "Double",
	"String", "DateTime", "Guid", "ByteString", "XmlElement", "NodeId", "ExpandedNodeId", "StatusCode", "QualifiedName", "LocalizedText",
	"Structure", "DataValue", "BaseDataType", "DiagnosticInfo"}

func typeName(t ua.TypeID) string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return "type " + strconv.Itoa(int(t))
}

// conversionError is a value that does not fit the node's type; it becomes
// Error_TypeConversion (WRT-1, WRT-2).
type conversionError string

func (e conversionError) Error() string { return string(e) }

func cannot(v tags.Value, to string, why string) error {
	text := describe(v)
	if why != "" {
		why = " due to " + why
	}
	return conversionError("Value " + text + " can not be coerced to " + to + why)
}

// clip keeps a long text from filling an error.
func clip(s string) string {
	if r := []rune(s); len(r) > 100 {
		return string(r[:100]) + "…"
	}
	return s
}

func describe(v tags.Value) string {
	switch v.Kind() {
	case tags.KindNull:
		return "null"
	case tags.KindBool:
		return strconv.FormatBool(v.Bool())
	case tags.KindInt, tags.KindLong:
		return strconv.FormatInt(v.Int64(), 10)
	case tags.KindBigInt:
		return v.BigInt().String()
	case tags.KindFloat:
		return strconv.FormatFloat(v.Float64(), 'g', -1, 64)
	case tags.KindDate:
		return time.UnixMilli(v.Int64()).UTC().Format(time.RFC3339Nano)
	case tags.KindStr, tags.KindUnicode:
		return "'" + clip(v.Text()) + "'"
	}
	return "of type " + v.Kind().String()
}

// toBuiltin returns v as the Go value that gopcua encodes as the given built-in
// type. Text is parsed and floats are rounded for integers, halves up (WRT-3,
// DEC-32, DEC-33); what is out of range fails (WRT-2).
func toBuiltin(v tags.Value, t ua.TypeID) (any, error) {
	if q := v.Qualified(); q != nil { // WRT-7
		v = q.Value
	}
	switch t {
	case ua.TypeIDBoolean:
		return toBool(v)
	case ua.TypeIDSByte:
		n, err := toInteger(v, "byte", math.MinInt8, math.MaxInt8)
		return int8(n), err
	case ua.TypeIDByte:
		n, err := toInteger(v, "unsigned byte", 0, math.MaxUint8)
		return uint8(n), err
	case ua.TypeIDInt16:
		n, err := toInteger(v, "short", math.MinInt16, math.MaxInt16)
		return int16(n), err
	case ua.TypeIDUint16:
		n, err := toInteger(v, "unsigned short", 0, math.MaxUint16)
		return uint16(n), err
	case ua.TypeIDInt32:
		n, err := toInteger(v, "int", math.MinInt32, math.MaxInt32)
		return int32(n), err
	case ua.TypeIDUint32:
		n, err := toInteger(v, "unsigned int", 0, math.MaxUint32)
		return uint32(n), err
	case ua.TypeIDInt64:
		n, err := toInteger(v, "long", math.MinInt64, math.MaxInt64)
		return n, err
	case ua.TypeIDUint64:
		b, err := toBig(v, "unsigned long")
		if err != nil {
			return nil, err
		}
		if !b.IsUint64() {
			return nil, cannot(v, "unsigned long", "overflow")
		}
		return b.Uint64(), nil
	case ua.TypeIDFloat:
		f, err := toFloat(v, "float")
		if err == nil && math.Abs(f) > math.MaxFloat32 && !math.IsInf(f, 0) {
			err = cannot(v, "float", "overflow")
		}
		return float32(f), err
	case ua.TypeIDDouble:
		return toFloat(v, "double")
	case ua.TypeIDString:
		return toText(v, "string")
	case ua.TypeIDXMLElement:
		s, err := toText(v, "XML")
		return ua.XMLElement(s), err
	case ua.TypeIDLocalizedText:
		s, err := toText(v, "localized text")
		return ua.NewLocalizedText(s), err
	case ua.TypeIDQualifiedName:
		s, err := toText(v, "qualified name")
		return &ua.QualifiedName{Name: s}, err
	case ua.TypeIDDateTime:
		return toTime(v)
	case ua.TypeIDGUID:
		s, err := toText(v, "GUID")
		if err != nil {
			return nil, err
		}
		if g := ua.NewGUID(s); g != nil {
			return g, nil
		}
		return nil, cannot(v, "GUID", "")
	case ua.TypeIDNodeID:
		s, err := toText(v, "node id")
		if err != nil {
			return nil, err
		}
		id, err := ua.ParseNodeID(s)
		if err != nil {
			return nil, cannot(v, "node id", "")
		}
		return id, nil
	case ua.TypeIDStatusCode:
		n, err := toInteger(v, "status code", 0, math.MaxUint32)
		return ua.StatusCode(n), err
	case ua.TypeIDByteString:
		return toBytes(v)
	}
	return nil, cannot(v, typeName(t), "")
}

func toBool(v tags.Value) (any, error) {
	switch {
	case v.Kind() == tags.KindBool:
		return v.Bool(), nil
	case v.IsNumber():
		return v.Float64() != 0, nil
	case v.IsText():
		switch strings.ToLower(v.Text()) {
		case "true", "1":
			return true, nil
		case "false", "0":
			return false, nil
		}
	}
	return nil, cannot(v, "boolean", "")
}

func toBig(v tags.Value, to string) (*big.Int, error) {
	switch v.Kind() {
	case tags.KindDate:
		return big.NewInt(v.Int64()), nil
	case tags.KindFloat:
		return roundBig(v, v.Float64(), to)
	case tags.KindStr, tags.KindUnicode:
		text := strings.TrimSpace(v.Text())
		if b, ok := new(big.Int).SetString(text, 10); ok && len(text) < 400 {
			return b, nil
		}
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return nil, cannot(v, to, "")
		}
		return roundBig(v, f, to)
	}
	if b := v.BigInt(); b != nil {
		return b, nil
	}
	return nil, cannot(v, to, "")
}

func roundBig(v tags.Value, f float64, to string) (*big.Int, error) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil, cannot(v, to, "overflow")
	}
	r := math.Floor(f) // half up, as Java's Math.round (DEC-32)
	if f-r >= 0.5 {
		r++
	}
	b, _ := big.NewFloat(r).Int(nil)
	return b, nil
}

func toInteger(v tags.Value, to string, low, high int64) (int64, error) {
	b, err := toBig(v, to)
	if err != nil {
		return 0, err
	}
	if !b.IsInt64() || b.Int64() < low || b.Int64() > high {
		return 0, cannot(v, to, "overflow")
	}
	return b.Int64(), nil
}

func toFloat(v tags.Value, to string) (float64, error) {
	switch {
	case v.IsNumber(), v.Kind() == tags.KindBool:
		return v.Float64(), nil
	case v.Kind() == tags.KindDate:
		return float64(v.Int64()), nil
	case v.IsText():
		if f, err := strconv.ParseFloat(strings.TrimSpace(v.Text()), 64); err == nil {
			return f, nil
		}
	}
	return 0, cannot(v, to, "")
}

func toText(v tags.Value, to string) (string, error) {
	switch v.Kind() {
	case tags.KindStr, tags.KindUnicode:
		return v.Text(), nil
	case tags.KindBool, tags.KindInt, tags.KindLong, tags.KindBigInt, tags.KindFloat:
		return v.Java(nil), nil
	case tags.KindDate:
		return time.UnixMilli(v.Int64()).UTC().Format(time.RFC3339Nano), nil
	}
	return "", cannot(v, to, "")
}

// The dates gopcua can encode: nanoseconds since 1970 in 64 bits.
var firstDate, lastDate = time.Unix(0, math.MinInt64).UnixMilli() + 1, time.Unix(0, math.MaxInt64).UnixMilli()

func toTime(v tags.Value) (time.Time, error) {
	if v.IsNull() {
		return time.Time{}, nil
	}
	if v.IsText() {
		t, err := time.Parse(time.RFC3339Nano, v.Text())
		if err != nil {
			t, err = time.Parse("2006-01-02 15:04:05", strings.TrimSpace(v.Text())) // DEC-34
		}
		if err != nil {
			return time.Time{}, cannot(v, "date", "")
		}
		v = tags.Date(t.UnixMilli())
	}
	if v.Kind() != tags.KindDate && !v.IsNumber() {
		return time.Time{}, cannot(v, "date", "")
	}
	ms, err := toInteger(v, "date", firstDate, lastDate)
	return time.UnixMilli(ms).UTC(), err
}

func toBytes(v tags.Value) ([]byte, error) {
	if v.IsText() {
		b, err := hex.DecodeString(v.Text())
		if err != nil {
			return nil, cannot(v, "byte string", "")
		}
		return b, nil
	}
	l := v.List()
	if l == nil {
		return nil, cannot(v, "byte string", "")
	}
	out := make([]byte, len(l.Items))
	for i, item := range l.Items {
		n, err := toInteger(item, "byte", math.MinInt8, math.MaxUint8)
		if err != nil {
			return nil, err
		}
		out[i] = byte(n)
	}
	return out, nil
}

// zero samples of each built-in type, for the slices that gopcua encodes as arrays
var samples = map[ua.TypeID]any{
	ua.TypeIDBoolean: false, ua.TypeIDSByte: int8(0), ua.TypeIDByte: uint8(0), ua.TypeIDInt16: int16(0), ua.TypeIDUint16: uint16(0),
	ua.TypeIDInt32: int32(0), ua.TypeIDUint32: uint32(0), ua.TypeIDInt64: int64(0), ua.TypeIDUint64: uint64(0), ua.TypeIDFloat: float32(0),
	ua.TypeIDDouble: float64(0), ua.TypeIDString: "", ua.TypeIDDateTime: time.Time{}, ua.TypeIDGUID: (*ua.GUID)(nil),
	ua.TypeIDByteString: []byte(nil), ua.TypeIDXMLElement: ua.XMLElement(""), ua.TypeIDNodeID: (*ua.NodeID)(nil),
	ua.TypeIDStatusCode: ua.StatusCode(0), ua.TypeIDQualifiedName: (*ua.QualifiedName)(nil), ua.TypeIDLocalizedText: (*ua.LocalizedText)(nil),
}

// toVariant returns v for a node of the given built-in type and value rank:
// -1 is a scalar, 1 an array, n > 1 a matrix of that many dimensions, and 0 or
// below -1 leave the shape to the value. A matrix is a list of its rows; a
// document stands for what it holds.
func toVariant(v tags.Value, t ua.TypeID, rank int32) (*ua.Variant, error) {
	v = bare(v)
	dims := dimensions(v, t)
	switch {
	case rank == -1 && len(dims) > 0:
		return nil, cannot(v, typeName(t), "")
	case rank == 1 && len(dims) != 1:
		return nil, cannot(v, "an array of "+typeName(t), "")
	case rank > 1 && len(dims) != int(rank):
		return nil, cannot(v, fmt.Sprintf("a matrix of %s with %d dimensions", typeName(t), rank), fmt.Sprintf("its %d", len(dims)))
	case len(dims) > 0 && t == ua.TypeIDByteString:
		return nil, cannot(v, "an array of ByteString", "a limit of the codec") // gopcua would send no elements
	case len(dims) > 0:
		sample, ok := samples[t]
		if !ok {
			return nil, cannot(v, "an array of "+typeName(t), "")
		}
		of := reflect.SliceOf(reflect.TypeOf(sample))
		if t == ua.TypeIDByte {
			of = reflect.TypeOf(ua.ByteArray{}) // gopcua takes []byte for a ByteString
		}
		s, err := toSlice(v, t, dims, of)
		if err != nil {
			return nil, err
		}
		return ua.NewVariant(s.Interface())
	}
	x, err := toBuiltin(v, t)
	if err != nil {
		return nil, err
	}
	return ua.NewVariant(x)
}

// bare takes a value out of what qualifies or wraps it (WRT-7).
func bare(v tags.Value) tags.Value {
	for {
		switch {
		case v.Qualified() != nil:
			v = v.Qualified().Value
		case v.Document() != nil:
			v = v.Document().Root
		default:
			return v
		}
	}
}

// dimensions returns the lengths of an array and its rows, as its first
// elements have them. A list of bytes is a scalar ByteString.
func dimensions(v tags.Value, t ua.TypeID) (dims []int) {
	for l := v.List(); l != nil && len(dims) <= maxDepth; l = bare(l.Items[0]).List() {
		dims = append(dims, len(l.Items))
		if len(l.Items) == 0 {
			break
		}
	}
	if t == ua.TypeIDByteString && len(dims) > 0 {
		dims = dims[:len(dims)-1]
	}
	return dims
}

// toSlice returns a slice of slices of the given innermost type; all rows have
// to have the given lengths.
func toSlice(v tags.Value, t ua.TypeID, dims []int, of reflect.Type) (reflect.Value, error) {
	l := bare(v).List()
	if l == nil || len(l.Items) != dims[0] {
		return reflect.Value{}, cannot(v, "a row of a matrix of "+typeName(t), "another length than the first one's")
	}
	typ := of
	for range dims[1:] {
		typ = reflect.SliceOf(typ)
	}
	out := reflect.MakeSlice(typ, 0, len(l.Items))
	for _, item := range l.Items {
		if len(dims) > 1 {
			row, err := toSlice(item, t, dims[1:], of)
			if err != nil {
				return reflect.Value{}, err
			}
			out = reflect.Append(out, row)
			continue
		}
		x, err := toBuiltin(bare(item), t)
		if err != nil {
			return reflect.Value{}, err
		}
		out = reflect.Append(out, reflect.ValueOf(x))
	}
	return out, nil
}
