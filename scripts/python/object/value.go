package object

// A value that costs nothing to make is what makes calls between the script
// engine and Go cheap: each operator of a script converts two operands and a
// result. Measured against `any` (see BenchmarkValueLayout), a struct of number and
// reference saves the allocation of every string header, float and large int.

import (
	"math"
	"math/big"
	"unicode/utf8"
	"unsafe"
)

// Object is anything a Value can refer to. Embed [Header] to implement it.
type Object interface {
	// PyType returns the object's class; for an instance of an old-style
	// class that is the type 'instance'.
	PyType() *Type
	// TypeName returns the name of the class.
	TypeName() string
	// Slot returns where a back end may cache its wrapper of the object, or
	// nil if the object is shared between interpreters or is a scalar.
	Slot() *any
}

// Value is any Python value. The zero Value is absent: it is not None.
type Value struct {
	_   [0]func() // not comparable with ==; use Is or Thread.Equal
	num uint64    // bits of a bool, int, long or float; length of a text
	ref Object    // nil, a Kind, *strData, *uniData or the object
}

// Kind says what a Value holds.
type Kind uint8

// The kinds of values.
const (
	KindAbsent         Kind = iota
	KindNone                // None
	KindBool                // True, False
	KindInt                 // int, within int32
	KindLong                // long within int64
	KindFloat               // float
	KindNotImplemented      // NotImplemented
	KindEllipsis            // Ellipsis
	KindBig                 // long beyond int64
	KindStr                 // str
	KindUnicode             // unicode
	KindObject              // everything else
)

type (
	strData struct{ _ byte }
	uniData struct{ _ byte }
	bigInt  struct{ big.Int }
)

var emptyText [1]byte

// The singletons.
var (
	None           = Value{ref: KindNone}
	True           = Value{num: 1, ref: KindBool}
	False          = Value{ref: KindBool}
	NotImplemented = Value{ref: KindNotImplemented}
	Ellipsis       = Value{ref: KindEllipsis}
)

// Bool returns True or False.
func Bool(b bool) Value {
	if b {
		return True
	}
	return False
}

// Int returns an int. i must fit into 32 bits; see [Integer].
func Int(i int) Value { return Value{num: uint64(i), ref: KindInt} }

// Integer returns an int, or a long if i does not fit into 32 bits, which is
// where Jython's int overflows.
func Integer(i int64) Value {
	if i == int64(int32(i)) {
		return Value{num: uint64(i), ref: KindInt}
	}
	return Value{num: uint64(i), ref: KindLong}
}

// Long returns a long.
func Long(i int64) Value { return Value{num: uint64(i), ref: KindLong} }

// BigLong returns a long of any size. The caller does not change i afterwards.
func BigLong(i *big.Int) Value {
	if i.IsInt64() {
		return Long(i.Int64())
	}
	return Value{ref: (*bigInt)(unsafe.Pointer(i))}
}

// BigInteger returns an int if i fits into 32 bits, else a long.
func BigInteger(i *big.Int) Value {
	if i.IsInt64() {
		return Integer(i.Int64())
	}
	return Value{ref: (*bigInt)(unsafe.Pointer(i))}
}

// Float returns a float.
func Float(f float64) Value { return Value{num: math.Float64bits(f), ref: KindFloat} }

// Str returns a str whose characters are the bytes of s.
func Str(s string) Value {
	p := unsafe.StringData(s)
	if p == nil {
		p = &emptyText[0]
	}
	return Value{num: uint64(len(s)), ref: (*strData)(unsafe.Pointer(p))}
}

// Unicode returns a unicode; s is UTF-8.
func Unicode(s string) Value {
	p := unsafe.StringData(s)
	if p == nil {
		p = &emptyText[0]
	}
	return Value{num: uint64(len(s)), ref: (*uniData)(unsafe.Pointer(p))}
}

// Obj returns the value that refers to o.
func Obj(o Object) Value { return Value{ref: o} }

// Kind returns what v holds. Instances of subclasses of int, str and so on
// are KindObject.
func (v Value) Kind() Kind {
	switch r := v.ref.(type) {
	case nil:
		return KindAbsent
	case Kind:
		return r
	case *strData:
		return KindStr
	case *uniData:
		return KindUnicode
	case *bigInt:
		return KindBig
	}
	return KindObject
}

// IsAbsent reports whether v is the zero Value.
func (v Value) IsAbsent() bool { return v.ref == nil }

// IsNone reports whether v is None.
func (v Value) IsNone() bool { k, ok := v.ref.(Kind); return ok && k == KindNone }

// Or returns v, or w if v is absent.
func (v Value) Or(w Value) Value {
	if v.ref == nil {
		return w
	}
	return v
}

func (v Value) is(k Kind) bool { r, ok := v.ref.(Kind); return ok && r == k }

// Int64 returns the integer in a bool, an int or a long of KindLong, else 0.
func (v Value) Int64() int64 {
	if k, ok := v.ref.(Kind); ok && k != KindFloat {
		return int64(v.num)
	}
	return 0
}

// Float64 returns the float in v, else 0.
func (v Value) Float64() float64 {
	if v.is(KindFloat) {
		return math.Float64frombits(v.num)
	}
	return 0
}

// Big returns the integer in a bool, int or long, not to be changed; nil for others.
func (v Value) Big() *big.Int {
	switch r := v.ref.(type) {
	case *bigInt:
		return &r.Int
	case Kind:
		if r == KindInt || r == KindLong || r == KindBool {
			return big.NewInt(int64(v.num))
		}
	}
	return nil
}

// Text returns the characters of a str or unicode (or of an instance of a
// subclass), "" for others: bytes for a str, UTF-8 for a unicode.
func (v Value) Text() string {
	switch p := v.ref.(type) {
	case *strData:
		return unsafe.String((*byte)(unsafe.Pointer(p)), int(v.num))
	case *uniData:
		return unsafe.String((*byte)(unsafe.Pointer(p)), int(v.num))
	case *Boxed:
		return p.Prim.Text()
	}
	return ""
}

// Object returns what v refers to; for scalars it is an internal marker.
func (v Value) Object() Object { return v.ref }

// Type returns the class of v.
func (v Value) Type() *Type {
	if v.ref == nil {
		return NoneType
	}
	return v.ref.PyType()
}

// Prim returns the int, long, float, str, unicode or complex inside an instance of a
// subclass of one of these; other values are returned as they are.
func (v Value) Prim() Value {
	if b, ok := v.ref.(*Boxed); ok {
		return b.Prim
	}
	return v
}

// IsText reports whether v is a str or unicode or derived from one.
func (v Value) IsText() bool {
	switch v.Prim().Kind() {
	case KindStr, KindUnicode:
		return true
	}
	return false
}

func (v Value) isStr() bool     { _, ok := v.ref.(*strData); return ok }
func (v Value) isUnicode() bool { _, ok := v.ref.(*uniData); return ok }

// Is is the operator `is`. Scalars are identical if they are equal and of one type.
func Is(a, b Value) bool {
	switch x := a.ref.(type) {
	case nil:
		return b.ref == nil
	case Kind:
		y, ok := b.ref.(Kind)
		return ok && x == y && a.num == b.num
	case *strData:
		return b.isStr() && a.Text() == b.Text()
	case *uniData:
		return b.isUnicode() && a.Text() == b.Text()
	case *bigInt:
		y, ok := b.ref.(*bigInt)
		return ok && x.Cmp(&y.Int) == 0
	}
	return a.ref == b.ref
}

// PyType, TypeName and Slot make scalars objects.
func (k Kind) PyType() *Type {
	switch k {
	case KindBool:
		return BoolType
	case KindInt:
		return IntType
	case KindLong:
		return LongType
	case KindFloat:
		return FloatType
	case KindNotImplemented:
		return NotImplementedType
	case KindEllipsis:
		return EllipsisType
	}
	return NoneType
}

// TypeName implements Object.
func (k Kind) TypeName() string { return k.PyType().Name }

// Slot implements Object.
func (k Kind) Slot() *any { return nil }

func (*strData) PyType() *Type    { return StrType }
func (*strData) TypeName() string { return "str" }
func (*strData) Slot() *any       { return nil }
func (*uniData) PyType() *Type    { return UnicodeType }
func (*uniData) TypeName() string { return "unicode" }
func (*uniData) Slot() *any       { return nil }
func (*bigInt) PyType() *Type     { return LongType }
func (*bigInt) TypeName() string  { return "long" }
func (*bigInt) Slot() *any        { return nil }

// Header is embedded in every object.
type Header struct {
	cls   *Type
	attrs *Dict // __dict__, made when first needed
	host  any
}

// PyType implements Object.
func (h *Header) PyType() *Type { return h.cls }

// TypeName implements Object.
func (h *Header) TypeName() string { return h.cls.Name }

// Slot implements Object.
func (h *Header) Slot() *any { return &h.host }

func (h *Header) header() *Header { return h }

// NewHeader returns the header of an object of class cls.
func NewHeader(cls *Type) Header { return Header{cls: cls} }

type headed interface{ header() *Header }

func headerOf(v Value) *Header {
	if h, ok := v.ref.(headed); ok {
		return h.header()
	}
	return nil
}

// Instance is an object of a class written in Python that derives from object alone.
type Instance struct {
	Header
	slots []slotValue // values of names in __slots__
}

type slotValue struct {
	of *Member
	v  Value
}

// Boxed is an instance of a subclass of int, long, float, complex, str or unicode.
type Boxed struct {
	Header
	Prim Value
}

// FromUTF16 returns the UTF-8 text of UTF-16 units; a lone surrogate becomes three bytes.
func FromUTF16(u []uint16) string {
	b := make([]byte, 0, len(u)+8)
	for i := 0; i < len(u); i++ {
		c := rune(u[i])
		if c >= 0xd800 && c < 0xdc00 && i+1 < len(u) && u[i+1] >= 0xdc00 && u[i+1] < 0xe000 {
			c = (c-0xd800)<<10 + rune(u[i+1]) - 0xdc00 + 0x10000
			i++
		}
		b = appendRune(b, c)
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// ToUTF16 is the reverse of FromUTF16.
func ToUTF16(s string) []uint16 {
	u := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		c, n := decodeRune(s[i:])
		i += n
		if c >= 0x10000 {
			u = append(u, uint16(0xd800+(c-0x10000)>>10), uint16(0xdc00+(c-0x10000)&0x3ff))
		} else {
			u = append(u, uint16(c))
		}
	}
	return u
}

// appendRune appends c as UTF-8, surrogates included.
func appendRune(b []byte, c rune) []byte {
	if c >= 0xd800 && c < 0xe000 {
		return append(b, 0xe0|byte(c>>12), 0x80|byte(c>>6)&0xbf, 0x80|byte(c)&0xbf)
	}
	return utf8.AppendRune(b, c)
}

// decodeRune decodes one code point, surrogates included.
func decodeRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	c, n := utf8.DecodeRuneInString(s)
	if c == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xed {
		return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return c, n
}

func isASCII(s string) bool {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if *(*uint64)(unsafe.Pointer(uintptr(unsafe.Pointer(unsafe.StringData(s))) + uintptr(i)))&0x8080808080808080 != 0 {
			return false
		}
	}
	for ; i < len(s); i++ {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// runeLen returns the number of code points of a unicode's text.
func runeLen(s string) int {
	if isASCII(s) {
		return len(s)
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// toRunes returns the code points of a unicode's text.
func toRunes(s string) []rune {
	r := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		c, n := decodeRune(s[i:])
		r = append(r, c)
		i += n
	}
	return r
}

func fromRunes(r []rune) string {
	b := make([]byte, 0, len(r)+8)
	for _, c := range r {
		b = appendRune(b, c)
	}
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// utf8ToLatin1 is the reverse of latin1ToUTF8.
func utf8ToLatin1(s string) string {
	b := make([]byte, 0, len(s))
	for _, c := range s {
		b = append(b, byte(c))
	}
	return string(b)
}

// latin1ToUTF8 returns the unicode text whose code points are the bytes of s.
func latin1ToUTF8(s string) string {
	if isASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		b = utf8.AppendRune(b, rune(s[i]))
	}
	return string(b)
}
