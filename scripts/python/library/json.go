package library

// Module json, as CPython 2.7's with its C accelerators replaced by Jython's: the
// encoder and decoder follow the same order of tests, so that subclasses, keys and errors
// come out alike.

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	py "dryfire/scripts/python/object"
)

// jsonEncoder is a json.JSONEncoder.
type jsonEncoder struct {
	py.Header
	skipkeys, ascii, circular, nan, sortKeys bool
	indent, encoding, dflt                   value
	itemSep, keySep                          value
	self                                     value // the object whose default method is asked
}

// jsonDecoder is a json.JSONDecoder.
type jsonDecoder struct {
	py.Header
	encoding                                               string
	strict                                                 bool
	objectHook, pairsHook, parseFloat, parseInt, parseCons value
}

const encoderParams = "skipkeys ensure_ascii check_circular allow_nan sort_keys indent separators encoding default"
const decoderParams = "encoding object_hook parse_float parse_int parse_constant strict object_pairs_hook"

func (e *jsonEncoder) configure(t *thread, a []value) {
	e.skipkeys, e.ascii, e.circular, e.nan, e.sortKeys = truth(t, a[0], false), truth(t, a[1], true), truth(t, a[2], true), truth(t, a[3], true), truth(t, a[4], false)
	e.indent, e.encoding, e.dflt = a[5].Or(py.None), a[7].Or(py.Str("utf-8")), a[8].Or(py.None)
	e.itemSep, e.keySep = py.Str(", "), py.Str(": ")
	if given(a[6]) {
		s := make([]value, 2)
		t.Unpack(a[6], s)
		e.itemSep, e.keySep = s[0], s[1]
	}
}

func (d *jsonDecoder) configure(t *thread, a []value) {
	d.encoding = "utf-8"
	if given(a[0]) {
		d.encoding = t.Str(a[0])
	}
	d.objectHook, d.parseFloat, d.parseInt, d.parseCons, d.pairsHook = a[1], a[2], a[3], a[4], a[6]
	d.strict = truth(t, a[5], true)
}

var jsonTypes = sync.OnceValues(func() (enc, dec *py.Type) {
	encInit := py.NewNative(kw("__init__", 0, encoderParams, nil))
	encInit.Fn = func(t *thread, self value, a []value) value {
		self.Object().(*jsonEncoder).configure(t, a)
		return py.None
	}
	enc = pythonClass(py.TypeDef{Module: "json.encoder", Name: "JSONEncoder",
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			e := &jsonEncoder{Header: py.NewHeader(cls)}
			e.configure(t, make([]value, 9))
			return py.Obj(e)
		},
		Methods: []py.Def{
			{Name: "__init__", Params: encoderParams, Fn: encInit.Fn},
			method("default", 1, 1, func(t *thread, e *jsonEncoder, a []value) value {
				if given(e.dflt) {
					return t.Call1(e.dflt, a[0])
				}
				return notSerializable(t, a[0])
			}),
			method("encode", 1, 1, func(t *thread, e *jsonEncoder, a []value) value {
				e.self = py.Obj(e)
				return e.encode(t, a[0])
			}),
			method("iterencode", 1, 2, func(t *thread, e *jsonEncoder, a []value) value {
				e.self = py.Obj(e)
				return t.Iter(list(e.encode(t, a[0])))
			}),
		},
		Attrs: []py.Attr{
			attr("item_separator", func(_ *thread, e *jsonEncoder) value { return e.itemSep }),
			attr("key_separator", func(_ *thread, e *jsonEncoder) value { return e.keySep }),
			attr("skipkeys", func(_ *thread, e *jsonEncoder) value { return py.Bool(e.skipkeys) }),
			attr("ensure_ascii", func(_ *thread, e *jsonEncoder) value { return py.Bool(e.ascii) }),
			attr("check_circular", func(_ *thread, e *jsonEncoder) value { return py.Bool(e.circular) }),
			attr("allow_nan", func(_ *thread, e *jsonEncoder) value { return py.Bool(e.nan) }),
			attr("sort_keys", func(_ *thread, e *jsonEncoder) value { return py.Bool(e.sortKeys) }),
			attr("indent", func(_ *thread, e *jsonEncoder) value { return e.indent }),
			attr("encoding", func(_ *thread, e *jsonEncoder) value { return e.encoding }),
		}})
	enc.Init = func(t *thread, self value, args []value, names []string) {
		m, _ := enc.Dict.GetText("__init__")
		t.Call(m, append([]value{self}, args...), names)
	}
	decInit := func(t *thread, self value, a []value) value {
		self.Object().(*jsonDecoder).configure(t, a)
		return py.None
	}
	dec = pythonClass(py.TypeDef{Module: "json.decoder", Name: "JSONDecoder",
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			d := &jsonDecoder{Header: py.NewHeader(cls)}
			d.configure(t, make([]value, 7))
			return py.Obj(d)
		},
		Methods: []py.Def{
			{Name: "__init__", Params: decoderParams, Fn: decInit},
			method("decode", 1, 1, func(t *thread, d *jsonDecoder, a []value) value { return d.decode(t, a[0]) }),
			kwMethod("raw_decode", 1, "s idx", func(t *thread, d *jsonDecoder, a []value) value {
				p := newJSONParser(t, d, a[0])
				start := 0
				for i := intArg(t, a[1], 0); i > 0 && start < len(p.s); i-- {
					start += p.width(start)
				}
				v, end := p.root(start)
				return tuple(v, py.Int(p.column(end)))
			}),
		},
		Attrs: []py.Attr{
			attr("object_hook", func(_ *thread, d *jsonDecoder) value { return d.objectHook.Or(py.None) }),
			attr("object_pairs_hook", func(_ *thread, d *jsonDecoder) value { return d.pairsHook.Or(py.None) }),
			attr("strict", func(_ *thread, d *jsonDecoder) value { return py.Bool(d.strict) }),
			attr("encoding", func(_ *thread, d *jsonDecoder) value { return py.Str(d.encoding) }),
		}})
	dec.Init = func(t *thread, self value, args []value, names []string) {
		m, _ := dec.Dict.GetText("__init__")
		t.Call(m, append([]value{self}, args...), names)
	}
	return enc, dec
})

func notSerializable(t *thread, v value) value {
	t.Raise(py.TypeErrorType, t.Repr(v)+" is not JSON serializable")
	return py.None
}

// jsonWriter collects text that is a str until a unicode piece comes.
type jsonWriter struct {
	t     *thread
	e     *jsonEncoder
	b     *py.Buffer
	uni   bool
	depth int
	open  []py.Object
	unit  value
	fast  bool // Jython runs its encoder in Java, whose errors are worded differently
}

func (w *jsonWriter) put(v value) {
	s := v.Text()
	if isUnicode(v) {
		if !w.uni {
			w.uni = true
			if have := w.b.String(); !isASCII(have) {
				w.b = w.t.NewBuffer()
				w.b.WriteString(w.t.Decode(have, "ascii", "strict"))
			}
		}
	} else if w.uni && !isASCII(s) {
		s = w.t.Decode(s, "ascii", "strict")
	}
	w.b.WriteString(s)
}

func (e *jsonEncoder) encode(t *thread, v value) value {
	w := &jsonWriter{t: t, b: t.NewBuffer(), e: e, fast: !given(e.indent) && !e.sortKeys}
	if isStr(v) && !e.utf8() {
		v = py.Unicode(t.Decode(v.Text(), t.Str(e.encoding), "strict"))
	}
	if given(e.indent) {
		n := max(0, intArg(t, e.indent, 0))
		t.Alloc(n)
		w.unit = py.Str(strings.Repeat(" ", n))
	}
	w.value(v)
	if w.uni {
		return py.Unicode(w.b.String())
	}
	return py.Str(w.b.String())
}

func (e *jsonEncoder) utf8() bool {
	return e.encoding.IsNone() || e.encoding.Text() == "utf-8"
}

const hexDigits = "0123456789abcdef"

// quote appends a string literal.
func (w *jsonWriter) quote(v value) {
	s := v.Text()
	uni := isUnicode(v)
	if !uni && !isASCII(s) && (w.e.ascii || !w.e.utf8()) {
		codec := "utf-8"
		if !w.e.utf8() {
			codec = w.t.Str(w.e.encoding)
		}
		s, uni = w.t.Decode(s, codec, "strict"), true
	}
	size := len(s) + 2
	for i := range len(s) {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '"' || c == '\\' {
			size += 5
		}
	}
	w.t.Alloc(size)
	b := make([]byte, 0, size)
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf || !uni {
			i++
			switch {
			case c == '"' || c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, `\n`...)
			case c == '\r':
				b = append(b, `\r`...)
			case c == '\t':
				b = append(b, `\t`...)
			case c == '\b':
				b = append(b, `\b`...)
			case c == '\f':
				b = append(b, `\f`...)
			case c < 0x20 || c == 0x7f && w.e.ascii:
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			continue
		}
		r, n := decodeRune(s[i:])
		if !w.e.ascii {
			b = append(b, s[i:i+n]...)
		} else if r >= 0x10000 {
			r -= 0x10000
			b = append(b, fmt.Sprintf("\\u%04x\\u%04x", 0xd800+r>>10, 0xdc00+r&0x3ff)...)
		} else {
			b = append(b, fmt.Sprintf("\\u%04x", r)...)
		}
		i += n
	}
	b = append(b, '"')
	if uni && !w.e.ascii {
		w.put(py.Unicode(string(b)))
		return
	}
	w.put(py.Str(string(b)))
}

func (w *jsonWriter) float(f float64) string {
	switch {
	case math.IsNaN(f):
		w.refuseNaN(f)
		return "NaN"
	case math.IsInf(f, 1):
		w.refuseNaN(f)
		return "Infinity"
	case math.IsInf(f, -1):
		w.refuseNaN(f)
		return "-Infinity"
	}
	return py.FloatRepr(f)
}

func (w *jsonWriter) refuseNaN(f float64) {
	if !w.e.nan {
		msg := "Out of range float values are not JSON compliant"
		if !w.fast {
			msg += ": " + py.FloatRepr(f)
		}
		w.t.Raise(py.ValueErrorType, msg)
	}
}

func (w *jsonWriter) newline() {
	if w.unit.IsAbsent() {
		return
	}
	w.b.WriteString("\n")
	w.b.Repeat(w.unit.Text(), w.depth)
}

func (w *jsonWriter) enter(o py.Object) {
	if w.e.circular {
		for _, x := range w.open {
			if x == o {
				w.t.Raise(py.ValueErrorType, "Circular reference detected")
			}
		}
	}
	w.open = append(w.open, o)
	w.depth++
	w.t.Enter()
}

func (w *jsonWriter) leave() {
	w.open = w.open[:len(w.open)-1]
	w.depth--
	w.t.Leave()
}

func (w *jsonWriter) value(v value) {
	t := w.t
	t.Step(1)
	p := v.Prim()
	switch p.Kind() {
	case py.KindStr, py.KindUnicode:
		w.quote(p)
		return
	case py.KindNone:
		w.put(py.Str("null"))
		return
	case py.KindBool:
		if p.Int64() != 0 {
			w.put(py.Str("true"))
		} else {
			w.put(py.Str("false"))
		}
		return
	case py.KindInt, py.KindLong, py.KindBig:
		w.put(py.Str(t.Str(v)))
		return
	case py.KindFloat:
		w.put(py.Str(w.float(p.Float64())))
		return
	}
	switch o := v.Object().(type) {
	case *py.List:
		w.array(v, o, t.Items(v))
		return
	case *py.Tuple:
		w.array(v, o, t.Items(v))
		return
	case *py.Dict:
		w.object(v, o)
		return
	}
	w.enter(v.Object())
	w.depth--
	if w.e.self.IsAbsent() {
		if !given(w.e.dflt) {
			notSerializable(t, v)
		}
		v = t.Call1(w.e.dflt, v)
	} else {
		v = t.Method1(w.e.self, "default", v)
	}
	w.value(v)
	w.depth++
	w.leave()
}

func (w *jsonWriter) array(_ value, o py.Object, items []value) {
	if len(items) == 0 {
		w.put(py.Str("[]"))
		return
	}
	w.enter(o)
	w.put(py.Str("["))
	for i, x := range items {
		if i > 0 {
			w.put(w.e.itemSep)
		}
		w.newline()
		w.value(x)
	}
	w.leave()
	w.newline()
	w.put(py.Str("]"))
}

func (w *jsonWriter) object(v value, d *py.Dict) {
	t := w.t
	if d.Len() == 0 {
		w.put(py.Str("{}"))
		return
	}
	w.enter(d)
	var items []value
	if d.PyType() == py.DictType {
		d.Each(func(k, x value) { items = append(items, tuple(k, x)) })
	} else {
		items = t.Items(t.Method0(v, "items"))
	}
	if w.e.sortKeys {
		sort.SliceStable(items, func(i, j int) bool {
			return t.Truth(t.Compare(py.LT, t.GetItem(items[i], py.Int(0)), t.GetItem(items[j], py.Int(0))))
		})
	}
	w.put(py.Str("{"))
	first := true
	pair := make([]value, 2)
	for _, it := range items {
		t.Unpack(it, pair)
		k, x := pair[0], pair[1]
		p := k.Prim()
		switch p.Kind() {
		case py.KindStr, py.KindUnicode:
			k = p
		case py.KindFloat:
			k = py.Str(w.float(p.Float64()))
		case py.KindBool:
			k = py.Str("false")
			if p.Int64() != 0 {
				k = py.Str("true")
			}
		case py.KindNone:
			k = py.Str("null")
		case py.KindInt, py.KindLong, py.KindBig:
			k = py.Str(t.Str(k))
		default:
			if w.e.skipkeys {
				continue
			}
			if w.fast {
				t.Raise(py.TypeErrorType, "keys must be a string: "+t.Repr(k))
			}
			t.Raise(py.TypeErrorType, "key "+t.Repr(k)+" is not a string")
		}
		if !first {
			w.put(w.e.itemSep)
		}
		first = false
		w.newline()
		w.quote(k)
		w.put(w.e.keySep)
		w.value(x)
	}
	w.leave()
	w.newline()
	w.put(py.Str("}"))
}

// jsonParser reads one text.
type jsonParser struct {
	t   *thread
	d   *jsonDecoder
	s   string
	uni bool
}

func newJSONParser(t *thread, d *jsonDecoder, v value) *jsonParser {
	if !v.IsText() {
		t.Raise(py.TypeErrorType, "expected string or buffer, but got "+t.Repr(py.Obj(v.Type())))
	}
	p := &jsonParser{t: t, d: d, s: v.Text(), uni: isUnicode(v)}
	t.Alloc(2 * len(p.s))
	t.Step(1 + len(p.s)/16)
	return p
}

func (d *jsonDecoder) decode(t *thread, v value) value {
	p := newJSONParser(t, d, v)
	r, end := p.root(p.space(0))
	end = p.space(end)
	if end != len(p.s) {
		p.failTo("Extra data", end, len(p.s))
	}
	return r
}

func (p *jsonParser) width(i int) int {
	if !p.uni {
		return 1
	}
	_, n := decodeRune(p.s[i:])
	return n
}

// column counts the characters before a byte offset.
func (p *jsonParser) column(i int) int {
	if !p.uni {
		return i
	}
	return utf8.RuneCountInString(p.s[:min(i, len(p.s))]) + max(0, i-len(p.s))
}

func (p *jsonParser) place(i int) (line, col int) {
	before := p.s[:min(i, len(p.s))]
	line = strings.Count(before, "\n") + 1
	if line == 1 {
		return 1, p.column(i) + 1
	}
	return line, p.column(i) - p.column(strings.LastIndexByte(before, '\n'))
}

func (p *jsonParser) fail(msg string, i int) {
	line, col := p.place(i)
	p.t.Raise(py.ValueErrorType, fmt.Sprintf("%s: line %d column %d (char %d)", msg, line, col, p.column(i)))
}

func (p *jsonParser) failTo(msg string, i, end int) {
	l1, c1 := p.place(i)
	l2, c2 := p.place(end)
	p.t.Raise(py.ValueErrorType, fmt.Sprintf("%s: line %d column %d - line %d column %d (char %d - %d)", msg, l1, c1, l2, c2, p.column(i), p.column(end)))
}

func (p *jsonParser) space(i int) int {
	for i < len(p.s) && (p.s[i] == ' ' || p.s[i] == '\t' || p.s[i] == '\n' || p.s[i] == '\r') {
		i++
	}
	return i
}

func (p *jsonParser) root(i int) (value, int) {
	v, end, ok := p.value(i)
	if !ok {
		p.t.Raise(py.ValueErrorType, "No JSON object could be decoded")
	}
	return v, end
}

func (p *jsonParser) constant(name string) value {
	if given(p.d.parseCons) {
		return p.t.Call1(p.d.parseCons, py.Str(name))
	}
	switch name {
	case "NaN":
		return py.Float(math.NaN())
	case "Infinity":
		return py.Float(math.Inf(1))
	}
	return py.Float(math.Inf(-1))
}

// value reads a value at i; ok is false where none starts.
func (p *jsonParser) value(i int) (v value, end int, ok bool) {
	if i >= len(p.s) {
		return v, i, false
	}
	rest := p.s[i:]
	switch c := rest[0]; {
	case c == '"':
		v, end = p.string(i + 1)
		return v, end, true
	case c == '{':
		p.t.Enter()
		v, end = p.object(i + 1)
		p.t.Leave()
		return v, end, true
	case c == '[':
		p.t.Enter()
		v, end = p.array(i + 1)
		p.t.Leave()
		return v, end, true
	case strings.HasPrefix(rest, "null"):
		return py.None, i + 4, true
	case strings.HasPrefix(rest, "true"):
		return py.True, i + 4, true
	case strings.HasPrefix(rest, "false"):
		return py.False, i + 5, true
	}
	if v, end, ok = p.number(i); ok {
		return v, end, true
	}
	for _, name := range []string{"NaN", "Infinity", "-Infinity"} {
		if strings.HasPrefix(rest, name) {
			return p.constant(name), i + len(name), true
		}
	}
	return v, i, false
}

func (p *jsonParser) number(i int) (v value, end int, ok bool) {
	s := p.s
	digits := func(j int) int {
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		return j
	}
	j := i
	if s[j] == '-' {
		j++
	}
	if j >= len(s) || s[j] < '0' || s[j] > '9' {
		return v, i, false
	}
	if s[j] == '0' {
		j++
	} else {
		j = digits(j)
	}
	isFloat := false
	if j < len(s) && s[j] == '.' {
		if k := digits(j + 1); k > j+1 {
			j, isFloat = k, true
		}
	}
	if j < len(s) && (s[j] == 'e' || s[j] == 'E') {
		k := j + 1
		if k < len(s) && (s[k] == '+' || s[k] == '-') {
			k++
		}
		if l := digits(k); l > k {
			j, isFloat = l, true
		}
	}
	text := s[i:j]
	num := py.Str(text)
	if p.uni {
		num = py.Unicode(text)
	}
	if isFloat {
		if given(p.d.parseFloat) {
			return p.t.Call1(p.d.parseFloat, num), j, true
		}
		f, _ := strconv.ParseFloat(text, 64)
		return py.Float(f), j, true
	}
	if given(p.d.parseInt) {
		return p.t.Call1(p.d.parseInt, num), j, true
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return py.Integer(n), j, true
	}
	p.t.Step(len(text) * len(text) / 256)
	b, _ := new(big.Int).SetString(text, 10)
	return py.BigInteger(b), j, true
}

func (p *jsonParser) object(i int) (value, int) {
	t := p.t
	var pairs []value
	d := py.NewDict(0)
	usePairs := given(p.d.pairsHook)
	finish := func(end int) (value, int) {
		if usePairs {
			return t.Call1(p.d.pairsHook, list(pairs...)), end
		}
		if given(p.d.objectHook) {
			return t.Call1(p.d.objectHook, py.Obj(d)), end
		}
		return py.Obj(d), end
	}
	i = p.space(i)
	for first := true; i < len(p.s); first = false {
		if first && p.s[i] == '}' {
			return finish(i + 1)
		}
		if p.s[i] != '"' {
			p.fail("Expecting property name", i)
		}
		k, end := p.string(i + 1)
		i = p.space(end)
		if i >= len(p.s) || p.s[i] != ':' {
			p.fail("Expecting : delimiter", i)
		}
		v, end := p.root(p.space(i + 1))
		t.Alloc(64)
		if usePairs {
			pairs = append(pairs, tuple(k, v))
		} else {
			d.Set(t, k, v)
		}
		i = p.space(end)
		if i >= len(p.s) {
			break
		}
		if p.s[i] == '}' {
			return finish(i + 1)
		}
		if p.s[i] != ',' {
			p.fail("Expecting , delimiter", i)
		}
		i = p.space(i + 1)
	}
	p.fail("Expecting object", len(p.s)-1)
	return value{}, 0
}

func (p *jsonParser) array(i int) (value, int) {
	l := py.NewList()
	i = p.space(i)
	for first := true; i < len(p.s); first = false {
		if first && p.s[i] == ']' {
			return py.Obj(l), i + 1
		}
		v, end := p.root(i)
		p.t.Append(l, v)
		i = p.space(end)
		if i >= len(p.s) {
			break
		}
		if p.s[i] == ']' {
			return py.Obj(l), i + 1
		}
		if p.s[i] != ',' {
			p.fail("Expecting , delimiter", i)
		}
		i = p.space(i + 1)
	}
	p.fail("Expecting object", len(p.s)-1)
	return value{}, 0
}

// string reads a string whose opening quote stands before i.
func (p *jsonParser) string(i int) (value, int) {
	begin := i - 1
	var b strings.Builder
	chunk := func(s string) {
		if !p.uni && !isASCII(s) {
			s = p.t.Decode(s, p.d.encoding, "strict")
		}
		b.WriteString(s)
	}
	for {
		j := i
		for j < len(p.s) && p.s[j] != '"' && p.s[j] != '\\' && p.s[j] >= 0x20 {
			j++
		}
		if j >= len(p.s) {
			p.fail("Unterminated string starting at", begin)
		}
		chunk(p.s[i:j])
		c := p.s[j]
		i = j + 1
		if c == '"' {
			return py.Unicode(b.String()), i
		}
		if c != '\\' {
			if p.d.strict {
				p.fail("Invalid control character at", j)
			}
			b.WriteByte(c)
			continue
		}
		if i >= len(p.s) {
			p.fail("Unterminated string starting at", begin)
		}
		c = p.s[i]
		i++
		switch c {
		case '"', '\\', '/':
			b.WriteByte(c)
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case 'u':
			r := p.hex4(i)
			i += 4
			if r >= 0xd800 && r < 0xdc00 && strings.HasPrefix(p.s[i:], `\u`) {
				if lo := p.hex4(i + 2); lo >= 0xdc00 && lo < 0xe000 {
					r = (r-0xd800)<<10 + lo - 0xdc00 + 0x10000
					i += 6
				}
			}
			writeRune(&b, r)
		default:
			p.fail("Invalid \\escape", i-2)
		}
	}
}

func (p *jsonParser) hex4(i int) rune {
	if i+4 <= len(p.s) {
		if n, err := strconv.ParseUint(p.s[i:i+4], 16, 32); err == nil {
			return rune(n)
		}
	}
	p.fail("Invalid \\uXXXX escape", i-1)
	return 0
}

func loadJSON(t *thread, m *py.Module) {
	enc, dec := jsonTypes()
	m.Set("JSONEncoder", py.Obj(enc))
	m.Set("JSONDecoder", py.Obj(dec))
	m.Set("encoder", t.Import("json.encoder"))
	m.Set("decoder", t.Import("json.decoder"))
	m.Set("__version__", py.Str("2.0.9"))
	m.Set("__all__", list(strs("dump", "dumps", "load", "loads", "JSONDecoder", "JSONEncoder")...))
	const dumpParams = " skipkeys ensure_ascii check_circular allow_nan cls indent separators encoding default sort_keys"
	// dump takes the options in json.dumps's order; others go to a cls of the script's own.
	dump := func(t *thread, obj value, a []value) value {
		opts := []value{a[0], a[1], a[2], a[3], a[9], a[5], a[6], a[7], a[8]}
		if given(a[4]) {
			names := strings.Fields(encoderParams)
			return t.Method1(callKW(t, a[4], nil, names, opts...), "encode", obj)
		}
		e := &jsonEncoder{Header: py.NewHeader(enc)}
		e.configure(t, opts)
		return e.encode(t, obj)
	}
	const loadParams = " encoding cls object_hook parse_float parse_int parse_constant object_pairs_hook strict"
	load := func(t *thread, s value, a []value) value {
		opts := []value{a[0], a[2], a[3], a[4], a[5], a[7], a[6]}
		if given(a[1]) {
			names := strings.Fields(decoderParams)
			return t.Method1(callKW(t, a[1], nil, names, opts...), "decode", s)
		}
		d := &jsonDecoder{Header: py.NewHeader(dec)}
		d.configure(t, opts)
		return d.decode(t, s)
	}
	funcs(m,
		kw("dumps", 1, "obj"+dumpParams, func(t *thread, a []value) value { return dump(t, a[0], a[1:]) }),
		kw("dump", 2, "obj fp"+dumpParams, func(t *thread, a []value) value {
			t.Method1(a[1], "write", dump(t, a[0], a[2:]))
			return py.None
		}),
		kw("loads", 1, "s"+loadParams, func(t *thread, a []value) value { return load(t, a[0], a[1:]) }),
		kw("load", 1, "fp"+loadParams, func(t *thread, a []value) value { return load(t, t.Method0(a[0], "read"), a[1:]) }),
	)
}
