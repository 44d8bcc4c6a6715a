package tags

// Values as JSON and as plain Go data. AppendJSON is the journal's encoding:
// the same value gives the same bytes in every run, ints and floats stay apart,
// and what JSON has no word for is an object with one key that starts with $.
// ParseJSON is the reader for tag files, Document tags and dataset texts; it
// keeps the order of keys and knows on which line a value stands.

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
	"unicode/utf8"
)

const isoMillis = "2006-01-02T15:04:05.000Z"

// AppendJSON appends v as JSON:
//
//	null, true, 5, 1.5, 5.0, "text"
//	[1, 2]                                    lists, tuples, sets and arrays
//	{"k": 1}                                  maps in their order, documents
//	{"$eq": {"$k": 1}}                        a map whose only key starts with $
//	{"$date": "2026-07-02T12:38:36.000Z"}
//	{"$float": "NaN"}                         also Infinity, -Infinity
//	{"$dataset": {"columns": [{"name": "a", "type": "java.lang.Integer"}], "rows": [[1]]}}
//	{"$quality": "Bad_NotFound"}
//	{"value": 5, "quality": "Good", "timestamp": "2026-07-02T12:38:36.000Z"}
//	{"$object": "function"}
//
// without the blanks. Keys that are not text are spelled as text. Bytes that
// are not valid UTF-8 become U+FFFD. What is nested deeper than 200 levels, as
// in a list that contains itself, is cut off as {"$object": "..."}.
func AppendJSON(b []byte, v Value) []byte { return appendJSON(b, v, 0) }

func appendJSON(b []byte, v Value, depth int) []byte {
	if depth > maxDepth {
		return append(b, `{"$object":"..."}`...)
	}
	switch v.Kind() {
	case KindNull:
		return append(b, "null"...)
	case KindBool:
		return strconv.AppendBool(b, v.Bool())
	case KindInt, KindLong:
		return strconv.AppendInt(b, v.Int64(), 10)
	case KindBigInt:
		return v.ref.(*big.Int).Append(b, 10)
	case KindFloat:
		return appendJSONFloat(b, v.Float64(), v.floatBits())
	case KindStr, KindUnicode:
		return AppendJSONString(b, v.Text())
	case KindDate:
		b = append(b, `{"$date":"`...)
		b = appendISO(b, v.Int64())
		return append(b, `"}`...)
	case KindList:
		return appendJSONList(b, v.List().Items, depth)
	case KindMap:
		m := v.Map()
		if m.Len() == 1 {
			if k, _ := m.At(0); strings.HasPrefix(k.Text(), "$") {
				b = append(b, `{"$eq":`...)
				return append(appendJSONMap(b, m, depth), '}')
			}
		}
		return appendJSONMap(b, m, depth)
	case KindDataset:
		b = append(b, `{"$dataset":`...)
		b = appendJSONDataset(b, v.Dataset(), depth)
		return append(b, '}')
	case KindDocument:
		return appendJSON(b, v.Document().Root, depth+1)
	case KindQuality:
		b = append(b, `{"$quality":`...)
		b = AppendJSONString(b, v.ref.(Quality).String())
		return append(b, '}')
	case KindQualified:
		return appendJSONQualified(b, v.Qualified(), depth)
	}
	b = append(b, `{"$object":`...)
	name := ""
	if o := v.Object(); o != nil {
		name = o.TypeName()
	}
	return append(AppendJSONString(b, name), '}')
}

// AppendJSON appends the qualified value as
// {"value":…,"quality":"Good","timestamp":"2026-07-02T12:38:36.000Z"}.
func (q QualifiedValue) AppendJSON(b []byte) []byte { return appendJSONQualified(b, &q, 0) }

func appendJSONQualified(b []byte, q *QualifiedValue, depth int) []byte {
	b = append(b, `{"value":`...)
	b = appendJSON(b, q.Value, depth+1)
	b = append(b, `,"quality":`...)
	b = AppendJSONString(b, q.Quality.String())
	b = append(b, `,"timestamp":"`...)
	b = appendISO(b, q.Timestamp)
	return append(b, `"}`...)
}

func appendISO(b []byte, ms int64) []byte {
	return time.UnixMilli(ms).UTC().AppendFormat(b, isoMillis)
}

func appendJSONList(b []byte, items []Value, depth int) []byte {
	b = append(b, '[')
	for i, e := range items {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, e, depth+1)
	}
	return append(b, ']')
}

func appendJSONMap(b []byte, m *Map, depth int) []byte {
	b = append(b, '{')
	for i := range m.Len() {
		if i > 0 {
			b = append(b, ',')
		}
		k, e := m.At(i)
		if k.IsText() {
			b = AppendJSONString(b, k.Text())
		} else {
			b = AppendJSONString(b, k.String())
		}
		b = append(b, ':')
		b = appendJSON(b, e, depth+1)
	}
	return append(b, '}')
}

func appendJSONDataset(b []byte, d *Dataset, depth int) []byte {
	b = append(b, `{"columns":[`...)
	for i, c := range d.Columns {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, `{"name":`...)
		b = AppendJSONString(b, c.Name)
		b = append(b, `,"type":`...)
		b = AppendJSONString(b, c.Type)
		b = append(b, '}')
	}
	b = append(b, `],"rows":[`...)
	for i, r := range d.Rows {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendJSONList(b, r, depth+1)
	}
	return append(b, "]}"...)
}

func appendJSONFloat(b []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(b, `{"$float":"NaN"}`...)
	case math.IsInf(f, 1):
		return append(b, `{"$float":"Infinity"}`...)
	case math.IsInf(f, -1):
		return append(b, `{"$float":"-Infinity"}`...)
	}
	format := byte('f')
	if a := math.Abs(f); a != 0 && (a < 1e-6 || a >= 1e21) {
		format = 'e'
	}
	start := len(b)
	b = strconv.AppendFloat(b, f, format, -1, bits)
	for _, c := range b[start:] {
		if c == '.' || c == 'e' {
			return b
		}
	}
	return append(b, ".0"...)
}

// AppendJSONString appends s as a JSON string.
func AppendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= ' ' && c != '"' && c != '\\' {
				i++
				continue
			}
			b = append(b, s[from:i]...)
			switch c {
			case '"', '\\':
				b = append(b, '\\', c)
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
			i++
			from = i
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			b = append(b, s[from:i]...)
			b = append(b, "\ufffd"...)
			from = i + 1
		}
		i += n
	}
	b = append(b, s[from:]...)
	return append(b, '"')
}

// Pair is an entry of [Pairs].
type Pair struct{ Key, Value any }

// Pairs is a map in order, for [FromGo].
type Pairs []Pair

// FromGo converts plain Go data, such as a YAML or JSON loader yields, to a
// Value: nil, bool, all integers (an int if it fits into 32 bits, otherwise a
// long), *big.Int, floats, string (as unicode), time.Time (as a date), []any,
// [Pairs] in their order, map[string]any by sorted key, and Values themselves.
// Any other type is an error.
func FromGo(x any) (Value, error) { return fromGo(x, 0) }

func fromGo(x any, depth int) (Value, error) {
	if depth > maxDepth {
		return Value{}, fmt.Errorf("data is nested deeper than %d levels", maxDepth)
	}
	switch x := x.(type) {
	case nil:
		return Value{}, nil
	case Value:
		return x, nil
	case bool:
		return Bool(x), nil
	case int:
		return Int(int64(x)), nil
	case int8:
		return Int(int64(x)), nil
	case int16:
		return Int(int64(x)), nil
	case int32:
		return Int(int64(x)), nil
	case int64:
		return Int(x), nil
	case uint:
		return fromUint(uint64(x)), nil
	case uint8:
		return Int(int64(x)), nil
	case uint16:
		return Int(int64(x)), nil
	case uint32:
		return Int(int64(x)), nil
	case uint64:
		return fromUint(x), nil
	case *big.Int:
		return BigInt(x), nil
	case float32:
		return Float(float64(x)), nil
	case float64:
		return Float(x), nil
	case string:
		return Unicode(x), nil
	case time.Time:
		return Date(x.UnixMilli()), nil
	case []any:
		items := make([]Value, len(x))
		for i, e := range x {
			v, err := fromGo(e, depth+1)
			if err != nil {
				return Value{}, err
			}
			items[i] = v
		}
		return ListOf(items...), nil
	case Pairs:
		m := NewMap(len(x))
		for _, p := range x {
			k, err := fromGo(p.Key, depth+1)
			if err != nil {
				return Value{}, err
			}
			v, err := fromGo(p.Value, depth+1)
			if err != nil {
				return Value{}, err
			}
			m.Set(k, v)
		}
		return FromMap(m), nil
	case map[string]any:
		keys := make([]string, 0, len(x))
		for k := range x {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		m := NewMap(len(keys))
		for _, k := range keys {
			v, err := fromGo(x[k], depth+1)
			if err != nil {
				return Value{}, err
			}
			m.SetText(k, v)
		}
		return FromMap(m), nil
	}
	return Value{}, fmt.Errorf("got a %T, want null, a boolean, a number, text, a date, a list or a map", x)
}

func fromUint(u uint64) Value {
	if u <= math.MaxInt64 {
		return Int(int64(u))
	}
	return BigInt(new(big.Int).SetUint64(u))
}

// JSONError says what is wrong with a JSON text and where.
type JSONError struct {
	Line, Column int // from 1; columns count bytes
	Message      string
}

// Error returns line:column: message.
func (e *JSONError) Error() string {
	return fmt.Sprintf("%d:%d: %s", e.Line, e.Column, e.Message)
}

// JSON is a parsed JSON text.
type JSON struct {
	Root    Value
	text    string
	offsets map[any]int // of *Map and *List
	lines   []int       // offsets of the line feeds, once somebody asks
}

// Line returns the line, from 1, on which a map or list of the text begins; 0
// for anything else.
func (j *JSON) Line(v Value) int {
	at, ok := j.offsets[v.ref]
	if !ok {
		return 0
	}
	if j.lines == nil {
		j.lines = make([]int, 0, 64)
		for i := 0; i < len(j.text); i++ {
			n := strings.IndexByte(j.text[i:], '\n')
			if n < 0 {
				break
			}
			i += n
			j.lines = append(j.lines, i)
		}
	}
	return 1 + sort.SearchInts(j.lines, at)
}

// ParseJSON parses a JSON text: objects become maps in their order (of two
// equal keys the last wins), strings unicode, whole numbers ints or longs, and
// numbers with a point or an exponent floats. The error is a *JSONError.
func ParseJSON(text string) (Value, error) {
	p := jsonParser{s: text}
	return p.document()
}

// LocateJSON is ParseJSON for those who want to tell where a value stands.
func LocateJSON(text string) (*JSON, error) {
	p := jsonParser{s: text, offsets: make(map[any]int)}
	root, err := p.document()
	if err != nil {
		return nil, err
	}
	return &JSON{Root: root, text: text, offsets: p.offsets}, nil
}

const maxJSONDepth = 1000

type jsonParser struct {
	s       string
	i       int
	depth   int
	offsets map[any]int
}

func (p *jsonParser) fail(format string, args ...any) error {
	at := min(p.i, len(p.s))
	before := p.s[:at]
	return &JSONError{
		Line:    1 + strings.Count(before, "\n"),
		Column:  at - strings.LastIndexByte(before, '\n'),
		Message: fmt.Sprintf(format, args...),
	}
}

// found names what stands at the parser's position.
func (p *jsonParser) found() string {
	if p.i >= len(p.s) {
		return "the end of the text"
	}
	r, _ := utf8.DecodeRuneInString(p.s[p.i:])
	return strconv.QuoteRune(r)
}

func (p *jsonParser) blanks() {
	for p.i < len(p.s) {
		switch p.s[p.i] {
		case ' ', '\t', '\n', '\r':
			p.i++
		default:
			return
		}
	}
}

func (p *jsonParser) document() (Value, error) {
	v, err := p.value()
	if err != nil {
		return Value{}, err
	}
	p.blanks()
	if p.i < len(p.s) {
		return Value{}, p.fail("got %s behind the value, want the end of the text", p.found())
	}
	return v, nil
}

func (p *jsonParser) value() (Value, error) {
	p.blanks()
	if p.i >= len(p.s) {
		return Value{}, p.fail("got the end of the text, want a value")
	}
	switch c := p.s[p.i]; {
	case c == '{':
		return p.object()
	case c == '[':
		return p.array()
	case c == '"':
		s, err := p.str()
		return Unicode(s), err
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, w := range [...]struct {
		word string
		v    Value
	}{{"null", Value{}}, {"true", Bool(true)}, {"false", Bool(false)}} {
		if strings.HasPrefix(p.s[p.i:], w.word) {
			p.i += len(w.word)
			return w.v, nil
		}
	}
	return Value{}, p.fail("got %s, want a value", p.found())
}

func (p *jsonParser) enter() error {
	if p.depth++; p.depth > maxJSONDepth {
		return p.fail("the text is nested deeper than %d levels", maxJSONDepth)
	}
	return nil
}

func (p *jsonParser) object() (Value, error) {
	if err := p.enter(); err != nil {
		return Value{}, err
	}
	m := new(Map)
	if p.offsets != nil {
		p.offsets[m] = p.i
	}
	p.i++
	p.blanks()
	if p.i < len(p.s) && p.s[p.i] == '}' {
		p.i++
		p.depth--
		return FromMap(m), nil
	}
	for {
		p.blanks()
		if p.i >= len(p.s) || p.s[p.i] != '"' {
			return Value{}, p.fail("got %s, want a key in double quotes", p.found())
		}
		k, err := p.str()
		if err != nil {
			return Value{}, err
		}
		p.blanks()
		if p.i >= len(p.s) || p.s[p.i] != ':' {
			return Value{}, p.fail("got %s behind a key, want a colon", p.found())
		}
		p.i++
		v, err := p.value()
		if err != nil {
			return Value{}, err
		}
		m.SetText(k, v)
		p.blanks()
		switch {
		case p.i < len(p.s) && p.s[p.i] == ',':
			p.i++
		case p.i < len(p.s) && p.s[p.i] == '}':
			p.i++
			p.depth--
			return FromMap(m), nil
		default:
			return Value{}, p.fail("got %s in an object, want a comma or }", p.found())
		}
	}
}

func (p *jsonParser) array() (Value, error) {
	if err := p.enter(); err != nil {
		return Value{}, err
	}
	l := new(List)
	if p.offsets != nil {
		p.offsets[l] = p.i
	}
	p.i++
	p.blanks()
	if p.i < len(p.s) && p.s[p.i] == ']' {
		p.i++
		p.depth--
		return FromList(l), nil
	}
	for {
		v, err := p.value()
		if err != nil {
			return Value{}, err
		}
		l.Items = append(l.Items, v)
		p.blanks()
		switch {
		case p.i < len(p.s) && p.s[p.i] == ',':
			p.i++
		case p.i < len(p.s) && p.s[p.i] == ']':
			p.i++
			p.depth--
			return FromList(l), nil
		default:
			return Value{}, p.fail("got %s in an array, want a comma or ]", p.found())
		}
	}
}

func (p *jsonParser) number() (Value, error) {
	start := p.i
	digits := func() bool {
		from := p.i
		for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
			p.i++
		}
		return p.i > from
	}
	if p.s[p.i] == '-' {
		p.i++
	}
	first := p.i
	if !digits() {
		return Value{}, p.fail("got %s in a number, want a digit", p.found())
	}
	if p.s[first] == '0' && p.i > first+1 {
		p.i = first
		return Value{}, p.fail("a number starts with a superfluous 0")
	}
	whole := true
	if p.i < len(p.s) && p.s[p.i] == '.' {
		whole = false
		p.i++
		if !digits() {
			return Value{}, p.fail("got %s in a number, want a digit", p.found())
		}
	}
	if p.i < len(p.s) && (p.s[p.i] == 'e' || p.s[p.i] == 'E') {
		whole = false
		p.i++
		if p.i < len(p.s) && (p.s[p.i] == '+' || p.s[p.i] == '-') {
			p.i++
		}
		if !digits() {
			return Value{}, p.fail("got %s in a number, want a digit", p.found())
		}
	}
	s := p.s[start:p.i]
	if whole {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			return Int(n), nil
		}
		if len(s) > 4000 {
			p.i = start
			return Value{}, p.fail("a number has %d digits, want at most 4000", len(s))
		}
		n, _ := new(big.Int).SetString(s, 10)
		return BigInt(n), nil
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		p.i = start
		return Value{}, p.fail("number %s is too large", clip(s, 40))
	}
	return Float(f), nil
}

func (p *jsonParser) str() (string, error) {
	p.i++
	start := p.i
	for p.i < len(p.s) {
		switch c := p.s[p.i]; {
		case c == '"':
			s := p.s[start:p.i]
			p.i++
			return strings.ToValidUTF8(s, "\ufffd"), nil
		case c == '\\':
			return p.escaped(start)
		case c == '\n':
			return "", p.fail("a string is not closed on its line")
		}
		p.i++
	}
	return "", p.fail("a string is not closed")
}

// escaped goes on with a string that contains an escape.
func (p *jsonParser) escaped(start int) (string, error) {
	b := append([]byte(nil), p.s[start:p.i]...)
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == '"':
			p.i++
			return strings.ToValidUTF8(string(b), "\ufffd"), nil
		case c == '\n':
			return "", p.fail("a string is not closed on its line")
		case c != '\\':
			b = append(b, c)
			p.i++
			continue
		}
		if p.i+1 >= len(p.s) {
			break
		}
		p.i++
		switch e := p.s[p.i]; e {
		case '"', '\\', '/', '\'':
			b = append(b, e)
		case 'b':
			b = append(b, '\b')
		case 'f':
			b = append(b, '\f')
		case 'n':
			b = append(b, '\n')
		case 'r':
			b = append(b, '\r')
		case 't':
			b = append(b, '\t')
		case 'u':
			r, ok := p.hex4(p.i + 1)
			if !ok {
				return "", p.fail("got a \\u without four hexadecimal digits")
			}
			p.i += 4
			if utf16.IsSurrogate(r) {
				low, ok := rune(0), false
				if strings.HasPrefix(p.s[p.i+1:], `\u`) {
					low, ok = p.hex4(p.i + 3)
				}
				if d := utf16.DecodeRune(r, low); ok && d != utf8.RuneError {
					r = d
					p.i += 6
				} else {
					r = utf8.RuneError
				}
			}
			b = utf8.AppendRune(b, r)
		default:
			return "", p.fail("got escape \\%s, want one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u", strings.Trim(p.found(), "'"))
		}
		p.i++
	}
	return "", p.fail("a string is not closed")
}

func (p *jsonParser) hex4(at int) (rune, bool) {
	if at+4 > len(p.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(p.s[at:at+4], 16, 16)
	return rune(n), err == nil
}
