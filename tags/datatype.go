package tags

import "strings"

// DataType is the data type of a tag (TYP-1). Its zero value means that none
// is configured; [Definition.DataType] then says Int4 (TGF-13).
type DataType uint8

// The data types (TYP-1). All integers are signed (TYP-2).
const (
	NoType DataType = iota
	Int1
	Int2
	Int4
	Int8
	Float4
	Float8
	Boolean
	String
	DateTime
	DataSet
	Text // deprecated; behaves as String
	Int4Array
	Int8Array
	Float8Array
	BooleanArray
	StringArray
	DateTimeArray
	Int1Array
	Int2Array
	Float4Array
	ByteArray
	DocumentType // "Document"; the name Document is the value's
)

type typeInfo struct {
	name   string
	number int
	java   string // how conversion errors name the type (DEC-32)
	elem   DataType
}

var typeTable = [...]typeInfo{
	NoType:        {"", -1, "", 0},
	Int1:          {"Int1", 0, "byte", 0},
	Int2:          {"Int2", 1, "short", 0},
	Int4:          {"Int4", 2, "int", 0},
	Int8:          {"Int8", 3, "long", 0},
	Float4:        {"Float4", 4, "float", 0},
	Float8:        {"Float8", 5, "double", 0},
	Boolean:       {"Boolean", 6, "boolean", 0},
	String:        {"String", 7, "String", 0},
	DateTime:      {"DateTime", 8, "Date", 0},
	DataSet:       {"DataSet", 9, "Dataset", 0},
	Text:          {"Text", 10, "String", 0},
	Int4Array:     {"Int4Array", 11, "int[]", Int4},
	Int8Array:     {"Int8Array", 12, "long[]", Int8},
	Float8Array:   {"Float8Array", 13, "double[]", Float8},
	BooleanArray:  {"BooleanArray", 14, "boolean[]", Boolean},
	StringArray:   {"StringArray", 15, "String[]", String},
	DateTimeArray: {"DateTimeArray", 16, "Date[]", DateTime},
	Int1Array:     {"Int1Array", 17, "byte[]", Int1},
	Int2Array:     {"Int2Array", 18, "short[]", Int2},
	Float4Array:   {"Float4Array", 19, "float[]", Float4},
	ByteArray:     {"ByteArray", 20, "byte[]", Int1},
	DocumentType:  {"Document", 29, "Document", 0},
}

// DataTypes returns all data types in the order of their constants.
func DataTypes() []DataType {
	all := make([]DataType, 0, len(typeTable)-1)
	for t := Int1; t <= DocumentType; t++ {
		all = append(all, t)
	}
	return all
}

func (t DataType) info() *typeInfo {
	if int(t) < len(typeTable) {
		return &typeTable[t]
	}
	return &typeTable[NoType]
}

// String returns the name a tag export uses, for example "Int4" or "DataSet";
// "" for NoType.
func (t DataType) String() string { return t.info().name }

// Number returns the number of TYP-1, or -1 for NoType.
func (t DataType) Number() int { return t.info().number }

// Elem returns the type of an array's elements, and NoType for other types.
func (t DataType) Elem() DataType { return t.info().elem }

// IsArray reports whether t is one of the array types.
func (t DataType) IsArray() bool { return t.info().elem != NoType }

// IsNumeric reports whether t is an integer or floating point type, to which
// deadband and engineering limits apply.
func (t DataType) IsNumeric() bool { return t >= Int1 && t <= Float8 }

// DataTypeByName returns the type with that exact name; case matters, Dataset
// is not DataSet (TYP-3).
func DataTypeByName(name string) (DataType, bool) {
	for t := Int1; t <= DocumentType; t++ {
		if typeTable[t].name == name {
			return t, true
		}
	}
	return NoType, false
}

// DataTypeByNumber returns the type with that number of TYP-1.
func DataTypeByNumber(n int) (DataType, bool) {
	for t := Int1; t <= DocumentType; t++ {
		if typeTable[t].number == n {
			return t, true
		}
	}
	return NoType, false
}

// similarDataType returns the name that was probably meant.
func similarDataType(name string) string {
	for t := Int1; t <= DocumentType; t++ {
		if strings.EqualFold(typeTable[t].name, name) {
			return typeTable[t].name
		}
	}
	switch strings.ToLower(name) {
	case "int", "integer", "int32":
		return "Int4"
	case "long", "int64":
		return "Int8"
	case "short", "int16":
		return "Int2"
	case "byte":
		return "Int1"
	case "float":
		return "Float4"
	case "double":
		return "Float8"
	case "bool":
		return "Boolean"
	case "date":
		return "DateTime"
	}
	return ""
}
