package tags

// Tag paths, PTH-1 to PTH-7 and REL-1 to REL-3. A path is parsed into views of
// its own text, so looking up a tag by path allocates nothing.

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Path is a parsed tag path:
//
//	[provider]Folder/Tag.property[element]
//
// Strings are kept as written; comparison ignores case (PTH-5).
type Path struct {
	// Provider is what stands between the brackets: a provider's name, "" for
	// the default provider (PTH-2), "." for the folder of the owning tag or "~"
	// for the root of its provider (PTH-3).
	Provider string
	// Tag is the part behind the bracket without property and element, for
	// example "Line 1/Speed" or "../Speed"; "" names the folder itself.
	Tag string
	// Property is the suffix behind the first dot after the last slash, for
	// example "quality" or "Parameters.Num"; "" means value (REL-2).
	Property string
	// Element selects a part of an array, dataset or document.
	Element Element
}

// ElementKind says what an [Element] selects.
type ElementKind uint8

// The kinds of elements (PTH-6, REL-3).
const (
	WholeValue     ElementKind = iota // no element
	ArrayElement                      // T[3]: Row is the index
	DatasetCell                       // T[2,5]: Row and Column
	DocumentMember                    // T['a.b']: Member
)

// Element is the bracketed end of a path.
type Element struct {
	Kind        ElementKind
	Row, Column int
	Member      string // path inside a document: names joined by dots, with [i] for list items
}

// ErrPath is wrapped by every error that ParsePath returns.
var ErrPath = errors.New("invalid tag path")

func pathError(path, format string, args ...any) error {
	return fmt.Errorf("%w %q: %s", ErrPath, clip(path, 200), fmt.Sprintf(format, args...))
}

// clip shortens s for an error message to about n bytes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// ParsePath parses a path of any form. It does not check that names are ones
// that a tag can have; [CheckName] does.
func ParsePath(path string) (Path, error) {
	var p Path
	rest := path
	if strings.HasPrefix(rest, "[") {
		end := strings.IndexByte(rest, ']')
		if end < 0 {
			return p, pathError(path, "the bracket of the provider is not closed")
		}
		p.Provider, rest = rest[1:end], rest[end+1:]
	}
	base := rest
	var after string
	if i := strings.IndexByte(rest, '['); i >= 0 {
		base = rest[:i]
		n, el, problem := parseElement(rest[i:])
		if problem != "" {
			return p, pathError(path, "%s", problem)
		}
		p.Element, after = el, rest[i+n:]
	} else if strings.IndexByte(rest, ']') >= 0 {
		return p, pathError(path, "a ] without its [")
	}
	if strings.Contains(base, "//") {
		return p, pathError(path, "an empty name between two slashes")
	}
	// [.]/X is [.]X (REL-1); one slash at the end is as harmless.
	base = strings.TrimSuffix(strings.TrimPrefix(base, "/"), "/")
	start := strings.LastIndexByte(base, '/') + 1
	last := base[start:]
	dot := strings.IndexByte(last, '.')
	if dot == 0 && strings.HasPrefix(last, "..") {
		if len(last) > 2 {
			return p, pathError(path, "%q is no name; .. stands alone", last)
		}
		dot = -1
	}
	if dot >= 0 {
		p.Property = last[dot+1:]
		if p.Property == "" {
			return p, pathError(path, "nothing follows the dot")
		}
		base = base[:start+dot]
	}
	if after != "" {
		if after[0] != '.' || len(after) == 1 || strings.ContainsAny(after, "[]/") {
			return p, pathError(path, "got %q after the element, want nothing or a property", after)
		}
		if p.Property != "" {
			return p, pathError(path, "two properties, %q and %q", p.Property, after[1:])
		}
		p.Property = after[1:]
	}
	p.Tag = strings.TrimSuffix(base, "/")
	for rest := p.Tag; strings.IndexByte(rest, '.') >= 0; {
		var name string
		name, rest, _ = strings.Cut(rest, "/")
		if name != ".." && strings.IndexByte(name, '.') >= 0 {
			return p, pathError(path, "the name %q contains a dot", name)
		}
	}
	return p, nil
}

// parseElement parses the element at the start of s and returns its length.
func parseElement(s string) (int, Element, string) {
	if len(s) > 1 && (s[1] == '\'' || s[1] == '"') {
		quote := s[1]
		end := strings.Index(s[2:], string(rune(quote))+"]")
		if end < 0 {
			return 0, Element{}, "the quoted member is not closed"
		}
		return end + 4, Element{Kind: DocumentMember, Member: s[2 : 2+end]}, ""
	}
	end := strings.IndexByte(s, ']')
	if end < 0 {
		return 0, Element{}, "the bracket of the element is not closed"
	}
	in := s[1:end]
	row, col, isCell := strings.Cut(in, ",")
	r, ok := parseIndex(row)
	if !ok {
		return 0, Element{}, "got element [" + clip(in, 40) + "], want [index], [row,column] or ['member']"
	}
	if !isCell {
		return end + 1, Element{Kind: ArrayElement, Row: r}, ""
	}
	c, ok := parseIndex(col)
	if !ok {
		return 0, Element{}, "got element [" + clip(in, 40) + "], want [index], [row,column] or ['member']"
	}
	return end + 1, Element{Kind: DatasetCell, Row: r, Column: c}, ""
}

func parseIndex(s string) (int, bool) {
	s = strings.Trim(s, " ")
	if s == "" || len(s) > 9 {
		return 0, false
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// IsRelative reports whether the path starts at its owner: [.] or [~].
func (p Path) IsRelative() bool { return p.Provider == "." || p.Provider == "~" }

// String spells the path; ParsePath of the result is p again.
func (p Path) String() string {
	var b strings.Builder
	b.WriteString("[" + p.Provider + "]" + p.Tag)
	if p.Property != "" {
		// .. and the root have no name to which a suffix could be attached.
		if p.Tag == ".." || strings.HasSuffix(p.Tag, "/..") {
			b.WriteByte('/')
		}
		b.WriteString("." + p.Property)
	}
	b.WriteString(p.Element.String())
	return b.String()
}

// String spells the element with its brackets; "" for the whole value.
func (e Element) String() string {
	switch e.Kind {
	case ArrayElement:
		return "[" + strconv.Itoa(e.Row) + "]"
	case DatasetCell:
		return "[" + strconv.Itoa(e.Row) + "," + strconv.Itoa(e.Column) + "]"
	case DocumentMember:
		if strings.Contains(e.Member, "']") {
			return `["` + e.Member + `"]`
		}
		return "['" + e.Member + "']"
	}
	return ""
}

// CheckName returns an error if a tag, folder or provider can't have that name
// (PTH-7): at most 256 characters, a letter, digit or underscore first, then
// also blanks and ' - : ( ). Blanks at the ends occur in exports and are let
// through (TGF-23).
func CheckName(name string) error {
	if !utf8.ValidString(name) {
		return fmt.Errorf("name %q is not valid UTF-8", clip(name, 60))
	}
	first := true
	n := 0
	for _, r := range name {
		n++
		switch {
		case r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9',
			r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			first = false
		case r == ' ':
		case !first && (strings.ContainsRune("'-:()", r) || unicode.IsMark(r)):
		case first:
			return fmt.Errorf("name %q starts with %q, want a letter, a digit or an underscore", clip(name, 60), r)
		default:
			return fmt.Errorf("name %q contains %q, want letters, digits, blanks and _ ' - : ( )", clip(name, 60), r)
		}
	}
	switch {
	case first:
		return fmt.Errorf("name %q is empty", clip(name, 60))
	case n > 256:
		return fmt.Errorf("name %q has %d characters, want at most 256", clip(name, 60), n)
	}
	return nil
}

// foldRune maps all spellings that strings.EqualFold takes for the same rune
// to one of them.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'a' <= r && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	return least
}

// FoldName returns the same text for all spellings of a name that are the same
// tag (PTH-5): a key for maps, not something to show.
func FoldName(name string) string { return strings.Map(foldRune, name) }

// foldHash hashes a name regardless of its case.
func foldHash(name string) uint32 {
	h := uint32(2166136261)
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c >= utf8.RuneSelf {
			for _, r := range name[i:] {
				h = (h ^ uint32(foldRune(r))) * 16777619
			}
			break
		}
		if 'a' <= c && c <= 'z' {
			c -= 'a' - 'A'
		}
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// equalFold is strings.EqualFold with the common case, the same spelling, first.
func equalFold(a, b string) bool { return a == b || strings.EqualFold(a, b) }
