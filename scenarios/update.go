package scenarios

// Rewriting expectations to what happened. Only what does not hold is
// rewritten, in the bytes where it stands: comments, layout, matchers and all
// that holds stay as they are. What is loud is not silenced: an expectation
// that is not there is not added.

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
	"dryfire/tags"
)

// rewrite is one expectation that does not hold, with what to put there.
type rewrite struct {
	pos     Pos    // of the expectation
	doc     int    // index of the document
	step    int    // from 1; 0 is onStart
	key     string // of the expectation
	rows    []row  // of a list
	pattern *match.Pattern
	value   tags.Value // for returns and one of tags
	path    string     // key below tags
}

// updater collects what to rewrite and does it when all results are in.
type updater struct {
	files map[string][]rewrite
	order []string
}

func (u *updater) add(r *Result) {
	for _, w := range r.rewrites {
		if w.pos.File == nil || w.pos.File.Name != r.File {
			continue // it stands in an included plant, which others share
		}
		if u.files == nil {
			u.files = map[string][]rewrite{}
		}
		if u.files[r.File] == nil {
			u.order = append(u.order, r.File)
		}
		w.doc = r.Index
		u.files[r.File] = append(u.files[r.File], w)
	}
}

// finish rewrites the files and returns those that changed.
func (u *updater) finish() (changed []string, errs []error) {
	for _, path := range u.order {
		text, err := readFile(path)
		if err == nil {
			var after string
			if after, err = rewriteText(path, text, u.files[path]); err == nil && after != text {
				if err = replaceFile(path, after); err == nil {
					changed = append(changed, path)
				}
			}
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: its expectations can't be rewritten: %w", path, err))
		}
	}
	return changed, errs
}

// replaceFile writes a file anew in one step, so that nobody ever sees half of
// it, and keeps its permissions.
func replaceFile(path, text string) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".dryfire-*")
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Chmod(f.Name(), info.Mode().Perm())
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		_ = os.Remove(f.Name()) // the first error is the one to tell
	}
	return err
}

// rewriteText returns the text of a file with its expectations rewritten. The
// result is parsed once more: a file is never made unreadable.
func rewriteText(path, text string, list []rewrite) (string, error) {
	bom := ""
	if strings.HasPrefix(text, "\ufeff") {
		bom, text = "\ufeff", strings.TrimPrefix(text, "\ufeff")
	}
	f, err := yaml.Parse(path, text)
	if err != nil {
		return "", err
	}
	e := &editor{text: text}
	for _, w := range list {
		if w.doc < len(f.Docs) {
			e.rewrite(f.Docs[w.doc], w)
		}
	}
	after := e.apply(0, len(text))
	if _, err := yaml.Parse(path, after); err != nil {
		return "", fmt.Errorf("the result would not be readable: %w", err)
	}
	return bom + after, nil
}

type change struct {
	start, end int
	text       string
}

// editor collects changes to a text; no two of them overlap.
type editor struct {
	text    string
	changes []change
	shared  map[*yaml.Node]bool // children of aliases, and documents searched for them
}

// put replaces bytes. A change inside one that is there already is dropped.
func (e *editor) put(start, end int, text string) {
	for _, c := range e.changes {
		if start < c.end && c.start < end || start == c.start && end == c.end && start != end {
			return
		}
	}
	e.changes = append(e.changes, change{start, end, text})
}

// apply returns the bytes from start to end with the changes inside them.
func (e *editor) apply(start, end int) string {
	slices.SortStableFunc(e.changes, func(a, b change) int { return cmp.Compare(a.start, b.start) })
	var b strings.Builder
	at := start
	for _, c := range e.changes {
		if c.start < start || c.end > end {
			continue
		}
		b.WriteString(e.text[at:c.start])
		b.WriteString(c.text)
		at = c.end
	}
	b.WriteString(e.text[at:end])
	return b.String()
}

// rewrite finds where an expectation stands. What is shared by an alias is left
// alone: it would change elsewhere too.
func (e *editor) rewrite(doc *yaml.Node, w rewrite) {
	owner := doc
	if w.step > 0 {
		steps := child(doc, "steps")
		if steps == nil || w.step > len(steps.Items) {
			return
		}
		owner = steps.Items[w.step-1]
	} else {
		owner = child(doc, "onStart")
	}
	expect := child(owner, "expect")
	n := child(expect, w.key)
	if n == nil || n.Alias || owner.Alias || e.isShared(doc, n) {
		return
	}
	colon := e.colonOf(expect, w.key)
	switch {
	case w.path != "":
		for i, k := range n.Keys {
			if k.Text == w.path {
				e.value(n.Items[i], w.pattern, w.value)
			}
		}
	case w.rows == nil:
		e.value(n, w.pattern, w.value)
	default:
		if in := child(n, "includes"); in != nil && n.Kind == yaml.Map {
			colon, n = e.colonOf(n, "includes"), in
		}
		if n.Kind == yaml.List && !n.Alias {
			e.list(n, w.rows, colon, expect.Style == yaml.Flow)
		}
	}
}

// isShared reports whether an alias somewhere in the document stands for n, or
// for what n is a part of.
func (e *editor) isShared(doc, n *yaml.Node) bool {
	if e.shared == nil {
		e.shared = map[*yaml.Node]bool{}
	}
	if !e.shared[doc] {
		e.shared[doc] = true
		var walk func(n *yaml.Node)
		walk = func(n *yaml.Node) {
			for _, item := range n.Items {
				if n.Alias {
					e.shared[item] = true
				} else {
					walk(item)
				}
			}
		}
		walk(doc)
	}
	return e.shared[n] || len(n.Items) > 0 && e.shared[n.Items[0]]
}

// child returns the value of a key, nil if there is none or if the map is
// written elsewhere.
func child(n *yaml.Node, key string) *yaml.Node {
	if n == nil || n.Alias || n.Kind != yaml.Map {
		return nil
	}
	return n.Get(key)
}

// colonOf returns the offset behind the colon of a key.
func (e *editor) colonOf(m *yaml.Node, key string) int {
	for _, k := range m.Keys {
		if k.Text == key {
			return k.End + strings.IndexByte(e.text[k.End:], ':') + 1
		}
	}
	return -1
}

// value changes the parts of a value that differ.
func (e *editor) value(n *yaml.Node, p *match.Pattern, v tags.Value) {
	if p != nil && p.Matches(v) {
		return
	}
	inner := p
	if p != nil && p.IsOnValue() {
		if q := v.Qualified(); q != nil {
			v = q.Value
		}
		inner = p.Inner()
	}
	keys, subs := inner.Parts()
	switch {
	case n.Alias || inner == nil || inner.IsSubset():
	case n.Kind == yaml.Map && keys != nil && len(keys) == len(n.Keys) && len(keys) > 0 && match.IsMap(v):
		e.entries(n, subs, v)
		return
	case n.Kind == yaml.List && keys == nil && len(subs) == len(n.Items):
		if items, ok := match.Items(v); ok && len(items) == len(subs) {
			for i, s := range subs {
				e.value(n.Items[i], s, items[i])
			}
			return
		}
	}
	text := match.Show(plainValue(v))
	if n.Style == yaml.Empty {
		text = " " + text
	}
	if n.Style == yaml.Literal || n.Style == yaml.Folded || n.Style == yaml.Block {
		if at := e.inlineStart(n.Start); at >= 0 && n.Style == yaml.Block {
			e.put(at, n.End, " "+text)
			return
		}
	}
	e.put(n.Start, n.End, text)
}

// inlineStart returns the offset behind the colon or dash before a block
// collection that begins on a line of its own, -1 if it does not.
func (e *editor) inlineStart(start int) int {
	i := start
	for i > 0 && (e.text[i-1] == ' ' || e.text[i-1] == '\n' || e.text[i-1] == '\r') {
		i--
	}
	if i > 0 && i < start && strings.ContainsAny(e.text[i:start], "\n") && (e.text[i-1] == ':' || e.text[i-1] == '-') {
		return i
	}
	return -1
}

// plainValue makes values that YAML has words for of those it has none for.
func plainValue(v tags.Value) tags.Value {
	switch v.Kind() {
	case tags.KindQuality:
		q, _ := v.Quality()
		return textValue(q.Code.Name())
	case tags.KindObject:
		return textValue("<" + v.Object().TypeName() + ">")
	case tags.KindQualified:
		q := v.Qualified()
		if q.Quality.Code == tags.Good {
			return plainValue(q.Value)
		}
		return mapValue(pair{"value", q.Value}, pair{"quality", textValue(q.Quality.Code.Name())})
	case tags.KindList:
		items := make([]tags.Value, len(v.List().Items))
		for i, item := range v.List().Items {
			items[i] = plainValue(item)
		}
		return tags.ListOf(items...)
	}
	return v
}

// entries changes the entries of a map that differ; what is no longer there is
// taken out.
func (e *editor) entries(n *yaml.Node, subs []*match.Pattern, v tags.Value) {
	for i, k := range n.Keys {
		got, ok := match.Entry(v, k.Text)
		switch {
		case subs[i].IsAbsent():
			if ok {
				e.put(n.Items[i].Start, n.Items[i].End, match.Show(plainValue(got)))
			}
		case !ok:
			e.dropEntry(n, i)
		case subs[i].IsOnError():
			if !subs[i].Matches(got) {
				e.put(n.Items[i].Start, n.Items[i].End, errorText(got))
			}
		default:
			e.value(n.Items[i], subs[i], got)
		}
	}
}

func errorText(v tags.Value) string {
	if v.IsNull() {
		return "null"
	}
	typ, _ := match.Entry(v, "type")
	message, _ := match.Entry(v, "message")
	return yaml.Quote(typ.Text() + ": " + message.Text())
}

// dropEntry takes entry i out of a map; the last one leaves its braces.
func (e *editor) dropEntry(n *yaml.Node, i int) {
	start, end := n.Keys[i].Start, max(n.Items[i].End, n.Keys[i].End)
	if n.Style != yaml.Flow {
		if len(n.Keys) == 1 {
			e.put(n.Start, n.End, "{}")
			return
		}
		if e.lineStart(start) == start-e.indent(start) && strings.TrimSpace(e.text[e.lineStart(start):start]) == "" {
			e.put(e.lineStart(start), e.nextLine(end), "")
			return
		}
		// The first key stands behind a dash: the next one takes its place.
		e.put(start, n.Keys[i+1].Start, "")
		return
	}
	switch {
	case i+1 < len(n.Keys):
		e.put(start, n.Keys[i+1].Start, "")
	case i > 0:
		e.put(max(n.Items[i-1].End, n.Keys[i-1].End), end, "")
	default:
		e.put(start, end, "")
	}
}

func (e *editor) lineStart(at int) int { return strings.LastIndexByte(e.text[:at], '\n') + 1 }

func (e *editor) indent(at int) int { return at - e.lineStart(at) }

func (e *editor) lineEnd(at int) int {
	if i := strings.IndexByte(e.text[at:], '\n'); i >= 0 {
		if i > 0 && e.text[at+i-1] == '\r' {
			i--
		}
		return at + i
	}
	return len(e.text)
}

func (e *editor) nextLine(at int) int {
	if i := strings.IndexByte(e.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(e.text)
}

func (e *editor) newline() string {
	if strings.Contains(e.text, "\r\n") {
		return "\r\n"
	}
	return "\n"
}

// plan is what becomes of the entries of a list: what of the old ones goes,
// and what comes behind which.
type plan struct {
	gone   []bool
	times  []int // for entries with times: how many there were; -1 leaves it
	behind map[int][]string
}

func planOf(n *yaml.Node, rows []row) *plan {
	p := &plan{gone: make([]bool, len(n.Items)), times: make([]int, len(n.Items)), behind: map[int][]string{}}
	seen, kept := make([]int, len(n.Items)), make([]int, len(n.Items))
	at := -1
	var lastEntry *Entry
	for _, r := range rows {
		switch {
		case r.entry != nil && r.entry.index < len(n.Items):
			at, lastEntry = r.entry.index, r.entry
			seen[at]++
			if r.there {
				kept[at]++
			}
		case r.entry == nil && lastEntry != nil && lastEntry.Times > 1 && lastEntry.Pattern.Matches(r.got):
			seen[at]++
			kept[at]++
		case r.entry == nil:
			p.behind[at] = append(p.behind[at], match.Show(plainValue(entryValue(r.brief))))
		}
	}
	for i := range n.Items {
		p.times[i] = -1
		if seen[i] > 0 && kept[i] == 0 {
			p.gone[i] = true
		} else if seen[i] > 1 {
			p.times[i] = kept[i]
		}
	}
	return p
}

// entryValue is an entry with each of its values as YAML can say it.
func entryValue(v tags.Value) tags.Value {
	m := v.Map()
	if m == nil {
		return v
	}
	out := tags.NewMap(m.Len())
	for i := range m.Len() {
		k, x := m.At(i)
		if x.Map() == nil {
			x = plainValue(x)
		}
		out.Set(k, x)
	}
	return tags.FromMap(out)
}

func (p *plan) changesItems() bool {
	return slices.Contains(p.gone, true) || len(p.behind) > 0
}

// list changes the entries of a list.
func (e *editor) list(n *yaml.Node, rows []row, colon int, inFlow bool) {
	p := planOf(n, rows)
	for i, item := range n.Items {
		if !p.gone[i] {
			e.entry(item, i, rows, p.times[i])
		}
	}
	if !p.changesItems() {
		return
	}
	left := 0
	for _, gone := range p.gone {
		if !gone {
			left++
		}
	}
	var texts []string
	for i := -1; i < len(n.Items); i++ {
		if i >= 0 && !p.gone[i] {
			texts = append(texts, e.apply(n.Items[i].Start, n.Items[i].End))
		}
		texts = append(texts, p.behind[i]...)
	}
	switch {
	case len(texts) == 0:
		e.replaceList(n, colon, " []")
	case n.Style == yaml.Flow && (inFlow || len(n.Items) > 0):
		e.dropInside(n)
		e.put(n.Start, n.End, "["+strings.Join(texts, ", ")+"]")
	case n.Style == yaml.Flow || left == 0:
		// A list that was empty, or of which nothing stays, is written anew.
		indent := e.text[e.lineStart(colon) : e.lineStart(colon)+len(leading(e.text[e.lineStart(colon):colon]))]
		indent = strings.Repeat(" ", e.keyColumn(colon, indent)) + "  "
		var b strings.Builder
		for _, t := range texts {
			b.WriteString(e.newline() + indent + "- " + t)
		}
		e.replaceList(n, colon, b.String())
	default:
		e.blockList(n, p)
	}
}

func leading(s string) string { return s[:len(s)-len(strings.TrimLeft(s, " "))] }

// keyColumn is the column of the key before a colon: behind the dashes of a
// list that begin its line.
func (e *editor) keyColumn(colon int, indent string) int {
	line := e.text[e.lineStart(colon):colon]
	col := len(indent)
	for strings.HasPrefix(line[col:], "- ") {
		col += 2
		col += len(leading(line[col:]))
	}
	return col
}

// dropInside removes changes inside a node that is written anew.
func (e *editor) dropInside(n *yaml.Node) {
	e.changes = slices.DeleteFunc(e.changes, func(c change) bool { return c.start >= n.Start && c.end <= n.End })
}

// replaceList replaces a whole list, from the colon of its key on.
func (e *editor) replaceList(n *yaml.Node, colon int, text string) {
	e.dropInside(n)
	start := n.Start
	if colon >= 0 && strings.TrimSpace(e.text[colon:n.Start]) == "" {
		start = colon
	} else if line := e.lineStart(start); strings.TrimSpace(e.text[line:start]) == "" && strings.HasPrefix(text, e.newline()) {
		start, text = line, strings.TrimPrefix(text, e.newline())
	}
	e.put(start, n.End, text)
}

// blockList takes entries out of a block list and puts new ones in.
func (e *editor) blockList(n *yaml.Node, p *plan) {
	col := e.indent(n.Start)
	indent := strings.Repeat(" ", col)
	anchor := -1 // the entry before, of those that stay
	for i := -1; i < len(n.Items); i++ {
		if i >= 0 && p.gone[i] {
			start := e.dashLine(n, i, col)
			e.put(start, e.nextLine(n.Items[i].End), "")
		} else if i >= 0 {
			anchor = i
		}
		for _, t := range p.behind[i] {
			if anchor >= 0 {
				at := e.lineEnd(n.Items[anchor].End)
				e.put(at, at, e.newline()+indent+"- "+t)
				continue
			}
			next := slices.Index(p.gone, false)
			at := e.dashLine(n, next, col)
			e.put(at, at, indent+"- "+t+e.newline())
		}
	}
}

// dashLine returns the start of the line on which the dash of an entry stands.
func (e *editor) dashLine(n *yaml.Node, i, col int) int {
	at := e.lineStart(n.Items[i].Start)
	for at > e.lineStart(n.Start) && !(len(e.text) > at+col && e.text[at+col] == '-' && strings.TrimSpace(e.text[at:at+col]) == "") {
		at = e.lineStart(at - 1)
	}
	return at
}

// entry changes the parts of one entry that differ, and its times.
func (e *editor) entry(n *yaml.Node, index int, rows []row, times int) {
	if n.Alias || n.Kind != yaml.Map {
		return
	}
	for _, r := range rows {
		if r.entry == nil || r.entry.index != index || !r.there || r.same {
			continue
		}
		keys, subs := r.entry.Pattern.Parts()
		byKey := make([]*match.Pattern, len(n.Keys))
		for i, k := range n.Keys {
			for j, key := range keys {
				if key == k.Text {
					byKey[i] = subs[j]
				}
			}
		}
		for i, k := range n.Keys {
			if byKey[i] == nil {
				continue // times
			}
			got, ok := match.Entry(r.got, k.Text)
			switch {
			case !ok:
				e.dropEntry(n, i)
			case byKey[i].IsOnError() && !byKey[i].Matches(got):
				e.put(n.Items[i].Start, n.Items[i].End, errorText(got))
			default:
				e.value(n.Items[i], byKey[i], got)
			}
		}
		break
	}
	if times < 0 {
		return
	}
	if t := n.Get("times"); t != nil {
		if got, ok := t.Int(); !ok || got != int64(times) {
			e.put(t.Start, t.End, fmt.Sprint(times))
		}
	}
}
