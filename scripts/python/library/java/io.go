package java

// java.io in memory: streams over byte arrays, readers and writers over texts, and
// System.out and System.err. Nothing reaches the machine's files.

import (
	"net/url"
	"strings"

	py "dryfire/scripts/python/object"
)

// source is a stream or reader: what is left of its bytes or characters, each a rune.
type source struct {
	s    []rune
	i    int
	mark int
}

// sink is what writers and output streams write to.
type sink interface{ write(t *thread, s string) }

// memory is a StringWriter or ByteArrayOutputStream.
type memory struct{ b strings.Builder }

func (m *memory) write(t *thread, s string) {
	t.Alloc(len(s))
	m.b.WriteString(s)
}

// forward is a sink that passes everything on to an object of the script's or of Java's with a method write.
type forward struct{ to value }

func (f forward) write(t *thread, s string) {
	if w, ok := payload[sink](f.to); ok {
		w.write(t, s)
		return
	}
	t.Method1(f.to, "write", py.Unicode(s))
}

// standard is System.out or System.err: what the script prints to.
type standard struct{ err bool }

func (o standard) write(t *thread, s string) {
	to := t.Stdout
	if o.err {
		to = t.Stderr
	}
	t.Method1(to, "write", in(py.Unicode(s)))
}

// stringWriter is a StringWriter; a ByteArrayOutputStream's bytes are runes below 256.
type stringWriter struct{ memory }

func (w *stringWriter) javaString(*thread) string { return w.b.String() }

type byteSink struct{ b []byte }

func (w *byteSink) write(t *thread, s string) { w.b = append(w.b, t.Encode(s, "utf-8", "replace")...) }

func (w *byteSink) javaString(t *thread) string { return t.Decode(string(w.b), "utf-8", "replace") }

// sinkOf finds where an argument of a PrintWriter or PrintStream writes.
func sinkOf(v value) sink {
	if w, ok := payload[sink](v); ok {
		return w
	}
	return forward{v}
}

func closing() []py.Def { return []py.Def{def("close", 0, 0, nothing), def("flush", 0, 0, nothing)} }

// written is the text of what write and append are given: a text, a character's number, an array of characters.
func written(t *thread, name string, a []value) string {
	v := in(a[0])
	s := ""
	switch {
	case v.Kind() == py.KindInt:
		return string(rune(v.Int64()))
	case v.IsText():
		s = v.Text()
	default:
		arr, ok := a[0].Object().(*Array)
		if !ok {
			badArg(t, name, 0, a[0], "String")
		}
		for _, c := range arr.Items {
			s += in(c).Text()
		}
	}
	if len(a) == 3 {
		r := []rune(s)
		i, n := integer(t, name, 1, a[1]), integer(t, name, 2, a[2])
		if i < 0 || n < 0 || i+n > len(r) {
			boundsError(t, "begin "+itoa(i)+", end "+itoa(i+n)+", length "+itoa(len(r)))
		}
		s = string(r[i : i+n])
	}
	return s
}

// writing are the methods of a Writer.
func writing() []py.Def {
	return append(closing(),
		def("write", 1, 3, func(t *thread, v value, a []value) value {
			must[sink](v).write(t, written(t, "write", a))
			return py.None
		}),
		def("append", 1, 3, func(t *thread, v value, a []value) value { must[sink](v).write(t, text(t, a[0])); return v }))
}

// printing are the methods of PrintWriter and PrintStream.
func printing() []py.Def {
	show := func(t *thread, a []value) string {
		if len(a) == 0 {
			return ""
		}
		if arr, ok := a[0].Object().(*Array); ok && arr.Code == 'C' {
			return written(t, "print", a)
		}
		return text(t, a[0])
	}
	format := func(t *thread, v value, a []value) value {
		args := a[1:]
		if len(args) == 1 && isListLike(args[0]) {
			args = t.Items(args[0])
		}
		must[sink](v).write(t, javaFormat(t, str(t, "printf", 0, a[0]), args))
		return v
	}
	return append(writing(),
		def("print", 1, 1, func(t *thread, v value, a []value) value { must[sink](v).write(t, show(t, a)); return py.None }),
		def("println", 0, 1, func(t *thread, v value, a []value) value { must[sink](v).write(t, show(t, a)+"\n"); return py.None }),
		def("printf", 1, -1, format), def("format", 1, -1, format),
		def("checkError", 0, 0, func(*thread, value, []value) value { return py.False }))
}

func printerClass(full string, base func() *py.Type) func() *py.Type {
	return declare(full, func() *py.Type {
		return newClass(classDef{name: full, base: base(), methods: printing(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, full, 1, 3, a, names)
				if in(a[0]).IsText() {
					t.ThrowJava(ioException(), full+": scripts under test do not reach files", nil)
				}
				return newObject(cls, sinkOf(a[0]))
			}})
	})
}

var (
	inputStream  = interfaceOf("java.io.InputStream", func() *py.Type { return objectType() })
	outputStream = interfaceOf("java.io.OutputStream", func() *py.Type { return objectType() })
	reader       = interfaceOf("java.io.Reader", func() *py.Type { return objectType() })
	writer       = interfaceOf("java.io.Writer", func() *py.Type { return objectType() })
	_            = interfaceOf("java.io.Serializable", func() *py.Type { return objectType() })
	_            = interfaceOf("java.io.Closeable", func() *py.Type { return objectType() })
	printStream  = printerClass("java.io.PrintStream", outputStream)
	_            = printerClass("java.io.PrintWriter", writer)
)

// reading are the methods of streams and readers; bytes says whether what is read are bytes.
func reading(bytes bool) []py.Def {
	self := func(v value) *source { return must[*source](v) }
	line := func(t *thread, v value, _ []value) value {
		r := self(v)
		if r.i >= len(r.s) {
			return py.None
		}
		i := r.i
		for r.i < len(r.s) && r.s[r.i] != '\n' && r.s[r.i] != '\r' {
			r.i++
		}
		out := string(r.s[i:r.i])
		if r.i < len(r.s) {
			if r.s[r.i] == '\r' && r.i+1 < len(r.s) && r.s[r.i+1] == '\n' {
				r.i++
			}
			r.i++
		}
		return py.Unicode(out)
	}
	rest := func(r *source, n int) []rune {
		out := r.s[r.i:min(len(r.s), r.i+n)]
		r.i += len(out)
		return out
	}
	asBytes := func(rs []rune) string {
		b := make([]byte, len(rs))
		for i, c := range rs {
			b[i] = byte(c)
		}
		return string(b)
	}
	defs := append(closing(),
		def("read", 0, 3, func(t *thread, v value, a []value) value {
			r := self(v)
			if r.i >= len(r.s) {
				return py.Int(-1)
			}
			if len(a) == 0 {
				r.i++
				return py.Int(int(r.s[r.i-1]))
			}
			arr, ok := a[0].Object().(*Array)
			if !ok {
				badArg(t, "read", 0, a[0], map[bool]string{true: "byte[]", false: "char[]"}[bytes])
			}
			at, n := 0, len(arr.Items)
			if len(a) == 3 {
				at, n = integer(t, "read", 1, a[1]), integer(t, "read", 2, a[2])
				if at < 0 || n < 0 || at+n > len(arr.Items) {
					throw(t, outOfBounds, "")
				}
			}
			got := rest(r, n)
			for i, c := range got {
				if bytes {
					arr.Items[at+i] = py.Int(int(int8(c)))
				} else {
					arr.Items[at+i] = charValue(c)
				}
			}
			return py.Int(len(got))
		}),
		def("skip", 1, 1, func(t *thread, v value, a []value) value {
			return py.Long(int64(len(rest(self(v), max(0, integer(t, "skip", 0, a[0]))))))
		}),
		def("ready", 0, 0, func(*thread, value, []value) value { return py.True }),
		def("mark", 1, 1, func(_ *thread, v value, _ []value) value { self(v).mark = self(v).i; return py.None }),
		def("reset", 0, 0, func(_ *thread, v value, _ []value) value { self(v).i = self(v).mark; return py.None }),
		def("markSupported", 0, 0, func(*thread, value, []value) value { return py.True }))
	if bytes {
		return append(defs,
			def("available", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).s) - self(v).i) }),
			def("readAllBytes", 0, 0, func(t *thread, v value, _ []value) value { return byteArray(t, asBytes(rest(self(v), len(self(v).s)))) }),
			def("readNBytes", 1, 1, func(t *thread, v value, a []value) value {
				return byteArray(t, asBytes(rest(self(v), max(0, integer(t, "readNBytes", 0, a[0])))))
			}))
	}
	return append(defs, def("readLine", 0, 0, line), raw("__iter__", 0, func(t *thread, v value, _ []value) value {
		return py.NewIter(nil, func(t *thread) (value, bool) { s := line(t, v, nil); return s, !s.IsNone() })
	}))
}

func init() {
	declare("java.io.StringWriter", func() *py.Type {
		return newClass(classDef{name: "java.io.StringWriter", base: writer(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.io.StringWriter", 0, 1, a, names)
				return newObject(cls, &stringWriter{})
			},
			methods: append(writing(), def("getBuffer", 0, 0, func(_ *thread, v value, _ []value) value {
				return newObject(packages["java.lang"]["StringBuffer"](), &builder{[]rune(must[*stringWriter](v).b.String())})
			}))})
	})
	declare("java.io.ByteArrayOutputStream", func() *py.Type {
		self := func(v value) *byteSink { return must[*byteSink](v) }
		return newClass(classDef{name: "java.io.ByteArrayOutputStream", base: outputStream(),
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.io.ByteArrayOutputStream", 0, 1, a, names)
				return newObject(cls, &byteSink{})
			},
			methods: append(closing(),
				def("write", 1, 3, func(t *thread, v value, a []value) value {
					if x := in(a[0]); x.Kind() == py.KindInt {
						self(v).b = append(self(v).b, byte(x.Int64()))
						return py.None
					}
					b, ok := bytesOf(a[0])
					if !ok {
						if !isListLike(a[0]) {
							badArg(t, "write", 0, a[0], "int, byte[]")
						}
						for _, x := range t.Items(a[0]) {
							b += string([]byte{byte(num(t, "write", 0, x, "byte[]"))})
						}
					}
					if len(a) == 3 {
						i, n := integer(t, "write", 1, a[1]), integer(t, "write", 2, a[2])
						if i < 0 || n < 0 || i+n > len(b) {
							throw(t, outOfBounds, "")
						}
						b = b[i : i+n]
					}
					t.Alloc(len(b))
					self(v).b = append(self(v).b, b...)
					return py.None
				}),
				def("writeBytes", 1, 1, func(t *thread, v value, a []value) value {
					b, _ := bytesOf(a[0])
					self(v).b = append(self(v).b, b...)
					return py.None
				}),
				def("size", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(len(self(v).b)) }),
				def("reset", 0, 0, func(_ *thread, v value, _ []value) value { self(v).b = nil; return py.None }),
				def("toByteArray", 0, 0, func(t *thread, v value, _ []value) value { return byteArray(t, string(self(v).b)) }),
				def("toString", 0, 1, func(t *thread, v value, a []value) value {
					codec := "utf-8"
					if len(a) == 1 {
						codec = codecName(t, a[0])
					}
					return py.Unicode(t.Decode(string(self(v).b), codec, "replace"))
				}))})
	})
	read := func(full string, base func() *py.Type, bytes bool, open func(t *thread, a []value) *source) {
		declare(full, func() *py.Type {
			return newClass(classDef{name: full, base: base(), methods: reading(bytes),
				new: func(t *thread, cls *py.Type, a []value, names []string) value {
					checkArgs(t, full, 1, 3, a, names)
					return newObject(cls, open(t, a))
				}})
		})
	}
	of := func(b string) *source {
		s := &source{s: make([]rune, len(b))}
		for i := range s.s {
			s.s[i] = rune(b[i])
		}
		return s
	}
	read("java.io.ByteArrayInputStream", inputStream, true, func(t *thread, a []value) *source {
		b, ok := bytesOf(a[0])
		if !ok {
			if !isListLike(a[0]) {
				badArg(t, "java.io.ByteArrayInputStream", 0, a[0], "byte[]")
			}
			for _, x := range t.Items(a[0]) {
				b += string([]byte{byte(num(t, "java.io.ByteArrayInputStream", 0, x, "byte[]"))})
			}
		}
		t.Alloc(4 * len(b))
		if len(a) == 3 {
			i, n := integer(t, "java.io.ByteArrayInputStream", 1, a[1]), integer(t, "java.io.ByteArrayInputStream", 2, a[2])
			i = min(max(i, 0), len(b))
			b = b[i:min(len(b), i+max(n, 0))]
		}
		return of(b)
	})
	read("java.io.StringReader", reader, false, func(t *thread, a []value) *source {
		return &source{s: []rune(str(t, "java.io.StringReader", 0, a[0]))}
	})
	read("java.io.BufferedReader", reader, false, func(t *thread, a []value) *source {
		return argOf[*source](t, "java.io.BufferedReader", 0, a[0], "java.io.Reader")
	})
	read("java.io.BufferedInputStream", inputStream, true, func(t *thread, a []value) *source {
		return argOf[*source](t, "java.io.BufferedInputStream", 0, a[0], "java.io.InputStream")
	})
	read("java.io.InputStreamReader", reader, false, func(t *thread, a []value) *source {
		from := argOf[*source](t, "java.io.InputStreamReader", 0, a[0], "java.io.InputStream")
		codec := "utf-8"
		if len(a) > 1 {
			codec = codecName(t, a[1])
		}
		var b strings.Builder
		for _, c := range from.s[from.i:] {
			b.WriteByte(byte(c))
		}
		from.i = len(from.s)
		return &source{s: []rune(t.Decode(b.String(), codec, "replace"))}
	})
	declare("java.nio.charset.Charset", func() *py.Type {
		forName := func(t *thread, _ value, a []value) value {
			name := str(t, "forName", 0, a[0])
			codecName(t, a[0])
			return newObject(packages["java.nio.charset"]["Charset"](), charset(strings.ToUpper(name)))
		}
		return newClass(classDef{name: "java.nio.charset.Charset",
			methods: []py.Def{
				def("name", 0, 0, func(t *thread, v value, _ []value) value { return py.Unicode(text(t, v)) }),
				def("displayName", 0, 0, func(t *thread, v value, _ []value) value { return py.Unicode(text(t, v)) }),
			},
			static: []py.Def{def("forName", 1, 1, forName), def("defaultCharset", 0, 0, func(*thread, value, []value) value {
				return newObject(packages["java.nio.charset"]["Charset"](), charset("UTF-8"))
			})}})
	})
	declare("java.nio.charset.StandardCharsets", func() *py.Type {
		consts := map[string]value{}
		for name, shown := range map[string]string{"UTF_8": "UTF-8", "US_ASCII": "US-ASCII", "ISO_8859_1": "ISO-8859-1", "UTF_16": "UTF-16",
			"UTF_16BE": "UTF-16BE", "UTF_16LE": "UTF-16LE"} {
			consts[name] = newObject(packages["java.nio.charset"]["Charset"](), charset(shown))
		}
		return newClass(classDef{name: "java.nio.charset.StandardCharsets", consts: consts})
	})
	declare("java.net.URLEncoder", func() *py.Type {
		return newClass(classDef{name: "java.net.URLEncoder", static: []py.Def{def("encode", 1, 2, func(t *thread, _ value, a []value) value {
			out := url.QueryEscape(str(t, "encode", 0, a[0]))
			return py.Unicode(strings.NewReplacer("~", "%7E", "%2A", "*").Replace(out))
		})}})
	})
	declare("java.net.URLDecoder", func() *py.Type {
		return newClass(classDef{name: "java.net.URLDecoder", static: []py.Def{def("decode", 1, 2, func(t *thread, _ value, a []value) value {
			out, err := url.QueryUnescape(str(t, "decode", 0, a[0]))
			if err != nil {
				t.ThrowJava(illegalArg(), "URLDecoder: Illegal hex characters in escape (%) pattern", err)
			}
			return py.Unicode(out)
		})}})
	})
	py.ThrowableType.AddMethods(
		py.Def{Name: "printStackTrace", Max: 1, Fn: func(t *thread, self value, a []value) value {
			out := sink(standard{err: true})
			if len(a) == 1 {
				out = sinkOf(a[0])
			}
			out.write(t, stackText(t, self))
			return py.None
		}},
		def("equals", 1, 1, func(_ *thread, v value, a []value) value { return py.Bool(py.Is(v, a[0])) }),
		def("hashCode", 0, 0, func(t *thread, v value, _ []value) value { return py.Int(t.ID(v)) }),
		def("addSuppressed", 1, 1, nothing), def("setStackTrace", 1, 1, nothing))
	empty := func(class string) func(*thread, value) value {
		return func(*thread, value) value { return NewArray(0, class, nil) }
	}
	py.ThrowableType.AddAttrs(py.Attr{Name: "class", Get: func(_ *thread, v value) value { return py.Obj(v.Type()) }},
		py.Attr{Name: "stackTrace", Get: empty("java.lang.StackTraceElement")}, py.Attr{Name: "suppressed", Get: empty("java.lang.Throwable")})
	py.ThrowableType.AddMethods(
		def("getStackTrace", 0, 0, func(*thread, value, []value) value { return NewArray(0, "java.lang.StackTraceElement", nil) }),
		def("getSuppressed", 0, 0, func(*thread, value, []value) value { return NewArray(0, "java.lang.Throwable", nil) }))
}

// charset is a java.nio.charset.Charset.
type charset string

func (c charset) javaString(*thread) string { return string(c) }
func (c charset) javaEquals(_ *thread, o value) bool {
	x, ok := payload[charset](o)
	return ok && x == c
}

// stackText is what printStackTrace writes: the exception and its causes. There are no
// frames of Java's.
func stackText(t *thread, v value) string {
	var b strings.Builder
	for n := 0; n < 64; n++ {
		x, ok := v.Object().(*py.Throwable)
		if !ok {
			break
		}
		if n > 0 {
			b.WriteString("Caused by: ")
		}
		b.WriteString(in(t.Method0(v, "toString")).Text() + "\n")
		v = x.Cause
	}
	return b.String()
}
