package library

// Modules urlparse and urllib: taking addresses apart, putting them together and quoting.
// Opening them is refused: scripts under test do not reach the network.

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// Which schemes have which parts; "" is an address without a scheme.
var (
	usesRelative = strings.Split("ftp http gopher nntp imap wais file https shttp mms prospero rtsp rtspu  sftp svn svn+ssh", " ")
	usesNetloc   = strings.Split("ftp http gopher nntp telnet imap wais file mms https shttp snews prospero rtsp rtspu rsync  svn svn+ssh sftp nfs git git+ssh", " ")
	usesParams   = strings.Split("ftp hdl prospero http imap https shttp rtsp rtspu sip sips mms  sftp tel", " ")
)

const schemeChars = lowerLetters + upperLetters + decimals + "+-."

// address is a URL in parts. Params are empty where they were left in the path.
type address struct {
	scheme, netloc, path, params, query, fragment string
}

func splitURL(t *thread, url, scheme string, fragments bool) address {
	t.Step(1 + len(url)/16)
	a := address{scheme: scheme}
	if i := strings.IndexByte(url, ':'); i > 0 && strings.Trim(url[:i], schemeChars) == "" {
		rest := url[i+1:]
		// "path:80" is a path, but for http: what follows a scheme's colon is no number.
		if url[:i] == "http" || rest == "" || strings.Trim(rest, decimals) != "" {
			a.scheme, url = strings.ToLower(url[:i]), rest
		}
	}
	if strings.HasPrefix(url, "//") {
		end := strings.IndexAny(url[2:], "/?#")
		if end < 0 {
			end = len(url) - 2
		}
		a.netloc, url = url[2:2+end], url[2+end:]
		if strings.Contains(a.netloc, "[") != strings.Contains(a.netloc, "]") {
			t.Raise(py.ValueErrorType, "Invalid IPv6 URL")
		}
	}
	if fragments {
		url, a.fragment, _ = strings.Cut(url, "#")
	}
	a.path, a.query, _ = strings.Cut(url, "?")
	return a
}

func parseURL(t *thread, url, scheme string, fragments bool) address {
	a := splitURL(t, url, scheme, fragments)
	if slices.Contains(usesParams, a.scheme) {
		if i := strings.IndexByte(a.path[strings.LastIndexByte(a.path, '/')+1:], ';'); i >= 0 {
			i += strings.LastIndexByte(a.path, '/') + 1
			a.path, a.params = a.path[:i], a.path[i+1:]
		}
	}
	return a
}

func (a address) String() string {
	url := a.path
	if a.params != "" {
		url += ";" + a.params
	}
	if a.netloc != "" || a.scheme != "" && slices.Contains(usesNetloc, a.scheme) && !strings.HasPrefix(url, "//") {
		if url != "" && url[0] != '/' {
			url = "/" + url
		}
		url = "//" + a.netloc + url
	}
	if a.scheme != "" {
		url = a.scheme + ":" + url
	}
	if a.query != "" {
		url += "?" + a.query
	}
	if a.fragment != "" {
		url += "#" + a.fragment
	}
	return url
}

// joinURL resolves url against base.
func joinURL(t *thread, base, url string, fragments bool) string {
	if base == "" {
		return url
	}
	if url == "" {
		return base
	}
	b := parseURL(t, base, "", fragments)
	u := parseURL(t, url, b.scheme, fragments)
	if u.scheme != b.scheme || !slices.Contains(usesRelative, u.scheme) {
		return url
	}
	if slices.Contains(usesNetloc, u.scheme) {
		if u.netloc != "" {
			return u.String()
		}
		u.netloc = b.netloc
	}
	if strings.HasPrefix(u.path, "/") {
		return u.String()
	}
	if u.path == "" && u.params == "" {
		u.path, u.params = b.path, b.params
		if u.query == "" {
			u.query = b.query
		}
		return u.String()
	}
	parts := strings.Split(b.path, "/")
	parts = append(parts[:len(parts)-1:len(parts)-1], strings.Split(u.path, "/")...)
	if last := len(parts) - 1; parts[last] == "." {
		parts[last] = ""
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "." })
	for i := 1; i < len(parts)-1; i++ { // "x/.." falls out, again and again
		if parts[i] == ".." && parts[i-1] != "" && parts[i-1] != ".." {
			parts = slices.Delete(parts, i-1, i+1)
			i = 0
			t.Step(1)
		}
	}
	switch n := len(parts); {
	case n == 2 && parts[0] == "" && parts[1] == "..":
		parts[1] = ""
	case n >= 2 && parts[n-1] == "..":
		parts = append(parts[:n-2], "")
	}
	u.path = strings.Join(parts, "/")
	return u.String()
}

// netloc parts: user:password@host:port.
func (a address) user() (name, password string, named, secret bool) {
	i := strings.LastIndexByte(a.netloc, '@')
	if i < 0 {
		return "", "", false, false
	}
	name, password, secret = strings.Cut(a.netloc[:i], ":")
	return name, password, true, secret
}

func (a address) host() string {
	h := a.netloc[strings.LastIndexByte(a.netloc, '@')+1:]
	if i := strings.IndexByte(h, '['); i >= 0 {
		if j := strings.IndexByte(h, ']'); j > i {
			return strings.ToLower(h[i+1 : j])
		}
	}
	h, _, _ = strings.Cut(h, ":")
	return strings.ToLower(h)
}

func (a address) port() string {
	h := a.netloc[strings.LastIndexByte(a.netloc, '@')+1:]
	h = h[strings.LastIndexByte(h, ']')+1:]
	_, port, _ := strings.Cut(h, ":")
	return port
}

// resultTypes are SplitResult and ParseResult.
var resultTypes = sync.OnceValues(func() (split, parsed *py.Type) {
	make_ := func(name string, fields ...string) *py.Type {
		ty := newNamedTuple("urlparse", name, fields...)
		read := func(self value) (address, value) {
			items := self.Object().(*py.Tuple).Items
			return address{netloc: items[1].Text()}, items[1]
		}
		get := func(name string, f func(t *thread, a address, model value) value) py.Attr {
			return py.Attr{Name: name, Get: func(t *thread, self value) value { a, model := read(self); return f(t, a, model) }}
		}
		ty.AddAttrs(
			get("username", func(_ *thread, a address, model value) value {
				if name, _, ok, _ := a.user(); ok {
					return like(model, name)
				}
				return py.None
			}),
			get("password", func(_ *thread, a address, model value) value {
				if _, password, _, ok := a.user(); ok {
					return like(model, password)
				}
				return py.None
			}),
			get("hostname", func(_ *thread, a address, model value) value {
				if h := a.host(); h != "" {
					return like(model, h)
				}
				return py.None
			}),
			get("port", func(t *thread, a address, model value) value {
				p := a.port()
				if p == "" {
					return py.None
				}
				n := t.Call2(py.Obj(py.IntType), like(model, p), py.Int(10))
				if n.Int64() < 0 || n.Int64() > 65535 {
					return py.None
				}
				return n
			}))
		ty.AddMethods(py.Def{Name: "geturl", Fn: func(t *thread, self value, _ []value) value {
			return unsplit(t, self.Object().(*py.Tuple).Items)
		}})
		return ty
	}
	return make_("SplitResult", "scheme", "netloc", "path", "query", "fragment"), make_("ParseResult", "scheme", "netloc", "path", "params", "query", "fragment")
})

// unsplit joins five or six parts.
func unsplit(t *thread, items []value) value {
	texts := make([]string, len(items))
	wide := false
	for i, v := range items {
		texts[i] = textArg(t, v)
		wide = wide || isUnicode(v)
	}
	a := address{scheme: texts[0], netloc: texts[1], path: texts[2], query: texts[len(texts)-2], fragment: texts[len(texts)-1]}
	if len(texts) == 6 {
		a.params = texts[3]
	}
	if wide {
		return py.Unicode(a.String())
	}
	return py.Str(a.String())
}

// unquote replaces %xx; in a unicode text xx is the number of a character.
func unquote(t *thread, v value) value {
	s := pathArg(t, v, "split")
	if !strings.Contains(s, "%") {
		return v
	}
	t.Step(1 + len(s)/16)
	t.Alloc(2 * len(s))
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if isUnicode(v) {
					b.WriteRune(rune(n))
				} else {
					b.WriteByte(byte(n))
				}
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return like(v, b.String())
}

const alwaysSafe = upperLetters + lowerLetters + decimals + "_.-"

// quote replaces all but letters, digits, "_.-" and safe by %XX. A unicode text with other
// than ASCII characters raises the KeyError it raises in Python.
func quote(t *thread, v value, safe string) value {
	if v.IsNone() {
		t.Raise(py.TypeErrorType, "None object cannot be quoted")
	}
	if !v.IsText() {
		if !t.Truth(v) {
			return v
		}
		pathArg(t, v, "rstrip")
	}
	s := v.Text()
	if strings.Trim(s, alwaysSafe+safe) == "" {
		return v
	}
	t.Step(1 + len(s)/16)
	t.Alloc(3 * len(s))
	const hexDigits = "0123456789ABCDEF"
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case strings.IndexByte(alwaysSafe, c) >= 0 || c < 128 && strings.IndexByte(safe, c) >= 0:
			b.WriteByte(c)
		case c >= 128 && isUnicode(v):
			r, _ := decodeRune(s[i:])
			keyError(t, textOf(v, []rune{r}))
		default:
			b.Write([]byte{'%', hexDigits[c>>4], hexDigits[c&15]})
		}
	}
	return py.Str(b.String())
}

func quotePlus(t *thread, v value, safe string) value {
	if v.IsText() && strings.Contains(v.Text(), " ") {
		q := quote(t, v, safe+" ")
		return like(q, strings.ReplaceAll(q.Text(), " ", "+"))
	}
	return quote(t, v, safe)
}

// parsePairs is parse_qsl.
func parsePairs(t *thread, a []value, each func(name, v value)) {
	s := pathArg(t, a[0], "split")
	t.Step(1 + len(s)/16)
	keep, strict := truth(t, a[1], false), truth(t, a[2], false)
	for _, pair := range strings.FieldsFunc(s, func(c rune) bool { return c == '&' || c == ';' }) {
		name, text, ok := strings.Cut(pair, "=")
		if !ok && strict {
			t.Raise(py.ValueErrorType, "bad query field: "+t.Repr(like(a[0], pair)))
		}
		if text == "" && !(keep) || !ok && !keep {
			continue
		}
		plain := func(s string) value { return unquote(t, like(a[0], strings.ReplaceAll(s, "+", " "))) }
		each(plain(name), plain(text))
	}
}

func loadURLParse(_ *thread, m *py.Module) {
	split, parsed := resultTypes()
	m.Set("SplitResult", py.Obj(split))
	m.Set("ParseResult", py.Obj(parsed))
	parse := func(name string, ty *py.Type, f func(t *thread, url, scheme string, fragments bool) address) py.Def {
		return kw(name, 1, "url scheme allow_fragments", func(t *thread, a []value) value {
			url, scheme := pathArg(t, a[0], "find"), ""
			if !a[1].IsAbsent() {
				scheme = textArg(t, a[1])
			}
			u := f(t, url, scheme, truth(t, a[2], true))
			part := func(s string) value {
				if s == "" {
					return py.Str("")
				}
				return like(a[0], s)
			}
			first := part(u.scheme)
			if u.scheme == scheme {
				first = a[1].Or(py.Str(""))
			}
			path := like(a[0], u.path)
			items := []value{first, part(u.netloc), path, part(u.query), part(u.fragment)}
			if ty == parsed {
				items = slices.Insert(items, 3, part(u.params))
			}
			return py.Obj(&py.Tuple{Header: py.NewHeader(ty), Items: items})
		})
	}
	unparse := func(name string, n int) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value {
			items := make([]value, n)
			t.Unpack(a[0], items)
			return unsplit(t, items)
		})
	}
	pairs := "qs keep_blank_values strict_parsing"
	funcs(m,
		parse("urlparse", parsed, parseURL), parse("urlsplit", split, splitURL),
		unparse("urlunparse", 6), unparse("urlunsplit", 5),
		kw("urljoin", 2, "base url allow_fragments", func(t *thread, a []value) value {
			model := a[0]
			if isUnicode(a[1]) {
				model = a[1]
			}
			return like(model, joinURL(t, textArg(t, a[0]), textArg(t, a[1]), truth(t, a[2], true)))
		}),
		fn("urldefrag", 1, 1, func(t *thread, a []value) value {
			s := textArg(t, a[0])
			if !strings.Contains(s, "#") {
				return tuple(a[0], py.Str(""))
			}
			u := parseURL(t, s, "", true)
			f := u.fragment
			u.fragment = ""
			return tuple(like(a[0], u.String()), like(a[0], f))
		}),
		kw("parse_qsl", 1, pairs, func(t *thread, a []value) value {
			l := py.NewList()
			parsePairs(t, a, func(name, v value) { t.Append(l, tuple(name, v)) })
			return py.Obj(l)
		}),
		kw("parse_qs", 1, pairs, func(t *thread, a []value) value {
			d := py.NewDict(0)
			parsePairs(t, a, func(name, v value) {
				if l, ok := d.Get(t, name); ok {
					t.Append(l.Object().(*py.List), v)
				} else {
					d.Set(t, name, list(v))
				}
			})
			return py.Obj(d)
		}),
		fn("unquote", 1, 1, func(t *thread, a []value) value { return unquote(t, a[0]) }),
	)
}

// urlencode joins names and values; with doseq a sequence gives a pair for each item.
func urlencode(t *thread, query value, doseq bool) value {
	if _, ok := t.TryAttr(query, "items"); ok {
		query = t.Method0(query, "items")
	} else if _, sized := t.TryAttr(query, "__len__"); !sized || t.Len(query) > 0 {
		bad := !sized
		if sized {
			var first value
			bad = t.Try(func() { first = t.GetItem(query, py.Int(0)) }) != nil
			if !bad {
				_, isTuple := first.Object().(*py.Tuple)
				bad = !isTuple
			}
		}
		if bad {
			t.Raise(py.TypeErrorType, "not a valid non-string sequence or mapping object")
		}
	}
	var out []string
	plain := func(v value) string { return quotePlus(t, py.Str(t.Str(v)), "").Text() }
	iterate(t, query, func(pair value) {
		kv := make([]value, 2)
		t.Unpack(pair, kv)
		name := plain(kv[0]) + "="
		v := kv[1]
		switch {
		case !doseq, isStr(v):
			out = append(out, name+plain(v))
		case isUnicode(v):
			out = append(out, name+quotePlus(t, py.Str(t.Encode(v.Text(), "ascii", "replace")), "").Text())
		default:
			if _, sized := t.TryAttr(v, "__len__"); !sized {
				out = append(out, name+plain(v))
				return
			}
			iterate(t, v, func(x value) { out = append(out, name+plain(x)) })
		}
	})
	return py.Str(strings.Join(out, "&"))
}

func loadURLLib(t *thread, m *py.Module) {
	m.Set("always_safe", py.Str(alwaysSafe))
	safe := func(t *thread, v value, def string) string {
		if v.IsAbsent() {
			return def
		}
		return textArg(t, v)
	}
	// cut declares a function that splits a text in two; whole is the second part if
	// nothing could be split off, else None is.
	cut := func(name, method string, f func(s string) (a, b string, ok bool), noneFirst bool) py.Def {
		return fn(name, 1, 1, func(t *thread, a []value) value {
			x, y, ok := f(pathArg(t, a[0], method))
			switch {
			case ok:
				return tuple(like(a[0], x), like(a[0], y))
			case noneFirst:
				return tuple(py.None, a[0])
			}
			return tuple(a[0], py.None)
		})
	}
	before := func(sep string) func(s string) (string, string, bool) {
		return func(s string) (string, string, bool) { return strings.Cut(s, sep) }
	}
	behind := func(sep string) func(s string) (string, string, bool) {
		return func(s string) (string, string, bool) {
			i := strings.LastIndex(s, sep)
			if i < 0 {
				return "", "", false
			}
			return s[:i], s[i+1:], true
		}
	}
	funcs(m,
		kw("quote", 1, "s safe", func(t *thread, a []value) value { return quote(t, a[0], safe(t, a[1], "/")) }),
		kw("quote_plus", 1, "s safe", func(t *thread, a []value) value { return quotePlus(t, a[0], safe(t, a[1], "")) }),
		fn("unquote", 1, 1, func(t *thread, a []value) value { return unquote(t, a[0]) }),
		fn("unquote_plus", 1, 1, func(t *thread, a []value) value {
			return unquote(t, like(a[0], strings.ReplaceAll(pathArg(t, a[0], "replace"), "+", " ")))
		}),
		kw("urlencode", 1, "query doseq", func(t *thread, a []value) value { return urlencode(t, a[0], truth(t, a[1], false)) }),
		fn("pathname2url", 1, 1, func(t *thread, a []value) value { return quote(t, a[0], "/") }),
		fn("url2pathname", 1, 1, func(t *thread, a []value) value { return unquote(t, a[0]) }),
		cut("splittype", "split", func(s string) (string, string, bool) {
			a, b, ok := strings.Cut(s, ":")
			return strings.ToLower(a), b, ok && a != "" && !strings.Contains(a, "/")
		}, true),
		cut("splithost", "split", func(s string) (string, string, bool) {
			if !strings.HasPrefix(s, "//") {
				return "", "", false
			}
			n := strings.IndexAny(s[2:], "/?")
			if n < 0 {
				return s[2:], "", true
			}
			path := s[2+n:]
			if path[0] == '?' {
				path = "/" + path
			}
			return s[2 : 2+n], path, true
		}, true),
		cut("splituser", "split", behind("@"), true),
		cut("splitpasswd", "split", before(":"), false),
		cut("splitport", "split", func(s string) (string, string, bool) {
			a, b, ok := behind(":")(s)
			return a, b, ok && strings.Trim(b, decimals) == "" && b != ""
		}, false),
		cut("splitquery", "split", behind("?"), false),
		cut("splittag", "split", behind("#"), false),
		cut("splitvalue", "split", before("="), false),
		fn("splitattr", 1, 1, func(t *thread, a []value) value {
			words := strings.Split(pathArg(t, a[0], "split"), ";")
			rest := make([]value, len(words)-1)
			for i, w := range words[1:] {
				rest[i] = like(a[0], w)
			}
			return tuple(like(a[0], words[0]), list(rest...))
		}),
		kw("splitnport", 1, "host defport", func(t *thread, a []value) value {
			h, p, ok := behind(":")(pathArg(t, a[0], "split"))
			if !ok {
				return tuple(a[0], a[1].Or(py.Int(-1)))
			}
			n, err := strconv.ParseInt(p, 10, 31)
			if err != nil {
				return tuple(like(a[0], h), py.None)
			}
			return tuple(like(a[0], h), py.Integer(n))
		}),
		fn("unwrap", 1, 1, func(t *thread, a []value) value {
			s := strings.TrimSpace(pathArg(t, a[0], "strip"))
			if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
				s = strings.TrimSpace(s[1 : len(s)-1])
			}
			if strings.HasPrefix(s, "URL:") {
				s = strings.TrimSpace(s[4:])
			}
			return like(a[0], s)
		}),
	)
	m.Set("basejoin", t.GetAttr(t.Import("urlparse"), "urljoin"))
	for _, name := range []string{"urlopen", "urlretrieve", "URLopener", "FancyURLopener"} {
		m.Func(py.Def{Name: name, Raw: func(t *thread, _ value, _ []value, _ []string) value {
			t.Raise(py.IOErrorType, "urllib."+name+": scripts under test do not reach the network")
			return py.None
		}})
	}
	none := fn("urlcleanup", 0, 0, func(*thread, []value) value { return py.None })
	funcs(m, none, fn("getproxies", 0, 0, func(*thread, []value) value { return py.Obj(py.NewDict(0)) }))
}
