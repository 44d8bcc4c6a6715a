package object

// The % operator on texts.

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unsafe"
)

// percent is `format % args`.
func (t *Thread) percent(format, args Value) Value {
	p := percenter{t: t, f: format.Text(), uni: format.isUnicode(), args: args}
	if tu, ok := args.ref.(*Tuple); ok {
		p.tuple = tu.Items
		p.isTuple = true
	}
	p.b = t.room(nil, len(p.f)+32)
	p.run()
	return p.result()
}

// Percent is `format % (items…)` for a str or unicode.
func (t *Thread) Percent(format Value, items []Value) Value {
	p := percenter{t: t, f: format.Text(), uni: format.isUnicode(), tuple: items, isTuple: true}
	p.b = t.formatted[:0]
	t.formatted = nil // %s may run a script, which may format
	p.run()
	t.Alloc(len(p.b))
	text := string(p.b)
	if cap(p.b) <= 1<<12 {
		t.formatted = p.b
	}
	if p.uni {
		return Unicode(text)
	}
	return Str(text)
}

type percenter struct {
	t       *Thread
	f       string
	uni     bool
	b       []byte
	args    Value
	tuple   []Value
	isTuple bool
	used    int
	dict    Value // set by %(name)
	count   int   // of arguments taken
	latin   int   // what precedes this argument is made of characters, not of ASCII
}

func (p *percenter) result() Value {
	if cap(p.b) <= smallText {
		p.t.Alloc(len(p.b))
	}
	text := unsafe.String(unsafe.SliceData(p.b), len(p.b)) // nobody else has p.b
	if p.uni {
		return Unicode(text)
	}
	return Str(text)
}

// put adds a text to the result.
func (p *percenter) put(s string) {
	if len(p.b)+len(s) > cap(p.b) {
		p.b = p.t.room(p.b, len(s))
	}
	p.b = append(p.b, s...)
}

// repeat adds a character n times.
func (p *percenter) repeat(c byte, n int) {
	p.b = p.t.room(p.b, n)
	for range n {
		p.b = append(p.b, c)
	}
}

// plain handles the usual conversions without flags and width, writing into the result.
func (p *percenter) plain(c rune, v Value, prec int) bool {
	k, ok := v.ref.(Kind)
	switch {
	case ok && k == KindInt && prec < 0 && (c == 'd' || c == 's'):
		p.b = strconv.AppendInt(p.b, int64(v.num), 10)
		return true
	case ok && k == KindFloat && c == 'f':
		f := v.Float64()
		if math.IsInf(f, 0) || f != f {
			return false
		}
		if prec < 0 {
			prec = 6
		}
		p.t.Alloc(prec)
		p.b = strconv.AppendFloat(p.b, f, 'f', prec, 64)
		return true
	case c == 's' && prec < 0 && v.isStr() && (!p.uni || isASCII(v.Text())), c == 's' && prec < 0 && p.uni && v.isUnicode():
		p.put(v.Text())
		return true
	case c == 's' && prec < 0 && !p.uni && v.isUnicode() && p.goOn():
		p.put(v.Text())
		return true
	}
	return false
}

func (p *percenter) next() Value {
	p.count++
	if !p.dict.IsAbsent() {
		v := p.dict
		p.dict = Value{}
		return v
	}
	if p.isTuple {
		if p.used >= len(p.tuple) {
			p.t.Raise(TypeErrorType, "not enough arguments for format string")
		}
		p.used++
		return p.tuple[p.used-1]
	}
	if p.used > 0 {
		p.t.Raise(TypeErrorType, "not enough arguments for format string")
	}
	p.used++
	return p.args
}

func (p *percenter) run() {
	t := p.t
	f := p.f
	usedDict := false
	for i := 0; i < len(f); {
		j := strings.IndexByte(f[i:], '%')
		if j < 0 {
			p.put(f[i:])
			break
		}
		p.put(f[i : i+j])
		i += j + 1
		if i >= len(f) {
			t.Raise(ValueErrorType, "incomplete format")
		}
		var s spec
		s.prec = -1
		if f[i] == '(' {
			depth, k := 1, i+1
			for ; k < len(f) && depth > 0; k++ {
				switch f[k] {
				case '(':
					depth++
				case ')':
					depth--
				}
			}
			if p.isTuple || !isMappingLike(t, p.args) {
				t.Raise(TypeErrorType, "format requires a mapping")
			}
			if depth > 0 {
				t.Raise(ValueErrorType, "incomplete format")
			}
			key := Str(f[i+1 : k-1])
			if p.uni {
				key = Unicode(f[i+1 : k-1])
			}
			p.dict = t.GetItem(p.args, key)
			usedDict = true
			i = k
		}
	flags:
		for ; i < len(f); i++ {
			switch f[i] {
			case '-':
				s.align = '<'
			case '+':
				s.sign = '+'
			case ' ':
				if s.sign == 0 {
					s.sign = ' '
				}
			case '#':
				s.alt = true
			case '0':
				s.zero = true
			default:
				break flags
			}
		}
		star := func() int {
			v := p.next().Prim()
			if numRank(v) != 1 && numRank(v) != 2 {
				t.Raise(TypeErrorType, "* wants int")
			}
			return int(v.Int64())
		}
		digits := func() int {
			n := 0
			for ; i < len(f) && f[i] >= '0' && f[i] <= '9'; i++ {
				n = n*10 + int(f[i]-'0')
				if n > math.MaxInt32 {
					t.Raise(ValueErrorType, "width too big")
				}
			}
			return n
		}
		if i < len(f) && f[i] == '*' {
			i++
			if s.width = star(); s.width < 0 {
				s.align, s.width = '<', -s.width
			}
		} else {
			s.width = digits()
		}
		if i < len(f) && f[i] == '.' {
			i++
			s.prec = 0
			if i < len(f) && f[i] == '*' {
				i++
				s.prec = max(star(), 0)
			} else {
				s.prec = digits()
			}
		}
		for i < len(f) && (f[i] == 'l' || f[i] == 'h' || f[i] == 'L') {
			i++
		}
		if i >= len(f) {
			t.Raise(ValueErrorType, "incomplete format")
		}
		c, n := rune(f[i]), 1
		if p.uni {
			c, n = decodeRune(f[i:])
		}
		i += n
		if c == '%' {
			p.pad(&s, "%", false)
			continue
		}
		p.convert(c, &s, i-n)
		if p.f == "" {
			return
		}
	}
	if usedDict {
		return
	}
	if p.isTuple && p.used < len(p.tuple) || !p.isTuple && p.used == 0 && !isMappingLike(t, p.args) {
		t.Raise(TypeErrorType, "not all arguments converted during string formatting")
	}
}

// isMappingLike reports whether v may be the right side of a % without conversions.
func isMappingLike(t *Thread, v Value) bool {
	switch v.Prim().ref.(type) {
	case Kind, *strData, *uniData, *bigInt, *Tuple, *List:
		return false
	}
	if isCustom(v) {
		_, ok := t.lookupSpecial(v, "__getitem__")
		return ok
	}
	_, ok := v.Type().Lookup("__getitem__")
	return ok
}

func (p *percenter) convert(c rune, s *spec, at int) {
	t := p.t
	if s.width == 0 && s.sign == 0 && !s.alt && (p.isTuple && p.dict.IsAbsent() && p.used < len(p.tuple)) {
		if p.plain(c, p.tuple[p.used], s.prec) {
			p.used++
			p.count++
			return
		}
	}
	switch c {
	case 's', 'r':
		v := p.next()
		var text string
		if c == 'r' {
			text = t.Repr(v)
		} else {
			if p.count < p.latin {
				w := t.StrOrUnicode(v)
				text = w.Text()
				if w.isStr() {
					text = latin1ToUTF8(text)
				}
			} else if p.uni {
				text = t.UnicodeText(v)
			} else {
				w := t.StrOrUnicode(v)
				if w.isUnicode() && !p.goOn() {
					p.startOver()
					return
				}
				text = w.Text()
			}
		}
		if s.prec >= 0 {
			text = cut(text, s.prec, p.uni)
		}
		s.zero = false
		p.pad(s, text, false)
	case 'c':
		v := p.next().Prim()
		if v.IsText() {
			if n, _ := coreLen(v); n != 1 {
				t.Raise(TypeErrorType, "%c requires int or char")
			}
			if v.isUnicode() && !p.uni {
				p.startOver()
				return
			}
			s.zero = false
			text := v.Text()
			if p.uni && v.isStr() {
				text = latin1ToUTF8(text)
			}
			p.pad(s, text, false)
			return
		}
		if v.is(KindFloat) {
			v = t.floatToInt(v.Float64(), BigLong)
		}
		if isCustom(v) {
			if r, ok := t.callSpecial(v, "__int__"); ok {
				v = r.Prim()
			}
		}
		if numRank(v) != 1 && numRank(v) != 2 {
			t.Raisef(TypeErrorType, "%%c format: a number is required, not %s", v.Type().shown())
		}
		n := v.Int64()
		s.zero = false
		if p.uni {
			if v.Kind() == KindBig && v.Big().Sign() < 0 || n < 0 {
				t.Raise(OverflowErrorType, "unsigned byte integer is less than minimum")
			}
			if n > 0x10ffff || v.Kind() == KindBig {
				t.Raise(OverflowErrorType, "unsigned byte integer is greater than maximum")
			}
			p.pad(s, string(appendRune(nil, rune(n))), false)
			return
		}
		if v.Kind() == KindBig {
			n = int64(v.Big().Sign()) << 20
		}
		if n < 0 {
			t.Raise(OverflowErrorType, "unsigned byte integer is less than minimum")
		}
		if n > 255 {
			t.Raise(OverflowErrorType, "unsigned byte integer is greater than maximum")
		}
		p.pad(s, string([]byte{byte(n)}), false)
	case 'd', 'i', 'u', 'x', 'X', 'o':
		b := p.integer(c)
		if b.IsInt64() && s.prec < 0 && !s.alt && s.sign == 0 && c == 'd' {
			var buf [24]byte
			p.pad(s, string(strconv.AppendInt(buf[:0], b.Int64(), 10)), true)
			return
		}
		base := 10
		switch c {
		case 'x', 'X':
			base = 16
		case 'o':
			base = 8
		}
		d := new(big.Int).Abs(b).Text(base)
		t.Alloc(len(d))
		if len(d) < s.prec {
			t.Alloc(s.prec)
			d = strings.Repeat("0", s.prec-len(d)) + d
		}
		if s.alt {
			switch c {
			case 'x', 'X':
				d = "0x" + d
			case 'o':
				if d[0] != '0' {
					d = "0" + d
				}
			}
		}
		if c == 'X' {
			d = strings.ToUpper(d)
		}
		p.pad(s, s.signText(b.Sign() < 0)+d, true)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		v := p.next()
		f := p.float(v)
		prec := s.prec
		if prec < 0 {
			prec = 6
		}
		t.Alloc(prec + 32)
		text := formatFloat(math.Abs(f), byte(c), prec, s.alt)
		neg := math.Signbit(f) && f == f
		if math.IsInf(f, 0) || f != f {
			s.zero = false
		}
		p.pad(s, s.signText(neg)+text, true)
	default:
		shown := string(appendRune(nil, c))
		if c < 32 || c > 126 {
			shown = "?"
		}
		t.Raisef(ValueErrorType, "unsupported format character '%s' (0x%x) at index %d", shown, c, runeLen(p.f[:at]))
	}
}

// goOn makes the result unicode from here on, as Jython does because an argument
// is: what is there already are characters. It leaves formats that are not
// ASCII to startOver.
func (p *percenter) goOn() bool {
	if !isASCII(p.f) {
		return false
	}
	if b := unsafe.String(unsafe.SliceData(p.b), len(p.b)); !isASCII(b) {
		p.b = []byte(latin1ToUTF8(b))
	}
	p.uni = true
	return true
}

// startOver formats everything again as unicode because an argument is unicode. Like Jython
// it takes the bytes of the format, and of arguments before that one, for characters.
func (p *percenter) startOver() {
	q := *p
	q.f, q.uni, q.latin = latin1ToUTF8(p.f), true, p.count
	q.used, q.count, q.dict, q.b = 0, 0, Value{}, nil
	q.run()
	p.b, p.uni, p.f, p.used = q.b, true, "", len(p.tuple)
	if !p.isTuple {
		p.used = 1
	}
}

func (p *percenter) integer(c rune) *big.Int {
	t := p.t
	v := p.next()
	q := v.Prim()
	switch q.Kind() {
	case KindInt, KindBool, KindLong, KindBig:
		return q.Big()
	case KindFloat:
		return t.floatToInt(q.Float64(), BigLong).Big()
	}
	if isCustom(v) {
		for _, n := range []string{"__int__", "__long__", "__index__"} {
			if m, ok := t.lookupSpecial(v, n); ok {
				if r := t.callFound(m, v).Prim(); numRank(r) == 1 || numRank(r) == 2 {
					return r.Big()
				}
			}
		}
	}
	if c == 'x' || c == 'X' || c == 'o' {
		t.Raisef(TypeErrorType, "%%%c format: a number is required, not %s", c, v.Type().shown())
	}
	t.Raisef(TypeErrorType, "%%%c format: a number is required, not %s", c, v.Type().shown())
	return nil
}

func (p *percenter) float(v Value) float64 {
	t := p.t
	q := v.Prim()
	if r := numRank(q); r > 0 && r < 4 {
		return t.toFloat(q)
	}
	if q.IsText() {
		t.Raisef(TypeErrorType, "float argument required, not %s", v.Type().shown())
	}
	if isCustom(v) {
		if r, ok := t.callSpecial(v, "__float__"); ok && r.Prim().is(KindFloat) {
			return r.Prim().Float64()
		}
	}
	t.Raisef(TypeErrorType, "float argument required, not %s", v.Type().shown())
	return 0
}

func cut(s string, n int, uni bool) string {
	if !uni || isASCII(s) {
		return s[:min(n, len(s))]
	}
	r := toRunes(s)
	return fromRunes(r[:min(n, len(r))])
}

// pad appends text padded to the width; numeric says that zeros go behind the sign.
func (p *percenter) pad(s *spec, text string, numeric bool) {
	n := len(text)
	if p.uni {
		n = runeLen(text)
	}
	fill := s.width - n
	if fill <= 0 {
		p.put(text)
		return
	}
	if s.align == '<' {
		p.put(text)
		p.repeat(' ', fill)
		return
	}
	if s.zero && numeric {
		k := 0
		if text != "" && (text[0] == '-' || text[0] == '+' || text[0] == ' ') {
			k = 1
		}
		if s.alt && len(text) >= k+2 && text[k] == '0' && (text[k+1] == 'x' || text[k+1] == 'X') {
			k += 2
		}
		p.put(text[:k])
		p.repeat('0', fill)
		p.put(text[k:])
		return
	}
	p.repeat(' ', fill)
	p.put(text)
}

// StrOrUnicode is what %s makes of v: unicode if v is, or if its __str__ says so.
func (t *Thread) StrOrUnicode(v Value) Value {
	if p := v.Prim(); p.isStr() {
		return p // the __str__ of a subclass is not asked
	} else if p.isUnicode() {
		if m, ok := v.Type().Lookup("__str__"); ok {
			if n, native := m.ref.(*Native); native && n.isCore() {
				return p
			}
		}
	}
	return t.printValue(v)
}

// formatFloat formats a non-negative float in the C manner with type e, f or g.
func formatFloat(f float64, c byte, prec int, alt bool) string {
	upper := c >= 'A' && c <= 'Z'
	c |= 0x20
	var s string
	switch {
	case math.IsInf(f, 0):
		s = "inf"
	case f != f:
		s = "nan"
	case c == 'g':
		if prec == 0 {
			prec = 1
		}
		e := strconv.FormatFloat(f, 'e', prec-1, 64)
		exp, _ := strconv.Atoi(e[strings.IndexByte(e, 'e')+1:])
		if exp < -4 || exp >= prec {
			m := e[:strings.IndexByte(e, 'e')]
			if !alt {
				m = trimZeros(m)
			} else if !strings.Contains(m, ".") {
				m += "."
			}
			s = m + e[strings.IndexByte(e, 'e'):]
		} else {
			s = strconv.FormatFloat(f, 'f', max(prec-1-exp, 0), 64)
			if !alt {
				s = trimZeros(s)
			} else if !strings.Contains(s, ".") {
				s += "."
			}
		}
	default:
		s = strconv.FormatFloat(f, c, prec, 64)
		if alt && prec == 0 {
			if i := strings.IndexByte(s, 'e'); i >= 0 {
				s = s[:i] + "." + s[i:]
			} else {
				s += "."
			}
		}
	}
	if upper {
		s = strings.ToUpper(s)
	}
	return s
}

func trimZeros(s string) string {
	if strings.IndexByte(s, '.') < 0 {
		return s
	}
	return strings.TrimRight(strings.TrimRight(s, "0"), ".")
}
