package java

// Arrays of Java: what modules array and jarray make, and what Java methods return for
// String[], byte[] and Object[].

import (
	"math"
	"strings"

	py "dryfire/scripts/python/object"
)

// Array is a Java array. Code is the typecode of an array of primitives and 0 for one of
// objects, whose class is Class.
type Array struct {
	py.Header
	Code  byte
	Class string
	Items []value
	fixed bool // made by Java: its length does not change
}

// ArrayType is array.array. Its constructor is the one of module array.
var ArrayType = py.NewType(py.TypeDef{Module: "array", Name: "array", New: arrayNew})

// ArrayCodes are the typecodes, with the size of an item in bytes.
var ArrayCodes = map[byte]int{'z': 1, 'b': 1, 'B': 1, 'c': 1, 'u': 4, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'f': 4, 'd': 8}

// arrayWords are how an array of primitives without a typecode of its own in Jython is shown.
var arrayWords = map[byte]string{'z': "boolean", 'C': "char"}

// NewArray returns a Java array of n items of a class or typecode.
func NewArray(code byte, class string, items []value) value {
	return py.Obj(&Array{Header: py.NewHeader(ArrayType), Code: code, Class: class, Items: items, fixed: true})
}

func stringArray(items []string) value {
	vs := make([]value, len(items))
	for i, s := range items {
		vs[i] = py.Unicode(s)
	}
	return NewArray(0, "java.lang.String", vs)
}

// byteArray is a byte[] with the bytes of s, signed as Java's are.
func byteArray(t *thread, s string) value {
	t.Alloc(16 * len(s))
	vs := make([]value, len(s))
	for i := range vs {
		vs[i] = py.Int(int(int8(s[i])))
	}
	return NewArray('b', "", vs)
}

// bytesOf returns the bytes in a byte[], a str or a bytearray.
func bytesOf(v value) (string, bool) {
	switch o := v.Object().(type) {
	case *Array:
		if o.Code != 'b' && o.Code != 'B' && o.Code != 'c' {
			return "", false
		}
		return o.bytes(), true
	case *py.ByteArray:
		return string(o.B), true
	}
	if p := v.Prim(); p.Kind() == py.KindStr {
		return p.Text(), true
	}
	return "", false
}

// ArrayItem converts a value to an item of an array of primitives, or raises.
func ArrayItem(t *thread, code byte, v value) value {
	v = in(v)
	switch code {
	case 0:
		return v
	case 'c', 'C':
		if v.IsText() && len([]rune(v.Text())) == 1 {
			if code == 'C' {
				return v
			}
			return py.Str(v.Text())
		}
		t.Raise(py.TypeErrorType, "array item must be char")
	case 'u':
		if v.IsText() && len([]rune(v.Text())) == 1 {
			return v
		}
		t.Raise(py.TypeErrorType, "array item must be unicode character")
	case 'z':
		return py.Bool(t.Truth(v))
	case 'f', 'd':
		switch v.Prim().Kind() {
		case py.KindInt, py.KindLong, py.KindBig, py.KindBool, py.KindFloat:
		default:
			t.Raise(py.TypeErrorType, "a float is required")
		}
		f := t.ToFloat(v)
		if code == 'f' {
			f = math.Float64frombits(math.Float64bits(float64(float32(f))))
		}
		return py.Float(f)
	}
	lo, hi, what := int64(math.MinInt64), int64(math.MaxInt64), "signed long"
	switch code {
	case 'b':
		lo, hi, what = -128, 127, "signed byte"
	case 'B':
		lo, hi, what = 0, 255, "unsigned byte"
	case 'h':
		lo, hi, what = math.MinInt16, math.MaxInt16, "signed short"
	case 'H':
		lo, hi, what = 0, math.MaxUint16, "unsigned short"
	case 'i':
		lo, hi, what = math.MinInt32, math.MaxInt32, "signed int"
	case 'I':
		lo, hi, what = 0, math.MaxUint32, "unsigned int"
	case 'L':
		lo, what = 0, "unsigned long"
	}
	var n int64
	switch v.Prim().Kind() {
	case py.KindInt, py.KindLong, py.KindBool:
		n = v.Int64()
	case py.KindFloat:
		n = int64(v.Float64())
	case py.KindBig:
		t.Raise(py.OverflowErrorType, what+" array value is "+map[bool]string{true: "less than minimum", false: "more than maximum"}[v.Big().Sign() < 0])
	default:
		t.Raise(py.TypeErrorType, "array item must be "+what)
	}
	switch {
	case n < lo:
		t.Raise(py.OverflowErrorType, what+" array value is less than minimum")
	case n > hi:
		t.Raise(py.OverflowErrorType, what+" array value is more than maximum")
	}
	switch code {
	case 'l', 'I', 'L':
		return py.Long(n)
	}
	return py.Int(int(n))
}

// Fill appends the items of a value to an array.
func (a *Array) Fill(t *thread, v value) {
	if p := v.Prim(); p.Kind() == py.KindStr && a.Code != 'u' && a.Code != 'c' && a.Code != 0 {
		a.fromBytes(t, p.Text())
		return
	}
	items := t.Items(v)
	t.Alloc(16 * len(items))
	for _, x := range items {
		a.Items = append(a.Items, ArrayItem(t, a.Code, x))
	}
}

func (a *Array) size() int { return max(ArrayCodes[a.Code], 1) }

// bytes are the items as a machine with the lowest byte last holds them, as Java does.
func (a *Array) bytes() string {
	var b strings.Builder
	for _, x := range a.Items {
		switch a.Code {
		case 'c':
			b.WriteString(x.Text())
			continue
		case 'u', 'C':
			for _, r := range x.Text() {
				b.Write([]byte{byte(r >> 24), byte(r >> 16), byte(r >> 8), byte(r)})
			}
			continue
		}
		n := uint64(0)
		switch a.Code {
		case 'f':
			n = uint64(math.Float32bits(float32(x.Float64())))
		case 'd':
			n = math.Float64bits(x.Float64())
		default:
			n = uint64(x.Int64())
		}
		for i := a.size() - 1; i >= 0; i-- {
			b.WriteByte(byte(n >> (8 * i)))
		}
	}
	return b.String()
}

func (a *Array) fromBytes(t *thread, s string) {
	size := a.size()
	if len(s)%size != 0 {
		t.Raise(py.ValueErrorType, "string length not a multiple of item size")
	}
	t.Alloc(16 * len(s))
	for ; len(s) > 0; s = s[size:] {
		n := uint64(0)
		for i := 0; i < size; i++ {
			n = n<<8 | uint64(s[i])
		}
		var v value
		switch a.Code {
		case 'c':
			v = py.Str(s[:1])
		case 'u':
			v = py.Unicode(string(rune(n)))
		case 'z':
			v = py.Bool(n != 0)
		case 'b':
			v = py.Int(int(int8(n)))
		case 'h':
			v = py.Int(int(int16(n)))
		case 'i':
			v = py.Int(int(int32(n)))
		case 'l', 'I', 'L':
			v = py.Long(int64(n))
		case 'f':
			v = py.Float(float64(math.Float32frombits(uint32(n))))
		case 'd':
			v = py.Float(math.Float64frombits(n))
		default:
			v = py.Int(int(n))
		}
		a.Items = append(a.Items, v)
	}
}

func (a *Array) repr(t *thread) string {
	t.Enter()
	defer t.Leave()
	if len(a.Items) == 0 && a.Code != 'u' {
		switch w := arrayWords[a.Code]; {
		case a.Code == 0:
			return "array(" + a.Class + ")"
		case w != "":
			return "array(" + w + ")"
		}
		return "array('" + string(rune(a.Code)) + "')"
	}
	switch a.Code {
	case 0:
		return "array(" + a.Class + ", " + t.Repr(py.Obj(py.NewList(a.Items...))) + ")"
	case 'c':
		return "array('c', " + t.Repr(py.Str(a.bytes())) + ")"
	case 'u':
		var b strings.Builder
		for _, x := range a.Items {
			b.WriteString(x.Text())
		}
		return "array('u', " + t.Repr(py.Unicode(b.String())) + ")"
	}
	if w := arrayWords[a.Code]; w != "" {
		return "array(" + w + ", " + t.Repr(py.Obj(py.NewList(a.Items...))) + ")"
	}
	return "array('" + string(rune(a.Code)) + "', " + t.Repr(py.Obj(py.NewList(a.Items...))) + ")"
}

// arrayNew is array.array(typecode[, items]); an object class instead of a typecode makes an
// array of objects.
func arrayNew(t *thread, cls *py.Type, args []value, names []string) value {
	if len(names) > 0 || len(args) < 1 || len(args) > 2 {
		t.Raisef(py.TypeErrorType, "array() takes at most 2 arguments (%d given)", len(args))
	}
	a := &Array{Header: py.NewHeader(cls)}
	switch {
	case args[0].IsText():
		s := args[0].Text()
		if len(s) != 1 || ArrayCodes[s[0]] == 0 {
			t.Raise(py.ValueErrorType, "typecode must be b, B, h, H, i, I, l, L, f, d, c, u, z or a Java class")
		}
		a.Code = s[0]
	default:
		ty, ok := args[0].Object().(*py.Type)
		if !ok {
			t.Raise(py.TypeErrorType, "array() argument 1 must be char, not "+args[0].Type().Name)
		}
		a.Class = ty.FullName()
	}
	if len(args) == 2 && !args[1].IsNone() {
		if n := args[1]; n.Kind() == py.KindInt {
			a.Items = make([]value, 0)
			for i := int64(0); i < n.Int64(); i++ {
				t.Alloc(16)
				a.Items = append(a.Items, Zero(a.Code))
			}
		} else {
			a.Fill(t, args[1])
		}
	}
	return py.Obj(a)
}

// Zero is what a new array's items are.
func Zero(code byte) value {
	switch code {
	case 0:
		return py.None
	case 'z':
		return py.False
	case 'f', 'd':
		return py.Float(0)
	case 'c':
		return py.Str("\x00")
	case 'u', 'C':
		return py.Unicode("\x00")
	case 'l', 'I', 'L':
		return py.Long(0)
	}
	return py.Int(0)
}

func init() {
	self := func(v value) *Array { return v.Object().(*Array) }
	grow := func(t *thread, a *Array, n int) {
		if a.fixed {
			t.Raise(py.TypeErrorType, "cannot change the length of a Java array")
		}
		t.Alloc(16 * n)
	}
	asList := func(a *Array) value { return py.Obj(py.NewList(a.Items...)) }
	position := func(t *thread, a *Array, v value) int {
		i := t.Index(v)
		if i < 0 {
			i += len(a.Items)
		}
		if i < 0 || i >= len(a.Items) {
			t.Raise(py.IndexErrorType, "array index out of range")
		}
		return i
	}
	twin := func(a *Array, items []value) value {
		return py.Obj(&Array{Header: py.NewHeader(ArrayType), Code: a.Code, Class: a.Class, Items: items, fixed: a.fixed})
	}
	compared := func(name string, op py.CmpOp) py.Def {
		return raw(name, 1, func(t *thread, v value, args []value) value {
			o, ok := args[0].Object().(*Array)
			if !ok {
				return py.NotImplemented
			}
			return t.Compare(op, asList(self(v)), asList(o))
		})
	}
	find := func(t *thread, a *Array, x value) int {
		for i, y := range a.Items {
			if t.Equal(x, y) {
				return i
			}
		}
		return -1
	}
	ArrayType.AddMethods(
		raw("__repr__", 0, func(t *thread, v value, _ []value) value { return py.Str(self(v).repr(t)) }),
		raw("__str__", 0, func(t *thread, v value, _ []value) value { return py.Str(self(v).repr(t)) }),
		raw("__len__", 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).Items)) }),
		raw("__iter__", 0, func(_ *thread, v value, _ []value) value {
			a, i := self(v), 0
			return py.NewIter(nil, func(*thread) (value, bool) {
				if i >= len(a.Items) {
					return value{}, false
				}
				i++
				return a.Items[i-1], true
			})
		}),
		raw("__contains__", 1, func(t *thread, v value, a []value) value { return py.Bool(find(t, self(v), a[0]) >= 0) }),
		raw("__getitem__", 1, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				return twin(self(v), t.Items(t.GetItem(asList(self(v)), a[0])))
			}
			return self(v).Items[position(t, self(v), a[0])]
		}),
		raw("__setitem__", 2, func(t *thread, v value, a []value) value {
			if _, ok := a[0].Object().(*py.Slice); ok {
				items := &Array{Code: self(v).Code}
				items.Fill(t, a[1])
				l := py.NewList(self(v).Items...)
				t.SetItem(py.Obj(l), a[0], py.Obj(py.NewList(items.Items...)))
				if len(l.Items) != len(self(v).Items) {
					grow(t, self(v), max(0, len(l.Items)-len(self(v).Items)))
				}
				self(v).Items = l.Items
				return py.None
			}
			i := position(t, self(v), a[0])
			self(v).Items[i] = ArrayItem(t, self(v).Code, a[1])
			return py.None
		}),
		raw("__delitem__", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 0)
			l := py.NewList(self(v).Items...)
			t.DelItem(py.Obj(l), a[0])
			self(v).Items = l.Items
			return py.None
		}),
		raw("__add__", 1, func(t *thread, v value, a []value) value {
			o, ok := a[0].Object().(*Array)
			if !ok {
				return py.NotImplemented
			}
			if o.Code != self(v).Code {
				t.Raise(py.TypeErrorType, "can only append arrays of the same type, expected '"+string(rune(self(v).Code))+"', found '"+string(rune(o.Code))+"'")
			}
			t.Alloc(16 * (len(o.Items) + len(self(v).Items)))
			return twin(self(v), append(append([]value(nil), self(v).Items...), o.Items...))
		}),
		raw("__mul__", 1, func(t *thread, v value, a []value) value {
			return twin(self(v), t.Items(t.Binary(py.OpMul, asList(self(v)), a[0])))
		}),
		raw("__rmul__", 1, func(t *thread, v value, a []value) value {
			return twin(self(v), t.Items(t.Binary(py.OpMul, asList(self(v)), a[0])))
		}),
		compared("__eq__", py.EQ), compared("__ne__", py.NE), compared("__lt__", py.LT), compared("__le__", py.LE),
		compared("__gt__", py.GT), compared("__ge__", py.GE),
		raw("append", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 1)
			self(v).Items = append(self(v).Items, ArrayItem(t, self(v).Code, a[0]))
			return py.None
		}),
		raw("extend", 1, func(t *thread, v value, a []value) value { grow(t, self(v), 1); self(v).Fill(t, a[0]); return py.None }),
		raw("fromlist", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 1)
			if _, ok := a[0].Object().(*py.List); !ok {
				t.Raise(py.TypeErrorType, "arg must be list")
			}
			self(v).Fill(t, a[0])
			return py.None
		}),
		raw("fromstring", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 1)
			self(v).fromBytes(t, a[0].Text())
			return py.None
		}),
		raw("insert", 2, func(t *thread, v value, a []value) value {
			grow(t, self(v), 1)
			l := py.NewList(self(v).Items...)
			t.CallMethod("insert", []value{py.Obj(l), a[0], ArrayItem(t, self(v).Code, a[1])}, nil)
			self(v).Items = l.Items
			return py.None
		}),
		py.Def{Name: "pop", Max: 1, Fn: func(t *thread, v value, a []value) value {
			grow(t, self(v), 0)
			if len(self(v).Items) == 0 {
				t.Raise(py.IndexErrorType, "pop from empty array")
			}
			i := len(self(v).Items) - 1
			if len(a) == 1 {
				i = t.Index(a[0])
				if i < 0 {
					i += len(self(v).Items)
				}
				if i < 0 || i >= len(self(v).Items) {
					t.Raise(py.IndexErrorType, "pop index out of range")
				}
			}
			x := self(v).Items[i]
			self(v).Items = append(self(v).Items[:i:i], self(v).Items[i+1:]...)
			return x
		}},
		raw("remove", 1, func(t *thread, v value, a []value) value {
			grow(t, self(v), 0)
			i := find(t, self(v), a[0])
			if i < 0 {
				t.Raise(py.ValueErrorType, "array.remove(x): x not in array")
			}
			self(v).Items = append(self(v).Items[:i:i], self(v).Items[i+1:]...)
			return py.None
		}),
		raw("index", 1, func(t *thread, v value, a []value) value {
			i := find(t, self(v), a[0])
			if i < 0 {
				t.Raise(py.ValueErrorType, "array.index(x): x not in array")
			}
			return py.Int(i)
		}),
		raw("count", 1, func(t *thread, v value, a []value) value {
			n := 0
			t.Walk(len(self(v).Items))
			for _, x := range self(v).Items {
				if t.Equal(x, a[0]) {
					n++
				}
			}
			return py.Int(n)
		}),
		raw("reverse", 0, func(_ *thread, v value, _ []value) value { reverse(self(v).Items); return py.None }),
		raw("tolist", 0, func(_ *thread, v value, _ []value) value {
			return py.Obj(py.NewList(append([]value(nil), self(v).Items...)...))
		}),
		raw("tostring", 0, func(t *thread, v value, _ []value) value {
			if self(v).Code == 'u' {
				t.Raise(py.ValueErrorType, "tostring() may not be called on unicode type arrays")
			}
			return py.Str(self(v).bytes())
		}),
		raw("tounicode", 0, func(t *thread, v value, _ []value) value {
			if self(v).Code != 'u' {
				t.Raise(py.ValueErrorType, "tounicode() may only be called on type 'u' arrays")
			}
			var b strings.Builder
			for _, x := range self(v).Items {
				b.WriteString(x.Text())
			}
			return py.Unicode(b.String())
		}),
		raw("byteswap", 0, func(t *thread, v value, _ []value) value {
			a := self(v)
			s, n := []byte(a.bytes()), a.size()
			for i := 0; i+n <= len(s); i += n {
				for x, y := i, i+n-1; x < y; x, y = x+1, y-1 {
					s[x], s[y] = s[y], s[x]
				}
			}
			a.Items = nil
			a.fromBytes(t, string(s))
			return py.None
		}),
		raw("__copy__", 0, func(_ *thread, v value, _ []value) value {
			return twin(self(v), append([]value(nil), self(v).Items...))
		}),
		raw("__deepcopy__", 1, func(_ *thread, v value, _ []value) value {
			return twin(self(v), append([]value(nil), self(v).Items...))
		}),
		raw("clone", 0, func(_ *thread, v value, _ []value) value {
			return twin(self(v), append([]value(nil), self(v).Items...))
		}),
	)
	ArrayType.AddConst("__hash__", py.None)
	ArrayType.AddAttrs(
		py.Attr{Name: "typecode", Get: func(_ *thread, v value) value {
			if self(v).Code == 0 {
				return py.Str(self(v).Class)
			}
			return py.Str(string(rune(self(v).Code)))
		}},
		py.Attr{Name: "itemsize", Get: func(_ *thread, v value) value { return py.Int(self(v).size()) }},
		py.Attr{Name: "length", Get: func(_ *thread, v value) value { return py.Int(len(self(v).Items)) }},
	)
}
