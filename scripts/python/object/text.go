package object

// str and unicode: mixing, codecs, repr. A str is bytes; where it meets a
// unicode it is decoded as ASCII, which fails for bytes from 0x80 on.

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"dryfire/scripts/python/syntax/charset"
)

// decodeASCII returns the text of a str as unicode or raises UnicodeDecodeError.
func (t *Thread) decodeASCII(v Value) string {
	s := v.Text()
	if v.Prim().isUnicode() || isASCII(s) {
		return s
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			t.raiseDecode("ascii", s, i, i+1, "ordinal not in range(128)")
		}
	}
	return s
}

// encodeASCII returns the text of a unicode as str or raises UnicodeEncodeError.
func (t *Thread) encodeASCII(v Value) string {
	s := v.Text()
	if isASCII(s) {
		return s
	}
	return t.encode(s, "ascii", "strict")
}

func (t *Thread) raiseDecode(codec, s string, start, end int, reason string) {
	t.Throw(t.Call(Obj(UnicodeDecodeErrorType), []Value{Str(codec), Str(s), Int(start), Int(end), Str(reason)}, nil))
}

func (t *Thread) raiseEncode(codec, s string, start, end int, reason string) {
	t.Throw(t.Call(Obj(UnicodeEncodeErrorType), []Value{Str(codec), Unicode(s), Int(start), Int(end), Str(reason)}, nil))
}

// mixedCompare compares a str with a unicode: unequal if the str is not ASCII, while an order does
// not exist then.
func (t *Thread) mixedCompare(op CmpOp, a, b Value) bool {
	if op == EQ || op == NE {
		return textEqual(a, b) == (op == EQ)
	}
	return cmpHolds(op, compareUnicode(t.decodeASCII(a), t.decodeASCII(b)))
}

// bytesOf returns the bytes of a str or bytearray.
func bytesOf(v Value) (string, bool) {
	switch x := v.Prim().ref.(type) {
	case *strData:
		return v.Prim().Text(), true
	case *ByteArray:
		return string(x.B), true
	}
	return "", false
}

func (t *Thread) repeatText(s string, n int) string {
	if n <= 0 || len(s) == 0 {
		return ""
	}
	if n > (1<<40)/len(s) {
		t.Alloc(1 << 40)
	}
	t.Alloc(len(s) * n)
	t.checkSize(len(s) * n)
	return strings.Repeat(s, n)
}

func (t *Thread) textContains(v, item Value) bool {
	p := item.Prim()
	if x, ok := v.ref.(*ByteArray); ok {
		if s, ok := bytesOf(p); ok {
			return strings.Contains(string(x.B), s)
		}
		if p.isUnicode() {
			t.Raise(TypeErrorType, "Type unicode doesn't support the buffer API")
		}
		return strings.IndexByte(string(x.B), byte(t.byteValue(p))) >= 0
	}
	switch p.ref.(type) {
	case *strData, *uniData:
	default:
		if v.isUnicode() {
			t.Raisef(TypeErrorType, "coercing to Unicode: need string or buffer, %s found", item.Type().shown())
		}
		t.Raisef(TypeErrorType, "'in <string>' requires string as left operand, not %s", item.Type().shown())
	}
	if v.isStr() == p.isStr() {
		return strings.Contains(v.Text(), p.Text())
	}
	return strings.Contains(t.decodeASCII(v), t.decodeASCII(p))
}

const hexDigits = "0123456789abcdef"

// reprStr is repr of a str.
func (t *Thread) reprStr(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	b := make([]byte, 0, t.reprSize(s)+2)
	b = append(b, quote)
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == quote || c == '\\':
			b = append(b, '\\', c)
		case c == '\t':
			b = append(b, '\\', 't')
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c < ' ' || c >= 0x7f:
			b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	b = append(b, quote)
	return unsafe.String(unsafe.SliceData(b), len(b)) // nobody else has b
}

// reprSize is about how long repr of a text is, and charges it if that is long.
func (t *Thread) reprSize(s string) int {
	if len(s) <= smallText/8 {
		return len(s)
	}
	n := len(s)
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '\\' || c == '\'' {
			n += 3
		}
	}
	t.Alloc(n)
	return n
}

// reprBytes is what stands behind the b of a bytearray's repr.
func (t *Thread) reprBytes(s string) string {
	r := t.reprStr(s)
	if r[0] == '"' {
		t.Alloc(len(r))
		return "'" + strings.ReplaceAll(r[1:len(r)-1], "'", "\\'") + "'"
	}
	return r
}

// reprUnicode is repr of a unicode.
func (t *Thread) reprUnicode(s string) string {
	quote := '\''
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	b := make([]byte, 0, t.reprSize(s)+3)
	b = append(b, 'u', byte(quote))
	for i := 0; i < len(s); {
		c, n := decodeRune(s[i:])
		i += n
		if c == quote || c == '\\' {
			b = append(b, '\\', byte(c))
			continue
		}
		b = appendEscaped(b, c)
	}
	b = append(b, byte(quote))
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func appendEscaped(b []byte, c rune) []byte {
	switch {
	case c == '\t':
		return append(b, '\\', 't')
	case c == '\n':
		return append(b, '\\', 'n')
	case c == '\r':
		return append(b, '\\', 'r')
	case c >= 0x10000:
		return fmt.Appendf(b, "\\U%08x", c)
	case c > 0xff:
		return fmt.Appendf(b, "\\u%04x", c)
	case c < ' ' || c >= 0x7f:
		return append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
	}
	return append(b, byte(c))
}

// unicodeEscape encodes for tracebacks what is not ASCII.
func (t *Thread) unicodeEscape(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		c, n := decodeRune(s[i:])
		i += n
		if c < 0x80 {
			b = append(b, byte(c))
		} else {
			b = appendEscaped(b, c)
		}
	}
	return string(b)
}

func normalCodec(name string) string {
	n := strings.ToLower(name)
	n = strings.NewReplacer("-", "", "_", "", " ", "").Replace(n)
	switch n {
	case "utf8", "u8", "utf":
		return "utf-8"
	case "ascii", "usascii", "646", "ansix3.41968", "iso646us":
		return "ascii"
	case "latin1", "iso88591", "l1", "latin", "iso8859", "88591", "cp819":
		return "latin-1"
	case "utf16", "u16":
		return "utf-16"
	case "utf16le", "unicodelittleunmarked":
		return "utf-16-le"
	case "utf16be", "unicodebigunmarked":
		return "utf-16-be"
	case "utf32", "u32":
		return "utf-32"
	case "utf32le":
		return "utf-32-le"
	case "utf32be":
		return "utf-32-be"
	case "unicodeescape":
		return "unicode_escape"
	case "rawunicodeescape":
		return "raw_unicode_escape"
	case "stringescape":
		return "string_escape"
	case "hex", "hexcodec":
		return "hex"
	case "base64", "base64codec":
		return "base64"
	case "rot13":
		return "rot13"
	case "utf8sig":
		return "utf-8-sig"
	case "zlib", "zip", "zlibcodec":
		return "zlib"
	}
	return ""
}

// encode turns unicode text into bytes.
func (t *Thread) encode(s, codec, errors string) string {
	name := normalCodec(codec)
	t.Alloc(len(s))
	limit := rune(0)
	var set *charset.Charset
	if name == "" {
		if set = charset.Lookup(codec); set != nil {
			name = "charmap"
		}
	}
	switch name {
	case "utf-8":
		return s
	case "utf-8-sig":
		return "\xef\xbb\xbf" + s
	case "ascii":
		limit = 0x80
	case "latin-1":
		limit = 0x100
	case "charmap":
	case "utf-16", "utf-16-le", "utf-16-be":
		var b []byte
		if name == "utf-16" {
			b = append(b, 0xfe, 0xff)
		}
		for _, u := range ToUTF16(s) {
			if name != "utf-16-le" {
				b = append(b, byte(u>>8), byte(u))
			} else {
				b = append(b, byte(u), byte(u>>8))
			}
		}
		return string(b)
	case "utf-32", "utf-32-le", "utf-32-be":
		var b []byte
		if name == "utf-32" {
			b = append(b, 0, 0, 0xfe, 0xff)
		}
		for _, c := range toRunes(s) {
			if name != "utf-32-le" {
				b = append(b, byte(c>>24), byte(c>>16), byte(c>>8), byte(c))
			} else {
				b = append(b, byte(c), byte(c>>8), byte(c>>16), byte(c>>24))
			}
		}
		return string(b)
	case "unicode_escape":
		var b []byte
		for _, c := range toRunes(s) {
			if c == '\\' {
				b = append(b, '\\', '\\')
			} else {
				b = appendEscaped(b, c)
			}
		}
		return string(b)
	case "raw_unicode_escape":
		var b []byte
		for _, c := range toRunes(s) {
			switch {
			case c < 0x100:
				b = append(b, byte(c))
			case c < 0x10000:
				b = fmt.Appendf(b, "\\u%04x", c)
			default:
				b = fmt.Appendf(b, "\\U%08x", c)
			}
		}
		return string(b)
	default:
		if name != "" {
			return t.encodeBytes(t.encodeASCII(Unicode(s)), name)
		}
		t.Raise(LookupErrorType, "unknown encoding '"+codec+"'")
	}
	if set == nil && isASCII(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	rs := toRunes(s)
	reason := map[string]string{"ascii": "ordinal not in range(128)", "latin-1": "ordinal not in range(256)", "charmap": "character maps to <undefined>"}[name]
	put := func(c rune) bool {
		if set != nil {
			x, ok := set.Encode(c)
			if ok {
				b = append(b, x)
			}
			return ok
		} else if c >= limit {
			return false
		}
		b = append(b, byte(c))
		return true
	}
	for i := 0; i < len(rs); i++ {
		if put(rs[i]) {
			continue
		}
		switch errors {
		case "ignore":
		case "replace":
			put('?')
		case "xmlcharrefreplace":
			for _, c := range fmt.Sprintf("&#%d;", rs[i]) {
				put(c)
			}
		case "backslashreplace":
			b = appendEscaped(b, rs[i])
		case "strict":
			end := i + 1
			for end < len(rs) && set == nil {
				n := len(b)
				if put(rs[end]) {
					b = b[:n]
					break
				}
				end++
			}
			t.raiseEncode(name, s, i, end, reason)
		default:
			t.Raise(LookupErrorType, "unknown error handler name '"+errors+"'")
		}
	}
	return string(b)
}

// decode turns bytes into unicode text.
func (t *Thread) decode(s, codec, errors string) string {
	t.Alloc(len(s))
	name := normalCodec(codec)
	var set *charset.Charset
	if name == "" {
		if set = charset.Lookup(codec); set != nil {
			name = "charmap"
		}
	}
	bad := func(start, end int, reason string) string {
		switch errors {
		case "ignore":
			return ""
		case "replace":
			return "\ufffd"
		case "strict":
			t.raiseDecode(name, s, start, end, reason)
		}
		t.Raise(LookupErrorType, "unknown error handler name '"+errors+"'")
		return ""
	}
	var b []byte
	switch name {
	case "ascii":
		if isASCII(s) {
			return s
		}
		for i := 0; i < len(s); i++ {
			if s[i] < 0x80 {
				b = append(b, s[i])
			} else {
				b = append(b, bad(i, i+1, "ordinal not in range(128)")...)
			}
		}
		return string(b)
	case "latin-1":
		return latin1ToUTF8(s)
	case "charmap":
		for i := 0; i < len(s); i++ {
			if c, ok := set.Decode(s[i]); ok {
				b = utf8.AppendRune(b, c)
			} else {
				b = append(b, bad(i, i+1, "character maps to <undefined>")...)
			}
		}
		return string(b)
	case "utf-8", "utf-8-sig":
		if name == "utf-8-sig" {
			s = strings.TrimPrefix(s, "\xef\xbb\xbf")
		}
		if utf8.ValidString(s) {
			return s
		}
		for i := 0; i < len(s); {
			c, n := utf8.DecodeRuneInString(s[i:])
			if c != utf8.RuneError || n > 1 {
				b = append(b, s[i:i+n]...)
				i += n
				continue
			}
			end, reason := utf8Fault(s, i)
			b = append(b, bad(i, end, reason)...)
			i = end
		}
		return string(b)
	case "utf-16", "utf-16-le", "utf-16-be":
		be := name != "utf-16-le"
		if name == "utf-16" && len(s) >= 2 {
			switch {
			case s[0] == 0xfe && s[1] == 0xff:
				be, s = true, s[2:]
			case s[0] == 0xff && s[1] == 0xfe:
				be, s = false, s[2:]
			}
		}
		var u []uint16
		for i := 0; i+1 < len(s); i += 2 {
			if be {
				u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
			} else {
				u = append(u, uint16(s[i+1])<<8|uint16(s[i]))
			}
		}
		out := FromUTF16(u)
		if len(s)%2 != 0 {
			name = "utf-16"
			out += bad(len(s)-1, len(s), "truncated data")
		}
		return out
	case "utf-32", "utf-32-le", "utf-32-be":
		be := name != "utf-32-le"
		if name == "utf-32" && len(s) >= 4 {
			switch s[:4] {
			case "\x00\x00\xfe\xff":
				be, s = true, s[4:]
			case "\xff\xfe\x00\x00":
				be, s = false, s[4:]
			}
		}
		for i := 0; i+3 < len(s); i += 4 {
			c := rune(s[i+3])<<24 | rune(s[i+2])<<16 | rune(s[i+1])<<8 | rune(s[i])
			if be {
				c = rune(s[i])<<24 | rune(s[i+1])<<16 | rune(s[i+2])<<8 | rune(s[i+3])
			}
			b = appendRune(b, c)
		}
		return string(b)
	case "unicode_escape", "raw_unicode_escape":
		return t.unescape(s, name, errors, true)
	case "":
		t.Raise(LookupErrorType, "unknown encoding '"+codec+"'")
	}
	return ""
}

// utf8Fault finds the end of a malformed sequence at i and says what is wrong, in the words and
// with the lengths of Jython's decoder.
func utf8Fault(s string, i int) (end int, reason string) {
	c := s[i]
	n := 1
	switch {
	case c < 0xc0 || c >= 0xf8:
		return i + 1, "unexpected code byte"
	case c < 0xe0:
		n = 2
	case c < 0xf0:
		n = 3
	default:
		n = 4
	}
	if i+n > len(s) {
		return i + 1, "unexpected end of data"
	}
	for k := 1; k < n; k++ {
		if s[i+k]&0xc0 != 0x80 {
			return i + n, "invalid data"
		}
	}
	return i + n, "illegal encoding"
}

// Decode returns the unicode text of bytes in a named encoding; it raises as
// str.decode does.
func (t *Thread) Decode(s, codec, errors string) string { return t.decode(s, codec, errors) }

// Encode returns the bytes of unicode text in a named encoding; it raises as
// unicode.encode does.
func (t *Thread) Encode(s, codec, errors string) string { return t.encode(s, codec, errors) }

// unescape processes backslash escapes of the codecs unicode_escape,
// raw_unicode_escape and string_escape; uni says that the result is unicode.
// What cannot be read is dropped, replaced or raised as the error handler says.
func (t *Thread) unescape(s, codec, errors string, uni bool) string {
	var b []byte
	name := "unicodeescape"
	if codec == "raw_unicode_escape" {
		name = "rawunicodeescape"
	}
	bad := func(from, to int, reason string) {
		switch errors {
		case "ignore":
		case "replace":
			if uni {
				b = appendRune(b, 0xfffd)
			} else {
				b = append(b, '?')
			}
		default:
			t.raiseDecode(name, s, from, to, reason)
		}
	}
	put := func(c rune) {
		if uni {
			b = appendRune(b, c)
		} else {
			b = append(b, byte(c))
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '\\' || i+1 >= len(s) {
			if c == '\\' && codec != "raw_unicode_escape" {
				// Jython counts one byte more than there is.
				bad(i, i+2, "\\ at end of string")
				continue
			}
			put(rune(c))
			continue
		}
		i++
		c = s[i]
		n := 0
		switch {
		case c == 'u' && uni:
			n = 4
		case c == 'U' && uni:
			n = 8
		case codec == "raw_unicode_escape":
			put('\\')
			put(rune(c))
			continue
		case c == 'x':
			n = 2
		}
		if n > 0 {
			v, k := 0, i+1
			for ; k < len(s) && k <= i+n; k++ {
				d := strings.IndexByte(hexDigits, s[k]|0x20&^0)
				if s[k] >= '0' && s[k] <= '9' {
					d = int(s[k] - '0')
				}
				if d < 0 {
					break
				}
				v = v*16 + d
			}
			if k <= i+n {
				bad(i-1, k, map[int]string{2: "truncated \\xXX", 4: "truncated \\uXXXX", 8: "truncated \\UXXXXXXXX"}[n])
				i = k - 1
				continue
			}
			if v > unicode.MaxRune {
				bad(i-1, k+1, "illegal Unicode character")
				i = k - 1
				continue
			}
			put(rune(v))
			i += n
			continue
		}
		switch c {
		case '\n':
		case '\\', '\'', '"':
			put(rune(c))
		case 'a':
			put(7)
		case 'b':
			put(8)
		case 'f':
			put(12)
		case 'n':
			put('\n')
		case 'r':
			put('\r')
		case 't':
			put('\t')
		case 'v':
			put(11)
		default:
			if c >= '0' && c <= '7' {
				v := 0
				k := i
				for ; k < i+3 && k < len(s) && s[k] >= '0' && s[k] <= '7'; k++ {
					v = v*8 + int(s[k]-'0')
				}
				put(rune(v))
				i = k - 1
				continue
			}
			put('\\')
			put(rune(c))
		}
	}
	return string(b)
}

func isSpace(c rune) bool {
	return c == ' ' || c >= 9 && c <= 13 || c >= 0x1c && c <= 0x1f || c > 0x7f && (unicode.IsSpace(c) || c == 0x85 || c == 0x180e)
}
