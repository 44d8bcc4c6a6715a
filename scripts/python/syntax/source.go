// Package syntax reads Python 2.7 as Jython 2.7.3 accepts it: a scanner, a
// recursive-descent parser and the tree they build.
//
// The grammar is written out by hand because it is fixed for ever and because
// Jython departs from CPython in ways no existing grammar knows: keywords are
// legal attribute names after a dot, tabs reach the next multiple of eight and
// may be mixed with spaces, and source is UTF-8 without a coding line
// (LNG-2, SCR-4, SCR-6).
//
// Every node carries the byte offsets of its text in the normalised source
// (File.Text); File.Position turns an offset into line and column.
package syntax

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"

	"dryfire/scripts/python/syntax/charset"
)

// A Pos is a byte offset into File.Text.
type Pos int32

// A Position is a place a reader can find: both numbers count from one, and
// Col counts characters, not bytes.
type Position struct {
	Line, Col int
}

// A File is one normalised source text and the start of each of its lines.
type File struct {
	// Name is what tracebacks and errors call the text.
	Name string
	// Text is the source with CRLF and CR turned into LF and a final LF
	// (SCR-5), always valid UTF-8. Offsets refer to it.
	Text string
	// Charset is the one that byte string literals are encoded in. It is nil
	// for UTF-8, and what the coding line names if the text was not UTF-8.
	Charset *charset.Charset
	lines   []Pos
}

// Position converts an offset. Offsets outside the text are clamped to it.
func (f *File) Position(p Pos) Position {
	if p < 0 {
		p = 0
	}
	if int(p) > len(f.Text) {
		p = Pos(len(f.Text))
	}
	line := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > p })
	start := Pos(0)
	if line > 0 {
		start = f.lines[line-1]
	} else {
		line = 1
	}
	return Position{Line: line, Col: utf8.RuneCountInString(f.Text[start:p]) + 1}
}

// Line returns the text of line n, counted from one, without its newline; ""
// when there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines) {
		return ""
	}
	text := f.Text[f.lines[n-1]:]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}

// An Error is a refusal to compile, as Jython would raise it.
type Error struct {
	// Type is the Python exception: SyntaxError, IndentationError, TabError
	// or UnicodeDecodeError (a bad escape in a literal).
	Type string
	// File, Position and Text (the source line, without newline) locate it.
	File string
	Position
	Text string
	// Msg says what was got and what was wanted.
	Msg string
	// Hint, when not empty, says what to do about it.
	Hint string
}

// Error gives file:line:col, the Python exception type, message and hint.
func (e *Error) Error() string {
	s := fmt.Sprintf("%s:%d:%d: %s: %s", e.File, e.Line, e.Col, e.Type, e.Msg)
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

// A Warning is a SyntaxWarning: the text compiles, but Jython prints a line
// to standard error.
type Warning struct {
	Pos Pos
	Msg string
}

// NewFile normalises a source text; a byte-order mark at its start is dropped.
// It fails for text that holds a NUL, names an encoding that nobody knows, or
// is not UTF-8 and has no coding line that explains its bytes.
func NewFile(name, text string) (*File, error) {
	f := &File{Name: name}
	fail := func(off int, msg, hint string) (*File, error) {
		line := 1 + strings.Count(text[:off], "\n")
		start := strings.LastIndexByte(text[:off], '\n') + 1
		return nil, &Error{Type: "SyntaxError", File: name, Position: Position{line, utf8.RuneCountInString(text[start:off]) + 1},
			Text: strings.ToValidUTF8(lineAt(text, start), "\ufffd"), Msg: msg, Hint: hint}
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(text, "\r\n", "\n")
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	text = strings.TrimPrefix(text, "\xef\xbb\xbf") // QRK-1
	coding := codingLine(text)
	var set *charset.Charset
	if coding != "" {
		if set = charset.Lookup(coding); set == nil {
			return fail(0, "unknown encoding: "+coding, "save the text as UTF-8 and drop the coding line")
		}
	}
	if !utf8.ValidString(text) {
		if set == nil {
			off := firstInvalid(text)
			return fail(off, fmt.Sprintf("byte 0x%02x is not part of a UTF-8 character", text[off]), "save the text as UTF-8")
		}
		var b strings.Builder
		for i := range len(text) {
			r, ok := set.Decode(text[i])
			if !ok {
				r = utf8.RuneError
			}
			b.WriteRune(r)
		}
		text, f.Charset = b.String(), set
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		return fail(i, "the text holds a NUL character", "")
	}
	if len(text) == 0 || text[len(text)-1] != '\n' {
		text += "\n"
	}
	if len(text) > 1<<28 {
		return nil, &Error{Type: "SyntaxError", File: name, Position: Position{1, 1}, Msg: fmt.Sprintf("source of %d bytes is too long: the limit is %d", len(text), 1<<28)}
	}
	f.Text = text
	f.lines = make([]Pos, 1, strings.Count(text, "\n")+1)
	for i := range len(text) - 1 {
		if text[i] == '\n' {
			f.lines = append(f.lines, Pos(i+1))
		}
	}
	return f, nil
}

func lineAt(text string, start int) string {
	text = text[start:]
	if i := strings.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	return text
}

func firstInvalid(s string) int {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

var codingRE = regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-_.a-zA-Z0-9]+)`)

// codingLine finds the encoding that a PEP 263 declaration in the first two
// lines names, "" if there is none or it is UTF-8 or a part of it.
func codingLine(text string) string {
	for range 2 {
		line := lineAt(text, 0)
		if strings.Contains(line, "coding") {
			if m := codingRE.FindStringSubmatch(line); m != nil {
				switch strings.ReplaceAll(strings.ToLower(m[1]), "_", "-") {
				case "utf-8", "utf8", "utf-8-unix", "utf-8-dos", "utf-8-sig", "ascii", "us-ascii":
					return ""
				}
				return m[1]
			}
		}
		if t := strings.TrimLeft(line, " \t\f"); t != "" && t[0] != '#' {
			return ""
		}
		if len(line) == len(text) {
			break
		}
		text = text[len(line)+1:]
	}
	return ""
}
