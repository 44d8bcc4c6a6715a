package library

// What the modules share: short names for the object model, conversions of arguments
// and ways to declare functions.

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	py "dryfire/scripts/python/object"
)

type (
	value  = py.Value
	thread = py.Thread
)

// fn declares a function of between lo and hi positional arguments (hi < 0: any number).
func fn(name string, lo, hi int, f func(t *thread, a []value) value) py.Def {
	return py.Def{Name: name, Min: lo, Max: hi, Fn: func(t *thread, _ value, a []value) value { return f(t, a) }}
}

// kw declares a function with named parameters of which the first lo are needed.
func kw(name string, lo int, params string, f func(t *thread, a []value) value) py.Def {
	return py.Def{Name: name, Min: lo, Params: params, Fn: func(t *thread, _ value, a []value) value { return f(t, a) }}
}

// method declares a method of a type whose Go form is T.
func method[O py.Object](name string, lo, hi int, f func(t *thread, self O, a []value) value) py.Def {
	return py.Def{Name: name, Min: lo, Max: hi, Fn: func(t *thread, self value, a []value) value { return f(t, self.Object().(O), a) }}
}

// kwMethod declares a method with named parameters of which the first lo are needed.
func kwMethod[O py.Object](name string, lo int, params string, f func(t *thread, self O, a []value) value) py.Def {
	return py.Def{Name: name, Min: lo, Params: params, Fn: func(t *thread, self value, a []value) value { return f(t, self.Object().(O), a) }}
}

// attr declares a read-only attribute.
func attr[O py.Object](name string, get func(t *thread, self O) value) py.Attr {
	return py.Attr{Name: name, Get: func(t *thread, self value) value { return get(t, self.Object().(O)) }}
}

func funcs(m *py.Module, defs ...py.Def) { m.Func(defs...) }

// at returns argument i, or absent.
func at(a []value, i int) value {
	if i < len(a) {
		return a[i]
	}
	return value{}
}

// given reports whether v was passed and is not None.
func given(v value) bool { return !v.IsAbsent() && !v.IsNone() }

func strs(items ...string) []value {
	out := make([]value, len(items))
	for i, s := range items {
		out[i] = py.Str(s)
	}
	return out
}

func list(items ...value) value  { return py.Obj(py.NewList(items...)) }
func tuple(items ...value) value { return py.Obj(py.NewTuple(items...)) }

func isStr(v value) bool     { return v.Prim().Kind() == py.KindStr }
func isUnicode(v value) bool { return v.Prim().Kind() == py.KindUnicode }

// isInt reports whether v is an int, long or bool, or of a subclass.
func isInt(v value) bool {
	switch v.Prim().Kind() {
	case py.KindInt, py.KindLong, py.KindBig, py.KindBool:
		return true
	}
	return false
}

func isFloat(v value) bool { return v.Prim().Kind() == py.KindFloat }

// textArg returns the text of a str or unicode, or raises TypeError.
func textArg(t *thread, v value) string {
	if !v.IsText() {
		t.Raise(py.TypeErrorType, "expected string or buffer, but got "+t.Repr(py.Obj(v.Type())))
	}
	return v.Text()
}

// bytesArg returns the bytes of a str, bytearray or ASCII unicode.
func bytesArg(t *thread, v value, what string) string {
	if b, ok := v.Object().(*py.ByteArray); ok {
		return string(b.B)
	}
	p := v.Prim()
	switch p.Kind() {
	case py.KindStr:
		return p.Text()
	case py.KindUnicode:
		return t.Encode(p.Text(), "ascii", "strict")
	}
	t.Raise(py.TypeErrorType, what)
	return ""
}

// like returns text as the kind of text that model is.
func like(model value, s string) value {
	if isUnicode(model) {
		return py.Unicode(s)
	}
	return py.Str(s)
}

// intArg converts an argument to a Go int, or def if it is absent.
func intArg(t *thread, v value, def int) int {
	if v.IsAbsent() {
		return def
	}
	p := v.Prim()
	switch p.Kind() {
	case py.KindInt, py.KindBool, py.KindLong:
		return int(p.Int64())
	case py.KindBig:
		if p.Big().Sign() < 0 {
			return math.MinInt
		}
		return math.MaxInt
	case py.KindFloat:
		t.Raise(py.TypeErrorType, "integer argument expected, got float")
	}
	return int(t.ToInt64(v))
}

func truth(t *thread, v value, def bool) bool {
	if v.IsAbsent() {
		return def
	}
	return t.Truth(v)
}

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// runesOf returns the characters of a str or unicode: bytes or code points.
func runesOf(v value) []rune {
	s := v.Text()
	r := make([]rune, 0, len(s))
	if !isUnicode(v) {
		for i := 0; i < len(s); i++ {
			r = append(r, rune(s[i]))
		}
		return r
	}
	for i := 0; i < len(s); {
		c, n := decodeRune(s[i:])
		r = append(r, c)
		i += n
	}
	return r
}

// textOf is the reverse of runesOf.
func textOf(model value, r []rune) value {
	if isUnicode(model) {
		var b strings.Builder
		for _, c := range r {
			writeRune(&b, c)
		}
		return py.Unicode(b.String())
	}
	b := make([]byte, len(r))
	for i, c := range r {
		b[i] = byte(c)
	}
	return py.Str(string(b))
}

// decodeRune decodes one code point of a unicode's text, lone surrogates included.
func decodeRune(s string) (rune, int) {
	c, n := utf8.DecodeRuneInString(s)
	if c == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xed {
		return rune(s[0]&0xf)<<12 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), 3
	}
	return c, n
}

func writeRune(b *strings.Builder, c rune) {
	if c >= 0xd800 && c < 0xe000 {
		b.Write([]byte{0xe0 | byte(c>>12), 0x80 | byte(c>>6)&0xbf, 0x80 | byte(c)&0xbf})
		return
	}
	b.WriteRune(c)
}

// bigOf returns an integer argument; ok is false for anything else.
func bigOf(v value) (*big.Int, bool) {
	b := v.Prim().Big()
	return b, b != nil
}

// newExc makes an exception class of a module.
func newExc(module, name string, base *py.Type) *py.Type {
	return pythonClass(py.TypeDef{Module: module, Name: name, Base: base})
}

// classMeta is the class of the classes that are Python text in Jython: they show as
// classes, others as types.
var classMeta = py.NewType(py.TypeDef{Name: "type", Base: py.TypeType, Methods: []py.Def{
	{Name: "__repr__", Fn: func(_ *thread, v value, _ []value) value {
		return py.Str("<class '" + v.Object().(*py.Type).FullName() + "'>")
	}},
}})

// pythonClass makes a type that shows as a class.
func pythonClass(d py.TypeDef) *py.Type {
	ty := py.NewType(d)
	ty.Header = py.NewHeader(classMeta)
	return ty
}

// iterate calls f for each item of an iterable.
func iterate(t *thread, v value, f func(item value)) {
	it := t.Iter(v)
	for w, ok := t.Next(it); ok; w, ok = t.Next(it) {
		t.Step(1)
		f(w)
	}
}

// callKW calls f with positional and keyword arguments, leaving out absent keywords.
func callKW(t *thread, f value, args []value, names []string, vals ...value) value {
	all := append([]value(nil), args...)
	var used []string
	for i, n := range names {
		if !vals[i].IsAbsent() {
			all = append(all, vals[i])
			used = append(used, n)
		}
	}
	return t.Call(f, all, used)
}
