package tags

// One value type serves tags, payloads, the journal and both script languages,
// so that nothing is converted twice on its way from a tag change to a message
// handler. It is a two-word-and-a-number struct in the manner of slog.Value:
// numbers, booleans, dates and strings are held without an allocation.

import (
	"math"
	"math/big"
	"unsafe"
)

// Kind says what a [Value] holds.
type Kind uint8

// The kinds of values. Int and Long are kept apart because Jython does
// (int is 32 bits wide, long is not), and so are Str and Unicode.
const (
	KindNull      Kind = iota // Python None, Java null, JavaScript null
	KindBool                  // true, false
	KindInt                   // Java Byte, Short and Integer, Python int; within int32
	KindLong                  // Java Long and a Python long that fits into int64
	KindBigInt                // a Python long or JavaScript BigInt beyond int64
	KindFloat                 // Java Float and Double, Python float
	KindStr                   // Python str
	KindUnicode               // Java String, Python unicode; what tags deliver
	KindDate                  // java.util.Date: milliseconds since 1970-01-01 UTC
	KindList                  // *List: list, tuple, set or array
	KindMap                   // *Map: dictionary in insertion order
	KindDataset               // *Dataset
	KindDocument              // *Document: the value of a Document tag
	KindQuality               // Quality
	KindQualified             // *QualifiedValue
	KindObject                // Object: anything that belongs to a script alone
)

var kindNames = [...]string{"null", "bool", "int", "long", "long", "float", "str", "unicode",
	"date", "list", "map", "dataset", "document", "quality", "qualified value", "object"}

// String returns the lower-case name of k as error messages use it.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "unknown"
}

// Value is one datum: see the Kind constants for what it can hold. The zero
// Value is null. Values are immutable as far as this package is concerned:
// whoever puts a *List or *Map into a Value does not change it afterwards.
type Value struct {
	_   [0]func() // not comparable with ==; use Equal
	num uint64    // bits of a bool, int, long, float or date; length of a string
	ref any       // nil for null, a Kind for plain numbers, else the referent
}

type (
	strPtr     *byte
	unicodePtr *byte
)

// Object is anything that exists only inside a script host: a function, a
// class instance, a module. An Object inside a payload makes that payload not
// transferable (DEC-11).
type Object interface {
	// TypeName is the name by which the script's own language calls the type.
	TypeName() string
}

// Bool returns a boolean value.
func Bool(b bool) Value {
	if b {
		return Value{num: 1, ref: KindBool}
	}
	return Value{ref: KindBool}
}

// Int returns an int value; i is expected to fit into 32 bits and becomes a
// long where it does not, as in Jython.
func Int(i int64) Value {
	if i != int64(int32(i)) {
		return Long(i)
	}
	return Value{num: uint64(i), ref: KindInt}
}

// Long returns a long value.
func Long(i int64) Value { return Value{num: uint64(i), ref: KindLong} }

// BigInt returns an integer of any size: a long if it fits into 64 bits. The
// caller does not change i afterwards.
func BigInt(i *big.Int) Value {
	if i.IsInt64() {
		return Long(i.Int64())
	}
	return Value{ref: i}
}

// Float returns a float value.
func Float(f float64) Value { return Value{num: math.Float64bits(f), ref: KindFloat} }

// float4 marks a float that was rounded to 32 bits.
type float4 struct{}

// Float4Of returns the value of a Float4 tag. It is a float like any other, but
// prints as Java's Float does, 3.3 and not 3.299999952316284.
func Float4Of(f float32) Value {
	return Value{num: math.Float64bits(float64(f)), ref: float4{}}
}

// Str returns a Python str.
func Str(s string) Value {
	return Value{num: uint64(len(s)), ref: strPtr(unsafe.StringData(s))}
}

// Unicode returns a Java String, which Python sees as unicode.
func Unicode(s string) Value {
	return Value{num: uint64(len(s)), ref: unicodePtr(unsafe.StringData(s))}
}

// Date returns a java.util.Date at ms milliseconds since 1970-01-01 UTC.
func Date(ms int64) Value { return Value{num: uint64(ms), ref: KindDate} }

// FromList wraps l; a nil l is null.
func FromList(l *List) Value {
	if l == nil {
		return Value{}
	}
	return Value{ref: l}
}

// ListOf returns a list of items; the slice is not copied.
func ListOf(items ...Value) Value { return Value{ref: &List{Items: items}} }

// FromMap wraps m; a nil m is null.
func FromMap(m *Map) Value {
	if m == nil {
		return Value{}
	}
	return Value{ref: m}
}

// FromDataset wraps d; a nil d is null.
func FromDataset(d *Dataset) Value {
	if d == nil {
		return Value{}
	}
	return Value{ref: d}
}

// FromDocument wraps d; a nil d is null.
func FromDocument(d *Document) Value {
	if d == nil {
		return Value{}
	}
	return Value{ref: d}
}

// FromQuality wraps a quality.
func FromQuality(q Quality) Value { return Value{ref: q} }

// FromQualified wraps a qualified value; a nil q is null.
func FromQualified(q *QualifiedValue) Value {
	if q == nil {
		return Value{}
	}
	return Value{ref: q}
}

// FromObject wraps an object of a script host; a nil o is null.
func FromObject(o Object) Value {
	if o == nil {
		return Value{}
	}
	return Value{ref: o}
}

// Kind returns what v holds.
func (v Value) Kind() Kind {
	switch r := v.ref.(type) {
	case nil:
		return KindNull
	case Kind:
		return r
	case float4:
		return KindFloat
	case strPtr:
		return KindStr
	case unicodePtr:
		return KindUnicode
	case *List:
		return KindList
	case *Map:
		return KindMap
	case *big.Int:
		return KindBigInt
	case *Dataset:
		return KindDataset
	case *Document:
		return KindDocument
	case Quality:
		return KindQuality
	case *QualifiedValue:
		return KindQualified
	}
	return KindObject
}

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.ref == nil }

// IsNumber reports whether v is an int, a long of any size or a float; a bool
// is no number.
func (v Value) IsNumber() bool {
	switch v.Kind() {
	case KindInt, KindLong, KindBigInt, KindFloat:
		return true
	}
	return false
}

// IsText reports whether v is a str or a unicode.
func (v Value) IsText() bool {
	switch v.ref.(type) {
	case strPtr, unicodePtr:
		return true
	}
	return false
}

// Bool returns the boolean in v; false for other kinds.
func (v Value) Bool() bool { return v.ref == KindBool && v.num != 0 }

// Int64 returns the integer in an int, a long, a bool (0 or 1) or a date (its
// milliseconds); 0 for other kinds.
func (v Value) Int64() int64 {
	if k, ok := v.ref.(Kind); ok && k != KindFloat {
		return int64(v.num)
	}
	return 0
}

// Float64 returns the number in v as a float: a long may lose digits, a bool
// is 0 or 1, and other kinds are NaN.
func (v Value) Float64() float64 {
	switch r := v.ref.(type) {
	case Kind:
		if r == KindFloat {
			return math.Float64frombits(v.num)
		}
		return float64(int64(v.num))
	case float4:
		return math.Float64frombits(v.num)
	case *big.Int:
		f, _ := new(big.Float).SetInt(r).Float64()
		return f
	}
	return math.NaN()
}

// BigInt returns the integer in an int, a long or a bool, and nil for other
// kinds. The result is not to be changed.
func (v Value) BigInt() *big.Int {
	switch r := v.ref.(type) {
	case *big.Int:
		return r
	case Kind:
		if r == KindInt || r == KindLong || r == KindBool {
			return big.NewInt(int64(v.num))
		}
	}
	return nil
}

// Text returns the string in a str or a unicode; "" for other kinds. For any
// value spelled as text use [Value.String].
func (v Value) Text() string {
	switch p := v.ref.(type) {
	case strPtr:
		return unsafe.String((*byte)(p), int(v.num))
	case unicodePtr:
		return unsafe.String((*byte)(p), int(v.num))
	}
	return ""
}

// List returns the list in v, or nil.
func (v Value) List() *List { l, _ := v.ref.(*List); return l }

// Map returns the map in v, or nil.
func (v Value) Map() *Map { m, _ := v.ref.(*Map); return m }

// Dataset returns the dataset in v, or nil.
func (v Value) Dataset() *Dataset { d, _ := v.ref.(*Dataset); return d }

// Document returns the document in v, or nil.
func (v Value) Document() *Document { d, _ := v.ref.(*Document); return d }

// Quality returns the quality in v and whether v holds one.
func (v Value) Quality() (Quality, bool) { q, ok := v.ref.(Quality); return q, ok }

// Qualified returns the qualified value in v, or nil.
func (v Value) Qualified() *QualifiedValue { q, _ := v.ref.(*QualifiedValue); return q }

// Object returns the script object in v, or nil.
func (v Value) Object() Object {
	if v.Kind() != KindObject {
		return nil
	}
	o, _ := v.ref.(Object)
	return o
}

// ListForm says which sequence type a [List] was in its script.
type ListForm uint8

// The forms of a list. They print and export differently, and compare as what
// they are in Python: a tuple never equals a list.
const (
	FormList  ListForm = iota // Python list, JavaScript array
	FormTuple                 // Python tuple
	FormSet                   // Python set or frozenset, in iteration order
	FormArray                 // Java array: the value of an array tag
)

// List is an ordered sequence of values.
type List struct {
	Form  ListForm
	Items []Value
}

// Map is a dictionary that keeps the order in which keys were first set. Its
// zero value is empty and ready for use. Keys are compared with [Value.Equal].
type Map struct {
	entries []entry
	index   map[string]int // text keys, from mapIndexFrom entries on
}

type entry struct{ key, value Value }

const mapIndexFrom = 9

// NewMap returns a map with room for n entries.
func NewMap(n int) *Map {
	return &Map{entries: make([]entry, 0, n)}
}

// Len returns the number of entries.
func (m *Map) Len() int { return len(m.entries) }

// At returns key and value of entry i in insertion order, 0 <= i < Len.
func (m *Map) At(i int) (key, value Value) { return m.entries[i].key, m.entries[i].value }

// Get returns the value of a text key and whether it is there.
func (m *Map) Get(key string) (Value, bool) {
	if i := m.findText(key); i >= 0 {
		return m.entries[i].value, true
	}
	return Value{}, false
}

// Lookup returns the value of any key and whether it is there.
func (m *Map) Lookup(key Value) (Value, bool) {
	if i := m.find(key); i >= 0 {
		return m.entries[i].value, true
	}
	return Value{}, false
}

// Set sets the value of a key; a new key goes to the end.
func (m *Map) Set(key, value Value) {
	if i := m.find(key); i >= 0 {
		m.entries[i].value = value
		return
	}
	m.entries = append(m.entries, entry{key, value})
	if m.index != nil {
		if key.IsText() {
			m.index[key.Text()] = len(m.entries) - 1
		}
	} else if len(m.entries) >= mapIndexFrom {
		m.index = make(map[string]int, 2*len(m.entries))
		for i := range m.entries {
			if k := m.entries[i].key; k.IsText() {
				m.index[k.Text()] = i
			}
		}
	}
}

// SetText sets the value of a unicode key.
func (m *Map) SetText(key string, value Value) { m.Set(Unicode(key), value) }

func (m *Map) find(key Value) int {
	if key.IsText() {
		return m.findText(key.Text())
	}
	for i := range m.entries {
		if k := m.entries[i].key; !k.IsText() && k.Equal(key) {
			return i
		}
	}
	return -1
}

func (m *Map) findText(key string) int {
	if m.index != nil {
		if i, ok := m.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range m.entries {
		if k := m.entries[i].key; k.IsText() && k.Text() == key {
			return i
		}
	}
	return -1
}

// Document is the value of a Document tag: a JSON tree of maps, lists and
// scalars (WRT-5).
type Document struct{ Root Value }

// Equal reports whether v and w are the same data, as change detection and
// expectations see it (DEC-30): numbers compare by value whatever their kind
// (5 equals 5.0), the value of a Float4 tag equals every number that rounds to
// it (3.3), NaN equals NaN, a bool equals only a bool, str equals
// unicode, lists, maps, datasets and documents compare by content, maps
// regardless of order. Objects are equal if they are identical.
func (v Value) Equal(w Value) bool {
	a, b := v.Kind(), w.Kind()
	switch {
	case a == KindNull || b == KindNull:
		return a == b
	case v.IsText() && w.IsText():
		return v.Text() == w.Text()
	case a == KindBigInt || b == KindBigInt:
		return equalBig(v, w)
	case v.IsNumber() && w.IsNumber():
		if a != KindFloat && b != KindFloat {
			return v.num == w.num
		}
		x, y := v.Float64(), w.Float64()
		if v.floatBits() != w.floatBits() {
			// A Float4 is what every float becomes that is written to it.
			x, y = float64(float32(x)), float64(float32(y))
		}
		return x == y || x != x && y != y
	case a != b:
		return false
	}
	switch a {
	case KindBool, KindDate:
		return v.num == w.num
	case KindList:
		return v.List().equal(w.List())
	case KindMap:
		return v.Map().equal(w.Map())
	case KindDataset:
		return v.Dataset().Equal(w.Dataset())
	case KindDocument:
		return v.Document().Root.Equal(w.Document().Root)
	case KindQuality:
		return v.ref.(Quality).Equal(w.ref.(Quality))
	case KindQualified:
		return v.Qualified().Equal(*w.Qualified())
	}
	return v.ref == w.ref
}

func equalBig(v, w Value) bool {
	if v.Kind() == KindFloat || w.Kind() == KindFloat {
		return v.Float64() == w.Float64()
	}
	a, b := v.BigInt(), w.BigInt()
	return a != nil && b != nil && v.Kind() != KindBool && w.Kind() != KindBool && a.Cmp(b) == 0
}

func (l *List) equal(o *List) bool {
	if l == o {
		return true
	}
	if len(l.Items) != len(o.Items) || l.kindForEqual() != o.kindForEqual() {
		return false
	}
	if l.Form == FormSet {
		return l.sameMembers(o)
	}
	for i := range l.Items {
		if !l.Items[i].Equal(o.Items[i]) {
			return false
		}
	}
	return true
}

// kindForEqual treats an array as a list: what a script writes to an array tag
// as a list equals what the tag then holds.
func (l *List) kindForEqual() ListForm {
	if l.Form == FormArray {
		return FormList
	}
	return l.Form
}

func (l *List) sameMembers(o *List) bool {
	for _, a := range l.Items {
		found := false
		for _, b := range o.Items {
			if a.Equal(b) {
				found = true
				break
			}
		}
		if !found {
			return false
		}
	}
	return true
}

func (m *Map) equal(o *Map) bool {
	if m == o {
		return true
	}
	if m.Len() != o.Len() {
		return false
	}
	for _, e := range m.entries {
		w, ok := o.Lookup(e.key)
		if !ok || !e.value.Equal(w) {
			return false
		}
	}
	return true
}
