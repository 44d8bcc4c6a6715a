package library

// Reading Python's regular expressions. The grammar and its errors follow the sre
// compiler of Python 2.7; the result is text for the regexp2 engine, whose matching has the
// same backtracking semantics. What differs is translated: categories are ASCII
// unless the UNICODE flag is set, \Z is the very end, groups are numbered in order, inline
// flags hold for the whole pattern.

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	py "dryfire/scripts/python/object"
)

// The flags of module re.
const (
	flagTemplate   = 1
	flagIgnoreCase = 2
	flagLocale     = 4
	flagMultiline  = 8
	flagDotAll     = 16
	flagUnicode    = 32
	flagVerbose    = 64
	flagDebug      = 128
)

var inlineFlags = map[rune]int{'i': flagIgnoreCase, 'L': flagLocale, 'm': flagMultiline, 's': flagDotAll, 'x': flagVerbose, 't': flagTemplate, 'u': flagUnicode}

const (
	// unbounded is the repetition count that stands for "any number".
	unbounded = 65535
	maxWidth  = 1<<31 - 1
)

// reItem is a translated piece of a pattern.
type reItem struct {
	text     string
	lo, hi   int // width in characters
	at       bool
	repeated bool
}

// reReader translates one pattern.
type reReader struct {
	s      []rune
	i      int
	flags  int
	wide   bool // the subject is not all ASCII
	groups int
	names  map[string]int
	open   map[int]bool
	widths map[int][2]int
	closed []int // groups in the order in which they close
	depth  int
}

type reSyntaxError string

func (e reSyntaxError) Error() string { return string(e) }

func (r *reReader) fail(format string, args ...any) {
	panic(reSyntaxError(fmt.Sprintf(format, args...)))
}

// translate reads a pattern. The reader keeps groups, names and flags.
func translateRE(pattern []rune, flags int, wide bool) (text string, r *reReader, err error) {
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(reSyntaxError)
			if !ok {
				panic(x)
			}
			err = e
		}
	}()
	for {
		r = &reReader{s: pattern, flags: flags, wide: wide, names: map[string]int{}, open: map[int]bool{}, widths: map[int][2]int{}}
		p := r.alternatives()
		if r.i < len(r.s) {
			if r.s[r.i] == ')' {
				r.fail("unbalanced parenthesis")
			}
			r.fail("bogus characters at end of regular expression")
		}
		if r.flags == flags {
			return p.text, r, nil
		}
		flags = r.flags
	}
}

const endOfText = rune(-1)

func (r *reReader) peek() rune {
	if r.i < len(r.s) {
		return r.s[r.i]
	}
	return endOfText
}

func (r *reReader) get() rune {
	c := r.peek()
	if c != endOfText {
		r.i++
	}
	return c
}

func (r *reReader) match(c rune) bool {
	if r.peek() == c {
		r.i++
		return true
	}
	return false
}

func (r *reReader) alternatives() reItem {
	if r.depth++; r.depth > 200 {
		r.fail("pattern nested too deeply")
	}
	defer func() { r.depth-- }()
	var b strings.Builder
	out := r.sequence()
	b.WriteString(out.text)
	for r.match('|') {
		p := r.sequence()
		b.WriteString("|" + p.text)
		out.lo, out.hi = min(out.lo, p.lo), max(out.hi, p.hi)
	}
	out.text = b.String()
	return out
}

func add(a, b int) int { return min(a+b, maxWidth) }

func (r *reReader) sequence() reItem {
	var items []reItem
loop:
	for {
		c := r.peek()
		if c == endOfText || c == '|' || c == ')' {
			break
		}
		r.i++
		if r.flags&flagVerbose != 0 {
			if strings.ContainsRune(" \t\n\r\v\f", c) {
				continue
			}
			if c == '#' {
				for c := r.get(); c != endOfText && c != '\n'; {
					c = r.get()
				}
				continue
			}
		}
		switch c {
		case '[':
			items = append(items, reItem{text: r.class(), lo: 1, hi: 1})
		case '*', '+', '?', '{':
			lo, hi := 0, unbounded
			switch c {
			case '+':
				lo = 1
			case '?':
				hi = 1
			case '{':
				if r.peek() == '}' {
					items = append(items, r.literal(c))
					continue
				}
				here := r.i
				los, his := r.digits(), ""
				if r.match(',') {
					his = r.digits()
				} else {
					his = los
				}
				if !r.match('}') {
					items = append(items, r.literal(c))
					r.i = here
					continue
				}
				if los != "" {
					lo = r.count(los)
				}
				if his != "" {
					if hi = r.count(his); hi < lo {
						r.fail("bad repeat interval")
					}
				}
			}
			if len(items) == 0 || items[len(items)-1].at {
				r.fail("nothing to repeat")
			}
			p := &items[len(items)-1]
			if p.repeated {
				r.fail("multiple repeat")
			}
			if p.lo == 0 && p.hi == unbounded {
				r.fail("nothing to repeat") // the sre compiler's own limitation
			}
			q := "*"
			switch {
			case lo == 1 && hi == unbounded:
				q = "+"
			case lo == 0 && hi == 1:
				q = "?"
			case hi == unbounded && lo > 0:
				q = "{" + strconv.Itoa(lo) + ",}"
			case hi < unbounded:
				q = "{" + strconv.Itoa(lo) + "," + strconv.Itoa(hi) + "}"
			}
			if r.match('?') {
				q += "?"
			}
			p.text += q
			p.repeated = true
			p.lo = int(min(int64(p.lo)*int64(lo), maxWidth))
			p.hi = int(min(int64(p.hi)*int64(hi), maxWidth))
		case '.':
			items = append(items, reItem{text: ".", lo: 1, hi: 1})
		case '(':
			if p, ok := r.group(); ok {
				items = append(items, p)
			}
			continue loop
		case '^':
			items = append(items, reItem{text: "^", at: true})
		case '$':
			items = append(items, reItem{text: "$", at: true})
		case '\\':
			items = append(items, r.escape())
		default:
			items = append(items, r.literal(c))
		}
	}
	var b strings.Builder
	out := reItem{}
	for _, p := range items {
		b.WriteString(p.text)
		out.lo, out.hi = add(out.lo, p.lo), add(out.hi, p.hi)
	}
	out.text = b.String()
	return out
}

func (r *reReader) digits() string {
	from := r.i
	for c := r.peek(); c >= '0' && c <= '9'; c = r.peek() {
		r.i++
	}
	return string(r.s[from:r.i])
}

func (r *reReader) count(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n >= 65535 {
		r.fail("the repetition number is too large")
	}
	return n
}

func (r *reReader) literal(c rune) reItem { return reItem{text: reChar(c), lo: 1, hi: 1} }

// reChar spells a character so that it means itself anywhere in a pattern.
func reChar(c rune) string {
	switch {
	case c < 0x80 && (c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'):
		return string(c)
	case c < 0x100:
		return fmt.Sprintf("\\x%02x", c)
	case c < 0x10000:
		return fmt.Sprintf("\\u%04x", c)
	}
	return string(c)
}

func (r *reReader) name(end rune) string {
	from := r.i
	for {
		c := r.get()
		if c == endOfText {
			r.fail("unterminated name")
		}
		if c == end {
			break
		}
	}
	return string(r.s[from : r.i-1])
}

func isREName(s string) bool {
	for i, c := range s {
		if c != '_' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// group reads what follows an opening parenthesis; ok is false if it matches nothing.
func (r *reReader) group() (p reItem, ok bool) {
	name, capture, cond := "", true, 0
	body := func(open string) reItem {
		p := r.alternatives()
		if !r.match(')') {
			r.fail("unbalanced parenthesis")
		}
		p.text = open + p.text + ")"
		return p
	}
	if r.match('?') {
		capture = false
		switch {
		case r.match('P'):
			switch {
			case r.match('<'):
				name, capture = r.name('>'), true
				if name == "" {
					r.fail("missing group name")
				}
				if !isREName(name) {
					r.fail("bad character in group name")
				}
			case r.match('='):
				name := r.name(')')
				if name == "" {
					r.fail("missing group name")
				}
				if !isREName(name) {
					r.fail("bad character in group name")
				}
				g, ok := r.names[name]
				if !ok {
					r.fail("unknown group name")
				}
				return r.reference(g), true
			default:
				c := r.get()
				if c == endOfText {
					r.fail("unexpected end of pattern")
				}
				r.fail("unknown specifier: ?P%c", c)
			}
		case r.match(':'):
			return body("(?:"), true
		case r.match('#'):
			for r.peek() != endOfText && r.peek() != ')' {
				r.i++
			}
			if !r.match(')') {
				r.fail("unbalanced parenthesis")
			}
			return p, false
		case r.peek() == '=' || r.peek() == '!' || r.peek() == '<':
			c := r.get()
			open := "(?" + string(c)
			if c == '<' {
				c = r.get()
				if c != '=' && c != '!' {
					r.fail("syntax error")
				}
				open += string(c)
			}
			p := body(open)
			if len(open) == 4 && p.lo != p.hi {
				r.fail("look-behind requires fixed-width pattern")
			}
			p.lo, p.hi = 0, 0
			return p, true
		case r.match('('):
			n := r.name(')')
			if n == "" {
				r.fail("missing group name")
			}
			if isREName(n) {
				g, ok := r.names[n]
				if !ok {
					r.fail("unknown group name")
				}
				cond = g
			} else {
				g, err := strconv.Atoi(n)
				if err != nil {
					r.fail("bad character in group name")
				}
				cond = g
			}
			yes := r.sequence()
			text := fmt.Sprintf("(?(%d)%s", cond, yes.text)
			if cond > r.groups {
				text = "(?:(?!)" // a group that never matches
			}
			no := reItem{}
			if r.match('|') {
				no = r.sequence()
				if r.peek() == '|' {
					r.fail("conditional backref with more than two branches")
				}
			}
			text += "|" + no.text + ")"
			if !r.match(')') {
				r.fail("unbalanced parenthesis")
			}
			return reItem{text: text, lo: min(yes.lo, no.lo), hi: max(yes.hi, no.hi)}, true
		default:
			if _, ok := inlineFlags[r.peek()]; !ok {
				r.fail("unexpected end of pattern")
			}
			for f, ok := inlineFlags[r.peek()]; ok; f, ok = inlineFlags[r.peek()] {
				r.flags |= f
				r.i++
			}
			c := r.get()
			if c == endOfText {
				r.fail("unexpected end of pattern")
			}
			if c != ')' {
				r.fail("unknown extension")
			}
			return p, false
		}
	}
	_ = capture
	r.groups++
	g := r.groups
	if name != "" {
		if old, dup := r.names[name]; dup {
			r.fail("redefinition of group name %s as group %d; was group %d", reprText(name), g, old)
		}
		r.names[name] = g
	}
	r.open[g] = true
	p = body("(")
	delete(r.open, g)
	r.closed = append(r.closed, g)
	r.widths[g] = [2]int{p.lo, p.hi}
	return p, true
}

func reprText(s string) string { return "'" + s + "'" }

func (r *reReader) reference(g int) reItem {
	if r.open[g] {
		r.fail("cannot refer to open group")
	}
	w := r.widths[g]
	return reItem{text: fmt.Sprintf("(?:\\%d)", g), lo: w[0], hi: w[1]}
}

func isOct(c rune) bool   { return c >= '0' && c <= '7' }
func isDigit(c rune) bool { return c >= '0' && c <= '9' }
func isHex(c rune) bool {
	return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

var simpleEscapes = map[rune]rune{'a': '\a', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}

func (r *reReader) bogus(from int) {
	r.fail("bogus escape: %s", reprEscape(r.s[from:r.i]))
}

func reprEscape(s []rune) string {
	return "'" + strings.ReplaceAll(string(s), `\`, `\\`) + "'"
}

func (r *reReader) escape() reItem {
	from := r.i - 1
	c := r.get()
	if c == endOfText {
		r.fail("bogus escape (end of line)")
	}
	switch c {
	case 'A':
		return reItem{text: `\A`, at: true}
	case 'Z':
		return reItem{text: `\z`, at: true}
	case 'b', 'B':
		t := `\` + string(c)
		if r.wide && r.flags&flagUnicode == 0 {
			w := "[a-zA-Z0-9_]"
			t = "(?:(?<=" + w + ")(?!" + w + ")|(?<!" + w + ")(?=" + w + "))"
			if c == 'B' {
				t = "(?:(?<=" + w + ")(?=" + w + ")|(?<!" + w + ")(?!" + w + "))"
			}
		}
		return reItem{text: t, at: true}
	case 'd', 'D', 's', 'S', 'w', 'W':
		return reItem{text: "[" + r.category(c) + "]", lo: 1, hi: 1}
	}
	if l, ok := simpleEscapes[c]; ok {
		return r.literal(l)
	}
	switch {
	case c == 'x':
		if n, ok := r.hex(from); ok {
			return r.literal(n)
		}
		r.bogus(from)
	case c == '0':
		n := rune(0)
		for k := 0; k < 2 && isOct(r.peek()); k++ {
			n = n*8 + r.get() - '0'
		}
		return r.literal(n & 0xff)
	case isDigit(c):
		if isDigit(r.peek()) {
			d := r.get()
			if isOct(c) && isOct(d) && isOct(r.peek()) {
				return r.literal(((c-'0')*64 + (d-'0')*8 + r.get() - '0') & 0xff)
			}
		}
		g, _ := strconv.Atoi(string(r.s[from+1 : r.i]))
		if g <= r.groups {
			return r.reference(g)
		}
		r.bogus(from)
	}
	return r.literal(c)
}

func (r *reReader) hex(from int) (rune, bool) {
	n := rune(0)
	for r.i-from < 4 && isHex(r.peek()) {
		d, _ := strconv.ParseUint(string(r.get()), 16, 8)
		n = n*16 + rune(d)
	}
	return n, r.i-from == 4
}

// category returns the members of \d and so on, to be put into a class.
func (r *reReader) category(c rune) string {
	if r.flags&flagUnicode != 0 {
		switch c {
		case 'd':
			return `\p{Nd}`
		case 'D':
			return `\P{Nd}`
		case 'w':
			return `\p{L}\p{N}_`
		case 'W':
			return `\W`
		case 's':
			return `\s\x1c-\x1f`
		}
		return `\S`
	}
	if !r.wide {
		switch c {
		case 's':
			return ` \t\n\r\f\v`
		case 'S':
			return `\x00-\x08\x0e-\x1f!-\x7f`
		}
		return `\` + string(c)
	}
	top := string(unicode.MaxRune)
	switch c {
	case 'd':
		return `0-9`
	case 'D':
		return `\x00-/:-` + top
	case 'w':
		return `a-zA-Z0-9_`
	case 'W':
		return `\x00-/:-@\x5b-\x5e\x60\x7b-` + top
	case 's':
		return ` \t\n\r\f\v`
	}
	return `\x00-\x08\x0e-\x1f!-` + top
}

// class reads a character class after its opening bracket.
func (r *reReader) class() string {
	var b strings.Builder
	b.WriteByte('[')
	if r.match('^') {
		b.WriteByte('^')
	}
	n := 0
	for {
		c := r.get()
		if c == endOfText {
			r.fail("unexpected end of regular expression")
		}
		if c == ']' && n > 0 {
			break
		}
		n++
		lit, cat := c, ""
		if c == '\\' {
			lit, cat = r.classEscape()
		}
		if r.match('-') {
			d := r.get()
			if d == endOfText {
				r.fail("unexpected end of regular expression")
			}
			if d == ']' {
				b.WriteString(cat)
				if cat == "" {
					b.WriteString(reChar(lit))
				}
				b.WriteString(`\x2d`)
				break
			}
			hi, hicat := d, ""
			if d == '\\' {
				hi, hicat = r.classEscape()
			}
			if cat != "" || hicat != "" || hi < lit {
				r.fail("bad character range")
			}
			b.WriteString(reChar(lit) + "-" + reChar(hi))
			continue
		}
		if cat != "" {
			b.WriteString(cat)
		} else {
			b.WriteString(reChar(lit))
		}
	}
	b.WriteByte(']')
	return b.String()
}

func (r *reReader) classEscape() (rune, string) {
	from := r.i - 1
	c := r.get()
	switch c {
	case endOfText:
		r.fail("bogus escape (end of line)")
	case 'd', 'D', 's', 'S', 'w', 'W':
		return 0, r.category(c)
	case 'b':
		return '\b', ""
	case 'x':
		if n, ok := r.hex(from); ok {
			return n, ""
		}
		r.bogus(from)
	}
	if l, ok := simpleEscapes[c]; ok {
		return l, ""
	}
	if isOct(c) {
		n := c - '0'
		for k := 0; k < 2 && isOct(r.peek()); k++ {
			n = n*8 + r.get() - '0'
		}
		return n & 0xff, ""
	}
	if isDigit(c) {
		r.bogus(from)
	}
	return c, ""
}

// reTemplate is a replacement: literal texts with the numbers of groups between them.
type reTemplate struct {
	parts  []string // parts[0], group groups[0], parts[1] …
	groups []int
}

// readTemplate reads a replacement text; unicode literals are UTF-8, others bytes.
func readTemplate(t *thread, src value, p *rePattern) reTemplate {
	s := runesOf(src)
	var out reTemplate
	var cur []rune
	group := func(g int) {
		if g > p.groups {
			t.Raise(reError(), "invalid group reference")
		}
		out.parts = append(out.parts, textOf(src, cur).Text())
		out.groups = append(out.groups, g)
		cur = nil
	}
	for i := 0; i < len(s); {
		c := s[i]
		i++
		if c != '\\' {
			cur = append(cur, c)
			continue
		}
		if i >= len(s) {
			t.Raise(reError(), "bogus escape (end of line)")
		}
		c = s[i]
		i++
		switch {
		case c == 'g':
			if i >= len(s) || s[i] != '<' {
				t.Raise(reError(), "missing group name")
			}
			j := i + 1
			for j < len(s) && s[j] != '>' {
				j++
			}
			if j >= len(s) {
				t.Raise(reError(), "unterminated group name")
			}
			name := string(s[i+1 : j])
			i = j + 1
			if name == "" {
				t.Raise(reError(), "missing group name")
			}
			if n, err := strconv.Atoi(name); err == nil {
				if n < 0 {
					t.Raise(reError(), "negative group number")
				}
				group(n)
				continue
			}
			if !isREName(name) {
				t.Raise(reError(), "bad character in group name")
			}
			g, ok := p.names[name]
			if !ok {
				t.Raise(py.IndexErrorType, "unknown group name")
			}
			group(g)
		case c == '0':
			n := rune(0)
			for k := 0; k < 2 && i < len(s) && isOct(s[i]); k++ {
				n = n*8 + s[i] - '0'
				i++
			}
			cur = append(cur, n&0xff)
		case isDigit(c):
			n := int(c - '0')
			if i < len(s) && isDigit(s[i]) {
				if isOct(c) && isOct(s[i]) && i+1 < len(s) && isOct(s[i+1]) {
					cur = append(cur, ((c-'0')*64+(s[i]-'0')*8+s[i+1]-'0')&0xff)
					i += 2
					continue
				}
				n = n*10 + int(s[i]-'0')
				i++
			}
			group(n)
		default:
			if l, ok := simpleEscapes[c]; ok {
				cur = append(cur, l)
			} else if c == 'b' {
				cur = append(cur, '\b')
			} else {
				cur = append(cur, '\\', c)
			}
		}
	}
	out.parts = append(out.parts, textOf(src, cur).Text())
	return out
}
