package yaml

// A recursive descent over the characters. Blocks are told apart by columns,
// as the format demands: every block construct is called with the column of
// the construct around it and ends at the first line that is not indented
// deeper. skip moves over blanks, comments and line ends and keeps bol, the
// start of the current line, up to date, so that a column is always pos - bol.
//
// Errors travel as panics of *Error to Parse and no further.

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Limits on what a file may hold. They are far beyond any scenario and keep
// hostile files from costing more than they weigh.
const (
	MaxFile  = 256 << 20 // bytes in a file
	MaxLine  = 1 << 20   // bytes in a line
	MaxDepth = 100       // collections inside one another
	MaxNodes = 2_000_000 // nodes of a document with its aliases expanded
)

type parser struct {
	file    *File
	src     string
	pos     int
	bol     int
	lead    int // the first character that is not blank on the line at leadOf
	leadOf  int
	depth   int
	outer   int // column of the block around the flow collection being read
	anchors map[string]*Node
	slab    []Node
}

// Parse reads all documents of a file; documents without content are left
// out. The error, if any, is an *Error and stands for the whole file.
func Parse(name, text string) (f *File, err error) {
	text = strings.TrimPrefix(text, "\ufeff")
	f = &File{Name: name, Text: text}
	if e := checkText(f); e != nil {
		return nil, e
	}
	p := &parser{file: f, src: text, leadOf: -1}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case *Error:
			f, err = nil, r
		default:
			panic(r)
		}
	}()
	p.stream()
	return f, nil
}

func checkText(f *File) *Error {
	text := f.Text
	if len(text) > MaxFile {
		return &Error{File: f.Name, Got: fmt.Sprintf("a file of %d bytes", len(text)), Want: fmt.Sprintf("at most %d", MaxFile)}
	}
	for start := 0; start < len(text); {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text) - start
		}
		if end > MaxLine {
			return f.Errorf(start, fmt.Sprintf("a line of %d bytes", end), fmt.Sprintf("at most %d", MaxLine),
				"put long data into a file of its own")
		}
		start += end + 1
	}
	if !utf8.ValidString(text) {
		at := 0
		for at < len(text) {
			r, n := utf8.DecodeRuneInString(text[at:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			at += n
		}
		hint := "save the file as UTF-8"
		if strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") {
			hint = "the file is UTF-16: save it as UTF-8"
		}
		return f.Errorf(at, fmt.Sprintf("the byte 0x%02X, which is not UTF-8", text[at]), "UTF-8 text", hint)
	}
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f {
			return f.Errorf(i, fmt.Sprintf("the control character U+%04X", c), "printable text",
				fmt.Sprintf(`inside double quotes it can be written \x%02x`, c))
		}
	}
	return nil
}

func (p *parser) fail(at int, got, want, hint string) {
	panic(p.file.Errorf(at, got, want, hint))
}

func (p *parser) node(kind Kind, style Style, start, end int) *Node {
	if len(p.slab) == 0 {
		p.slab = make([]Node, 32)
	}
	n := &p.slab[0]
	p.slab = p.slab[1:]
	n.Kind, n.Style, n.Start, n.End, n.size = kind, style, start, end, 1
	return n
}

func (p *parser) scalar(style Style, start, end int, text string) *Node {
	n := p.node(Text, style, start, end)
	n.Text = text
	if style == Plain {
		n.Kind = plainKind(text)
	}
	return n
}

func (p *parser) add(parent, child *Node) {
	parent.Items = append(parent.Items, child)
	parent.size += child.size
}

// at returns the byte at an offset, and 0 behind the end.
func (p *parser) at(i int) byte {
	if i < len(p.src) {
		return p.src[i]
	}
	return 0
}

// blankAt reports whether a blank, a line end or the end of the file is at i.
func (p *parser) blankAt(i int) bool {
	if i >= len(p.src) {
		return true
	}
	c := p.src[i]
	return c == ' ' || c == '\t' || c == '\n' || c == '\r'
}

func isFlowIndicator(c byte) bool {
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'
}

// newline moves over one line end, which must be at pos.
func (p *parser) newline() {
	if p.src[p.pos] == '\r' && p.at(p.pos+1) == '\n' {
		p.pos++
	}
	p.pos++
	p.bol = p.pos
}

func (p *parser) blanks() {
	for p.pos < len(p.src) && (p.src[p.pos] == ' ' || p.src[p.pos] == '\t') {
		p.pos++
	}
}

func (p *parser) toLineEnd() {
	for p.pos < len(p.src) && p.src[p.pos] != '\n' && p.src[p.pos] != '\r' {
		p.pos++
	}
}

// skip moves to the next character that is neither blank nor comment.
func (p *parser) skip() {
	for {
		p.blanks()
		if p.pos >= len(p.src) {
			return
		}
		switch p.src[p.pos] {
		case '#':
			if p.pos != p.bol && !p.blankAt(p.pos-1) {
				return
			}
			p.toLineEnd()
		case '\n', '\r':
			p.newline()
		default:
			return
		}
	}
}

// marker reports whether --- or ... stands at the start of the line at i.
func (p *parser) marker(i int) bool {
	s := p.src[i:]
	return (strings.HasPrefix(s, "---") || strings.HasPrefix(s, "...")) && p.blankAt(i+3)
}

// done reports whether the document ends at pos.
func (p *parser) done() bool {
	return p.pos >= len(p.src) || p.pos == p.bol && p.marker(p.pos)
}

// col returns the column of pos from 0, and -1 where the document ends.
func (p *parser) col() int {
	if p.done() {
		return -1
	}
	return p.pos - p.bol
}

// first reports whether nothing but blanks stands before pos on its line.
func (p *parser) first() bool {
	if p.leadOf != p.bol {
		p.leadOf, p.lead = p.bol, p.bol
		for c := p.at(p.lead); c == ' ' || c == '\t'; c = p.at(p.lead) {
			p.lead++
		}
	}
	return p.pos <= p.lead
}

func (p *parser) noTabs() {
	if i := strings.IndexByte(p.src[p.bol:p.pos], '\t'); i >= 0 {
		p.fail(p.bol+i, "a tab in the indentation", "spaces", "")
	}
}

func (p *parser) enter(at int) {
	if p.depth++; p.depth > MaxDepth {
		p.fail(at, fmt.Sprintf("more than %d collections inside one another", MaxDepth), fmt.Sprintf("at most %d", MaxDepth), "")
	}
}

// here describes what is at pos, for messages.
func (p *parser) here() string {
	if p.pos >= len(p.src) {
		return "the end of the file"
	}
	if p.marker(p.pos) && p.pos == p.bol {
		return "the end of the document"
	}
	end := p.pos
	for end < len(p.src) && end-p.pos < 30 && p.src[end] != '\n' && p.src[end] != '\r' {
		_, n := utf8.DecodeRuneInString(p.src[end:])
		end += n
	}
	return fmt.Sprintf("%q", strings.TrimRight(p.src[p.pos:end], " \t"))
}

// stream reads documents until the end of the file.
func (p *parser) stream() {
	for {
		p.skip()
		for p.pos == p.bol && p.at(p.pos) == '%' {
			if !strings.HasPrefix(p.src[p.pos:], "%YAML 1.") {
				p.fail(p.pos, "the directive "+p.here(), "%YAML 1.2 or none", "")
			}
			p.toLineEnd()
			p.skip()
		}
		if p.pos == p.bol && p.marker(p.pos) {
			end := p.src[p.pos] == '.'
			p.pos += 3
			if end {
				continue
			}
		}
		if p.pos >= len(p.src) {
			return
		}
		p.anchors = nil
		n := p.block(-1, 0)
		p.skip()
		if !p.done() {
			p.fail(p.pos, p.here()+" after the document's content", "the end of the document", "")
		}
		if n.size > MaxNodes {
			p.tooMany(n.Start)
		}
		if n.Style != Empty {
			p.file.Docs = append(p.file.Docs, n)
		}
	}
}

func (p *parser) tooMany(at int) {
	p.fail(at, fmt.Sprintf("more than %d values once aliases are expanded", MaxNodes), "fewer", "")
}

// block reads the node that follows a key's colon (after is ':'), a list's
// dash ('-') or the start of the document (0). parent is the column of that
// key or list, -1 for a document.
func (p *parser) block(parent int, after byte) *Node {
	start := p.pos
	p.skip()
	col, inline := p.col(), !p.first()
	if col < 0 {
		return p.node(Null, Empty, start, start)
	}
	if !inline {
		p.noTabs()
		if col == parent && after == ':' && p.dash() {
			return p.list(col)
		}
		if col <= parent {
			return p.node(Null, Empty, start, start)
		}
	}
	switch c := p.src[p.pos]; {
	case p.dash():
		if inline && after == ':' {
			p.fail(p.pos, `a list entry "- " on the line of its key`, "the list on the lines below, or [a, b]", "")
		}
		return p.list(col)
	case c == '|' || c == '>':
		return p.blockScalar(parent)
	case c == '&' || c == '!':
		return p.decorated(parent, after)
	case c == '[' || c == '{':
		p.outer = parent
		n := p.flow()
		if p.colon() {
			p.fail(n.Start, "a collection as a key", "text", quotePath(p.src[n.Start:n.End]))
		}
		p.endOfFlow(n)
		return n
	case c == '*':
		n := p.alias()
		if p.colon() {
			p.fail(n.Start, "an alias as a key", "text", "")
		}
		return n
	}
	if n, isKey := p.keyOrScalar(parent); !isKey {
		return n
	} else if inline && after == ':' {
		p.fail(p.pos, "a second colon on the line", "one key and its value", "put quotes around text that has a colon in it, or the inner map on the next line")
		return nil
	} else {
		return p.mapping(col, n)
	}
}

func quotePath(s string) string {
	if strings.HasPrefix(s, "[") {
		return `a tag path needs quotes: "[default]path": …`
	}
	return ""
}

// endOfFlow complains of text right behind a flow collection.
func (p *parser) endOfFlow(n *Node) {
	if p.blankAt(p.pos) {
		return
	}
	p.fail(p.pos, p.here()+" behind the "+p.src[p.pos-1:p.pos], "the end of the line", quotePath(p.src[n.Start:n.End]))
}

// dash reports whether a list entry begins at pos.
func (p *parser) dash() bool { return p.at(p.pos) == '-' && p.blankAt(p.pos+1) }

// colon moves to the colon that makes what was just read a key, if there is
// one on the line.
func (p *parser) colon() bool {
	i := p.pos
	for i < len(p.src) && (p.src[i] == ' ' || p.src[i] == '\t') {
		i++
	}
	if p.at(i) != ':' || !p.blankAt(i+1) {
		return false
	}
	p.pos = i
	return true
}

// decorated reads a node with an anchor or a tag before it.
func (p *parser) decorated(parent int, after byte) *Node {
	at, anchor, text := p.pos, "", false
	p.enter(at)
	defer func() { p.depth-- }()
	for {
		c := p.at(p.pos)
		if c != '&' && c != '!' {
			break
		}
		begin := p.pos
		for p.pos++; !p.blankAt(p.pos) && (p.depth == 0 || !isFlowIndicator(p.src[p.pos])); p.pos++ {
		}
		word := p.src[begin:p.pos]
		switch {
		case c == '&' && (len(word) == 1 || anchor != ""):
			p.fail(begin, fmt.Sprintf("the anchor %q", word), "one &name", "")
		case c == '&':
			anchor = word[1:]
		case word == "!!str":
			text = true
		case word == "!!int" || word == "!!float" || word == "!!bool" || word == "!!null" || word == "!!map" || word == "!!seq" || word == "!":
		default:
			p.fail(begin, fmt.Sprintf("the tag %q", word), "a value without a tag", `text that begins with "!" needs quotes`)
		}
		p.blanks()
	}
	var n *Node
	switch {
	case after == 'f':
		p.skip()
		n = p.flowOptional()
	case p.blankAt(p.pos) || p.at(p.pos) == '#':
		n = p.block(parent, after)
	case p.dash():
		p.fail(p.pos, "a list entry behind an anchor or tag", "the list on the next line", "")
	case strings.IndexByte("|>[{*", p.at(p.pos)) >= 0:
		n = p.block(parent, after)
	default:
		first, isKey := p.keyOrScalar(parent)
		if isKey {
			p.fail(at, "an anchor or tag on the line of a key", "it on the line above the map", "")
		}
		n = first
	}
	if text && n.IsScalar() && !n.Alias {
		n.Kind = Text
	}
	if anchor != "" {
		p.anchor(anchor, n)
	}
	return n
}

func (p *parser) anchor(name string, n *Node) {
	if p.anchors == nil {
		p.anchors = map[string]*Node{}
	}
	p.anchors[name] = n
}

func (p *parser) alias() *Node {
	start := p.pos
	for p.pos++; !p.blankAt(p.pos) && !isFlowIndicator(p.src[p.pos]); p.pos++ {
	}
	name := p.src[start+1 : p.pos]
	target := p.anchors[name]
	if target == nil {
		hint := ""
		if name == "" {
			hint = `text that begins with "*" needs quotes`
		}
		p.fail(start, fmt.Sprintf("the alias %q", "*"+name), "the name of an anchor &"+name+" that stands before it", hint)
	}
	if target.size > MaxNodes {
		p.tooMany(start)
	}
	n := p.node(target.Kind, target.Style, start, p.pos)
	n.Alias, n.Text, n.Keys, n.Items, n.size = true, target.Text, target.Keys, target.Items, target.size
	return n
}

// keyOrScalar reads a plain or quoted scalar. If a colon makes its first line
// a key, it stops at the colon and says so.
func (p *parser) keyOrScalar(parent int) (n *Node, isKey bool) {
	start, bol := p.pos, p.bol
	switch c := p.src[p.pos]; {
	case c == '"' || c == '\'':
		n = p.quoted(c)
		if p.colon() {
			if bol != p.bol {
				p.fail(start, "a key that spans lines", "a key on one line", "")
			}
			return n, true
		}
		if !p.blankAt(p.pos) {
			hint := ""
			if p.src[p.pos] == ':' {
				hint = "a space must follow the colon"
			}
			p.fail(p.pos, p.here()+" behind the closing quote", "the end of the line", hint)
		}
		return n, false
	case c == '?' && p.blankAt(p.pos+1):
		p.fail(p.pos, `an explicit key "? "`, "key: value", "")
	}
	p.plainStart()
	end := p.plainLine(false)
	if p.at(p.pos) == ':' {
		return p.scalar(Plain, start, end, p.src[start:end]), true
	}
	return p.plainRest(start, end, parent, false), false
}

// plainStart complains of a character that can't begin a plain scalar.
func (p *parser) plainStart() {
	c := p.src[p.pos]
	switch {
	case strings.IndexByte(",]}", c) >= 0:
		p.fail(p.pos, fmt.Sprintf("%q", c), "a value", "text that begins with it needs quotes")
	case strings.IndexByte("[{#&*!|>'\"%@`", c) >= 0:
		p.fail(p.pos, fmt.Sprintf("%q, which can't begin text", c), "a value", "put the text in quotes")
	case c == ':' && p.blankAt(p.pos+1):
		p.fail(p.pos, "a colon without a key", "key: value", "")
	}
}

// plainLine moves over one line of a plain scalar and returns the offset
// behind its last character. pos is then at a colon, a comment, a line end, a
// flow indicator inside flow collections, or the end of the file.
func (p *parser) plainLine(flow bool) (end int) {
	end = p.pos
	for ; p.pos < len(p.src); p.pos++ {
		switch c := p.src[p.pos]; c {
		case '\n', '\r':
			return end
		case ' ', '\t':
			continue
		case '#':
			if p.pos > p.bol && p.blankAt(p.pos-1) {
				return end
			}
		case ':':
			if p.blankAt(p.pos+1) || flow && isFlowIndicator(p.src[p.pos+1]) {
				return end
			}
		case ',', '[', ']', '{', '}':
			if flow {
				return end
			}
		}
		end = p.pos + 1
	}
	return end
}

// plainRest reads the further lines of a plain scalar whose first line is
// start to end, and returns the folded whole.
func (p *parser) plainRest(start, end, parent int, flow bool) *Node {
	var text strings.Builder
	for p.pos < len(p.src) && (p.src[p.pos] == '\n' || p.src[p.pos] == '\r') {
		pos, bol, breaks := p.pos, p.bol, 0
		for p.pos < len(p.src) && (p.src[p.pos] == '\n' || p.src[p.pos] == '\r') {
			p.newline()
			breaks++
			p.blanks()
		}
		stop := p.done() || p.src[p.pos] == '#' || p.pos-p.bol <= parent
		if flow && !stop {
			c := p.src[p.pos]
			stop = isFlowIndicator(c) || c == ':' && (p.blankAt(p.pos+1) || isFlowIndicator(p.src[p.pos+1]))
		}
		if stop {
			p.pos, p.bol = pos, bol
			break
		}
		begin := p.pos
		lineEnd := p.plainLine(flow)
		if !flow && p.at(p.pos) == ':' {
			line, _ := p.file.Position(start)
			p.fail(begin, fmt.Sprintf("the key %q indented deeper than the text on line %d", p.src[begin:lineEnd], line),
				"it at the column of the keys around it", "")
		}
		if text.Len() == 0 {
			text.WriteString(p.src[start:end])
		}
		if breaks == 1 {
			text.WriteByte(' ')
		} else {
			text.WriteString(strings.Repeat("\n", breaks-1))
		}
		text.WriteString(p.src[begin:lineEnd])
		end = lineEnd
	}
	if text.Len() == 0 {
		return p.scalar(Plain, start, end, p.src[start:end])
	}
	return p.scalar(Plain, start, end, text.String())
}

// mapping reads a block mapping whose keys stand in column col. Its first key
// has been read, and pos is at that key's colon.
func (p *parser) mapping(col int, key *Node) *Node {
	p.enter(key.Start)
	m := p.node(Map, Block, key.Start, 0)
	var seen map[string]int
	for {
		seen = p.addKey(m, key, seen)
		p.pos++
		v := p.block(col, ':')
		p.add(m, v)
		m.End = max(v.End, p.valueFloor(v, key))
		if !p.next(col) {
			break
		}
		if p.dash() {
			p.fail(p.pos, "a list entry among the keys of a map", "key: value", "")
		}
		key = p.key()
	}
	p.depth--
	return m
}

// valueFloor is where an entry without a value ends: behind its colon.
func (p *parser) valueFloor(v, key *Node) int {
	if v.Style == Empty {
		return v.Start
	}
	return key.End
}

// next moves to the next entry of the block in column col and reports whether
// there is one.
func (p *parser) next(col int) bool {
	p.skip()
	c := p.col()
	if c < 0 {
		return false
	}
	if !p.first() {
		p.fail(p.pos, p.here()+" behind a value", "the end of the line", "")
	}
	if c > col || strings.IndexByte(p.src[p.bol:p.pos], '\t') >= 0 {
		p.noTabs()
		p.fail(p.pos, fmt.Sprintf("%s indented by %d", p.here(), c), fmt.Sprintf("an indentation of %d, like the entry before it, or less", col), "")
	}
	return c == col
}

// key reads a key of a block mapping and stops at its colon.
func (p *parser) key() *Node {
	c := p.src[p.pos]
	if c == '[' || c == '{' || c == '*' {
		p.fail(p.pos, p.here(), "a key: text and a colon", quotePath(p.src[p.pos:]))
	}
	if c == '&' || c == '!' {
		p.fail(p.pos, "an anchor or tag on the line of a key", "it on the line above the map", "")
	}
	start := p.pos
	if c == '"' || c == '\'' {
		n, isKey := p.keyOrScalar(0)
		if !isKey {
			p.fail(start, fmt.Sprintf("%q without a colon", n.Text), "key: value", "")
		}
		return n
	}
	if c == '?' && p.blankAt(p.pos+1) {
		p.fail(p.pos, `an explicit key "? "`, "key: value", "")
	}
	p.plainStart()
	end := p.plainLine(false)
	if p.at(p.pos) != ':' {
		hint := ""
		if i := strings.IndexByte(p.src[start:end], ':'); i >= 0 {
			hint = "a space must follow the colon"
		}
		text := p.src[start:end]
		if len(text) > 40 {
			text = strings.ToValidUTF8(text[:40], "") + "…"
		}
		p.fail(start, fmt.Sprintf("%q without a colon", text), "key: value", hint)
	}
	return p.scalar(Plain, start, end, p.src[start:end])
}

func (p *parser) addKey(m, key *Node, seen map[string]int) map[string]int {
	first := -1
	if seen == nil {
		for i, k := range m.Keys {
			if k.Text == key.Text {
				first = i
			}
		}
		if len(m.Keys) == 16 {
			seen = make(map[string]int, 64)
			for i, k := range m.Keys {
				seen[k.Text] = i
			}
		}
	} else if i, ok := seen[key.Text]; ok {
		first = i
	}
	if first >= 0 {
		line, _ := p.file.Position(m.Keys[first].Start)
		p.fail(key.Start, fmt.Sprintf("the key %q a second time", key.Text), "it once", fmt.Sprintf("the first is on line %d", line))
	}
	if seen != nil {
		seen[key.Text] = len(m.Keys)
	}
	key.Kind = Text
	m.Keys = append(m.Keys, key)
	return seen
}

// list reads a block list whose dashes stand in column col.
func (p *parser) list(col int) *Node {
	p.enter(p.pos)
	l := p.node(List, Block, p.pos, 0)
	for {
		p.pos++
		v := p.block(col, '-')
		p.add(l, v)
		l.End = max(v.End, v.Start)
		if !p.next(col) || !p.dash() {
			break
		}
	}
	p.depth--
	return l
}

// flow reads a flow collection.
func (p *parser) flow() *Node {
	p.enter(p.pos)
	open := p.pos
	kind, closer := List, byte(']')
	if p.src[open] == '{' {
		kind, closer = Map, '}'
	}
	n := p.node(kind, Flow, open, 0)
	var seen map[string]int
	p.pos++
	for {
		p.flowSkip(open, closer)
		if p.src[p.pos] == closer {
			break
		}
		if kind == Map {
			key := p.flowKey()
			seen = p.addKey(n, key, seen)
			p.flowSkip(open, closer)
			if p.flowColon(key) {
				p.pos++
				p.flowSkip(open, closer)
				p.add(n, p.flowOptional())
			} else {
				p.add(n, p.node(Null, Empty, key.End, key.End))
			}
		} else {
			item := p.flowValue()
			p.flowSkip(open, closer)
			if p.flowColon(item) {
				p.add(n, p.pair(item, open, closer))
			} else {
				p.add(n, item)
			}
		}
		p.flowSkip(open, closer)
		if p.src[p.pos] == ',' {
			p.pos++
		} else if p.src[p.pos] != closer {
			hint := ""
			if strings.IndexByte("[{\"'", p.src[p.pos]) >= 0 && p.pos > 0 && !isFlowIndicator(p.src[p.pos-1]) {
				hint = "inside brackets, text that holds any of , [ ] { } needs quotes"
			}
			p.fail(p.pos, p.here(), fmt.Sprintf(`"," or %q`, closer), hint)
		}
	}
	p.pos++
	n.End = p.pos
	p.depth--
	return n
}

// flowSkip moves to the next token inside a flow collection.
func (p *parser) flowSkip(open int, closer byte) {
	p.skip()
	if p.done() || p.first() && p.pos-p.bol <= p.outer && strings.IndexByte("]}", p.src[p.pos]) < 0 {
		line, col := p.file.Position(open)
		p.fail(p.pos, p.here(), fmt.Sprintf(`%q for the %q at %d:%d`, closer, p.src[open], line, col), "")
	}
}

// flowColon reports whether the scalar that was just read is a key.
func (p *parser) flowColon(key *Node) bool {
	if p.src[p.pos] != ':' {
		return false
	}
	quoted := key.Style == DoubleQuoted || key.Style == SingleQuoted
	return quoted || p.blankAt(p.pos+1) || isFlowIndicator(p.src[p.pos+1])
}

// pair reads the rest of the single pair [key: value].
func (p *parser) pair(key *Node, open int, closer byte) *Node {
	if !key.IsScalar() || key.Alias {
		p.fail(key.Start, "a collection or an alias as a key", "text", "")
	}
	p.pos++
	p.flowSkip(open, closer)
	m := p.node(Map, Flow, key.Start, 0)
	p.addKey(m, key, nil)
	v := p.flowOptional()
	p.add(m, v)
	m.End = p.pos
	if v.Style != Empty {
		m.End = v.End
	}
	return m
}

// flowOptional reads the value of a pair, which may be missing.
func (p *parser) flowOptional() *Node {
	if c := p.at(p.pos); c == ',' || c == ']' || c == '}' || p.done() {
		return p.node(Null, Empty, p.pos, p.pos)
	}
	return p.flowValue()
}

func (p *parser) flowKey() *Node {
	switch c := p.src[p.pos]; {
	case c == '"' || c == '\'':
		return p.quoted(c)
	case c == '[' || c == '{':
		p.fail(p.pos, p.here(), "a key", quotePath(p.src[p.pos:]))
	case c == '*' || c == '&' || c == '!':
		p.fail(p.pos, p.here(), "a key without alias, anchor or tag", "")
	case c == '?' && p.blankAt(p.pos+1):
		p.fail(p.pos, `an explicit key "? "`, "key: value", "")
	}
	return p.flowPlain()
}

func (p *parser) flowPlain() *Node {
	p.plainStart()
	start := p.pos
	if c := p.src[start]; (c == '-' || c == '?') && (p.blankAt(start+1) || isFlowIndicator(p.src[start+1])) {
		p.fail(start, fmt.Sprintf("%q", c), "a value", "a list in brackets has no dashes: [a, b]")
	}
	end := p.plainLine(true)
	return p.plainRest(start, end, p.outer, true)
}

func (p *parser) flowValue() *Node {
	switch c := p.src[p.pos]; c {
	case '"', '\'':
		return p.quoted(c)
	case '[', '{':
		return p.flow()
	case '*':
		return p.alias()
	case '&', '!':
		return p.decorated(p.outer, 'f')
	}
	return p.flowPlain()
}
