package object

// bytearray.

import (
	"bytes"
	"encoding/hex"
	"strings"
)

func (t *Thread) byteValue(v Value) int64 {
	p := v.Prim()
	if p.isStr() {
		if b := p.Text(); len(b) == 1 {
			return int64(b[0])
		}
		t.Raise(ValueErrorType, "string must be of size 1")
	}
	if r := numRank(p); r == 0 || r > 2 {
		if _, ok := t.integerOf(v); !ok {
			t.Raise(TypeErrorType, "an integer or string of size 1 is required")
		}
	}
	n := t.ToInt64(v)
	if n < 0 || n > 255 {
		t.Raise(ValueErrorType, "byte must be in range(0, 256)")
	}
	return n
}

// setByteArray assigns or, with x absent, deletes an item or slice.
func (t *Thread) setByteArray(b *ByteArray, key, x Value) {
	if s, ok := key.ref.(*Slice); ok {
		l := NewList()
		for _, c := range b.B {
			l.Items = append(l.Items, Int(int(c)))
		}
		if x.IsAbsent() {
			t.coreDelItem(Obj(l), key)
		} else {
			vals := NewList()
			if str, ok := bytesOf(x); ok {
				for i := 0; i < len(str); i++ {
					vals.Items = append(vals.Items, Int(int(str[i])))
				}
			} else {
				if x.Prim().isUnicode() {
					t.Raise(TypeErrorType, "can't set bytearray slice from unicode")
				}
				if numRank(x.Prim()) > 0 {
					t.Raisef(TypeErrorType, "object of type '%s' has no len()", x.Type().shown())
				}
				for _, w := range t.Items(x) {
					vals.Items = append(vals.Items, Int(int(t.byteValue(w))))
				}
			}
			t.setListSlice(l, s, Obj(vals))
		}
		out := make([]byte, len(l.Items))
		for i, w := range l.Items {
			out[i] = byte(w.Int64())
		}
		b.B = out
		return
	}
	i, ok := t.tryIndex(key)
	if !ok {
		t.Raise(TypeErrorType, "bytearray indices must be integers")
	}
	i = t.checkIndexAs(i, len(b.B), "bytearray assignment index out of range")
	if x.IsAbsent() {
		b.B = append(b.B[:i], b.B[i+1:]...)
		return
	}
	b.B[i] = byte(t.byteValue(x))
}

func initByteArray() {
	ba := func(v Value) *ByteArray { return v.ref.(*ByteArray) }
	ByteArrayType.New = func(_ *Thread, cls *Type, _ []Value, _ []string) Value {
		return Obj(&ByteArray{Header: Header{cls: cls}})
	}
	ByteArrayType.Init = func(t *Thread, v Value, args []Value, names []string) {
		b := ba(v)
		b.B = nil
		if len(args) == 0 {
			return
		}
		a := args[0].Prim()
		switch {
		case a.isUnicode():
			if len(args) < 2 {
				t.Raise(TypeErrorType, "unicode argument without an encoding")
			}
			errs := "strict"
			if len(args) > 2 {
				errs = args[2].Text()
			}
			b.B = []byte(t.encode(a.Text(), args[1].Text(), errs))
		case numRank(a) == 1 || numRank(a) == 2:
			n := t.indexSized(a)
			if n < 0 {
				t.Raise(ValueErrorType, "negative count")
			}
			t.Alloc(n)
			b.B = make([]byte, n)
		default:
			if s, ok := bytesOf(a); ok {
				t.Alloc(len(s))
				b.B = []byte(s)
				return
			}
			for _, w := range t.Items(args[0]) {
				b.B = append(t.room(b.B, 1), byte(t.byteValue(w)))
			}
		}
	}
	// Text methods apply to the bytes; texts in the answer become bytearrays.
	var wrap func(v Value) Value
	wrap = func(v Value) Value {
		switch x := v.ref.(type) {
		case *strData:
			return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: []byte(v.Text())})
		case *List:
			for i := range x.Items {
				x.Items[i] = wrap(x.Items[i])
			}
		case *Tuple:
			for i := range x.Items {
				x.Items[i] = wrap(x.Items[i])
			}
		}
		return v
	}
	for _, d := range textMethods() {
		switch d.Name {
		case "format", "__format__", "encode", "isdecimal", "isnumeric", "isunicode", "_formatter_parser", "_formatter_field_name_split":
			continue
		}
		fn := d.Fn
		name := d.Name
		if raw := d.Raw; raw != nil {
			d.Raw, d.Min, d.Max = nil, 0, 2
			fn = func(t *Thread, v Value, a []Value) Value { return raw(t, v, a, nil) }
		}
		d.Fn = func(t *Thread, v Value, a []Value) Value {
			args := append([]Value(nil), a...)
			switch name {
			case "join":
				return t.joinBytes(ba(v), a)
			case "decode":
				for i, x := range args {
					if _, ok := x.ref.(*ByteArray); ok {
						t.Raisef(TypeErrorType, "argument %d: expected string, bytearray found", i+1)
					}
				}
				if len(args) > 0 && args[0].IsNone() {
					args[0] = Str("ascii")
				}
			default:
				t.bufferArgs(name, a)
			}
			t.Alloc(len(ba(v).B))
			for i, x := range args {
				if b, ok := x.ref.(*ByteArray); ok {
					t.Alloc(len(b.B))
					args[i] = Str(string(b.B))
				}
			}
			var r Value
			if e := t.Try(func() { r = fn(t, Str(string(ba(v).B)), args) }); e != nil {
				if (name == "index" || name == "rindex") && Is(e.Class, Obj(ValueErrorType)) {
					t.Raise(ValueErrorType, "subsection not found")
				}
				panic(e)
			}
			if name == "decode" {
				return r
			}
			return wrap(r)
		}
		ByteArrayType.AddMethods(d)
	}
	ByteArrayType.AddMethods(
		Def{Name: "append", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			c := byte(t.byteValue(a[0]))
			ba(v).B = append(t.room(ba(v).B, 1), c)
			return None
		}},
		Def{Name: "extend", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			if s, ok := bytesOf(a[0]); ok {
				ba(v).B = append(t.room(ba(v).B, len(s)), s...)
				return None
			}
			if a[0].Prim().isUnicode() {
				t.Raise(TypeErrorType, "can't set bytearray slice from unicode")
			}
			t.eachOf(a[0], func(w Value) {
				c := byte(t.byteValue(w))
				ba(v).B = append(t.room(ba(v).B, 1), c)
			})
			return None
		}},
		Def{Name: "insert", Min: 2, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			b := ba(v)
			i := t.Index(a[0])
			if i < 0 {
				i = max(i+len(b.B), 0)
			}
			i = min(i, len(b.B))
			c := byte(t.byteValue(a[1]))
			b.B = append(t.room(b.B, 1), 0)
			copy(b.B[i+1:], b.B[i:])
			b.B[i] = c
			return None
		}},
		Def{Name: "pop", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			b := ba(v)
			i := -1
			if len(a) > 0 {
				i = t.intArg(a[0])
			}
			if len(b.B) == 0 {
				t.Raise(IndexErrorType, "pop from empty list")
			}
			i = t.checkIndexAs(i, len(b.B), "bytearray index out of range")
			c := b.B[i]
			b.B = append(b.B[:i], b.B[i+1:]...)
			return Int(int(c))
		}},
		Def{Name: "remove", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			b := ba(v)
			i := bytes.IndexByte(b.B, byte(t.byteValue(a[0])))
			if i < 0 {
				t.Raise(ValueErrorType, "value not found in bytearray")
			}
			b.B = append(b.B[:i], b.B[i+1:]...)
			return None
		}},
		Def{Name: "reverse", Fn: func(_ *Thread, v Value, _ []Value) Value {
			b := ba(v).B
			for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
				b[i], b[j] = b[j], b[i]
			}
			return None
		}},
	)
	ByteArrayType.AddClassMethod(Def{Name: "fromhex", Min: 1, Max: 1, Fn: func(t *Thread, _ Value, a []Value) Value {
		text := ""
		if s, ok := bytesOf(a[0]); ok {
			text = s
		} else if a[0].Prim().isUnicode() {
			text = a[0].Prim().Text()
		} else {
			t.Raise(TypeErrorType, "expected a str")
		}
		var b []byte
		for i := 0; i < len(text); {
			if text[i] == ' ' {
				i++
				continue
			}
			c, err := hex.DecodeString(text[i:min(i+2, len(text))])
			if err != nil {
				t.Raisef(ValueErrorType, "non-hexadecimal number found in fromhex() arg at position %d", i)
			}
			b = append(b, c...)
			i += 2
		}
		return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: b})
	}})
}

// bufferArgs checks the arguments of a text method that must be bytes.
func (t *Thread) bufferArgs(name string, a []Value) {
	n := 0
	switch name {
	case "count", "endswith", "find", "index", "lstrip", "partition", "rfind", "rindex", "rpartition", "rsplit", "rstrip", "split", "startswith", "strip":
		n = 1
	case "replace":
		n = 2
	case "translate":
		if len(a) == 0 {
			t.raiseCount(name, 0, 1, 2, true)
		}
		if a[0].IsNone() {
			return
		}
		if s, ok := bytesOf(a[0]); ok && len(s) != 256 {
			t.Raise(ValueErrorType, "translation table must be 256 bytes long")
		}
		n = 2
	}
	for i := 0; i < n && i < len(a); i++ {
		if a[i].IsNone() && (strings.HasSuffix(name, "strip") || strings.HasSuffix(name, "split")) {
			continue
		}
		if _, tuple := a[i].ref.(*Tuple); tuple && strings.HasSuffix(name, "with") {
			continue
		}
		if _, ok := bytesOf(a[i]); !ok {
			t.Raisef(TypeErrorType, "Type %s doesn't support the buffer API", a[i].Type().shown())
		}
	}
	switch name {
	case "count", "endswith", "find", "index", "rfind", "rindex", "startswith":
		for i := 1; i < len(a); i++ {
			if !a[i].IsNone() {
				t.sliceIndex(a[i])
			}
		}
	}
}

// joinBytes is bytearray.join.
func (t *Thread) joinBytes(b *ByteArray, a []Value) Value {
	if len(a) != 1 {
		t.raiseCount("join", len(a), 1, 1, true)
	}
	var out []byte
	for i, v := range t.Items(a[0]) {
		s, ok := bytesOf(v)
		if !ok {
			t.Raisef(TypeErrorType, "can only join an iterable of bytes (item %d has type '%s')", i, v.Type().shown())
		}
		if i > 0 {
			out = append(out, b.B...)
		}
		t.Alloc(len(s) + len(b.B))
		out = append(out, s...)
	}
	return Obj(&ByteArray{Header: Header{cls: ByteArrayType}, B: out})
}
