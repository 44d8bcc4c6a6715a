package yaml

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// quoted reads a single- or double-quoted scalar.
func (p *parser) quoted(quote byte) *Node {
	start := p.pos
	style := DoubleQuoted
	if quote == '\'' {
		style = SingleQuoted
	}
	rest := p.src[start+1:]
	i := 0
	for i < len(rest) && rest[i] != quote && rest[i] != '\\' && rest[i] != '\n' && rest[i] != '\r' {
		i++
	}
	// The common case: one line, nothing escaped.
	if i < len(rest) && rest[i] == quote && (quote == '"' || i+1 >= len(rest) || rest[i+1] != '\'') {
		p.pos = start + i + 2
		return p.scalar(style, start, p.pos, rest[:i])
	}
	for i > 0 && (rest[i-1] == ' ' || rest[i-1] == '\t') {
		i-- // blanks may stand before a line end
	}
	var b strings.Builder
	p.pos++
	b.WriteString(p.src[p.pos : start+1+i])
	p.pos += i
	for {
		if p.pos >= len(p.src) || p.pos == p.bol && p.marker(p.pos) {
			p.fail(start, "an opening quote without its closing one", fmt.Sprintf("the closing %c", quote), "")
		}
		switch c := p.src[p.pos]; {
		case c == quote && quote == '\'' && p.at(p.pos+1) == '\'':
			b.WriteByte('\'')
			p.pos += 2
		case c == quote:
			p.pos++
			return p.scalar(style, start, p.pos, b.String())
		case c == '\n' || c == '\r':
			p.foldBreaks(&b, false)
		case c == '\\' && quote == '"':
			p.escape(&b)
		case c == ' ' || c == '\t':
			// Blanks before a line end are not part of the text.
			begin := p.pos
			p.blanks()
			if p.pos < len(p.src) && p.src[p.pos] != '\n' && p.src[p.pos] != '\r' {
				b.WriteString(p.src[begin:p.pos])
			}
		default:
			begin := p.pos
			for p.pos < len(p.src) && strings.IndexByte("'\"\\ \t\r\n", p.src[p.pos]) < 0 {
				p.pos++
			}
			if p.pos == begin {
				p.pos++
			}
			b.WriteString(p.src[begin:p.pos])
		}
	}
}

// foldBreaks folds the line ends at pos: one becomes a blank (none after an
// escaped one), n+1 become n line feeds.
func (p *parser) foldBreaks(b *strings.Builder, escaped bool) {
	n := 0
	for p.pos < len(p.src) && (p.src[p.pos] == '\n' || p.src[p.pos] == '\r') {
		p.newline()
		n++
		if p.marker(p.pos) {
			return // the caller reports the missing quote
		}
		p.blanks()
	}
	if n == 1 && !escaped {
		b.WriteByte(' ')
	}
	for ; n > 1; n-- {
		b.WriteByte('\n')
	}
}

var escapes = map[byte]string{'0': "\x00", 'a': "\a", 'b': "\b", 't': "\t", '\t': "\t", 'n': "\n", 'v': "\v", 'f': "\f",
	'r': "\r", 'e': "\x1b", ' ': " ", '"': `"`, '/': "/", '\\': `\`, 'N': "\u0085", '_': "\u00a0", 'L': "\u2028", 'P': "\u2029"}

// escape reads the escape sequence at pos.
func (p *parser) escape(b *strings.Builder) {
	at := p.pos
	p.pos++
	c := p.at(p.pos)
	if s, ok := escapes[c]; ok {
		b.WriteString(s)
		p.pos++
		return
	}
	n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
	switch {
	case n > 0:
		p.pos++
		r := p.hex(at, n)
		if utf16.IsSurrogate(r) && p.at(p.pos) == '\\' && p.at(p.pos+1) == 'u' {
			p.pos += 2
			r = utf16.DecodeRune(r, p.hex(at, 4))
		}
		if r > 0x10ffff || utf16.IsSurrogate(r) {
			p.fail(at, fmt.Sprintf("the escape %q", p.src[at:p.pos]), "a Unicode character", "")
		}
		b.WriteRune(r)
	case c == '\n' || c == '\r':
		p.foldBreaks(b, true)
	default:
		got := p.src[at:min(at+2, len(p.src))]
		p.fail(at, fmt.Sprintf("the escape %s", strings.ToValidUTF8(got, "…")), `one of \n \t \" \\ \xNN \uNNNN`,
			`write \\ for a backslash, or use 'single quotes'`)
	}
}

func (p *parser) hex(at, n int) rune {
	var r rune
	for i := 0; i < n; i++ {
		c := p.at(p.pos)
		switch {
		case c >= '0' && c <= '9':
			r = r<<4 | rune(c-'0')
		case c >= 'a' && c <= 'f':
			r = r<<4 | rune(c-'a'+10)
		case c >= 'A' && c <= 'F':
			r = r<<4 | rune(c-'A'+10)
		default:
			p.fail(at, fmt.Sprintf("the escape %q", p.src[at:p.pos]), fmt.Sprintf("%d hexadecimal digits", n), "")
		}
		if r < 0 || r > 0x10ffff {
			r = 0x110000
		}
		p.pos++
	}
	return r
}

// blockScalar reads a literal (|) or folded (>) scalar. parent is the column
// of the key or list around it.
func (p *parser) blockScalar(parent int) *Node {
	start, style := p.pos, Literal
	if p.src[p.pos] == '>' {
		style = Folded
	}
	indent, chomp := 0, byte(0)
	for p.pos++; !p.blankAt(p.pos); p.pos++ {
		switch c := p.src[p.pos]; {
		case c >= '1' && c <= '9' && indent == 0:
			indent = max(parent, 0) + int(c-'0')
		case (c == '+' || c == '-') && chomp == 0:
			chomp = c
		default:
			p.fail(p.pos, fmt.Sprintf("%q behind %c", c, p.src[start]), "the end of the line, or one of 1-9, + and -",
				fmt.Sprintf("text that begins with %c needs quotes", p.src[start]))
		}
	}
	header := p.pos
	p.blanks()
	if p.at(p.pos) == '#' && p.pos > header {
		p.toLineEnd()
	}
	if !p.blankAt(p.pos) {
		p.fail(p.pos, p.here()+fmt.Sprintf(" behind %c", p.src[start]), "the text on the lines below", "")
	}
	end := header
	if p.pos < len(p.src) {
		p.newline()
	}
	if indent == 0 {
		indent = p.blockIndent(parent)
	}
	var b strings.Builder
	blank, first, deep := 0, true, true
	for p.pos < len(p.src) {
		lineStart := p.pos
		for p.pos < len(p.src) && p.pos-lineStart < indent && p.src[p.pos] == ' ' {
			p.pos++
		}
		textStart := p.pos
		p.toLineEnd()
		line := p.src[textStart:p.pos]
		short := textStart-lineStart < indent
		if short && strings.Trim(line, " \t") != "" || p.marker(lineStart) {
			p.pos = lineStart
			break
		}
		if short {
			line = ""
		}
		if line == "" {
			blank++
		} else {
			more := line[0] == ' ' || line[0] == '\t'
			breaks := blank
			if !first && (style == Literal || more || deep) {
				breaks++
			}
			if style == Folded && !first && breaks == 0 {
				b.WriteByte(' ')
			}
			for ; breaks > 0; breaks-- {
				b.WriteByte('\n')
			}
			b.WriteString(line)
			first, deep, blank = false, more, 0
			end = p.pos
		}
		if p.pos < len(p.src) {
			p.newline()
		}
	}
	if chomp != '-' && !first {
		b.WriteByte('\n')
	}
	if chomp == '+' {
		b.WriteString(strings.Repeat("\n", blank))
	}
	return p.scalar(style, start, end, b.String())
}

// blockIndent finds the indentation of a block scalar from its first line
// that is not blank, without moving.
func (p *parser) blockIndent(parent int) int {
	for i := p.pos; i < len(p.src); {
		begin := i
		for i < len(p.src) && p.src[i] == ' ' {
			i++
		}
		if i >= len(p.src) {
			break
		}
		if p.src[i] == '\n' || p.src[i] == '\r' {
			i++
			continue
		}
		col := i - begin
		if p.src[i] == '\t' && col <= parent {
			p.fail(i, "a tab in the indentation of a block", "spaces", "indent the block with spaces; tabs may follow them")
		}
		if col <= parent || p.marker(begin) {
			break
		}
		return col
	}
	return max(parent, 0) + 1
}
