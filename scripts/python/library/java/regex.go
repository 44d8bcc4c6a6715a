package java

// java.util.regex: patterns run on regexp2, whose backtracking matches as Java's does.
// Categories are ASCII and possessive quantifiers become atomic groups.

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/dlclark/regexp2/v2"

	py "dryfire/scripts/python/object"
)

// The flags of Pattern.
const (
	regexUnixLines  = 1
	regexIgnoreCase = 2
	regexComments   = 4
	regexMultiline  = 8
	regexLiteral    = 16
	regexDotAll     = 32
)

type regex struct {
	text  string
	flags int
	find  *regexp2.Regexp
	full  *regexp2.Regexp // the same, of a whole text
}

var (
	regexFailure = throwable("java.util.regex.PatternSyntaxException", illegalArg)
	matcherClass = declare("java.util.regex.Matcher", makeMatcher)
	patternClass func() *py.Type
)

func init() { patternClass = declare("java.util.regex.Pattern", makePattern) }

type regexKey struct {
	text  string
	flags int
	limit time.Duration
}

// regexes are the compiled patterns of the process.
var regexes = struct {
	sync.Mutex
	m map[regexKey]*regex
}{m: map[regexKey]*regex{}}

func (r *regex) javaString(*thread) string { return r.text }

func compileRegex(t *thread, text string, flags int) *regex {
	key := regexKey{text, flags, t.TimeLimit}
	regexes.Lock()
	r := regexes.m[key]
	regexes.Unlock()
	if r != nil {
		return r
	}
	t.Alloc(64 * len(text))
	body := text
	if flags&regexLiteral != 0 {
		body = regexp2.Escape(text)
	} else {
		body = translateRegex(text)
	}
	opts := regexp2.None
	if flags&regexIgnoreCase != 0 {
		opts |= regexp2.IgnoreCase
	}
	if flags&regexMultiline != 0 {
		opts |= regexp2.Multiline
	}
	if flags&regexDotAll != 0 {
		opts |= regexp2.Singleline
	}
	if flags&regexComments != 0 {
		opts |= regexp2.IgnorePatternWhitespace
	}
	find, err := regexp2.Compile(body, opts, regexp2.OptionMaxBacktrackingStackSize(1<<22))
	if err == nil {
		var full *regexp2.Regexp
		full, err = regexp2.Compile(`\A(?:`+body+`)\z`, opts, regexp2.OptionMaxBacktrackingStackSize(1<<22))
		r = &regex{text, flags, find, full}
	}
	if err != nil {
		msg := regexMessage(err.Error())
		at := max(len([]rune(text))-1, 0)
		switch msg {
		case "Unclosed group":
			at++
		case "Dangling meta character":
			if at = strings.IndexAny(text, "*+?"); at >= 0 {
				msg += " '" + text[at:at+1] + "'"
			}
			at = max(at, 0)
		}
		msg += " near index " + itoa(at) + "\n" + text
		if at < len([]rune(text)) {
			msg += "\n" + strings.Repeat(" ", at) + "^"
		}
		t.ThrowJava(regexFailure(), msg, nil)
	}
	r.find.MatchTimeout, r.full.MatchTimeout = t.TimeLimit, t.TimeLimit
	regexes.Lock()
	if len(regexes.m) > 2000 {
		clear(regexes.m)
	}
	regexes.m[key] = r
	regexes.Unlock()
	return r
}

// regexMessage words the engine's errors as Java's.
func regexMessage(s string) string {
	switch {
	case strings.Contains(s, "missing closing )"), strings.Contains(s, "not enough )"):
		return "Unclosed group"
	case strings.Contains(s, "unterminated [] set"), strings.Contains(s, "unterminated ["):
		return "Unclosed character class"
	case strings.Contains(s, "nothing"):
		return "Dangling meta character"
	case strings.Contains(s, "unexpected )"), strings.Contains(s, "too many )"):
		return "Unmatched closing ')'"
	case strings.Contains(s, "illegal \\ at end"):
		return "Unexpected internal error"
	}
	return "Illegal pattern"
}

// regexClasses are the escapes that mean something else to the engine.
var regexClasses = map[byte]string{'d': "0-9", 'w': "a-zA-Z0-9_", 's': ` \t\n\x0B\f\r`, 'h': ` \t\xA0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000`, 'v': `\n\x0B\f\r\x85\u2028\u2029`}

var regexPosix = map[string]string{"Lower": "a-z", "Upper": "A-Z", "Alpha": "a-zA-Z", "Digit": "0-9", "Alnum": "a-zA-Z0-9", "Punct": `!-/:-@\[-` + "`" + `{-~`,
	"Graph": "!-~", "Print": " -~", "Blank": ` \t`, "Cntrl": `\x00-\x1F\x7F`, "XDigit": "0-9a-fA-F", "Space": ` \t\n\x0B\f\r`, "ASCII": `\x00-\x7F`,
	"IsAlphabetic": `\p{L}`, "IsDigit": `\p{Nd}`, "IsLetter": `\p{L}`, "javaLowerCase": `\p{Ll}`, "javaUpperCase": `\p{Lu}`}

// translateRegex writes a pattern of Java's as one of regexp2's.
func translateRegex(p string) string {
	var b strings.Builder
	inClass := 0
	var starts []int // where the last complete items of the open groups begin
	last := -1
	for i := 0; i < len(p); i++ {
		c := p[i]
		at := b.Len()
		switch {
		case c == '\\' && i+1 < len(p):
			i++
			e := p[i]
			switch {
			case e == 'Q':
				end := strings.Index(p[i+1:], `\E`)
				quoted := p[i+1:]
				if end >= 0 {
					quoted = p[i+1 : i+1+end]
					i += end + 2
				} else {
					i = len(p)
				}
				for _, r := range quoted {
					at = b.Len()
					b.WriteString(regexp2.Escape(string(r)))
				}
			case regexClasses[e] != "":
				if inClass > 0 {
					b.WriteString(regexClasses[e])
				} else {
					b.WriteString("[" + regexClasses[e] + "]")
				}
			case strings.IndexByte("DWSHV", e) >= 0 && inClass == 0:
				b.WriteString("[^" + regexClasses[e+'a'-'A'] + "]")
			case e == 'R' && inClass == 0:
				b.WriteString(`(?:\r\n|[\n\x0B\f\r\x85\u2028\u2029])`)
			case e == 'p' || e == 'P':
				name, end := "", i
				if i+1 < len(p) && p[i+1] == '{' {
					if j := strings.IndexByte(p[i:], '}'); j > 0 {
						name, end = p[i+2:i+j], i+j
					}
				}
				if set, ok := regexPosix[name]; ok {
					i = end
					switch {
					case inClass > 0:
						b.WriteString(set)
					case e == 'P':
						b.WriteString("[^" + set + "]")
					default:
						b.WriteString("[" + set + "]")
					}
				} else {
					b.WriteByte('\\')
					b.WriteByte(e)
				}
			case e == 'x' && i+1 < len(p) && p[i+1] == '{':
				if j := strings.IndexByte(p[i:], '}'); j > 0 {
					fmt.Fprintf(&b, `\u%04s`, p[i+2:i+j])
					i += j
				}
			default:
				b.WriteByte('\\')
				b.WriteByte(e)
			}
			if inClass == 0 {
				last = at
			}
		case inClass > 0:
			switch c {
			case '[':
				// A class inside a class adds to it.
				if i+1 < len(p) && p[i+1] == ':' {
					b.WriteString(`\[`)
				} else {
					inClass++
				}
			case ']':
				inClass--
				if inClass == 0 {
					b.WriteByte(']')
				}
			default:
				b.WriteByte(c)
			}
		case c == '[':
			inClass = 1
			b.WriteByte(c)
			last = at
			if i+1 < len(p) && p[i+1] == '^' {
				i++
				b.WriteByte('^')
			}
			if i+1 < len(p) && p[i+1] == ']' {
				i++
				b.WriteString(`\]`)
			}
		case c == '(':
			starts = append(starts, at)
			b.WriteByte(c)
		case c == ')':
			if n := len(starts); n > 0 {
				last = starts[n-1]
				starts = starts[:n-1]
			}
			b.WriteByte(c)
		case strings.IndexByte("*+?", c) >= 0 || c == '{':
			if c == '{' {
				j := strings.IndexByte(p[i:], '}')
				if j < 0 {
					b.WriteByte(c)
					continue
				}
				b.WriteString(p[i : i+j])
				i += j
				c = '}'
			}
			b.WriteByte(c)
			if i+1 < len(p) && p[i+1] == '+' && last >= 0 {
				i++
				item := b.String()
				b.Reset()
				b.WriteString(item[:last] + "(?>" + item[last:] + ")")
			}
		default:
			b.WriteByte(c)
			last = at
		}
	}
	return b.String()
}

func (r *regex) run(t *thread, re *regexp2.Regexp, s []rune, at int) *regexp2.Match {
	t.Step(1 + len(s)/32)
	m, err := re.FindRunesMatchStartingAt(s, at)
	if err != nil {
		if errors.Is(err, regexp2.ErrBacktrackingStackLimit) {
			t.ThrowJava(packages["java.lang"]["StackOverflowError"](), "", nil)
		}
		t.TimeOut("matching " + t.Repr(py.Unicode(r.text)) + ", a pattern that backtracks too much")
	}
	return m
}

// whole returns the match of a whole text, or nil.
func (r *regex) whole(t *thread, s []rune) *regexp2.Match { return r.run(t, r.full, s, 0) }

// each calls f for the matches one after the other until it returns false.
func (r *regex) each(t *thread, s []rune, f func(m *regexp2.Match) bool) {
	for at := 0; at <= len(s); {
		m := r.run(t, r.find, s, at)
		if m == nil || !f(m) {
			return
		}
		at = m.RuneIndex + m.RuneLength
		if m.RuneLength == 0 {
			at++
		}
	}
}

// expand writes a replacement text, in which $n and ${name} stand for groups.
func expand(t *thread, m *regexp2.Match, repl string) string {
	b := t.NewBuffer()
	for i := 0; i < len(repl); i++ {
		switch c := repl[i]; c {
		case '\\':
			i++
			if i == len(repl) {
				t.ThrowJava(illegalArg(), "character to be escaped is missing", nil)
			}
			b.WriteByte(repl[i])
		case '$':
			i++
			if i == len(repl) {
				t.ThrowJava(illegalArg(), "Illegal group reference: group index is missing", nil)
			}
			var g *regexp2.Group
			if repl[i] == '{' {
				j := strings.IndexByte(repl[i:], '}')
				if j < 0 {
					t.ThrowJava(illegalArg(), "named capturing group is missing trailing '}'", nil)
				}
				name := repl[i+1 : i+j]
				if g = m.GroupByName(name); g == nil {
					t.ThrowJava(illegalArg(), "No group with name {"+name+"}", nil)
				}
				i += j
			} else {
				if repl[i] < '0' || repl[i] > '9' {
					t.ThrowJava(illegalArg(), "Illegal group reference", nil)
				}
				n := int(repl[i] - '0')
				if n >= m.GroupCount() {
					t.ThrowJava(outOfBounds(), "No group "+itoa(n), nil)
				}
				for i+1 < len(repl) && repl[i+1] >= '0' && repl[i+1] <= '9' && n*10+int(repl[i+1]-'0') < m.GroupCount() {
					i++
					n = n*10 + int(repl[i]-'0')
				}
				g = m.GroupByNumber(n)
			}
			if g != nil && len(g.Captures) > 0 {
				b.WriteString(g.String())
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// replace replaces the first n matches, all if n is negative.
func (r *regex) replace(t *thread, s, repl string, n int) string {
	t.Room(4 * len(s))
	rs := []rune(s)
	b := t.NewBuffer()
	end := 0
	r.each(t, rs, func(m *regexp2.Match) bool {
		b.WriteString(string(rs[end:m.RuneIndex]))
		b.WriteString(expand(t, m, repl))
		end = m.RuneIndex + m.RuneLength
		n--
		return n != 0
	})
	b.WriteString(string(rs[end:]))
	return b.String()
}

// split is String.split: a positive limit bounds the number of parts, zero drops empty parts at the end.
func (r *regex) split(t *thread, s string, limit int) []string {
	rs := []rune(s)
	var out []string
	end := 0
	r.each(t, rs, func(m *regexp2.Match) bool {
		if limit > 0 && len(out) == limit-1 {
			return false
		}
		if m.RuneIndex+m.RuneLength == 0 || m.RuneLength == 0 && m.RuneIndex >= len(rs) {
			return true
		}
		if m.RuneIndex == 0 && m.RuneLength == 0 {
			return true
		}
		t.Alloc(64 + m.RuneIndex - end)
		out = append(out, string(rs[end:m.RuneIndex]))
		end = m.RuneIndex + m.RuneLength
		return true
	})
	if end == 0 && len(out) == 0 {
		return []string{s}
	}
	out = append(out, string(rs[end:]))
	if limit == 0 {
		for len(out) > 0 && out[len(out)-1] == "" {
			out = out[:len(out)-1]
		}
	}
	return out
}

func makePattern() *py.Type {
	self := func(v value) *regex { return must[*regex](v) }
	return newClass(classDef{name: "java.util.regex.Pattern",
		methods: []py.Def{
			def("matcher", 1, 1, func(t *thread, v value, a []value) value {
				return newObject(matcherClass(), &matcher{r: self(v), pattern: v, s: []rune(text(t, a[0]))})
			}),
			def("pattern", 0, 0, func(_ *thread, v value, _ []value) value { return py.Unicode(self(v).text) }),
			def("flags", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(self(v).flags) }),
			def("split", 1, 2, func(t *thread, v value, a []value) value {
				limit := 0
				if len(a) > 1 {
					limit = integer(t, "split", 1, a[1])
				}
				return stringArray(self(v).split(t, text(t, a[0]), limit))
			}),
		},
		static: []py.Def{
			def("compile", 1, 2, func(t *thread, _ value, a []value) value {
				flags := 0
				if len(a) > 1 {
					flags = integer(t, "compile", 1, a[1])
				}
				return newObject(patternClass(), compileRegex(t, str(t, "compile", 0, a[0]), flags))
			}),
			def("matches", 2, 2, func(t *thread, _ value, a []value) value {
				return py.Bool(compileRegex(t, str(t, "matches", 0, a[0]), 0).whole(t, []rune(text(t, a[1]))) != nil)
			}),
			def("quote", 1, 1, func(t *thread, _ value, a []value) value {
				return py.Unicode(`\Q` + strings.ReplaceAll(str(t, "quote", 0, a[0]), `\E`, `\E\\E\Q`) + `\E`)
			}),
		},
		consts: map[string]value{"UNIX_LINES": py.Int(regexUnixLines), "CASE_INSENSITIVE": py.Int(regexIgnoreCase), "COMMENTS": py.Int(regexComments),
			"MULTILINE": py.Int(regexMultiline), "LITERAL": py.Int(regexLiteral), "DOTALL": py.Int(regexDotAll), "UNICODE_CASE": py.Int(64),
			"CANON_EQ": py.Int(128), "UNICODE_CHARACTER_CLASS": py.Int(256)}})
}

// matcher is a Matcher; m is the last match.
type matcher struct {
	r       *regex
	pattern value
	s       []rune
	m       *regexp2.Match
	at      int
	done    int // up to where appendReplacement has copied
}

func (m *matcher) javaString(*thread) string {
	last := ""
	if m.m != nil {
		last = m.m.String()
	}
	return fmt.Sprintf("java.util.regex.Matcher[pattern=%s region=0,%d lastmatch=%s]", m.r.text, len(m.s), last)
}

func makeMatcher() *py.Type {
	self := func(v value) *matcher { return must[*matcher](v) }
	group := func(t *thread, m *matcher, name string, a []value) *regexp2.Group {
		if m.m == nil {
			t.ThrowJava(illegalState(), "No match found", nil)
		}
		if len(a) == 0 {
			return &m.m.Group
		}
		if k := in(a[0]); k.IsText() {
			g := m.m.GroupByName(k.Text())
			if g == nil {
				t.ThrowJava(illegalArg(), "No group with name <"+k.Text()+">", nil)
			}
			return g
		}
		n := integer(t, name, 0, a[0])
		if n < 0 || n >= m.m.GroupCount() {
			t.ThrowJava(outOfBounds(), "No group "+itoa(n), nil)
		}
		return m.m.GroupByNumber(n)
	}
	place := func(name string, end bool) py.Def {
		return def(name, 0, 1, func(t *thread, v value, a []value) value {
			g := group(t, self(v), name, a)
			if len(g.Captures) == 0 {
				return py.Int(-1)
			}
			if end {
				return py.Int(g.RuneIndex + g.RuneLength)
			}
			return py.Int(g.RuneIndex)
		})
	}
	replace := func(name string, n int) py.Def {
		return def(name, 1, 1, func(t *thread, v value, a []value) value {
			return py.Unicode(self(v).r.replace(t, string(self(v).s), str(t, name, 0, a[0]), n))
		})
	}
	found := func(m *matcher, x *regexp2.Match) value {
		m.m = x
		if x == nil {
			m.at = len(m.s) + 1
			return py.False
		}
		m.at = x.RuneIndex + x.RuneLength
		if x.RuneLength == 0 {
			m.at++
		}
		return py.True
	}
	return newClass(classDef{name: "java.util.regex.Matcher", methods: []py.Def{
		def("find", 0, 1, func(t *thread, v value, a []value) value {
			m := self(v)
			if len(a) == 1 {
				m.at = integer(t, "find", 0, a[0])
				if m.at < 0 || m.at > len(m.s) {
					t.ThrowJava(outOfBounds(), "Illegal start index", nil)
				}
			}
			if m.at > len(m.s) {
				m.m = nil
				return py.False
			}
			return found(m, m.r.run(t, m.r.find, m.s, m.at))
		}),
		def("matches", 0, 0, func(t *thread, v value, _ []value) value { m := self(v); return found(m, m.r.whole(t, m.s)) }),
		def("lookingAt", 0, 0, func(t *thread, v value, _ []value) value {
			m := self(v)
			x := m.r.run(t, m.r.find, m.s, 0)
			if x != nil && x.RuneIndex != 0 {
				x = nil
			}
			return found(m, x)
		}),
		def("group", 0, 1, func(t *thread, v value, a []value) value {
			g := group(t, self(v), "group", a)
			if len(g.Captures) == 0 {
				return py.None
			}
			return py.Unicode(g.String())
		}),
		def("groupCount", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).r.find.GetGroupNumbers()) - 1) }),
		place("start", false), place("end", true), replace("replaceAll", -1), replace("replaceFirst", 1),
		def("hitEnd", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(self(v).at >= len(self(v).s)) }),
		def("pattern", 0, 0, func(_ *thread, v value, _ []value) value { return self(v).pattern }),
		def("reset", 0, 1, func(t *thread, v value, a []value) value {
			m := self(v)
			m.m, m.at, m.done = nil, 0, 0
			if len(a) == 1 {
				m.s = []rune(text(t, a[0]))
			}
			return v
		}),
		def("appendReplacement", 2, 2, func(t *thread, v value, a []value) value {
			m := self(v)
			if m.m == nil {
				t.ThrowJava(illegalState(), "No match available", nil)
			}
			b := argOf[*builder](t, "appendReplacement", 0, a[0], "java.lang.StringBuffer")
			b.b = append(append(b.b, m.s[m.done:m.m.RuneIndex]...), []rune(expand(t, m.m, str(t, "appendReplacement", 1, a[1])))...)
			m.done = m.m.RuneIndex + m.m.RuneLength
			return v
		}),
		def("appendTail", 1, 1, func(t *thread, v value, a []value) value {
			b := argOf[*builder](t, "appendTail", 0, a[0], "java.lang.StringBuffer")
			b.b = append(b.b, self(v).s[self(v).done:]...)
			return a[0]
		}),
	}})
}
