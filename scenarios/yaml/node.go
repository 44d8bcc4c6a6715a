// Package yaml reads the YAML 1.2 of scenario files into a tree whose every
// node knows the bytes it came from.
//
// It reads block and flow collections, all five scalar styles, anchors and
// aliases, comments, directives and several documents a file. Left out, with
// an error that says so, are explicit keys ("? key"), collections as keys, and
// tags other than the core ones. Scalars follow the core schema, so on, off
// and yes are text; unquoted ISO 8601 dates are dates.
//
// Why not a general YAML library: the loader needs four things of its parser,
// and got none of them together elsewhere. Positions must be right, Windows
// line ends and tabs included. A byte range for every node lets expectations
// be rewritten in place while comments and layout stay. Hostile input must
// cost linear time and a bounded stack. And a scenario of fifteen lines must
// parse in microseconds, because suites have ten thousand of them. The tests
// compare this parser with goccy/go-yaml on whatever both accept.
package yaml

import (
	"fmt"
	"math"
	"math/big"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// Kind says what a [Node] holds.
type Kind uint8

// The kinds of nodes. A scalar's kind follows the core schema of YAML 1.2;
// quoted and block scalars are always Text.
const (
	Null  Kind = iota
	Bool       // true, True, TRUE, false, False, FALSE
	Int        // 12, -3, 0o14, 0xFF
	Float      // 1.5, 1e3, .inf, .nan
	Date       // 2026-05-01, 2026-05-01T08:30:00.250Z, 2026-05-01 08:30:00+02:00
	Text
	List
	Map
)

// String returns the kind with its article, as error messages use it.
func (k Kind) String() string {
	return [...]string{"null", "a boolean", "an integer", "a number", "a date", "text", "a list", "a map"}[k]
}

// Style says how a node is written.
type Style uint8

// The styles of nodes.
const (
	Empty        Style = iota // a null that has no text at all
	Plain                     // an unquoted scalar
	SingleQuoted              // 'text'
	DoubleQuoted              // "text"
	Literal                   // |
	Folded                    // >
	Flow                      // [a, b] or {a: b}
	Block                     // - a or a: b
)

// Node is one value of a document. It is not changed after parsing, and an
// alias shares the children of the node it names.
type Node struct {
	Kind  Kind
	Style Style
	Alias bool   // written as *name; Start and End are those of the alias
	Start int    // offset of the first byte
	End   int    // offset behind the last byte, comments and line ends excluded
	Text  string // content of a scalar; a plain one as it is written
	Keys  []*Node
	Items []*Node // items of a list, or the values that belong to Keys
	size  int     // nodes below and including this one, aliases counted in full
}

// Get returns the value of a map's key, or nil.
func (n *Node) Get(key string) *Node {
	for i, k := range n.Keys {
		if k.Text == key {
			return n.Items[i]
		}
	}
	return nil
}

// IsScalar reports whether n is neither a list nor a map.
func (n *Node) IsScalar() bool { return n.Kind < List }

// Bool returns the boolean in a Bool node.
func (n *Node) Bool() bool { return n.Kind == Bool && (n.Text[0] == 't' || n.Text[0] == 'T') }

// Int returns the integer in an Int node, and whether it fits into 64 bits.
func (n *Node) Int() (int64, bool) {
	text, base := n.integer()
	i, err := strconv.ParseInt(text, base, 64)
	return i, err == nil && n.Kind == Int
}

// BigInt returns the integer in an Int node of any size, and nil for others.
func (n *Node) BigInt() *big.Int {
	if n.Kind != Int {
		return nil
	}
	text, base := n.integer()
	i, _ := new(big.Int).SetString(text, base)
	return i
}

func (n *Node) integer() (text string, base int) {
	text = strings.TrimPrefix(n.Text, "+")
	switch {
	case strings.HasPrefix(text, "0x"):
		return text[2:], 16
	case strings.HasPrefix(text, "0o"):
		return text[2:], 8
	}
	return text, 10
}

// Float returns the number in an Int or Float node; NaN for others.
func (n *Node) Float() float64 {
	switch n.Kind {
	case Int:
		f, _ := new(big.Float).SetInt(n.BigInt()).Float64()
		return f
	case Float:
		switch strings.ToLower(strings.TrimLeft(n.Text, "+-")) {
		case ".inf":
			if n.Text[0] == '-' {
				return math.Inf(-1)
			}
			return math.Inf(1)
		case ".nan":
			return math.NaN()
		}
		f, _ := strconv.ParseFloat(n.Text, 64)
		return f
	}
	return math.NaN()
}

// Date returns the instant in a Date node. A date without a zone is in UTC,
// one without a time is midnight.
func (n *Node) Date() time.Time {
	t, _ := ParseDate(n.Text)
	return t
}

var dateForms = []string{"2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00",
	"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04Z07", "2006-01-02T15:04:05Z07"}

// ParseDate reads an ISO 8601 date, or date and time with T or one space
// between them, with or without fraction and zone; UTC is assumed without one.
func ParseDate(text string) (time.Time, bool) {
	if len(text) < 10 || len(text) > 40 || text[4] != '-' || text[7] != '-' {
		return time.Time{}, false
	}
	if len(text) > 10 && (text[10] == ' ' || text[10] == 't') {
		text = text[:10] + "T" + text[11:]
	}
	if len(text) > 10 && text[10] != 'T' || strings.ContainsRune(text, ',') {
		return time.Time{}, false
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, text); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

// plainKind resolves a plain scalar by the core schema.
func plainKind(s string) Kind {
	if s == "" {
		return Null
	}
	switch c := s[0]; {
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		return numberKind(s)
	case c == '~':
		if len(s) == 1 {
			return Null
		}
	case len(s) > 5:
	case s == "null" || s == "Null" || s == "NULL":
		return Null
	case s == "true" || s == "True" || s == "TRUE" || s == "false" || s == "False" || s == "FALSE":
		return Bool
	}
	return Text
}

func numberKind(s string) Kind {
	if len(s) >= 10 && s[4] == '-' {
		if _, ok := ParseDate(s); ok {
			return Date
		}
		return Text
	}
	t := s
	if t[0] == '-' || t[0] == '+' {
		t = t[1:]
	} else if strings.HasPrefix(t, "0x") && len(t) > 2 && strings.Trim(t[2:], "0123456789abcdefABCDEF") == "" ||
		strings.HasPrefix(t, "0o") && len(t) > 2 && strings.Trim(t[2:], "01234567") == "" {
		return Int
	}
	whole := digits(t)
	if whole == len(t) {
		if whole == 0 {
			return Text
		}
		return Int
	}
	switch t {
	case ".inf", ".Inf", ".INF":
		return Float
	case ".nan", ".NaN", ".NAN":
		if t == s {
			return Float
		}
		return Text
	}
	t = t[whole:]
	if t[0] == '.' {
		fraction := digits(t[1:])
		if whole+fraction == 0 {
			return Text
		}
		t = t[1+fraction:]
	} else if whole == 0 {
		return Text
	}
	if t == "" {
		return Float
	}
	if t[0] != 'e' && t[0] != 'E' {
		return Text
	}
	t = t[1:]
	if t != "" && (t[0] == '-' || t[0] == '+') {
		t = t[1:]
	}
	if t != "" && digits(t) == len(t) {
		return Float
	}
	return Text
}

func digits(s string) int {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

// File is a parsed file.
type File struct {
	Name string // as it is to appear in messages
	Text string // without a byte-order mark
	Docs []*Node

	once  sync.Once
	lines []int // offsets of line starts
}

// Position returns the line and the column of an offset, both from 1; the
// column counts characters. It is safe for concurrent use.
func (f *File) Position(offset int) (line, col int) {
	f.once.Do(func() {
		f.lines = append(f.lines, 0)
		for i := 0; i < len(f.Text); i++ {
			if f.Text[i] == '\n' || f.Text[i] == '\r' && (i+1 == len(f.Text) || f.Text[i+1] != '\n') {
				f.lines = append(f.lines, i+1)
			}
		}
	})
	offset = max(0, min(offset, len(f.Text)))
	line = sort.SearchInts(f.lines, offset+1)
	return line, utf8.RuneCountInString(f.Text[f.lines[line-1]:offset]) + 1
}

// Errorf returns an error at an offset of the file.
func (f *File) Errorf(offset int, got, want, hint string) *Error {
	line, col := f.Position(offset)
	return &Error{File: f.Name, Line: line, Col: col, Got: got, Want: want, Hint: hint}
}

// Error is a located complaint about a file.
type Error struct {
	File string
	Line int    // from 1; 0 when the file as a whole is meant
	Col  int    // from 1, in characters
	Got  string // what is there, in the reader's words
	Want string // what should be there; "" when Got says it all
	Hint string // what to do about it, or ""

	Cause error // what found it, such as the compiler of a script; nil if that is the reader itself
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Error returns "file:line:col: got …, want …; hint".
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Col)
	}
	b.WriteString(": " + e.Message())
	return b.String()
}

// Message returns the complaint without its place.
func (e *Error) Message() string {
	s := "got " + e.Got
	if e.Want != "" {
		s += ", want " + e.Want
	}
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Scalar returns the node that text is as an unquoted scalar, without a place.
func Scalar(text string) *Node {
	return &Node{Kind: plainKind(text), Style: Plain, Text: text, End: len(text), size: 1}
}
