package yaml

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Quote spells text so that it reads back as that text: unquoted where it can
// be, also inside flow collections, and in double quotes otherwise.
func Quote(text string) string {
	if plainSafe(text) {
		return text
	}
	return DoubleQuote(text)
}

// QuoteKey is Quote for the key of a map, where numbers and words such as true
// are text as they are.
func QuoteKey(text string) string {
	if text != "" && plainChars(text) {
		return text
	}
	return DoubleQuote(text)
}

func plainSafe(s string) bool {
	return s != "" && plainKind(s) == Text && plainChars(s)
}

// plainChars reports whether s can stand unquoted as far as its characters go.
func plainChars(s string) bool {
	if len(s) > 200 || s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == ':' || s == "---" || s == "..." ||
		strings.IndexByte("-?:,[]{}#&*!|>'\"%@`", s[0]) >= 0 && (len(s) < 2 || s[0] != '-' || s[1] < 'a' || s[1] > 'z') {
		return false
	}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c < ' ' || c == 0x7f || strings.IndexByte(",[]{}\"\\", c) >= 0:
			return false
		case c == '#' && s[i-1] == ' ':
			return false
		case c == ':' && (s[i+1] == ' ' || strings.IndexByte(",[]{}", s[i+1]) >= 0):
			return false
		}
	}
	return utf8.ValidString(s) && !strings.ContainsAny(s, "\u0085\u2028\u2029\ufeff\u00a0")
}

// DoubleQuote spells text in double quotes.
func DoubleQuote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\r':
			b.WriteString(`\r`)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
