package syntax

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/runenames"
)

// numLiteral turns the current token into a number. An integer is an int when
// it fits Jython's 32 bits, otherwise a long, as is one with the suffix L.
func (p *parser) numLiteral() *Num {
	text := p.src[p.start:p.end]
	n := &Num{Span: Span{Pos(p.start), Pos(p.end)}}
	switch p.tok {
	case FLOAT, IMAG:
		n.Kind = FloatNum
		if p.tok == IMAG {
			n.Kind = ImagNum
			text = text[:len(text)-1]
		}
		f, err := strconv.ParseFloat(text, 64)
		if err != nil && !math.IsInf(f, 0) {
			p.fail(p.start, "invalid number %s", text)
		}
		n.Float = f
		return n
	}
	long := false
	digits := text
	if c := text[len(text)-1]; c == 'l' || c == 'L' {
		long = true
		digits = digits[:len(digits)-1]
	}
	base := 10
	if len(digits) > 1 && digits[0] == '0' {
		switch digits[1] | 0x20 {
		case 'x':
			base, digits = 16, digits[2:]
		case 'o':
			base, digits = 8, digits[2:]
		case 'b':
			base, digits = 2, digits[2:]
		default:
			base, digits = 8, digits[1:]
		}
	}
	if !long {
		if v, err := strconv.ParseUint(digits, base, 64); err == nil && v <= math.MaxInt32 {
			n.Int = int32(v)
			return n
		}
	}
	if len(digits) > 200_000 {
		p.fail(p.start, "integer literal of %d digits is too long", len(digits))
	}
	v, ok := new(big.Int).SetString(digits, base)
	if !ok {
		p.fail(p.start, "invalid number %s", text)
	}
	n.Kind, n.Long = LongNum, v
	return n
}

// negate folds a minus sign into a literal; false when there is nothing to
// fold, so that a second minus is an operation.
func (n *Num) negate() bool {
	switch n.Kind {
	case IntNum:
		if n.Int <= 0 {
			return false
		}
		n.Int = -n.Int
	case LongNum:
		if n.Long.Sign() <= 0 {
			return false
		}
		n.Long = new(big.Int).Neg(n.Long)
	default:
		if math.Signbit(n.Float) || n.Float == 0 {
			return false
		}
		n.Float = -n.Float
	}
	return true
}

// strings reads adjacent literals into one. One unicode part makes the whole
// unicode.
func (p *parser) strings() Expr {
	from := p.start
	s := &Str{}
	type part struct {
		text    string
		unicode bool
	}
	var parts [4]part
	all := parts[:0]
	for p.tok == STRING {
		text, uni := p.strLiteral()
		all = append(all, part{text, uni})
		s.Unicode = s.Unicode || uni
		p.next()
	}
	s.Span = p.span(from)
	if len(all) == 1 {
		s.Value = all[0].text
		return s
	}
	var b strings.Builder
	for _, q := range all {
		if s.Unicode && !q.unicode && !isASCII(q.text) {
			if !utf8.ValidString(q.text) {
				// Bytes that are no UTF-8 are taken one character each.
				for i := range len(q.text) {
					b.WriteRune(rune(q.text[i]))
				}
				continue
			}
		}
		b.WriteString(q.text)
	}
	s.Value = b.String()
	return s
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// strLiteral decodes the current token.
func (p *parser) strLiteral() (value string, uni bool) {
	text := p.src[p.start:p.end]
	off := p.start
	uni = p.futures&FutureUnicodeLiterals != 0
	raw := false
	for text[0] != '\'' && text[0] != '"' {
		switch text[0] | 0x20 {
		case 'u':
			uni = true
		case 'b':
			uni = false
		case 'r':
			raw = true
		}
		text = text[1:]
		off++
	}
	n := 1
	if len(text) >= 6 && text[1] == text[0] && text[2] == text[0] {
		n = 3
	}
	off += n
	text = text[n : len(text)-n]
	if set := p.file.Charset; !uni && set != nil && !isASCII(text) {
		b := make([]byte, 0, len(text))
		for _, r := range text {
			x, ok := set.Encode(r)
			if !ok {
				x = '?'
			}
			b = append(b, x)
		}
		text = string(b)
	}
	if strings.IndexByte(text, '\\') < 0 || raw && !uni {
		return text, uni
	}
	if uni {
		return p.unescapeUnicode(text, off, raw), true
	}
	return p.unescapeBytes(text, off), false
}

func (p *parser) escapeError(off int, text string, from, to int, why string) {
	e := p.file.errorf("UnicodeDecodeError", Pos(off+from), "'unicodeescape' codec can't decode bytes in position %d-%d: %s", from, to, why)
	e.Hint = "in " + strconv.Quote(text[from:min(len(text), to+1)])
	panic(e)
}

var simpleEscapes = [256]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11,
}

func hexValue(s string) (v int, ok bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case isDigit(c):
			v = v<<4 | int(c-'0')
		case isHex(c):
			v = v<<4 | int(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return v, true
}

// octal reads up to three octal digits at i.
func octal(s string, i int) (v, n int) {
	for n < 3 && i+n < len(s) && isOct(s[i+n]) {
		v = v<<3 | int(s[i+n]-'0')
		n++
	}
	return v, n
}

func (p *parser) unescapeBytes(s string, off int) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			b = append(b, c)
			i++
			continue
		}
		c = s[i+1]
		switch {
		case c == '\n':
			i += 2
		case simpleEscapes[c] != 0:
			b = append(b, simpleEscapes[c])
			i += 2
		case isOct(c):
			v, n := octal(s, i+1)
			if v > 255 {
				p.fail(off+i, "octal escape %s is no byte: the largest is \\377", s[i:i+1+n])
			}
			b = append(b, byte(v))
			i += 1 + n
		case c == 'x':
			if i+4 <= len(s) {
				if v, ok := hexValue(s[i+2 : i+4]); ok {
					b = append(b, byte(v))
					i += 4
					continue
				}
			}
			p.escapeError(off, s, i, min(i+3, len(s)-1), "truncated \\xXX")
		default:
			b = append(b, '\\')
			i++
		}
	}
	return string(b)
}

// unescapeUnicode decodes the escapes of a unicode literal; of a raw one only
// \u and \U after an odd number of backslashes count.
func (p *parser) unescapeUnicode(s string, off int, raw bool) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			b.WriteByte(c)
			i++
			continue
		}
		c = s[i+1]
		if raw && c != 'u' && c != 'U' {
			b.WriteByte('\\')
			i++
			if c == '\\' {
				b.WriteByte('\\')
				i++
			}
			continue
		}
		switch {
		case c == '\n':
			i += 2
		case simpleEscapes[c] != 0:
			b.WriteByte(simpleEscapes[c])
			i += 2
		case isOct(c):
			v, n := octal(s, i+1)
			b.WriteRune(rune(v))
			i += 1 + n
		case c == 'x' || c == 'u' || c == 'U':
			width, what := 2, "truncated \\xXX"
			if c == 'u' {
				width, what = 4, "truncated \\uXXXX"
			} else if c == 'U' {
				width, what = 8, "truncated \\UXXXXXXXX"
			}
			v, ok := 0, false
			if i+2+width <= len(s) {
				v, ok = hexValue(s[i+2 : i+2+width])
			}
			if !ok {
				p.escapeError(off, s, i, min(i+1+width, len(s)-1), what)
			}
			if v > utf8.MaxRune || v >= 0xd800 && v < 0xe000 {
				p.escapeError(off, s, i, i+1+width, "illegal Unicode character")
			}
			b.WriteRune(rune(v))
			i += 2 + width
		case c == 'N' && i+2 < len(s) && s[i+2] == '{':
			j := strings.IndexByte(s[i:], '}')
			if j < 0 {
				p.escapeError(off, s, i, len(s)-1, "malformed \\N character escape")
			}
			r, ok := runeNamed(s[i+3 : i+j])
			if !ok {
				p.escapeError(off, s, i, i+j, "illegal Unicode character")
			}
			b.WriteRune(r)
			i += j + 1
		case c == 'N':
			p.escapeError(off, s, i, i+1, "malformed \\N character escape")
		default:
			b.WriteByte('\\')
			i++
		}
	}
	return b.String()
}

var runeNames = sync.OnceValue(func() map[string]rune {
	names := make(map[string]rune, 40_000)
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if n := runenames.Name(r); n != "" && n[0] != '<' {
			names[n] = r
		}
	}
	return names
})

// runeNamed finds a character by its Unicode name.
func runeNamed(name string) (rune, bool) {
	r, ok := runeNames()[strings.ToUpper(name)]
	return r, ok
}
