package object

// The methods of str, unicode and bytearray. The algorithms work on Go strings:
// a str is bytes; a unicode that is ASCII is treated as bytes too, others as code points.

import (
	"encoding/base64"
	"encoding/hex"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// txt is one receiver or argument of a text method.
type txt struct {
	s   string
	uni bool
}

func (x txt) value(s string) Value {
	if x.uni {
		return Unicode(s)
	}
	return Str(s)
}

func (x txt) length() int {
	if x.uni {
		return runeLen(x.s)
	}
	return len(x.s)
}

// offset converts a character index to a byte offset.
func (x txt) offset(i int) int {
	if !x.uni || isASCII(x.s) {
		return min(i, len(x.s))
	}
	at := 0
	for ; i > 0 && at < len(x.s); i-- {
		_, n := decodeRune(x.s[at:])
		at += n
	}
	return at
}

// chars converts a byte offset to a character index.
func (x txt) chars(at int) int {
	if !x.uni {
		return at
	}
	return runeLen(x.s[:at])
}

func self(v Value) txt {
	p := v.Prim()
	return txt{p.Text(), p.isUnicode()}
}

// pair makes receiver and argument the same type: unicode if one is.
func (t *Thread) pair(x txt, v Value) (txt, string, bool) {
	p := v.Prim()
	switch b := p.ref.(type) {
	case *strData:
		if x.uni {
			return x, t.decodeASCII(p), true
		}
		return x, p.Text(), true
	case *uniData:
		if !x.uni {
			return txt{t.decodeASCII(Str(x.s)), true}, p.Text(), true
		}
		return x, p.Text(), true
	case *ByteArray:
		return x, string(b.B), true
	}
	return x, "", false
}

func (t *Thread) needText(x txt, v Value) (txt, string) {
	y, s, ok := t.pair(x, v)
	if !ok {
		if x.uni {
			t.Raisef(TypeErrorType, "coercing to Unicode: need string or buffer, %s found", v.Type().shown())
		}
		t.Raise(TypeErrorType, "expected str, bytearray or other buffer compatible object")
	}
	return y, s
}

func (t *Thread) raiseTextArg(x txt, name string) {
	if x.uni {
		t.Raise(TypeErrorType, name+" arg must be None, unicode or str")
	}
	t.Raise(TypeErrorType, name+" arg must be None, str or buffer compatible object")
}

func spaces(x txt) func(rune) bool {
	if x.uni {
		return isSpace
	}
	return func(c rune) bool { return c == ' ' || c >= 9 && c <= 13 }
}

// fields lists the runs of characters that are no white space.
func (t *Thread) fields(x txt, limit int, fromRight bool) Value {
	sp := spaces(x)
	isSp := func(i int) (bool, int) {
		if !x.uni || x.s[i] < 0x80 {
			return sp(rune(x.s[i])), 1
		}
		c, n := decodeRune(x.s[i:])
		return sp(c), n
	}
	out := t.newParts(x)
	s := x.s
	if !fromRight {
		i := 0
		for i < len(s) {
			b, n := isSp(i)
			if b {
				i += n
				continue
			}
			if limit >= 0 && out.len() == limit {
				out.add(s[i:])
				return out.list()
			}
			j := i
			for j < len(s) {
				b, n := isSp(j)
				if b {
					break
				}
				j += n
			}
			out.add(s[i:j])
			i = j
		}
		return out.list()
	}
	for {
		s = x.strip(s, false, true)
		if s == "" {
			break
		}
		if limit >= 0 && out.len() == limit {
			out.add(s)
			break
		}
		j := len(s)
		for j > 0 {
			k := j - 1
			for x.uni && k > 0 && s[k]&0xc0 == 0x80 {
				k--
			}
			c := rune(s[k])
			if x.uni {
				c, _ = decodeRune(s[k:])
			}
			if sp(c) {
				break
			}
			j = k
		}
		out.add(s[j:])
		s = s[:j]
	}
	return out.reversed()
}

// strip removes white space from the front and the end.
func (x txt) strip(s string, left, right bool) string {
	sp := spaces(x)
	if !x.uni {
		i, j := 0, len(s)
		for left && i < j && sp(rune(s[i])) {
			i++
		}
		for right && j > i && sp(rune(s[j-1])) {
			j--
		}
		return s[i:j]
	}
	if left {
		s = strings.TrimLeftFunc(s, sp)
	}
	if right {
		s = strings.TrimRightFunc(s, sp)
	}
	return s
}

func (x txt) stripChars(s, chars string, left, right bool) string {
	if !x.uni {
		i, j := 0, len(s)
		for left && i < j && strings.IndexByte(chars, s[i]) >= 0 {
			i++
		}
		for right && j > i && strings.IndexByte(chars, s[j-1]) >= 0 {
			j--
		}
		return s[i:j]
	}
	in := func(c rune) bool { return strings.ContainsRune(chars, c) }
	if left {
		s = strings.TrimLeftFunc(s, in)
	}
	if right {
		s = strings.TrimRightFunc(s, in)
	}
	return s
}

// parts collects parts of a text in a list, which is charged as it grows.
type parts struct {
	t *Thread
	x txt
	l List
}

func (t *Thread) newParts(x txt) *parts {
	return &parts{t, x, List{Header: Header{cls: ListType}}}
}

func (p *parts) add(s string) { p.t.Append(&p.l, p.x.value(s)) }

func (p *parts) len() int { return len(p.l.Items) }

func (p *parts) list() Value { return Obj(&p.l) }

// reversed is the list of parts that were collected from the end.
func (p *parts) reversed() Value {
	slices.Reverse(p.l.Items)
	return p.list()
}

func (t *Thread) splitText(x txt, s, sep string, limit int) Value {
	out := t.newParts(x)
	for limit < 0 || out.len() < limit {
		head, tail, found := strings.Cut(s, sep)
		if !found {
			break
		}
		out.add(head)
		s = tail
	}
	out.add(s)
	return out.list()
}

func (t *Thread) rsplitText(x txt, s, sep string, limit int) Value {
	out := t.newParts(x)
	for limit < 0 || out.len() < limit {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		out.add(s[i+len(sep):])
		s = s[:i]
	}
	out.add(s)
	return out.reversed()
}

// isCased and the like classify characters of str (ASCII only) and unicode.
func upperRune(c rune, uni bool) bool {
	if uni && c >= 0x80 {
		return unicode.IsUpper(c)
	}
	return c >= 'A' && c <= 'Z'
}

func lowerRune(c rune, uni bool) bool {
	if uni && c >= 0x80 {
		return unicode.IsLower(c)
	}
	return c >= 'a' && c <= 'z'
}

func toUpper(c rune, uni bool) rune {
	if lowerRune(c, uni) || uni && c >= 0x80 {
		if c < 0x80 {
			return c - 32
		}
		return unicode.ToUpper(c)
	}
	return c
}

func toLower(c rune, uni bool) rune {
	if upperRune(c, uni) || uni && c >= 0x80 {
		if c < 0x80 {
			return c + 32
		}
		return unicode.ToLower(c)
	}
	return c
}

// runes yields the characters with their numbers.
func (x txt) runes() iter.Seq2[int, rune] {
	return func(yield func(int, rune) bool) {
		for i, at := 0, 0; at < len(x.s); i++ {
			c, n := rune(x.s[at]), 1
			if x.uni {
				c, n = decodeRune(x.s[at:])
			}
			if !yield(i, c) {
				return
			}
			at += n
		}
	}
}

// put adds a character of the text to a buffer.
func (x txt) put(b *Buffer, c rune) {
	if x.uni {
		b.WriteRune(c)
	} else {
		b.WriteByte(byte(c))
	}
}

func (x txt) mapRunes(t *Thread, f func(i int, prev, c rune) rune) Value {
	b := t.NewBuffer()
	b.Grow(len(x.s))
	var prev rune
	for i, c := range x.runes() {
		x.put(b, f(i, prev, c))
		prev = c
	}
	return x.value(b.String())
}

func (x txt) all(f func(c rune) bool) Value {
	for _, c := range x.runes() {
		if !f(c) {
			return False
		}
	}
	return Bool(x.s != "")
}

func decimalDigit(c rune) int {
	if c >= '0' && c <= '9' {
		return int(c - '0')
	}
	if c < 0x80 || !unicode.Is(unicode.Nd, c) {
		return -1
	}
	z := c
	for unicode.Is(unicode.Nd, z-1) && c-z < 9 {
		z--
	}
	return int(c - z)
}

func (t *Thread) justify(x txt, a []Value, mode byte) Value {
	w := t.intArg(a[0])
	fill := " "
	if len(a) > 1 {
		y, s, ok := txt{}, a[1].Text(), a[1].IsText()
		if ok && a[1].Prim().isStr() {
			y, s, ok = t.pair(x, a[1])
		}
		if a[1].Prim().isStr() {
			x = y
		}
		n := runeLen(s)
		if !ok || n != 1 {
			if !a[1].Prim().IsText() {
				t.Raise(TypeErrorType, "expected a str")
			}
			name := map[byte]string{'<': "ljust", '>': "rjust", '^': "center"}[mode]
			t.Raisef(TypeErrorType, "%s() argument 2 must be char, not %s", name, a[1].Type().shown())
		}
		fill = s
	}
	n := w - x.length()
	if n <= 0 {
		return x.value(x.s)
	}
	t.Alloc(w)
	left := 0
	switch mode {
	case '>':
		left = n
	case '^':
		left = n / 2
		if n%2 != 0 && w%2 != 0 {
			left++
		}
	}
	return x.value(strings.Repeat(fill, left) + x.s + strings.Repeat(fill, n-left))
}

// findText is find and its family; args are sub, start, end.
func (t *Thread) findText(v Value, a []Value, last bool) (int, txt, string) {
	x, sub := t.needText(self(v), a[0])
	lo, hi := t.indexRange(a[1:], x.length(), (*Thread).boundIndex)
	if lo > hi || lo > x.length() {
		return -1, x, sub
	}
	bl, bh := x.offset(lo), x.offset(hi)
	var i int
	if last {
		i = strings.LastIndex(x.s[bl:bh], sub)
	} else {
		i = strings.Index(x.s[bl:bh], sub)
	}
	if i < 0 {
		return -1, x, sub
	}
	return x.chars(bl + i), x, sub
}

func (t *Thread) affix(v Value, a []Value, suffix bool, name string) Value {
	x := self(v)
	lo, hi := t.indexRange(a[1:], x.length(), (*Thread).boundIndex)
	test := func(p Value) bool {
		y, s, ok := t.pair(x, p)
		if !ok {
			t.needText(x, p)
		}
		part := ""
		if lo < hi {
			part = y.s[y.offset(lo):y.offset(hi)]
		} else if lo > hi && lo <= y.length() {
			return false
		}
		if suffix {
			return strings.HasSuffix(part, s)
		}
		return strings.HasPrefix(part, s)
	}
	if tu, ok := a[0].ref.(*Tuple); ok {
		for _, p := range tu.Items {
			if test(p) {
				return True
			}
		}
		return False
	}
	return Bool(test(a[0]))
}

func (t *Thread) join(x txt, v Value) Value {
	if !t.isIterable(v) && !t.isIterator(v) {
		t.Raise(TypeErrorType, "") // Jython says no more
	}
	items := t.Items(v)
	uni := x.uni
	size := 0
	for i, it := range items {
		p := it.Prim()
		switch p.ref.(type) {
		case *strData:
		case *uniData:
			uni = true
		default:
			want := "string"
			if uni {
				want = "string or Unicode"
			}
			t.Raisef(TypeErrorType, "sequence item %d: expected %s, %s found", i, want, it.Type().shown())
		}
		size += int(p.num) + len(x.s)
	}
	t.Alloc(size)
	var b strings.Builder
	b.Grow(size)
	sep := x.s
	if uni && !x.uni && len(items) > 1 {
		sep = t.decodeASCII(Str(sep))
	}
	for i, it := range items {
		if i > 0 {
			b.WriteString(sep)
		}
		p := it.Prim()
		if ba, ok := p.ref.(*ByteArray); ok {
			b.Write(ba.B)
		} else if uni && p.isStr() {
			b.WriteString(t.decodeASCII(p))
		} else {
			b.WriteString(p.Text())
		}
	}
	return txt{uni: uni}.value(b.String())
}

func textMethods() []Def {
	mapped := func(f func(x txt, i int, prev, c rune) rune) NativeFunc {
		return func(t *Thread, v Value, _ []Value) Value {
			x := self(v)
			return x.mapRunes(t, func(i int, prev, c rune) rune { return f(x, i, prev, c) })
		}
	}
	every := func(f func(uni bool, c rune) bool) NativeFunc {
		return func(_ *Thread, v Value, _ []Value) Value {
			x := self(v)
			return x.all(func(c rune) bool { return f(x.uni, c) })
		}
	}
	cased := func(want func(rune, bool) bool, not func(rune, bool) bool) NativeFunc {
		return func(_ *Thread, v Value, _ []Value) Value {
			x := self(v)
			some := false
			for _, c := range x.runes() {
				if not(c, x.uni) {
					return False
				}
				some = some || want(c, x.uni)
			}
			return Bool(some)
		}
	}
	stripNames := map[[2]bool]string{{true, true}: "strip", {true, false}: "lstrip", {false, true}: "rstrip"}
	strip := func(left, right bool) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value {
			x := self(v)
			if len(a) == 0 || a[0].IsNone() {
				return x.value(x.strip(x.s, left, right))
			}
			y, chars, ok := t.pair(x, a[0])
			if !ok {
				t.raiseTextArg(x, stripNames[[2]bool{left, right}])
			}
			return y.value(y.stripChars(y.s, chars, left, right))
		}
	}
	split := func(right bool) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value {
			x := self(v)
			limit := -1
			if !a[1].IsAbsent() {
				limit = t.intArg(a[1])
			}
			t.Alloc(len(x.s))
			if a[0].IsAbsent() || a[0].IsNone() {
				return t.fields(x, limit, right)
			}
			y, sep, ok := t.pair(x, a[0])
			if !ok && x.uni {
				t.needText(x, a[0])
			}
			if !ok {
				t.raiseTextArg(x, map[bool]string{false: "split", true: "rsplit"}[right])
			}
			if sep == "" {
				t.Raise(ValueErrorType, "empty separator")
			}
			if right {
				return t.rsplitText(y, y.s, sep, limit)
			}
			return t.splitText(y, y.s, sep, limit)
		}
	}
	part := func(last bool) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value {
			orig := self(v)
			x, sep := t.needText(orig, a[0])
			if sep == "" {
				t.Raise(ValueErrorType, "empty separator")
			}
			i := strings.Index(x.s, sep)
			if last {
				i = strings.LastIndex(x.s, sep)
			}
			if i < 0 {
				if last {
					return Obj(NewTuple(x.value(""), x.value(""), orig.value(orig.s)))
				}
				return Obj(NewTuple(orig.value(orig.s), x.value(""), x.value("")))
			}
			return Obj(NewTuple(x.value(x.s[:i]), x.value(sep), x.value(x.s[i+len(sep):])))
		}
	}
	find := func(last, must bool) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value {
			i, _, _ := t.findText(v, a, last)
			if i < 0 && must {
				t.Raise(ValueErrorType, "substring not found")
			}
			return Int(i)
		}
	}
	just := func(mode byte) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value { return t.justify(self(v), a, mode) }
	}
	codec := func(decode bool) NativeFunc {
		return func(t *Thread, v Value, a []Value) Value {
			enc, errs := "ascii", "strict"
			if !a[0].IsAbsent() {
				enc = a[0].Text()
			}
			if !a[1].IsAbsent() {
				errs = a[1].Text()
			}
			return t.recode(v.Prim(), enc, errs, decode)
		}
	}
	return []Def{
		{Name: "capitalize", Fn: mapped(func(x txt, i int, _, c rune) rune {
			if i == 0 {
				return toUpper(c, x.uni)
			}
			return toLower(c, x.uni)
		})},
		{Name: "lower", Fn: func(t *Thread, v Value, _ []Value) Value {
			x := self(v)
			r := x.mapRunes(t, func(_ int, _, c rune) rune {
				if c == 0x130 && x.uni {
					return c
				}
				return toLower(c, x.uni)
			})
			if x.uni && strings.Contains(x.s, "\u0130") {
				return Unicode(strings.ReplaceAll(r.Text(), "\u0130", "i\u0307"))
			}
			return r
		}},
		{Name: "upper", Fn: func(t *Thread, v Value, _ []Value) Value {
			x := self(v)
			if x.uni {
				t.Alloc(len(x.s))
				x.s = strings.ReplaceAll(x.s, "ß", "SS")
			}
			return x.mapRunes(t, func(_ int, _, c rune) rune { return toUpper(c, x.uni) })
		}},
		{Name: "swapcase", Fn: mapped(func(x txt, _ int, _, c rune) rune {
			if upperRune(c, x.uni) {
				return toLower(c, x.uni)
			}
			return toUpper(c, x.uni)
		})},
		{Name: "title", Fn: mapped(func(x txt, i int, prev, c rune) rune {
			if i > 0 && (upperRune(prev, x.uni) || lowerRune(prev, x.uni)) {
				return toLower(c, x.uni)
			}
			if x.uni {
				return unicode.ToTitle(c)
			}
			return toUpper(c, x.uni)
		})},
		{Name: "istitle", Fn: func(_ *Thread, v Value, _ []Value) Value {
			x := self(v)
			some, prev := false, false
			for _, c := range x.runes() {
				switch {
				case upperRune(c, x.uni):
					if prev {
						return False
					}
					some, prev = true, true
				case lowerRune(c, x.uni):
					if !prev {
						return False
					}
					some = true
				default:
					prev = false
				}
			}
			return Bool(some)
		}},
		{Name: "isupper", Fn: cased(upperRune, lowerRune)},
		{Name: "islower", Fn: cased(lowerRune, upperRune)},
		{Name: "isalpha", Fn: every(func(uni bool, c rune) bool {
			return upperRune(c, false) || lowerRune(c, false) || uni && c >= 0x80 && unicode.IsLetter(c)
		})},
		{Name: "isdigit", Fn: every(func(uni bool, c rune) bool { return c >= '0' && c <= '9' || uni && c >= 0x80 && unicode.IsDigit(c) })},
		{Name: "isdecimal", Fn: every(func(uni bool, c rune) bool { return c >= '0' && c <= '9' || uni && decimalDigit(c) >= 0 })},
		{Name: "isnumeric", Fn: every(func(uni bool, c rune) bool { return c >= '0' && c <= '9' || uni && c >= 0x80 && unicode.IsNumber(c) })},
		{Name: "isalnum", Fn: every(func(uni bool, c rune) bool {
			return upperRune(c, false) || lowerRune(c, false) || c >= '0' && c <= '9' || uni && c >= 0x80 && (unicode.IsLetter(c) || unicode.IsDigit(c))
		})},
		{Name: "isspace", Fn: func(_ *Thread, v Value, _ []Value) Value { x := self(v); return x.all(spaces(x)) }},
		{Name: "isunicode", Fn: func(_ *Thread, v Value, _ []Value) Value { return Bool(self(v).uni) }},
		{Name: "strip", Min: 0, Max: 1, Fn: strip(true, true)},
		{Name: "lstrip", Min: 0, Max: 1, Fn: strip(true, false)},
		{Name: "rstrip", Min: 0, Max: 1, Fn: strip(false, true)},
		{Name: "split", Min: 0, Max: 2, Fn: opt2(split(false))},
		{Name: "rsplit", Min: 0, Max: 2, Fn: opt2(split(true))},
		{Name: "splitlines", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			return t.lines(self(v), len(a) > 0 && t.Truth(a[0]))
		}},
		{Name: "partition", Min: 1, Max: 1, Fn: part(false)},
		{Name: "rpartition", Min: 1, Max: 1, Fn: part(true)},
		{Name: "find", Min: 1, Max: 3, Fn: find(false, false)},
		{Name: "rfind", Min: 1, Max: 3, Fn: find(true, false)},
		{Name: "index", Min: 1, Max: 3, Fn: find(false, true)},
		{Name: "rindex", Min: 1, Max: 3, Fn: find(true, true)},
		{Name: "count", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value {
			x, sub := t.needText(self(v), a[0])
			lo, hi := t.indexRange(a[1:], x.length(), (*Thread).boundIndex)
			if lo > hi || lo > x.length() {
				return Int(0)
			}
			if sub == "" {
				return Int(hi - lo + 1)
			}
			return Int(strings.Count(x.s[x.offset(lo):x.offset(hi)], sub))
		}},
		{Name: "startswith", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value { return t.affix(v, a, false, "startswith") }},
		{Name: "endswith", Min: 1, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value { return t.affix(v, a, true, "endswith") }},
		{Name: "replace", Min: 2, Max: 3, Fn: func(t *Thread, v Value, a []Value) Value {
			x, old, ok := t.pair(self(v), a[0])
			if !ok && !a[1].Prim().isUnicode() {
				t.needText(self(v), a[0])
			}
			if a[1].Prim().isUnicode() && !x.uni {
				x, old = t.needText(txt{t.decodeASCII(Str(x.s)), true}, a[0])
			} else if !ok {
				t.needText(x, a[0])
			}
			y, by := t.needText(x, a[1])
			if y.uni && !x.uni {
				_, old = t.needText(y, a[0])
			}
			x = y
			n := -1
			if len(a) > 2 {
				n = t.intArg(a[2])
			}
			c := strings.Count(x.s, old)
			if old == "" {
				c = x.length() + 1
			}
			if n >= 0 {
				c = min(c, n)
			}
			t.Alloc(len(x.s) + c*(len(by)+1))
			if old == "" && !x.uni && !isASCII(x.s) {
				var b strings.Builder
				for i := 0; i <= len(x.s); i++ {
					if n < 0 || i < n {
						b.WriteString(by)
					}
					if i < len(x.s) {
						b.WriteByte(x.s[i])
					}
				}
				return x.value(b.String())
			}
			return x.value(strings.Replace(x.s, old, by, n))
		}},
		{Name: "ljust", Min: 1, Max: 2, Fn: just('<')},
		{Name: "rjust", Min: 1, Max: 2, Fn: just('>')},
		{Name: "center", Min: 1, Max: 2, Fn: just('^')},
		{Name: "zfill", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			x := self(v)
			n := t.intArg(a[0]) - x.length()
			if n <= 0 {
				return x.value(x.s)
			}
			t.Alloc(n)
			sign := ""
			if x.s != "" && (x.s[0] == '+' || x.s[0] == '-') {
				sign = x.s[:1]
			}
			return x.value(sign + strings.Repeat("0", n) + x.s[len(sign):])
		}},
		{Name: "expandtabs", Min: 0, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			x := self(v)
			size := 8
			if len(a) > 0 {
				size = t.intArg(a[0])
			}
			out := t.NewBuffer()
			out.Grow(len(x.s) + max(size, 0)*strings.Count(x.s, "\t"))
			col := 0
			for _, c := range x.runes() {
				switch c {
				case '\t':
					if size > 0 {
						k := size - col%size
						out.Repeat(" ", k)
						col += k
					}
				case '\n', '\r':
					x.put(out, c)
					col = 0
				default:
					x.put(out, c)
					col++
				}
			}
			return x.value(out.String())
		}},
		{Name: "join", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value { return t.join(self(v), a[0]) }},
		{Name: "format", Raw: func(t *Thread, v Value, args []Value, names []string) Value {
			return t.formatMethod(v.Prim(), args, names)
		}},
		{Name: "__format__", Min: 1, Max: 1, Fn: func(t *Thread, v Value, a []Value) Value {
			if !a[0].IsText() {
				t.Raisef(TypeErrorType, "__format__ requires str or unicode")
			}
			return t.coreFormat(v.Prim(), a[0])
		}},
		{Name: "encode", Raw: codecArgs("encode", codec(false))},
		{Name: "decode", Raw: codecArgs("decode", codec(true))},
		{Name: "translate", Min: 0, Max: 2, Fn: func(t *Thread, v Value, a []Value) Value {
			if v.Prim().isUnicode() && len(a) != 1 {
				t.raiseCount("translate", len(a), 1, 1, true)
			}
			if len(a) == 0 {
				return v.Prim()
			}
			return t.translate(v.Prim(), a)
		}},
		{Name: "_formatter_parser", Fn: func(t *Thread, v Value, _ []Value) Value { return t.formatterParser(v.Prim()) }},
		{Name: "_formatter_field_name_split", Fn: func(t *Thread, v Value, _ []Value) Value { return t.fieldNameSplit(v.Prim()) }},
	}
}

// codecArgs binds the arguments of encode and decode, whose types Jython checks first.
func codecArgs(name string, fn NativeFunc) RawFunc {
	n := &Native{Def: Def{Name: name, Params: "encoding errors", Fn: fn}, params: []string{"encoding", "errors"}}
	return func(t *Thread, v Value, args []Value, names []string) Value {
		for i, a := range args {
			if a.IsNone() && i < 2 {
				args = append([]Value(nil), args...)
				args[i] = Value{} // as if it were not there
				continue
			}
			if !a.IsText() && i < 2 {
				t.Raisef(TypeErrorType, "argument %d: expected string, %s found", i+1, a.Type().shown())
			}
		}
		return n.invoke(t, v, args, names)
	}
}

// opt2 pads the arguments of a method with two optional parameters.
func opt2(f NativeFunc) NativeFunc {
	return func(t *Thread, v Value, a []Value) Value {
		var s [2]Value
		copy(s[:], a)
		return f(t, v, s[:])
	}
}

func (t *Thread) lines(x txt, keep bool) Value {
	out := t.newParts(x)
	s := x.s
	for len(s) > 0 {
		end, next := len(s), len(s)
		for i := 0; i < len(s); {
			c, n := rune(s[i]), 1
			if x.uni {
				c, n = decodeRune(s[i:])
			}
			brk := c == '\n' || c == '\r' || x.uni && (c == 0x2028 || c == 0x2029)
			if brk {
				end, next = i, i+n
				if c == '\r' && next < len(s) && s[next] == '\n' {
					next++
				}
				break
			}
			i += n
		}
		if keep {
			out.add(s[:next])
		} else {
			out.add(s[:end])
		}
		s = s[next:]
	}
	return out.list()
}

// recode is encode and decode of str and unicode with any codec.
func (t *Thread) recode(v Value, enc, errs string, decode bool) Value {
	name := normalCodec(enc)
	if decode {
		s := v.Text()
		if v.isUnicode() {
			s = t.encodeASCII(v)
		}
		switch name {
		case "hex", "base64", "rot13", "string_escape":
			return t.decodeBytes(s, name)
		}
		return Unicode(t.decode(s, enc, errs))
	}
	switch name {
	case "hex", "base64", "rot13", "string_escape":
		s := v.Text()
		if v.isUnicode() && name == "string_escape" {
			s = t.encode(s, "latin-1", "strict")
		} else if v.isUnicode() {
			s = t.encodeASCII(v)
		}
		return Str(t.encodeBytes(s, name))
	}
	s := v.Text()
	if v.isStr() {
		s = latin1ToUTF8(s) // Jython takes the bytes for characters
	}
	return Str(t.encode(s, enc, errs))
}

// encodeBytes applies the codecs from bytes to bytes.
func (t *Thread) encodeBytes(s, name string) string {
	t.Alloc(2 * len(s))
	switch name {
	case "hex":
		return hex.EncodeToString([]byte(s))
	case "base64":
		var b strings.Builder
		for len(s) > 0 {
			n := min(57, len(s))
			b.WriteString(base64.StdEncoding.EncodeToString([]byte(s[:n])) + "\n")
			s = s[n:]
		}
		return b.String()
	case "string_escape":
		r := t.reprStr(s)
		r = r[1 : len(r)-1]
		if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
			r = strings.ReplaceAll(r, "'", "\\'")
		}
		return r
	case "rot13":
		return rot13(s)
	}
	t.Raise(LookupErrorType, "unknown encoding '"+name+"'")
	return ""
}

func (t *Thread) decodeBytes(s, name string) Value {
	t.Alloc(len(s))
	switch name {
	case "hex":
		b, err := hex.DecodeString(s)
		if err != nil {
			if len(s)%2 != 0 {
				t.Raise(TypeErrorType, "Odd-length string")
			}
			t.Raise(TypeErrorType, "Non-hexadecimal digit found")
		}
		return Str(string(b))
	case "base64":
		clean := strings.Map(func(c rune) rune {
			if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/' || c == '=' {
				return c
			}
			return -1
		}, s)
		b, err := base64.StdEncoding.DecodeString(clean)
		if err != nil {
			t.Raise(ValueErrorType, "Incorrect padding")
		}
		return Str(string(b))
	case "string_escape":
		return Str(t.unescape(s, name, "strict", false))
	}
	return Unicode(rot13(latin1ToUTF8(s)))
}

func rot13(s string) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case c >= 'a' && c <= 'z':
			b[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			b[i] = 'A' + (c-'A'+13)%26
		}
	}
	return string(b)
}

func (t *Thread) translate(v Value, a []Value) Value {
	x := txt{v.Text(), v.isUnicode()}
	if !x.uni {
		table := ""
		if !a[0].IsNone() {
			s, ok := bytesOf(a[0])
			if !ok {
				t.Raise(TypeErrorType, "expected None, str or buffer compatible object")
			}
			if len(s) != 256 {
				t.Raise(ValueErrorType, "translation table must be 256 characters long")
			}
			table = s
		}
		del := ""
		if len(a) > 1 {
			_, del = t.needText(x, a[1])
		}
		t.Alloc(len(x.s))
		b := make([]byte, 0, len(x.s))
		for i := 0; i < len(x.s); i++ {
			if strings.IndexByte(del, x.s[i]) >= 0 {
				continue
			}
			if table != "" {
				b = append(b, table[x.s[i]])
			} else {
				b = append(b, x.s[i])
			}
		}
		return Str(string(b))
	}
	b := t.NewBuffer()
	for _, c := range x.runes() {
		var r Value
		t.Step(1)
		e := t.Try(func() { r = t.GetItem(a[0], Int(int(c))) })
		if e != nil {
			if !t.ExceptMatches(e, Obj(LookupErrorType)) {
				panic(e)
			}
			b.WriteRune(c)
			continue
		}
		switch p := r.Prim(); p.Kind() {
		case KindNone:
		case KindUnicode:
			b.WriteString(p.Text())
		case KindInt, KindLong:
			if p.Int64() < 0 || p.Int64() > 0x10ffff {
				t.Raise(TypeErrorType, "character mapping must be in range(0x110000)")
			}
			b.WriteRune(rune(p.Int64()))
		default:
			t.Raise(TypeErrorType, "character mapping must return integer, None or unicode")
		}
	}
	return Unicode(b.String())
}

// formatterParser yields (literal, field, spec, conversion) for string.Formatter.
func (t *Thread) formatterParser(v Value) Value {
	x := txt{v.Text(), v.isUnicode()}
	f := x.s
	var out []Value
	lit := ""
	for i := 0; i < len(f); i++ {
		c := f[i]
		if (c == '{' || c == '}') && i+1 < len(f) && f[i+1] == c {
			out = append(out, Obj(NewTuple(x.value(lit+string(c)), None, None, None)))
			lit = ""
			i++
			continue
		}
		if c == '}' {
			t.Raise(ValueErrorType, "Single '}' encountered in format string")
		}
		if c != '{' {
			lit += string(c)
			continue
		}
		level, k := 1, i+1
		for ; k < len(f) && level > 0; k++ {
			switch f[k] {
			case '{':
				level++
			case '}':
				level--
			}
		}
		if level > 0 {
			t.Raise(ValueErrorType, "Single '{' encountered in format string")
		}
		field := f[i+1 : k-1]
		i = k - 1
		name, conv, spec := field, None, ""
		if e := strings.IndexAny(field, "!:"); e >= 0 {
			name = field[:e]
			rest := field[e:]
			if rest[0] == '!' && len(rest) > 1 {
				conv = x.value(rest[1:2])
				rest = rest[2:]
			}
			if rest != "" && rest[0] == ':' {
				spec = rest[1:]
			}
		}
		out = append(out, Obj(NewTuple(x.value(lit), x.value(name), x.value(spec), conv)))
		lit = ""
	}
	if lit != "" {
		out = append(out, Obj(NewTuple(x.value(lit), None, None, None)))
	}
	return t.Iter(Obj(NewList(out...)))
}

func (t *Thread) fieldNameSplit(v Value) Value {
	x := txt{v.Text(), v.isUnicode()}
	end := strings.IndexAny(x.s, ".[")
	first, rest := x.s, ""
	if end >= 0 {
		first, rest = x.s[:end], x.s[end:]
	}
	key := func(s string) Value {
		if b, ok := parseInt(s, 10); ok && s[0] >= '0' && s[0] <= '9' {
			return BigInteger(b)
		}
		return x.value(s)
	}
	var parts []Value
	for rest != "" {
		attr := rest[0] == '.'
		stop := strings.IndexAny(rest[1:], ".[")
		if !attr {
			stop = strings.IndexByte(rest, ']')
			if stop < 0 {
				t.Raise(ValueErrorType, "Missing ']' in format string")
			}
			parts = append(parts, Obj(NewTuple(False, key(rest[1:stop]))))
			rest = rest[stop+1:]
			continue
		}
		name := rest[1:]
		rest = ""
		if stop >= 0 {
			name, rest = name[:stop], name[stop:]
		}
		parts = append(parts, Obj(NewTuple(True, x.value(name))))
	}
	return Obj(NewTuple(key(first), t.Iter(Obj(NewList(parts...)))))
}

func textNew(t *Thread, cls *Type, args []Value, names []string) Value {
	if cls == UnicodeType || cls.isSubtype(UnicodeType) {
		a := [3]Value{}
		n := unicodeParams.Call(t, args, names)
		copy(a[:], n.ref.(*Tuple).Items)
		switch {
		case a[0].IsAbsent():
			return boxed(cls, UnicodeType, Unicode(""))
		case a[1].IsAbsent() && a[2].IsAbsent():
			if p := a[0].Prim(); p.isUnicode() && !isCustom(a[0]) {
				return boxed(cls, UnicodeType, p)
			}
			return boxed(cls, UnicodeType, Unicode(t.UnicodeText(a[0])))
		}
		for i := 1; i < len(a); i++ {
			if !a[i].IsAbsent() && !a[i].IsText() {
				t.Raisef(TypeErrorType, "argument %d: expected string, %s found", i+1, a[i].Type().shown())
			}
		}
		enc, errs := "ascii", "strict"
		if !a[1].IsAbsent() {
			enc = a[1].Text()
		}
		if !a[2].IsAbsent() {
			errs = a[2].Text()
		}
		s, ok := bytesOf(a[0])
		if !ok {
			if p := a[0].Prim(); p.isUnicode() {
				return boxed(cls, UnicodeType, p)
			}
			s = t.Str(a[0])
		}
		r := t.recode(Str(s), enc, errs, true)
		if r.isStr() {
			t.Raise(TypeErrorType, "decoder did not return an unicode object (type=str)")
		}
		return boxed(cls, UnicodeType, r)
	}
	a := t.bindNew("str", "object", 0, args, names)
	if a[0].IsAbsent() {
		return boxed(cls, StrType, Str(""))
	}
	v := t.StrValue(a[0])
	if v.isUnicode() {
		v = Str(t.encodeASCII(v))
	}
	return boxed(cls, StrType, v)
}

var unicodeParams = &Native{Def: Def{Name: "unicode", Params: "string encoding errors", Fn: func(_ *Thread, _ Value, a []Value) Value {
	return Obj(NewTuple(append([]Value(nil), a...)...))
}}, params: []string{"string", "encoding", "errors"}}

func init() {
	StrType.New, UnicodeType.New = textNew, textNew
	BaseStringType.New = func(t *Thread, _ *Type, _ []Value, _ []string) Value {
		t.Raise(TypeErrorType, "cannot create 'basestring' instances")
		return Value{}
	}
	StrType.AddMethods(textMethods()...)
	UnicodeType.AddMethods(textMethods()...)

	initByteArray()
}
