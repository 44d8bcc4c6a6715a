package library

// Module re. Patterns are compiled by regexp2 once per process and kept in a
// cache that all interpreters share; a pattern is compiled anew for subjects
// beyond ASCII, where Python's categories mean something else than the engine's.

import (
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"

	py "dryfire/scripts/python/object"
)

// maxREStack bounds the engine's backtracking stack, in integers.
const maxREStack = 4 << 20

type reKey struct {
	pattern string
	unicode bool
	flags   int
	limit   time.Duration
}

// reProgram is a pattern as all interpreters share it.
type reProgram struct {
	src        []rune
	flags      int
	groups     int
	names      map[string]int
	order      []string
	closeOrder []int // closeOrder[g] tells when group g closes
	mu         sync.Mutex
	engines    [4]*regexp2.Regexp
}

var (
	rePrograms   = map[reKey]*reProgram{}
	reProgramsMu sync.Mutex
)

// rePattern is a compiled pattern object.
type rePattern struct {
	py.Header
	*reProgram
	pattern value
}

// reMatch is a match object.
type reMatch struct {
	py.Header
	re          *rePattern
	subject     value
	runes       []rune // nil if the subject's bytes are its characters
	regs        []int
	pos, endpos int
}

var reError = sync.OnceValue(func() *py.Type { return newExc("sre_constants", "error", py.ExceptionType) })

func compileProgram(t *thread, pattern value, flags int) *reProgram {
	key := reKey{pattern.Text(), isUnicode(pattern), flags, t.TimeLimit}
	reProgramsMu.Lock()
	p := rePrograms[key]
	reProgramsMu.Unlock()
	if p != nil {
		return p
	}
	src := runesOf(pattern)
	t.Alloc(64 * len(src))
	t.Step(len(src))
	_, r, err := translateRE(src, flags, false)
	if err != nil {
		t.Raise(reError(), err.Error())
	}
	p = &reProgram{src: src, flags: r.flags, groups: r.groups, names: r.names, order: make([]string, r.groups+1), closeOrder: make([]int, r.groups+1)}
	for n, g := range r.names {
		p.order[g] = n
	}
	for i, g := range r.closed {
		p.closeOrder[g] = i
	}
	p.engine(t, false, false)
	reProgramsMu.Lock()
	if len(rePrograms) >= 1000 {
		clear(rePrograms)
	}
	rePrograms[key] = p
	reProgramsMu.Unlock()
	return p
}

// engine returns the program for subjects beyond ASCII (wide) and for matches that start
// where the search does (anchored).
func (p *reProgram) engine(t *thread, wide, anchored bool) *regexp2.Regexp {
	k := 0
	if wide {
		k = 1
	}
	if anchored {
		k += 2
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.engines[k] != nil {
		return p.engines[k]
	}
	text, _, err := translateRE(p.src, p.flags, wide)
	if err != nil {
		t.Raise(reError(), err.Error())
	}
	if anchored {
		text = `\G(?:` + text + `)`
	}
	opts := regexp2.None
	if p.flags&flagIgnoreCase != 0 {
		opts |= regexp2.IgnoreCase
	}
	if p.flags&flagMultiline != 0 {
		opts |= regexp2.Multiline
	}
	if p.flags&flagDotAll != 0 {
		opts |= regexp2.Singleline
	}
	re, err := regexp2.Compile(text, opts, regexp2.OptionMaxBacktrackingStackSize(maxREStack))
	if err != nil {
		t.Raise(reError(), err.Error())
	}
	// Nothing else can stop a pattern that backtracks without end.
	re.MatchTimeout = t.TimeLimit
	p.engines[k] = re
	return re
}

// reCursor searches one subject repeatedly.
type reCursor struct {
	t           *thread
	p           *rePattern
	subject     value
	text        string
	runes       []rune
	bytes       bool // characters are bytes
	wide        bool
	at          int
	pos, endpos int
}

func newCursor(t *thread, p *rePattern, subject, pos, endpos value) *reCursor {
	c := &reCursor{t: t, p: p, subject: subject}
	if b, ok := subject.Object().(*py.ByteArray); ok {
		subject = py.Str(string(b.B))
	}
	c.text = textArg(t, subject)
	ascii := isASCII(c.text)
	c.bytes, c.wide = ascii || !isUnicode(subject), !ascii
	t.Alloc(4 * len(c.text))
	c.runes = runesOf(subject)
	n := len(c.runes)
	c.pos = max(0, min(intArg(t, pos, 0), n))
	c.endpos = max(c.pos, min(intArg(t, endpos, n), n))
	if !endpos.IsAbsent() && intArg(t, endpos, n) < c.pos {
		c.endpos = c.pos
	}
	c.runes = c.runes[:c.endpos]
	c.at = c.pos
	return c
}

// find searches from c.at and returns the spans of the groups.
func (c *reCursor) find(anchored bool) []int {
	if c.at > len(c.runes) {
		return nil
	}
	c.t.Step(1 + (len(c.runes)-c.at)/64)
	m, err := c.p.engine(c.t, c.wide, anchored).FindRunesMatchStartingAt(c.runes, c.at)
	if err != nil {
		if errors.Is(err, regexp2.ErrBacktrackingStackLimit) {
			c.t.Raise(py.RuntimeErrorType, "maximum recursion limit exceeded")
		}
		c.t.TimeOut("matching " + c.t.Repr(c.p.pattern) + ", a pattern that backtracks too much")
	}
	if m == nil {
		return nil
	}
	c.t.Alloc(16 * (c.p.groups + 4))
	regs := make([]int, 2*(c.p.groups+1))
	regs[0], regs[1] = m.RuneIndex, m.RuneIndex+m.RuneLength
	for g := 1; g <= c.p.groups; g++ {
		regs[2*g], regs[2*g+1] = -1, -1
		if x := m.GroupByNumber(g); x != nil && len(x.Captures) > 0 {
			regs[2*g], regs[2*g+1] = x.RuneIndex, x.RuneIndex+x.RuneLength
		}
	}
	return regs
}

// advance moves on after a match, past an empty one.
func (c *reCursor) advance(regs []int) {
	c.at = regs[1]
	if regs[0] == regs[1] {
		c.at++
	}
}

func (c *reCursor) slice(i, j int) value {
	return sliceText(c.subject, c.text, c.runes, c.bytes, i, j)
}

func sliceText(model value, text string, runes []rune, bytes bool, i, j int) value {
	if bytes {
		return like(model, text[i:j])
	}
	return textOf(model, runes[i:j])
}

func (c *reCursor) match(regs []int) value {
	if regs == nil {
		return py.None
	}
	m := &reMatch{Header: py.NewHeader(reTypes().match), re: c.p, subject: c.subject, regs: regs, pos: c.pos, endpos: c.endpos}
	if !c.bytes {
		m.runes = c.runes
	}
	return py.Obj(m)
}

func (m *reMatch) group(g int, def value) value {
	i, j := m.regs[2*g], m.regs[2*g+1]
	if i < 0 {
		return def
	}
	text := m.subject.Text()
	if b, ok := m.subject.Object().(*py.ByteArray); ok {
		text = string(b.B)
	}
	return sliceText(m.subject, text, m.runes, m.runes == nil, i, j)
}

// index returns the number of a group given by number or name.
func (m *reMatch) index(t *thread, v value) int {
	if v.IsAbsent() {
		return 0
	}
	if v.IsText() {
		if g, ok := m.re.names[v.Text()]; ok {
			return g
		}
		t.Raise(py.IndexErrorType, "no such group")
	}
	if !isInt(v) {
		t.Raise(py.IndexErrorType, "no such group")
	}
	g := intArg(t, v, 0)
	if g < 0 || g > m.re.groups {
		t.Raise(py.IndexErrorType, "no such group")
	}
	return g
}

func (m *reMatch) lastIndex() int {
	best := 0
	for g := 1; g <= m.re.groups; g++ {
		if m.regs[2*g] < 0 {
			continue
		}
		if best == 0 || m.regs[2*g+1] > m.regs[2*best+1] ||
			m.regs[2*g+1] == m.regs[2*best+1] && m.re.closeOrder[g] > m.re.closeOrder[best] {
			best = g
		}
	}
	return best
}

// textJoin collects pieces that are str until a unicode one comes.
type textJoin struct {
	t   *thread
	b   *py.Buffer
	uni bool
}

func (j *textJoin) put(v value) {
	if v.IsNone() {
		return
	}
	if !v.IsText() {
		j.t.Raise(py.TypeErrorType, "expected string or buffer")
	}
	s := v.Text()
	if j.b == nil {
		j.b = j.t.NewBuffer()
	}
	if isUnicode(v) && !j.uni {
		j.uni = true
		if have := j.b.String(); !isASCII(have) {
			j.b = j.t.NewBuffer()
			j.b.WriteString(j.t.Decode(have, "ascii", "strict"))
		}
	} else if j.uni && !isUnicode(v) && !isASCII(s) {
		s = j.t.Decode(s, "ascii", "strict")
	}
	j.b.WriteString(s)
}

func (j *textJoin) value(model value) value {
	if j.b == nil {
		return like(model, "")
	}
	if j.uni || isUnicode(model) {
		return py.Unicode(j.b.String())
	}
	return py.Str(j.b.String())
}

// filter is what sub puts in place of a match.
type reFilter func(c *reCursor, regs []int, out *textJoin)

func (p *rePattern) filter(t *thread, repl value) reFilter {
	if !repl.IsText() {
		if _, ok := t.TryAttr(repl, "__call__"); !ok {
			t.Raisef(py.TypeErrorType, "object of type '%s' has no len()", repl.Type().Name)
		}
		return func(c *reCursor, regs []int, out *textJoin) { out.put(t.Call1(repl, c.match(regs))) }
	}
	if !strings.Contains(repl.Text(), `\`) {
		return func(_ *reCursor, _ []int, out *textJoin) { out.put(repl) }
	}
	tpl := readTemplate(t, repl, p)
	return func(c *reCursor, regs []int, out *textJoin) { c.expand(tpl, repl, regs, out) }
}

func (c *reCursor) expand(tpl reTemplate, model value, regs []int, out *textJoin) {
	for i, part := range tpl.parts {
		if part != "" {
			out.put(like(model, part))
		}
		if i < len(tpl.groups) {
			g := tpl.groups[i]
			if regs[2*g] < 0 {
				c.t.Raise(reError(), "unmatched group")
			}
			out.put(c.slice(regs[2*g], regs[2*g+1]))
		}
	}
}

func (p *rePattern) sub(t *thread, repl, subject value, count int) (value, int) {
	f := p.filter(t, repl)
	c := newCursor(t, p, subject, value{}, value{})
	out := &textJoin{t: t}
	i, n := 0, 0
	for count == 0 || n < count {
		regs := c.find(false)
		if regs == nil {
			break
		}
		b, e := regs[0], regs[1]
		if i < b {
			out.put(c.slice(i, b))
		}
		if !(i == b && i == e && n > 0) {
			f(c, regs, out)
			i = e
			n++
		}
		c.advance(regs)
	}
	if i < len(c.runes) {
		out.put(c.slice(i, len(c.runes)))
	}
	return out.value(subject), n
}

func (p *rePattern) split(t *thread, subject value, limit int) value {
	c := newCursor(t, p, subject, value{}, value{})
	l := py.NewList()
	last, n := 0, 0
	for limit == 0 || n < limit {
		regs := c.find(false)
		if regs == nil {
			break
		}
		if regs[0] == regs[1] {
			if last == len(c.runes) {
				break
			}
			c.at = regs[1] + 1
			continue
		}
		t.Append(l, c.slice(last, regs[0]))
		for g := 1; g <= p.groups; g++ {
			v := value(py.None)
			if regs[2*g] >= 0 {
				v = c.slice(regs[2*g], regs[2*g+1])
			}
			t.Append(l, v)
		}
		n++
		last, c.at = regs[1], regs[1]
	}
	t.Append(l, c.slice(last, len(c.runes)))
	return py.Obj(l)
}

func (p *rePattern) findall(t *thread, subject, pos, endpos value) value {
	c := newCursor(t, p, subject, pos, endpos)
	l := py.NewList()
	piece := func(regs []int, g int) value {
		if regs[2*g] < 0 {
			return like(subject, "")
		}
		return c.slice(regs[2*g], regs[2*g+1])
	}
	for regs := c.find(false); regs != nil; regs = c.find(false) {
		switch p.groups {
		case 0, 1:
			t.Append(l, piece(regs, p.groups))
		default:
			items := make([]value, p.groups)
			for g := range items {
				items[g] = piece(regs, g+1)
			}
			t.Append(l, tuple(items...))
		}
		c.advance(regs)
	}
	return py.Obj(l)
}

func (p *rePattern) finditer(t *thread, subject, pos, endpos value) value {
	c := newCursor(t, p, subject, pos, endpos)
	return py.NewIter(nil, func(*thread) (value, bool) {
		regs := c.find(false)
		if regs == nil {
			return value{}, false
		}
		c.advance(regs)
		return c.match(regs), true
	})
}

// reScanner is what pattern.scanner returns.
type reScanner struct {
	py.Header
	c *reCursor
}

type reTypeSet struct{ pattern, match, scanner, lexer *py.Type }

// reTypes makes the types when the module is first imported.
var reTypes func() reTypeSet

func init() { reTypes = sync.OnceValue(makeRETypes) }

func makeRETypes() reTypeSet {
	var s reTypeSet
	s.pattern = py.NewType(py.TypeDef{Name: "SRE_Pattern", NoNew: true, Final: true, NoDict: true,
		Methods: []py.Def{
			kwMethod("match", 1, "string pos endpos", func(t *thread, p *rePattern, a []value) value {
				c := newCursor(t, p, a[0], a[1], a[2])
				return c.match(c.find(true))
			}),
			kwMethod("search", 1, "string pos endpos", func(t *thread, p *rePattern, a []value) value {
				c := newCursor(t, p, a[0], a[1], a[2])
				return c.match(c.find(false))
			}),
			kwMethod("findall", 1, "string pos endpos", func(t *thread, p *rePattern, a []value) value { return p.findall(t, a[0], a[1], a[2]) }),
			kwMethod("finditer", 1, "string pos endpos", func(t *thread, p *rePattern, a []value) value { return p.finditer(t, a[0], a[1], a[2]) }),
			kwMethod("split", 1, "string maxsplit", func(t *thread, p *rePattern, a []value) value { return p.split(t, a[0], intArg(t, a[1], 0)) }),
			kwMethod("sub", 2, "repl string count", func(t *thread, p *rePattern, a []value) value {
				v, _ := p.sub(t, a[0], a[1], intArg(t, a[2], 0))
				return v
			}),
			kwMethod("subn", 2, "repl string count", func(t *thread, p *rePattern, a []value) value {
				v, n := p.sub(t, a[0], a[1], intArg(t, a[2], 0))
				return tuple(v, py.Int(n))
			}),
			kwMethod("scanner", 1, "string pos endpos", func(t *thread, p *rePattern, a []value) value {
				return py.Obj(&reScanner{py.NewHeader(reTypes().scanner), newCursor(t, p, a[0], a[1], a[2])})
			}),
			method("__copy__", 0, 0, func(t *thread, p *rePattern, _ []value) value {
				t.Raise(py.TypeErrorType, "cannot copy this pattern object")
				return py.None
			}),
			method("__deepcopy__", 1, 1, func(t *thread, p *rePattern, _ []value) value {
				t.Raise(py.TypeErrorType, "cannot deepcopy this pattern object")
				return py.None
			}),
		},
		Attrs: []py.Attr{
			attr("pattern", func(_ *thread, p *rePattern) value { return p.pattern }),
			attr("flags", func(_ *thread, p *rePattern) value { return py.Int(p.flags) }),
			attr("groups", func(_ *thread, p *rePattern) value { return py.Int(p.groups) }),
			attr("groupindex", func(t *thread, p *rePattern) value {
				d := py.NewDict(0)
				for g, n := range p.order {
					if n != "" {
						d.SetText(n, py.Int(g))
					}
				}
				return py.Obj(d)
			}),
		}})
	span := func(name string, f func(i, j int) value) py.Def {
		return method(name, 0, 1, func(t *thread, m *reMatch, a []value) value {
			g := m.index(t, at(a, 0))
			return f(m.regs[2*g], m.regs[2*g+1])
		})
	}
	s.match = py.NewType(py.TypeDef{Module: "org.python.modules.sre", Name: "MatchObject", NoNew: true, Final: true, NoDict: true,
		Methods: []py.Def{
			method("group", 0, -1, func(t *thread, m *reMatch, a []value) value {
				if len(a) <= 1 {
					return m.group(m.index(t, at(a, 0)), py.None)
				}
				out := make([]value, len(a))
				for i := range a {
					out[i] = m.group(m.index(t, a[i]), py.None)
				}
				return tuple(out...)
			}),
			kwMethod("groups", 0, "default", func(t *thread, m *reMatch, a []value) value {
				out := make([]value, m.re.groups)
				for g := range out {
					out[g] = m.group(g+1, a[0].Or(py.None))
				}
				return tuple(out...)
			}),
			kwMethod("groupdict", 0, "default", func(t *thread, m *reMatch, a []value) value {
				d := py.NewDict(0)
				for g, n := range m.re.order {
					if n != "" {
						d.SetText(n, m.group(g, a[0].Or(py.None)))
					}
				}
				return py.Obj(d)
			}),
			span("start", func(i, _ int) value { return py.Int(i) }),
			span("end", func(_, j int) value { return py.Int(j) }),
			span("span", func(i, j int) value { return tuple(py.Int(i), py.Int(j)) }),
			method("expand", 1, 1, func(t *thread, m *reMatch, a []value) value {
				tpl := readTemplate(t, a[0], m.re)
				c := newCursor(t, m.re, m.subject, value{}, value{})
				out := &textJoin{t: t}
				c.expand(tpl, a[0], m.regs, out)
				return out.value(a[0])
			}),
		},
		Attrs: []py.Attr{
			attr("string", func(_ *thread, m *reMatch) value { return m.subject }),
			attr("re", func(_ *thread, m *reMatch) value { return py.Obj(m.re) }),
			attr("pos", func(_ *thread, m *reMatch) value { return py.Int(m.pos) }),
			attr("endpos", func(_ *thread, m *reMatch) value { return py.Int(m.endpos) }),
			attr("lastindex", func(_ *thread, m *reMatch) value {
				if g := m.lastIndex(); g > 0 {
					return py.Int(g)
				}
				return py.None
			}),
			attr("lastgroup", func(_ *thread, m *reMatch) value {
				if g := m.lastIndex(); g > 0 && m.re.order[g] != "" {
					return py.Str(m.re.order[g])
				}
				return py.None
			}),
			attr("regs", func(_ *thread, m *reMatch) value {
				out := make([]value, len(m.regs)/2)
				for g := range out {
					out[g] = tuple(py.Int(m.regs[2*g]), py.Int(m.regs[2*g+1]))
				}
				return tuple(out...)
			}),
		}})
	step := func(name string, anchored bool) py.Def {
		return method(name, 0, 0, func(t *thread, s *reScanner, _ []value) value {
			regs := s.c.find(anchored)
			if regs != nil {
				s.c.advance(regs)
			}
			return s.c.match(regs)
		})
	}
	s.scanner = py.NewType(py.TypeDef{Module: "org.python.modules.sre", Name: "ScannerObject", NoNew: true, NoDict: true,
		Methods: []py.Def{step("match", true), step("search", false)},
		Attrs:   []py.Attr{attr("pattern", func(_ *thread, s *reScanner) value { return py.Obj(s.c.p) })}})
	s.lexer = py.NewType(py.TypeDef{Module: "re", Name: "Scanner",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			if len(args) < 1 || len(args) > 2 {
				t.Raisef(py.TypeErrorType, "__init__() takes at least 2 arguments (%d given)", len(args)+1)
			}
			l := &reLexer{Header: py.NewHeader(cls)}
			flags := intArg(t, at(args, 1), 0)
			iterate(t, args[0], func(rule value) {
				pair := make([]value, 2)
				t.Unpack(rule, pair)
				l.rules = append(l.rules, newPattern(t, pair[0], flags))
				l.actions = append(l.actions, pair[1])
			})
			return py.Obj(l)
		},
		Methods: []py.Def{method("scan", 1, 1, func(t *thread, l *reLexer, a []value) value { return l.scan(t, a[0]) })}})
	return s
}

// reLexer is a re.Scanner: rules tried in turn at each position.
type reLexer struct {
	py.Header
	rules   []*rePattern
	actions []value
}

func (l *reLexer) scan(t *thread, subject value) value {
	out := py.NewList()
	pos := 0
	var rest value
	for {
		found := false
		for i, p := range l.rules {
			c := newCursor(t, p, subject, py.Int(pos), value{})
			regs := c.find(true)
			rest = c.slice(pos, len(c.runes))
			if regs == nil || regs[1] == pos {
				continue
			}
			act := l.actions[i]
			if _, ok := t.TryAttr(act, "__call__"); ok {
				act = t.Call2(act, py.Obj(l), c.slice(regs[0], regs[1]))
			}
			if !act.IsNone() {
				t.Append(out, act)
			}
			rest = c.slice(regs[1], len(c.runes))
			pos, found = regs[1], true
			break
		}
		if !found {
			return tuple(py.Obj(out), rest.Or(subject))
		}
	}
}

func newPattern(t *thread, pattern value, flags int) *rePattern {
	if p, ok := pattern.Object().(*rePattern); ok {
		if flags != 0 {
			t.Raise(py.ValueErrorType, "Cannot process flags argument with a compiled pattern")
		}
		return p
	}
	if !pattern.IsText() {
		t.Raise(py.TypeErrorType, "first argument must be string or compiled pattern")
	}
	return &rePattern{py.NewHeader(reTypes().pattern), compileProgram(t, pattern.Prim(), flags), pattern}
}

func loadRE(_ *thread, m *py.Module) {
	cache := map[reKey]*rePattern{}
	compile := func(t *thread, pattern, flags value) *rePattern {
		f := intArg(t, flags, 0)
		if !pattern.IsText() {
			return newPattern(t, pattern, f)
		}
		key := reKey{pattern.Text(), isUnicode(pattern), f, t.TimeLimit}
		if p, ok := cache[key]; ok {
			return p
		}
		p := newPattern(t, pattern, f)
		if len(cache) >= 100 {
			clear(cache)
		}
		cache[key] = p
		return p
	}
	for name, f := range map[string]int{"T": flagTemplate, "TEMPLATE": flagTemplate, "I": flagIgnoreCase, "IGNORECASE": flagIgnoreCase,
		"L": flagLocale, "LOCALE": flagLocale, "M": flagMultiline, "MULTILINE": flagMultiline, "S": flagDotAll, "DOTALL": flagDotAll,
		"U": flagUnicode, "UNICODE": flagUnicode, "X": flagVerbose, "VERBOSE": flagVerbose, "DEBUG": flagDebug} {
		m.Set(name, py.Int(f))
	}
	m.Set("error", py.Obj(reError()))
	m.Set("Scanner", py.Obj(reTypes().lexer))
	m.Set("__version__", py.Str("2.2.1"))
	m.Set("__all__", list(strs("match", "search", "sub", "subn", "split", "findall", "compile", "purge", "template", "escape",
		"I", "L", "M", "S", "X", "U", "IGNORECASE", "LOCALE", "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "error", "finditer")...))
	funcs(m,
		kw("compile", 1, "pattern flags", func(t *thread, a []value) value { return py.Obj(compile(t, a[0], a[1])) }),
		kw("template", 1, "pattern flags", func(t *thread, a []value) value {
			return py.Obj(compile(t, a[0], py.Int(intArg(t, a[1], 0)|flagTemplate)))
		}),
		kw("match", 2, "pattern string flags", func(t *thread, a []value) value {
			c := newCursor(t, compile(t, a[0], a[2]), a[1], value{}, value{})
			return c.match(c.find(true))
		}),
		kw("search", 2, "pattern string flags", func(t *thread, a []value) value {
			c := newCursor(t, compile(t, a[0], a[2]), a[1], value{}, value{})
			return c.match(c.find(false))
		}),
		kw("findall", 2, "pattern string flags", func(t *thread, a []value) value {
			return compile(t, a[0], a[2]).findall(t, a[1], value{}, value{})
		}),
		kw("finditer", 2, "pattern string flags", func(t *thread, a []value) value {
			return compile(t, a[0], a[2]).finditer(t, a[1], value{}, value{})
		}),
		kw("split", 2, "pattern string maxsplit flags", func(t *thread, a []value) value {
			return compile(t, a[0], a[3]).split(t, a[1], intArg(t, a[2], 0))
		}),
		kw("sub", 3, "pattern repl string count flags", func(t *thread, a []value) value {
			v, _ := compile(t, a[0], a[4]).sub(t, a[1], a[2], intArg(t, a[3], 0))
			return v
		}),
		kw("subn", 3, "pattern repl string count flags", func(t *thread, a []value) value {
			v, n := compile(t, a[0], a[4]).sub(t, a[1], a[2], intArg(t, a[3], 0))
			return tuple(v, py.Int(n))
		}),
		kw("escape", 1, "pattern", func(t *thread, a []value) value {
			var out []rune
			for _, c := range runesOf(py.Value(textValue(t, a[0]))) {
				switch {
				case c == 0:
					out = append(out, '\\', '0', '0', '0')
					continue
				case c < 0x80 && (isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'):
				default:
					out = append(out, '\\')
				}
				out = append(out, c)
			}
			return textOf(a[0], out)
		}),
		fn("purge", 0, 0, func(*thread, []value) value { clear(cache); return py.None }),
	)
}

func textValue(t *thread, v value) value {
	if !v.IsText() {
		t.Raisef(py.TypeErrorType, "'%s' object is not iterable", v.Type().Name)
	}
	return v.Prim()
}
