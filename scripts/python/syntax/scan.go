package syntax

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The scanner hands out one token at a time and keeps Python's layout rules:
// a stack of indentation columns (tabs reach the next multiple of eight,
// SCR-4), no newlines inside brackets, no tokens for blank lines. Errors leave
// it as panics of *Error, which Parse recovers.

// maxIndents bounds block nesting, as CPython does.
const maxIndents = 100

type scanner struct {
	file *File
	src  string
	off  int // next byte to read

	tok        Token
	start, end int // the text of tok
	prevEnd    int // the end of the token before

	paren     []int // offsets of open brackets
	indents   []int // columns, the first is 0
	pending   int   // DEDENTs still to hand out
	lineStart bool  // at the start of a logical line
	printName bool  // print is an ordinary name (print_function)
}

func (s *scanner) init(f *File) {
	s.file, s.src = f, f.Text
	s.indents = append(make([]int, 0, 16), 0)
	s.lineStart = true
}

// fail raises a SyntaxError at an offset.
func (s *scanner) fail(off int, format string, args ...any) {
	panic(s.file.errorf("SyntaxError", Pos(off), format, args...))
}

func (f *File) errorf(typ string, p Pos, format string, args ...any) *Error {
	at := f.Position(p)
	return &Error{Type: typ, File: f.Name, Position: at, Text: f.Line(at.Line), Msg: fmt.Sprintf(format, args...)}
}

func isNameStart(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' }
func isDigit(c byte) bool     { return c >= '0' && c <= '9' }
func isNamePart(c byte) bool  { return isNameStart(c) || isDigit(c) }

func (s *scanner) peekByte(n int) byte {
	if s.off+n < len(s.src) {
		return s.src[s.off+n]
	}
	return 0
}

// next reads the next token into tok, start and end.
func (s *scanner) next() {
	s.prevEnd = s.end
	if s.pending > 0 {
		s.pending--
		s.tok, s.start, s.end = DEDENT, s.off, s.off
		return
	}
	if s.lineStart {
		if s.indentation() {
			return
		}
	}
	// Blanks, comments and joined lines between tokens.
	for {
		switch c := s.peekByte(0); {
		case c == ' ' || c == '\t' || c == '\f':
			s.off++
			continue
		case c == '#':
			s.skipComment()
			continue
		case c == '\\' && s.peekByte(1) == '\n':
			s.off += 2
			if s.off >= len(s.src) {
				s.fail(s.off-2, "unexpected end of file after a line continuation")
			}
			continue
		case c == '\n' && len(s.paren) > 0:
			s.off++
			continue
		}
		break
	}
	s.start = s.off
	if s.off >= len(s.src) {
		s.endOfFile()
		return
	}
	c := s.src[s.off]
	switch {
	case isNameStart(c):
		s.name()
		return
	case isDigit(c), c == '.' && isDigit(s.peekByte(1)):
		s.number()
		return
	case c == '\'' || c == '"':
		s.scanString(s.off)
		return
	case c == '\n':
		s.off++
		s.tok, s.end, s.lineStart = NEWLINE, s.off, true
		return
	}
	s.operator(c)
}

func (s *scanner) skipComment() {
	if i := strings.IndexByte(s.src[s.off:], '\n'); i >= 0 {
		s.off += i
	} else {
		s.off = len(s.src)
	}
}

func (s *scanner) endOfFile() {
	if len(s.paren) > 0 {
		open := s.paren[len(s.paren)-1]
		s.fail(open, "'%c' was never closed: unexpected end of file", s.src[open])
	}
	if n := len(s.indents); n > 1 {
		s.pending = n - 2
		s.indents = s.indents[:1]
		s.tok, s.end = DEDENT, s.off
		return
	}
	s.tok, s.end = EOF, s.off
}

// indentation measures the blanks that open a logical line and compares them
// with the stack. It reports whether it produced a token.
func (s *scanner) indentation() bool {
	for {
		col := 0
		lineOff := s.off
	blanks:
		for s.off < len(s.src) {
			switch s.src[s.off] {
			case ' ':
				col++
			case '\t':
				col = (col/8 + 1) * 8
			case '\f':
				col = 0
			default:
				break blanks
			}
			s.off++
		}
		if s.off >= len(s.src) {
			s.lineStart = false
			return false
		}
		switch c := s.src[s.off]; {
		case c == '#':
			s.skipComment()
			continue
		case c == '\n':
			s.off++
			continue
		case c == '\\' && s.peekByte(1) == '\n':
			// A joined line: the indentation is that of the first part.
			s.off += 2
			if s.off >= len(s.src) {
				s.fail(s.off-2, "unexpected end of file after a line continuation")
			}
			for s.off < len(s.src) && (s.src[s.off] == ' ' || s.src[s.off] == '\t') {
				s.off++
			}
			if s.off < len(s.src) && s.src[s.off] == '\n' {
				continue
			}
		}
		s.lineStart = false
		top := s.indents[len(s.indents)-1]
		if col == top {
			return false
		}
		s.start, s.end = lineOff, s.off
		if col > top {
			if len(s.indents) >= maxIndents {
				panic(s.file.errorf("IndentationError", Pos(s.off), "too many levels of indentation: the limit is %d", maxIndents))
			}
			s.indents = append(s.indents, col)
			s.tok = INDENT
			return true
		}
		for s.indents[len(s.indents)-1] > col {
			s.indents = s.indents[:len(s.indents)-1]
			s.pending++
		}
		if s.indents[len(s.indents)-1] != col {
			panic(s.file.errorf("IndentationError", Pos(s.off), "unindent does not match any outer indentation level"))
		}
		s.pending--
		s.tok, s.start = DEDENT, s.off
		return true
	}
}

func (s *scanner) name() {
	i := s.off + 1
	for i < len(s.src) && isNamePart(s.src[i]) {
		i++
	}
	text := s.src[s.off:i]
	if i < len(s.src) && (s.src[i] == '\'' || s.src[i] == '"') && len(text) <= 2 {
		switch text {
		case "u", "U", "r", "R", "b", "B", "ur", "uR", "Ur", "UR", "br", "bR", "Br", "BR":
			s.scanString(i)
			return
		}
	}
	s.off, s.end = i, i
	s.tok = keyword(text)
	if s.tok == PRINT && s.printName {
		s.tok = NAME
	}
}

// scanString reads a literal whose quote is at q; its prefix starts at s.off.
func (s *scanner) scanString(q int) {
	quote := s.src[q]
	i := q + 1
	if strings.HasPrefix(s.src[i:], string([]byte{quote, quote})) {
		i += 2
		for {
			j := strings.IndexAny(s.src[i:], `\`+string(quote))
			if j < 0 || i+j+1 >= len(s.src) {
				s.fail(s.off, "triple-quoted string was never closed: unexpected end of file")
			}
			i += j
			if s.src[i] == '\\' {
				i += 2
				if i >= len(s.src) {
					s.fail(s.off, "triple-quoted string was never closed: unexpected end of file")
				}
				continue
			}
			if strings.HasPrefix(s.src[i+1:], string([]byte{quote, quote})) {
				i += 3
				break
			}
			i++
		}
	} else {
		for {
			if i >= len(s.src) || s.src[i] == '\n' {
				s.fail(s.off, "string was never closed: unexpected end of line")
			}
			if s.src[i] == '\\' {
				i += 2
				continue
			}
			i++
			if s.src[i-1] == quote {
				break
			}
		}
	}
	s.tok, s.off, s.end = STRING, i, i
}

func (s *scanner) digits(i int, ok func(byte) bool) int {
	for i < len(s.src) && ok(s.src[i]) {
		i++
	}
	return i
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
func isOct(c byte) bool { return c >= '0' && c <= '7' }
func isBin(c byte) bool { return c == '0' || c == '1' }

func (s *scanner) number() {
	i := s.off
	s.tok = INT
	if s.src[i] == '0' && i+1 < len(s.src) {
		var ok func(byte) bool
		switch s.src[i+1] | 0x20 {
		case 'x':
			ok = isHex
		case 'o':
			ok = isOct
		case 'b':
			ok = isBin
		}
		if ok != nil {
			j := s.digits(i+2, ok)
			if j == i+2 {
				s.fail(i, "%q needs a digit after its prefix", s.src[i:j])
			}
			if j < len(s.src) && s.src[j]|0x20 == 'l' {
				j++
			}
			s.off, s.end = j, j
			return
		}
	}
	i = s.digits(i, isDigit)
	if i < len(s.src) && s.src[i]|0x20 == 'l' {
		s.checkOctal(i)
		i++
		s.off, s.end = i, i
		return
	}
	if i < len(s.src) && s.src[i] == '.' {
		s.tok = FLOAT
		i = s.digits(i+1, isDigit)
	}
	if i < len(s.src) && s.src[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s.src) && (s.src[j] == '+' || s.src[j] == '-') {
			j++
		}
		k := s.digits(j, isDigit)
		if k == j {
			// "1else" is legal where a keyword may follow; Jython's scanner
			// has committed to an exponent here and refuses it.
			s.fail(j, "exponent of %q needs a digit", s.src[s.off:i+1])
		}
		s.tok = FLOAT
		i = k
	}
	if i < len(s.src) && s.src[i]|0x20 == 'j' {
		s.tok = IMAG
		i++
	}
	if s.tok == INT {
		s.checkOctal(i)
	}
	s.off, s.end = i, i
}

func (s *scanner) checkOctal(end int) {
	text := s.src[s.off:end]
	if len(text) < 2 || text[0] != '0' {
		return
	}
	for i := range len(text) {
		if text[i] > '7' {
			s.fail(s.off+i, "invalid digit %q in octal literal %s: a leading zero means base eight", text[i], text)
		}
	}
}

func (s *scanner) operator(c byte) {
	n := 1
	c1, c2 := s.peekByte(1), s.peekByte(2)
	// aug picks between op and op= for an operator of width w.
	aug := func(op Token, w int) Token {
		n = w
		next := c1
		if w == 2 {
			next = c2
		}
		if next == '=' {
			n++
			return op + (PLUSEQ - PLUS)
		}
		return op
	}
	var t Token
	switch c {
	case '(', '[', '{':
		s.paren = append(s.paren, s.off)
		t = map3(c, LPAREN, LBRACK, LBRACE)
	case ')', ']', '}':
		if k := len(s.paren); k > 0 {
			open := s.src[s.paren[k-1]]
			if (open == '(') != (c == ')') || (open == '[') != (c == ']') {
				at := s.file.Position(Pos(s.paren[k-1]))
				s.fail(s.off, "'%c' does not match '%c' of line %d", c, open, at.Line)
			}
			s.paren = s.paren[:k-1]
		}
		t = map3(c, RPAREN, RBRACK, RBRACE)
	case ':':
		t = COLON
	case ',':
		t = COMMA
	case ';':
		t = SEMI
	case '.':
		t = DOT
	case '`':
		t = BACKQUOTE
	case '@':
		t = AT
	case '~':
		t = TILDE
	case '+':
		t = aug(PLUS, 1)
	case '-':
		t = aug(MINUS, 1)
	case '*':
		if c1 == '*' {
			t = aug(POW, 2)
		} else {
			t = aug(STAR, 1)
		}
	case '/':
		if c1 == '/' {
			t = aug(DSLASH, 2)
		} else {
			t = aug(SLASH, 1)
		}
	case '%':
		t = aug(PERCENT, 1)
	case '&':
		t = aug(AMP, 1)
	case '|':
		t = aug(PIPE, 1)
	case '^':
		t = aug(CARET, 1)
	case '<':
		switch c1 {
		case '<':
			t = aug(LSHIFT, 2)
		case '=':
			t, n = LE, 2
		case '>':
			t, n = NE, 2
		default:
			t = LT
		}
	case '>':
		switch c1 {
		case '>':
			t = aug(RSHIFT, 2)
		case '=':
			t, n = GE, 2
		default:
			t = GT
		}
	case '=':
		if c1 == '=' {
			t, n = EQ, 2
		} else {
			t = ASSIGN
		}
	case '!':
		if c1 != '=' {
			s.fail(s.off, "no viable alternative at character '!'")
		}
		t, n = NE, 2
	case '\\':
		s.fail(s.off, "no viable alternative at character '\\': a line continuation must be the last character of its line")
	default:
		r, _ := utf8.DecodeRuneInString(s.src[s.off:])
		if r < 0x20 {
			s.fail(s.off, "no viable alternative at character %+q", r)
		}
		s.fail(s.off, "no viable alternative at character '%c'", r)
	}
	s.off += n
	s.tok, s.end = t, s.off
}

func map3(c byte, round, square, curly Token) Token {
	switch c {
	case '(', ')':
		return round
	case '[', ']':
		return square
	}
	return curly
}
