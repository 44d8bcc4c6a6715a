package library

// Modules StringIO, cStringIO and io: files in memory.

import (
	"sync"

	py "dryfire/scripts/python/object"
)

// memFile is a StringIO: characters are bytes until a unicode text is written.
type memFile struct {
	py.Header
	buf    []rune
	uni    bool
	pos    int
	closed bool
	kind   memKind
	soft   value
}

type memKind uint8

const (
	pyStringIO memKind = iota // StringIO.StringIO takes str and unicode
	cStringIO                 // cStringIO.StringIO: str only
	ioStringIO                // io.StringIO: unicode only
	ioBytesIO                 // io.BytesIO: bytes only
)

func (f *memFile) check(t *thread) {
	if f.closed {
		t.Raise(py.ValueErrorType, "I/O operation on closed file")
	}
}

func (f *memFile) value(r []rune) value {
	if f.uni || f.kind == ioStringIO {
		return textOf(py.Unicode(""), r)
	}
	return textOf(py.Str(""), r)
}

func (f *memFile) write(t *thread, v value) {
	f.check(t)
	if b, ok := v.Object().(*py.ByteArray); ok {
		v = py.Str(string(b.B))
	}
	switch {
	case f.kind == ioStringIO && !isUnicode(v):
		t.Raisef(py.TypeErrorType, "can't write %s to text stream", v.Type().Name)
	case f.kind == ioBytesIO && isUnicode(v):
		t.Raise(py.TypeErrorType, "'unicode' does not have the buffer interface")
	case f.kind == cStringIO && isUnicode(v):
		v = py.Str(t.Encode(v.Text(), "ascii", "strict"))
	case !v.IsText():
		if f.kind == ioBytesIO || f.kind == cStringIO {
			t.Raisef(py.TypeErrorType, "must be string or buffer, not %s", v.Type().Name)
		}
		v = py.Str(t.Str(v))
	}
	if isUnicode(v) {
		f.uni = true
	}
	t.Step(1 + len(v.Text())/1024)
	t.Room(8 * len(v.Text()))
	r := runesOf(v)
	if end := max(f.pos, 0) + len(r); end > cap(f.buf) {
		size := max(end, cap(f.buf)+cap(f.buf)/4, 16)
		t.Alloc(4 * size)
		f.buf = append(make([]rune, 0, size), f.buf...)
	}
	if f.pos > len(f.buf) {
		old := len(f.buf)
		f.buf = f.buf[:f.pos]
		clear(f.buf[old:])
	}
	n := copy(f.buf[f.pos:], r)
	f.buf = append(f.buf, r[n:]...)
	f.pos += len(r)
}

func (f *memFile) read(t *thread, n int) []rune {
	f.check(t)
	from := min(f.pos, len(f.buf))
	to := len(f.buf)
	if n >= 0 && n < to-from {
		to = from + n
	}
	f.pos = to
	t.Alloc(to - from)
	return f.buf[from:to]
}

func (f *memFile) line(t *thread, limit int) []rune {
	f.check(t)
	from := min(f.pos, len(f.buf))
	to := from
	for to < len(f.buf) && (limit < 0 || to-from < limit) {
		to++
		if f.buf[to-1] == '\n' {
			break
		}
	}
	f.pos = to
	return f.buf[from:to]
}

func newMemType(module, name string, kind memKind) *py.Type {
	num := func(t *thread, v value) int {
		if !given(v) {
			return -1
		}
		return intArg(t, v, -1)
	}
	create := py.NewNative(kw("__init__", 0, map[bool]string{true: "initial_value newline", false: "buf"}[kind == ioStringIO], func(*thread, []value) value { return py.None }))
	create.Fn = func(t *thread, self value, a []value) value {
		if given(a[0]) {
			f := self.Object().(*memFile)
			f.write(t, a[0])
			f.pos = 0
		}
		return py.None
	}
	ty := py.NewType(py.TypeDef{Module: module, Name: name,
		New: func(t *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&memFile{Header: py.NewHeader(cls), kind: kind, soft: py.Int(0)})
		},
		Methods: []py.Def{
			{Name: "__init__", Params: create.Params, Fn: create.Fn},
			method("write", 1, 1, func(t *thread, f *memFile, a []value) value {
				f.write(t, a[0])
				if kind == ioStringIO || kind == ioBytesIO {
					return py.Integer(int64(t.Len(a[0])))
				}
				return py.None
			}),
			method("writelines", 1, 1, func(t *thread, f *memFile, a []value) value {
				iterate(t, a[0], func(v value) { f.write(t, v) })
				return py.None
			}),
			method("read", 0, 1, func(t *thread, f *memFile, a []value) value { return f.value(f.read(t, num(t, at(a, 0)))) }),
			method("readline", 0, 1, func(t *thread, f *memFile, a []value) value { return f.value(f.line(t, num(t, at(a, 0)))) }),
			method("readlines", 0, 1, func(t *thread, f *memFile, a []value) value {
				l := py.NewList()
				total, hint := 0, num(t, at(a, 0))
				for r := f.line(t, -1); len(r) > 0; r = f.line(t, -1) {
					t.Append(l, f.value(r))
					if total += len(r); hint > 0 && total >= hint {
						break
					}
				}
				return py.Obj(l)
			}),
			method("getvalue", 0, 1, func(t *thread, f *memFile, _ []value) value {
				if kind != pyStringIO || f.closed {
					f.check(t)
				}
				t.Alloc(len(f.buf))
				return f.value(f.buf)
			}),
			method("seek", 1, 2, func(t *thread, f *memFile, a []value) value {
				f.check(t)
				p := intArg(t, a[0], 0)
				switch intArg(t, at(a, 1), 0) {
				case 1:
					p += f.pos
				case 2:
					p += len(f.buf)
				}
				f.pos = max(0, p)
				if kind == ioStringIO || kind == ioBytesIO {
					return py.Int(f.pos)
				}
				return py.None
			}),
			method("reset", 0, 0, func(t *thread, f *memFile, _ []value) value { f.check(t); f.pos = 0; return py.None }),
			method("tell", 0, 0, func(t *thread, f *memFile, _ []value) value { f.check(t); return py.Int(f.pos) }),
			method("truncate", 0, 1, func(t *thread, f *memFile, a []value) value {
				f.check(t)
				n := f.pos
				if len(a) > 0 && given(a[0]) {
					if n = intArg(t, a[0], 0); n < 0 {
						t.Raise(py.IOErrorType, "Negative size not allowed")
					}
				}
				if n < len(f.buf) {
					f.buf = f.buf[:n]
				}
				if kind == pyStringIO {
					f.pos = min(f.pos, max(n, 0))
				}
				return py.None
			}),
			method("close", 0, 0, func(_ *thread, f *memFile, _ []value) value { f.closed = true; return py.None }),
			method("flush", 0, 0, func(t *thread, f *memFile, _ []value) value { f.check(t); return py.None }),
			method("isatty", 0, 0, func(t *thread, f *memFile, _ []value) value { f.check(t); return py.False }),
			method("readable", 0, 0, func(*thread, *memFile, []value) value { return py.True }),
			method("writable", 0, 0, func(*thread, *memFile, []value) value { return py.True }),
			method("seekable", 0, 0, func(*thread, *memFile, []value) value { return py.True }),
			method("__enter__", 0, 0, func(_ *thread, f *memFile, _ []value) value { return py.Obj(f) }),
			method("__exit__", 0, -1, func(_ *thread, f *memFile, _ []value) value { f.closed = true; return py.None }),
			method("__iter__", 0, 0, func(_ *thread, f *memFile, _ []value) value { return py.Obj(f) }),
			method("next", 0, 0, func(t *thread, f *memFile, _ []value) value {
				r := f.line(t, -1)
				if len(r) == 0 {
					t.Throw(py.Obj(py.NewException(py.StopIterationType)))
				}
				return f.value(r)
			}),
		},
		Attrs: []py.Attr{
			attr("closed", func(_ *thread, f *memFile) value { return py.Bool(f.closed) }),
			attr("len", func(_ *thread, f *memFile) value { return py.Int(len(f.buf)) }),
			attr("pos", func(_ *thread, f *memFile) value { return py.Int(f.pos) }),
			attr("buf", func(_ *thread, f *memFile) value { return f.value(f.buf) }),
			{Name: "softspace", Get: func(_ *thread, v value) value { return v.Object().(*memFile).soft },
				Set: func(_ *thread, v, x value) { v.Object().(*memFile).soft = x }},
		}})
	ty.Init = func(t *thread, self value, args []value, names []string) {
		create.Call(t, nil, nil)
		m, _ := ty.Dict.GetText("__init__")
		t.Call(m, append([]value{self}, args...), names)
	}
	return ty
}

var memTypes = sync.OnceValue(func() map[string]*py.Type {
	return map[string]*py.Type{
		"StringIO":    newMemType("StringIO", "StringIO", pyStringIO),
		"cStringIO":   newMemType("cStringIO", "StringIO", cStringIO),
		"io.StringIO": newMemType("_io", "StringIO", ioStringIO),
		"io.BytesIO":  newMemType("_io", "BytesIO", ioBytesIO),
	}
})

func loadStringIO(_ *thread, m *py.Module) { m.Set("StringIO", py.Obj(memTypes()["StringIO"])) }

func loadCStringIO(_ *thread, m *py.Module) {
	m.Set("StringIO", py.Obj(memTypes()["cStringIO"]))
	m.Set("InputType", py.Obj(memTypes()["cStringIO"]))
	m.Set("OutputType", py.Obj(memTypes()["cStringIO"]))
}

func loadIO(t *thread, m *py.Module) {
	m.Set("StringIO", py.Obj(memTypes()["io.StringIO"]))
	m.Set("BytesIO", py.Obj(memTypes()["io.BytesIO"]))
	m.Set("DEFAULT_BUFFER_SIZE", py.Int(8192))
	m.Set("SEEK_SET", py.Int(0))
	m.Set("SEEK_CUR", py.Int(1))
	m.Set("SEEK_END", py.Int(2))
	if open, ok := t.Builtins.Dict.GetText("open"); ok {
		m.Set("open", open)
	}
}
