package object

// format() and str.format.

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// spec is a parsed format specification.
type spec struct {
	fill  rune
	align byte // '<', '>', '^', '=' or 0
	sign  byte // '+', '-', ' ' or 0
	alt   bool
	zero  bool
	width int
	comma bool
	prec  int // -1 if not given
	typ   byte
}

func (s *spec) signText(neg bool) string {
	switch {
	case neg:
		return "-"
	case s.sign == '+':
		return "+"
	case s.sign == ' ':
		return " "
	}
	return ""
}

func (t *Thread) parseSpec(text string) spec {
	s := spec{prec: -1}
	isAlign := func(c rune) bool { return c == '<' || c == '>' || c == '^' || c == '=' }
	r := toRunes(text)
	i := 0
	if len(r) >= 2 && isAlign(r[1]) {
		s.fill, s.align = r[0], byte(r[1])
		i = 2
	} else if len(r) >= 1 && isAlign(r[0]) {
		s.align = byte(r[0])
		i = 1
	}
	at := func() rune {
		if i < len(r) {
			return r[i]
		}
		return 0
	}
	if c := at(); c == '+' || c == '-' || c == ' ' {
		s.sign = byte(c)
		i++
	}
	if at() == '#' {
		s.alt = true
		i++
	}
	if at() == '0' {
		s.zero = true
		if s.fill == 0 {
			s.fill = '0'
		}
		if s.align == 0 {
			s.align = '='
		}
		i++
	}
	if s.fill == 0 {
		s.fill = ' '
	}
	number := func() int {
		n := 0
		for ; at() >= '0' && at() <= '9'; i++ {
			n = n*10 + int(at()-'0')
			if n > math.MaxInt32 {
				t.Raise(ValueErrorType, "Too many decimal digits in format string")
			}
		}
		return n
	}
	s.width = number()
	if at() == ',' {
		s.comma = true
		i++
	}
	if at() == '.' {
		i++
		if c := at(); c < '0' || c > '9' {
			t.Raise(ValueErrorType, "Format specifier missing precision")
		}
		s.prec = number()
	}
	if len(r)-i > 1 {
		t.Raise(ValueErrorType, "Invalid conversion specification")
	}
	if i < len(r) {
		if r[i] > 127 {
			t.Raise(ValueErrorType, "Invalid conversion specification")
		}
		s.typ = byte(r[i])
	}
	return s
}

// padTo pads text to the specification's width; def is the alignment if none is given,
// head the length of the sign and prefix that '=' keeps in front.
func (s *spec) padTo(t *Thread, text string, def byte, head int) string {
	n := s.width - runeLen(text)
	if n <= 0 {
		return text
	}
	t.Alloc(n + len(text))
	fill := func(k int) string { return strings.Repeat(string(appendRune(nil, s.fill)), k) }
	a := s.align
	if a == 0 {
		a = def
	}
	switch a {
	case '<':
		return text + fill(n)
	case '^':
		return fill(n/2) + text + fill(n-n/2)
	case '=':
		return text[:head] + fill(n) + text[head:]
	}
	return fill(n) + text
}

// Format is format(v, spec): a str or unicode.
func (t *Thread) Format(v, specv Value) Value {
	if isCustom(v) {
		if m, ok := t.lookupSpecial(v, "__format__"); ok {
			if n, native := m.ref.(*Native); !native || !n.isCore() {
				r := t.callFound(m, v, specv)
				if !r.IsText() {
					t.Raisef(TypeErrorType, "instance.__format__ must return string or unicode, not %s", r.Type().shown())
				}
				return r
			}
		}
	}
	return t.coreFormat(v, specv)
}

func (t *Thread) coreFormat(v, specv Value) Value {
	text := specv.Text()
	wrap := func(s string) Value {
		if specv.Prim().isUnicode() {
			return Unicode(s)
		}
		return Str(s)
	}
	p := v.Prim()
	switch p.ref.(type) {
	case *strData, *uniData:
		if text == "" && !isCustom(v) {
			if specv.Prim().isUnicode() && p.isStr() {
				return Unicode(latin1ToUTF8(p.Text())) // Jython takes the bytes for characters
			}
			return p
		}
		s := t.parseSpec(text)
		r := t.formatText(p, &s, text)
		if p.isUnicode() {
			return Unicode(r)
		}
		if specv.Prim().isUnicode() {
			return Unicode(t.decodeASCII(Str(r)))
		}
		return Str(r)
	}
	if numRank(p) == 0 {
		return t.objectFormat(v, specv)
	}
	if text == "" {
		if p.is(KindBool) {
			return wrap(itoa(p.Int64())) // as Jython does
		}
		return wrap(t.Str(p))
	}
	s := t.parseSpec(text)
	switch numRank(p) {
	case 1, 2:
		switch s.typ {
		case 'e', 'E', 'f', 'F', 'g', 'G', '%':
			return wrap(t.formatFloatSpec(t.toFloat(p), &s, "float"))
		}
		return wrap(t.formatIntSpec(p, &s, specv.Prim().isUnicode()))
	case 3:
		return wrap(t.formatFloatSpec(p.Float64(), &s, "float"))
	}
	return wrap(t.formatComplexSpec(p.ref.(*Complex).V, &s))
}

// objectFormat is object.__format__: str(v) formatted as text.
func (t *Thread) objectFormat(v, specv Value) Value {
	if !specv.IsText() {
		t.Raise(TypeErrorType, "__format__ requires str or unicode")
	}
	var s Value
	if specv.Prim().isUnicode() {
		s = Unicode(t.UnicodeText(v))
	} else {
		s = t.StrValue(v)
	}
	return t.coreFormat(s, specv)
}

func (t *Thread) formatText(p Value, s *spec, text string) string {
	if s.typ != 0 && s.typ != 's' {
		t.Raisef(ValueErrorType, "Unknown format code '%c' for object of type 'string'", s.typ)
	}
	if s.comma {
		if s.typ == 0 {
			t.Throw(t.Call(Obj(ValueErrorType), []Value{Unicode("Grouping not allowed with string format specifier '\uffff'")}, nil))
		}
		t.raiseGrouping("string", s)
	}
	if s.sign != 0 {
		t.Raise(ValueErrorType, "Sign not allowed in string format specifier")
	}
	if s.alt {
		t.Raise(ValueErrorType, "Alternate form (#) not allowed in string format specifier")
	}
	if s.align == '=' {
		t.Raise(ValueErrorType, "'=' alignment flag not allowed in string format specifier")
	}
	r := p.Text()
	if s.prec >= 0 {
		r = cut(r, s.prec, p.isUnicode())
	}
	if p.isStr() && !isASCII(r) {
		if s.width <= len(r) {
			return r
		}
		return utf8ToLatin1(s.padTo(t, latin1ToUTF8(r), '<', 0))
	}
	return s.padTo(t, r, '<', 0)
}

// group inserts thousands separators into the digits at the front of s.
func group(s string) string {
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	var b strings.Builder
	for i := 0; i < end; i++ {
		if i > 0 && (end-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(s[i])
	}
	return b.String() + s[end:]
}

// grouped applies the comma, with zero padding counted in groups.
func (s *spec) grouped(digits string, head int) string {
	out := group(digits)
	if s.align == '=' && s.fill == '0' {
		for len(out)+head < s.width {
			digits = "0" + digits
			out = group(digits)
		}
	}
	return out
}

func (t *Thread) raiseGrouping(what string, s *spec) {
	t.Raisef(ValueErrorType, "Grouping not allowed with %s format specifier '%c'", what, s.typ)
}

func (t *Thread) formatIntSpec(p Value, s *spec, uni bool) string {
	b := p.Big()
	if s.typ != 0 && strings.IndexByte("dncboxX", s.typ) < 0 {
		t.Raisef(ValueErrorType, "Unknown format code '%c' for object of type 'integer'", s.typ)
	}
	if s.typ == 'c' && s.sign != 0 {
		t.Raise(ValueErrorType, "Sign not allowed with integer format specifier 'c'")
	}
	if s.prec >= 0 {
		t.Raise(ValueErrorType, "Precision not allowed in integer format specifier")
	}
	if s.comma && s.typ != 0 && s.typ != 'd' {
		t.raiseGrouping("integer", s)
	}
	if s.typ == 'c' {
		if s.alt {
			t.Raise(ValueErrorType, "Alternate form (#) not allowed with integer format specifier 'c'")
		}
		limit := int64(0x100)
		if uni {
			limit = 0x110000
		}
		if !b.IsInt64() || b.Int64() < 0 || b.Int64() >= limit {
			t.Raisef(OverflowErrorType, "%%c arg not in range(0x%x)", limit)
		}
		if !uni {
			return utf8ToLatin1(s.padTo(t, string(appendRune(nil, rune(b.Int64()))), '>', 0))
		}
		return s.padTo(t, string(appendRune(nil, rune(b.Int64()))), '>', 0)
	}
	base, prefix := 10, ""
	switch s.typ {
	case 0, 'd', 'n':
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	t.Alloc(b.BitLen())
	d := new(big.Int).Abs(b).Text(base)
	if s.typ == 'X' {
		d = strings.ToUpper(d)
	}
	head := s.signText(b.Sign() < 0)
	if s.alt {
		head += prefix
	}
	if s.comma {
		d = s.grouped(d, len(head))
	}
	return s.padTo(t, head+d, '>', len(head))
}

func (t *Thread) formatFloatSpec(f float64, s *spec, name string) string {
	if s.typ != 0 && strings.IndexByte("eEfFgGn%", s.typ) < 0 {
		t.Raisef(ValueErrorType, "Unknown format code '%c' for object of type '%s'", s.typ, name)
	}
	if s.alt {
		t.Raise(ValueErrorType, "Alternate form (#) not allowed in float format specifier")
	}
	if s.comma && s.typ == 'n' {
		t.raiseGrouping(name, s)
	}
	prec := s.prec
	var d string
	a := math.Abs(f)
	if prec > 0 {
		t.Alloc(prec)
	}
	switch s.typ {
	case 0:
		if prec < 0 {
			d = floatText(a, 'g', 12)
		} else {
			d = formatFloat(a, 'g', prec, false)
			if !math.IsInf(a, 0) && a == a {
				if i := strings.IndexByte(d, 'e'); i < 0 && !strings.Contains(d, ".") {
					exp := 0
					if a != 0 {
						exp = int(math.Floor(math.Log10(a)))
					}
					if exp >= max(prec, 1)-1 {
						d = formatFloat(a, 'e', max(prec, 1)-1, false)
						m := trimZeros(d[:strings.IndexByte(d, 'e')])
						if a == 0 && prec == 0 {
							m += ".0"
						}
						d = m + d[strings.IndexByte(d, 'e'):]
					} else {
						d += ".0"
					}
				}
			}
		}
	case 'e', 'E', 'f', 'F', 'g', 'G', 'n':
		if prec < 0 {
			prec = 6
		}
		c := s.typ
		if c == 'n' {
			c = 'g'
		}
		d = formatFloat(a, c, prec, false)
	case '%':
		if prec < 0 {
			prec = 6
		}
		d = formatFloat(a*100, 'f', prec, false) + "%"
	}
	head := s.signText(math.Signbit(f) && f == f)
	if s.comma && d[0] >= '0' && d[0] <= '9' {
		d = s.grouped(d, len(head))
	}
	return s.padTo(t, head+d, '>', len(head))
}

func (t *Thread) formatComplexSpec(c complex128, s *spec) string {
	switch s.typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		t.Raisef(ValueErrorType, "Unknown format code '%c' for object of type 'complex'", s.typ)
	}
	if s.alt {
		t.Raise(ValueErrorType, "Alternate form (#) not allowed in complex format specifier")
	}
	if s.fill == '0' {
		t.Raise(ValueErrorType, "Zero padding not allowed in complex format specifier")
	}
	if s.align == '=' {
		t.Raise(ValueErrorType, "'=' alignment flag not allowed in complex format specifier")
	}
	if s.comma && s.typ == 'n' {
		t.raiseGrouping("complex", s)
	}
	part := func(f float64, sign byte) string {
		ps := spec{prec: s.prec, typ: s.typ, sign: sign, fill: ' ', comma: s.comma}
		if s.typ == 0 {
			ps.typ = 'g'
			if s.prec < 0 {
				ps.prec = 12
			}
		}
		return t.formatFloatSpec(f, &ps, "complex")
	}
	var d string
	if s.typ == 0 {
		if real(c) == 0 && !math.Signbit(real(c)) {
			d = part(imag(c), s.sign) + "j"
		} else {
			d = "(" + part(real(c), s.sign) + part(imag(c), '+') + "j)"
		}
	} else {
		d = part(real(c), s.sign) + part(imag(c), '+') + "j"
	}
	return s.padTo(t, d, '>', 0)
}

// formatMethod is str.format and unicode.format.
func (t *Thread) formatMethod(format Value, args []Value, names []string) Value {
	m := formatter{t: t, args: args[:len(args)-len(names)], kw: args[len(args)-len(names):], names: names, uni: format.isUnicode(), auto: -1}
	s := m.format(format.Text(), 2)
	if len(s) <= smallText {
		t.Alloc(len(s))
	}
	if m.uni {
		return Unicode(s)
	}
	return Str(s)
}

type formatter struct {
	t     *Thread
	args  []Value
	kw    []Value
	names []string
	uni   bool
	auto  int // next automatic field; -1 undecided, -2 manual numbering
}

func (m *formatter) format(f string, depth int) string {
	t := m.t
	if depth < 0 {
		t.Raise(ValueErrorType, "Max string recursion exceeded")
	}
	b := t.NewBuffer()
	for i := 0; i < len(f); i++ {
		c := f[i]
		if c == '}' {
			if i+1 < len(f) && f[i+1] == '}' {
				b.WriteByte('}')
				i++
				continue
			}
			t.Raise(ValueErrorType, "Single '}' encountered in format string")
		}
		if c != '{' {
			b.WriteByte(c)
			continue
		}
		if i+1 < len(f) && f[i+1] == '{' {
			b.WriteByte('{')
			i++
			continue
		}
		if i+1 >= len(f) {
			t.Raise(ValueErrorType, "Single '{' encountered in format string")
		}
		level, k := 1, i+1
		for ; k < len(f) && level > 0; k++ {
			switch f[k] {
			case '{':
				level++
			case '}':
				level--
			}
		}
		if level > 0 {
			t.Raise(ValueErrorType, "Single '{' encountered in format string")
		}
		m.field(b, f[i+1:k-1], depth)
		i = k - 1
	}
	return b.String()
}

func (m *formatter) field(b *Buffer, field string, depth int) {
	t := m.t
	name, conv, spec := field, byte(0), ""
	end := len(field)
	bracket := 0
	for i := 0; i < len(field); i++ {
		if field[i] == '[' {
			bracket++
		} else if field[i] == ']' {
			bracket--
		} else if bracket <= 0 && (field[i] == '!' || field[i] == ':') {
			end = i
			break
		}
	}
	name = field[:end]
	rest := field[end:]
	if strings.HasPrefix(rest, "!") {
		if len(rest) < 2 {
			t.Raise(ValueErrorType, "end of format while looking for conversion specifier")
		}
		conv = rest[1]
		rest = rest[2:]
		if rest != "" && rest[0] != ':' {
			t.Raise(ValueErrorType, "expected ':' after conversion specifier")
		}
	}
	if strings.HasPrefix(rest, ":") {
		spec = rest[1:]
	}
	v := m.lookup(name)
	if strings.ContainsAny(spec, "{}") {
		spec = m.format(spec, depth-2)
	}
	switch conv {
	case 0:
	case 'r':
		v = Str(t.Repr(v))
	case 's':
		v = t.StrOrUnicode(v)
	default:
		t.Raisef(ValueErrorType, "Unknown conversion specifier %c", conv)
	}
	sv := Str(spec)
	if m.uni {
		sv = Unicode(spec)
	}
	r := t.Format(v, sv)
	switch {
	case m.uni && !r.Prim().isUnicode():
		b.WriteString(t.decodeASCII(r))
	case !m.uni && r.Prim().isUnicode():
		b.WriteString(t.encodeASCII(r))
	default:
		b.WriteString(r.Text())
	}
}

// lookup evaluates a field name: 0, name, a.b, a[0], a[key].
func (m *formatter) lookup(name string) Value {
	t := m.t
	end := strings.IndexAny(name, ".[")
	first, rest := name, ""
	if end >= 0 {
		first, rest = name[:end], name[end:]
	}
	var v Value
	n, err := strconv.Atoi(first)
	numeric := err == nil && first != "" && first[0] >= '0' && first[0] <= '9'
	if first == "" || numeric {
		if first == "" {
			if m.auto == -2 {
				t.Raise(ValueErrorType, "cannot switch from manual field specification to automatic field numbering")
			}
			m.auto = max(m.auto, 0)
			n = m.auto
			m.auto++
		} else {
			if m.auto >= 0 {
				t.Raise(ValueErrorType, "cannot switch from automatic field numbering to manual field specification")
			}
			m.auto = -2
		}
		if n >= len(m.args) {
			t.Raise(IndexErrorType, "tuple index out of range")
		}
		v = m.args[n]
	} else {
		k := indexOf(m.names, first)
		if k < 0 {
			if m.uni {
				t.raiseKey(Unicode(first))
			}
			t.raiseKey(Str(first))
		}
		v = m.kw[k]
	}
	for rest != "" {
		if rest[0] == '.' {
			end := strings.IndexAny(rest[1:], ".[")
			attr := rest[1:]
			rest = ""
			if end >= 0 {
				attr, rest = attr[:end], attr[end:]
			}
			if attr == "" {
				t.Raise(ValueErrorType, "Empty attribute in format string")
			}
			v = t.GetAttr(v, attr)
			continue
		}
		if rest[0] != '[' {
			t.Raise(ValueErrorType, "Only '.' or '[' may follow ']' in format field specifier")
		}
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			t.Raise(ValueErrorType, "Missing ']' in format string")
		}
		key := rest[1:end]
		rest = rest[end+1:]
		if key == "" {
			t.Raise(ValueErrorType, "Empty attribute in format string")
		}
		if i, err := strconv.Atoi(key); err == nil && key[0] >= '0' && key[0] <= '9' {
			v = t.GetItem(v, Integer(int64(i)))
		} else if m.uni {
			v = t.GetItem(v, Unicode(key))
		} else {
			v = t.GetItem(v, Str(key))
		}
	}
	return v
}
