package library

// Modules struct, binascii, zlib and gzip: bytes in memory.

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"encoding/base64"
	"encoding/hex"
	"hash/adler32"
	"hash/crc32"
	"io"
	"math"
	"math/big"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

var structError = sync.OnceValue(func() *py.Type { return newExc("struct", "error", py.ExceptionType) })

// structItem is one code of a format with its count.
type structItem struct {
	code byte
	n    int
	pad  int // bytes of alignment before it
}

type structFormat struct {
	items  []structItem
	size   int
	little bool
}

// structSizes are the sizes of the standard formats; '@' has them too, for Java has no others, but
// aligns and knows P.
var structSizes = map[byte]int{'x': 1, 'c': 1, 'b': 1, 'B': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'f': 4, 'd': 8, 's': 1, 'p': 1, 'P': 8}

func structFail(t *thread, msg string) { t.Raise(structError(), msg) }

func parseStruct(t *thread, v value) *structFormat {
	if !v.IsText() {
		t.Raise(py.TypeErrorType, "Struct() argument 1 must be string, not "+v.Type().Name)
	}
	s := v.Text()
	f := &structFormat{}
	native := true
	if s != "" {
		switch s[0] {
		case '<':
			f.little, native = true, false
			s = s[1:]
		case '>', '!', '=':
			native = false
			s = s[1:]
		case '@':
			s = s[1:]
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if strings.IndexByte(" \t\n\r\f\v", c) >= 0 {
			continue
		}
		n := 1
		if isDigit(rune(c)) {
			n = 0
			for ; i < len(s) && isDigit(rune(s[i])); i++ {
				if n = n*10 + int(s[i]-'0'); n > math.MaxInt32 {
					structFail(t, "overflow in item count")
				}
			}
			if i == len(s) {
				structFail(t, "bad char in struct format")
			}
			c = s[i]
		}
		size, ok := structSizes[c]
		if !ok || c == 'P' && !native {
			structFail(t, "bad char in struct format")
		}
		pad := 0
		if native && size > 1 {
			pad = (size - f.size%size) % size
		}
		f.items = append(f.items, structItem{c, n, pad})
		f.size += pad + n*size
		if f.size > math.MaxInt32 {
			structFail(t, "total struct size too long")
		}
	}
	return f
}

func (f *structFormat) values() int {
	n := 0
	for _, it := range f.items {
		switch it.code {
		case 'x':
		case 's', 'p':
			n++
		default:
			n += it.n
		}
	}
	return n
}

func (f *structFormat) putInt(out []byte, x uint64) {
	for i := range out {
		k := len(out) - 1 - i
		if f.little {
			k = i
		}
		out[k] = byte(x)
		x >>= 8
	}
}

func (f *structFormat) getInt(in []byte) uint64 {
	x := uint64(0)
	for i := range in {
		k := i
		if f.little {
			k = len(in) - 1 - i
		}
		x = x<<8 | uint64(in[k])
	}
	return x
}

// structInt converts an argument to an integer. As in Jython the smaller formats keep the
// low bytes of an int; an int is wanted for all but the unsigned and the 64-bit ones.
func structInt(t *thread, v value, code byte) uint64 {
	b, ok := bigOf(v)
	if isFloat(v) {
		b, ok = big.NewInt(int64(v.Prim().Float64())), true
	}
	if !ok || strings.IndexByte("bBhHil", code) >= 0 && (!b.IsInt64() || b.Int64() != int64(int32(b.Int64()))) {
		structFail(t, "required argument is not an integer")
	}
	return new(big.Int).And(b, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
}

func (f *structFormat) pack(t *thread, args []value) []byte {
	if want := f.values(); len(args) < want {
		structFail(t, "insufficient arguments to pack")
	} else if len(args) > want {
		structFail(t, "too many arguments for pack format")
	}
	t.Alloc(f.size)
	out := make([]byte, 0, f.size)
	k := 0
	next := func() value { k++; return args[k-1] }
	for _, it := range f.items {
		out = append(out, make([]byte, it.pad)...)
		size := structSizes[it.code]
		switch it.code {
		case 'x':
			out = append(out, make([]byte, it.n)...)
			continue
		case 's', 'p':
			v := next()
			if !isStr(v) {
				structFail(t, "argument for '"+string(it.code)+"' must be a string")
			}
			field := make([]byte, it.n)
			if it.code == 'p' && it.n > 0 {
				field[0] = byte(min(copy(field[1:], v.Text()), 255))
			} else {
				copy(field, v.Text())
			}
			out = append(out, field...)
			continue
		}
		for range it.n {
			v := next()
			buf := make([]byte, size)
			switch it.code {
			case 'c':
				if !isStr(v) || len(v.Text()) != 1 {
					structFail(t, "char format require string of length 1")
				}
				buf[0] = v.Text()[0]
			case 'f', 'd':
				if v.IsText() || v.IsNone() {
					t.Raise(py.TypeErrorType, "a float is required")
				}
				x := t.ToFloat(v)
				if it.code == 'f' {
					if float := float32(x); math.IsInf(float64(float), 0) && !math.IsInf(x, 0) {
						t.Raise(py.OverflowErrorType, "float too large to pack with f format")
					}
					f.putInt(buf, uint64(math.Float32bits(float32(x))))
				} else {
					f.putInt(buf, math.Float64bits(x))
				}
			default:
				f.putInt(buf, structInt(t, v, it.code))
			}
			out = append(out, buf...)
		}
	}
	return out
}

func (f *structFormat) unpack(t *thread, data []byte) value {
	t.Alloc(24 * f.values())
	var out []value
	take := func(n int) []byte { b := data[:n]; data = data[n:]; return b }
	for _, it := range f.items {
		take(it.pad)
		size := structSizes[it.code]
		switch it.code {
		case 'x':
			take(it.n)
			continue
		case 's':
			out = append(out, py.Str(string(take(it.n))))
			continue
		case 'p':
			b := take(it.n)
			if len(b) == 0 {
				out = append(out, py.Str(""))
				continue
			}
			out = append(out, py.Str(string(b[1:1+min(int(b[0]), len(b)-1)])))
			continue
		}
		for range it.n {
			b := take(size)
			x := f.getInt(b)
			var v value
			switch it.code {
			case 'c':
				v = py.Str(string(b))
			case 'b':
				v = py.Int(int(int8(x)))
			case 'B', 'H':
				v = py.Int(int(x))
			case 'h':
				v = py.Int(int(int16(x)))
			case 'i', 'l':
				v = py.Int(int(int32(x)))
			case 'I', 'L', 'P', 'q':
				v = py.Long(int64(x))
			case 'Q':
				v = py.BigLong(new(big.Int).SetUint64(x))
			case 'f':
				v = py.Float(float64(math.Float32frombits(uint32(x))))
			case 'd':
				v = py.Float(math.Float64frombits(x))
			}
			out = append(out, v)
		}
	}
	return tuple(out...)
}

// structObject is a struct.Struct.
type structObject struct {
	py.Header
	f      *structFormat
	format value
}

func structData(t *thread, v value) []byte {
	return []byte(bytesArg(t, v, "unpack requires a string argument"))
}

func (f *structFormat) unpackWhole(t *thread, v value) value {
	data := structData(t, v)
	if len(data) != f.size {
		structFail(t, "unpack str size does not match format")
	}
	return f.unpack(t, data)
}

func (f *structFormat) unpackFrom(t *thread, v, offset value) value {
	data := structData(t, v)
	off := intArg(t, offset, 0)
	if off < 0 {
		off += len(data)
	}
	if off < 0 || off > len(data) || len(data)-off < f.size {
		structFail(t, "unpack_from str size does not match format")
	}
	return f.unpack(t, data[off:off+f.size])
}

func (f *structFormat) packInto(t *thread, buffer, offset value, args []value) value {
	b, ok := buffer.Object().(*py.ByteArray)
	if !ok {
		t.Raise(py.TypeErrorType, "pack_into: a bytearray is wanted, not "+buffer.Type().Name)
	}
	data := f.pack(t, args)
	off := intArg(t, offset, 0)
	if off < 0 {
		off += len(b.B)
	}
	if off < 0 || len(b.B)-off < len(data) {
		structFail(t, "pack_into requires a buffer of at least "+t.Str(py.Int(len(data)))+" bytes")
	}
	copy(b.B[off:], data)
	return py.None
}

var structType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "struct", Name: "Struct",
		New: func(t *thread, cls *py.Type, args []value, _ []string) value {
			if len(args) != 1 {
				t.Raisef(py.TypeErrorType, "Struct() takes exactly 1 argument (%d given)", len(args))
			}
			return py.Obj(&structObject{py.NewHeader(cls), parseStruct(t, args[0]), args[0]})
		},
		Methods: []py.Def{
			method("pack", 0, -1, func(t *thread, s *structObject, a []value) value { return py.Str(string(s.f.pack(t, a))) }),
			method("unpack", 1, 1, func(t *thread, s *structObject, a []value) value { return s.f.unpackWhole(t, a[0]) }),
			method("unpack_from", 1, 2, func(t *thread, s *structObject, a []value) value { return s.f.unpackFrom(t, a[0], at(a, 1)) }),
			method("pack_into", 2, -1, func(t *thread, s *structObject, a []value) value { return s.f.packInto(t, a[0], a[1], a[2:]) }),
		},
		Attrs: []py.Attr{
			attr("size", func(_ *thread, s *structObject) value { return py.Int(s.f.size) }),
			attr("format", func(_ *thread, s *structObject) value { return s.format }),
		}})
})

func loadStruct(_ *thread, m *py.Module) {
	m.Set("error", py.Obj(structError()))
	m.Set("Struct", py.Obj(structType()))
	funcs(m,
		fn("pack", 1, -1, func(t *thread, a []value) value { return py.Str(string(parseStruct(t, a[0]).pack(t, a[1:]))) }),
		fn("unpack", 2, 2, func(t *thread, a []value) value { return parseStruct(t, a[0]).unpackWhole(t, a[1]) }),
		fn("unpack_from", 2, 3, func(t *thread, a []value) value { return parseStruct(t, a[0]).unpackFrom(t, a[1], at(a, 2)) }),
		fn("pack_into", 3, -1, func(t *thread, a []value) value { return parseStruct(t, a[0]).packInto(t, a[1], a[2], a[3:]) }),
		fn("calcsize", 1, 1, func(t *thread, a []value) value { return py.Int(parseStruct(t, a[0]).size) }),
	)
}

// checksum returns a CRC as Jython shows it, a signed 32-bit int.
func checksum(x uint32) value { return py.Int(int(int32(x))) }

var binasciiError = sync.OnceValue(func() *py.Type { return newExc("binascii", "Error", py.ExceptionType) })

func loadBinascii(_ *thread, m *py.Module) {
	m.Set("Error", py.Obj(binasciiError()))
	m.Set("Incomplete", py.Obj(newExc("binascii", "Incomplete", py.ExceptionType)))
	data := func(t *thread, v value) string { return bytesArg(t, v, "expected string or buffer") }
	unhex := func(t *thread, a []value) value {
		s := data(t, a[0])
		if len(s)%2 != 0 {
			t.Raise(py.TypeErrorType, "Odd-length string")
		}
		b, err := hex.DecodeString(s)
		if err != nil {
			t.Raise(py.TypeErrorType, "Non-hexadecimal digit found")
		}
		return py.Str(string(b))
	}
	tohex := func(t *thread, a []value) value {
		s := data(t, a[0])
		t.Alloc(2 * len(s))
		return py.Str(hex.EncodeToString([]byte(s)))
	}
	crc := func(t *thread, a []value) value {
		s := data(t, a[0])
		t.Step(1 + len(s)/64)
		return checksum(crc32.Update(uint32(intArg(t, at(a, 1), 0)), crc32.IEEETable, []byte(s)))
	}
	funcs(m,
		fn("hexlify", 1, 1, tohex), fn("b2a_hex", 1, 1, tohex), fn("unhexlify", 1, 1, unhex), fn("a2b_hex", 1, 1, unhex),
		fn("b2a_base64", 1, 1, func(t *thread, a []value) value {
			s := data(t, a[0])
			t.Alloc(len(s) * 4 / 3)
			return py.Str(base64.StdEncoding.EncodeToString([]byte(s)) + "\n")
		}),
		fn("a2b_base64", 1, 1, func(t *thread, a []value) value { return py.Str(decodeBase64(t, data(t, a[0]))) }),
		fn("crc32", 1, 2, crc),
	)
}

// decodeBase64 skips what is not base64, as binascii does.
func decodeBase64(t *thread, s string) string {
	t.Alloc(len(s))
	var out []byte
	acc, bits, pads := uint32(0), 0, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '=' {
			if pads++; pads+bits/6 >= 4 || bits > 0 && pads*6+bits == 24 {
				break
			}
			continue
		}
		k := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", c)
		if k < 0 {
			continue
		}
		pads = 0
		acc = acc<<6 | uint32(k)
		if bits += 6; bits == 24 {
			out = append(out, byte(acc>>16), byte(acc>>8), byte(acc))
			acc, bits = 0, 0
		}
	}
	switch bits {
	case 0:
	case 12:
		out = append(out, byte(acc>>4))
	case 18:
		out = append(out, byte(acc>>10), byte(acc>>2))
	}
	if bits != 0 && pads*6+bits < 24 {
		t.Raise(binasciiError(), "Incorrect padding")
	}
	return string(out)
}

var zlibError = sync.OnceValue(func() *py.Type { return newExc("zlib", "error", py.ExceptionType) })

// inflate reads all of a compressed stream and charges memory as it grows.
func inflate(t *thread, r io.Reader, err error) string {
	var out bytes.Buffer
	for err == nil {
		var n int64
		n, err = io.CopyN(&out, r, 1<<16)
		t.Alloc(int(n))
		t.Step(1 + int(n)/64)
	}
	if err != io.EOF {
		t.Raise(zlibError(), "Error -3 while decompressing data: "+err.Error())
	}
	return out.String()
}

func loadZlib(_ *thread, m *py.Module) {
	m.Set("error", py.Obj(zlibError()))
	for name, n := range map[string]int{"Z_BEST_COMPRESSION": 9, "Z_BEST_SPEED": 1, "Z_DEFAULT_COMPRESSION": -1, "Z_DEFAULT_STRATEGY": 0, "Z_FINISH": 4, "MAX_WBITS": 15, "DEFLATED": 8} {
		m.Set(name, py.Int(n))
	}
	data := func(t *thread, v value) []byte {
		return []byte(bytesArg(t, v, "must be string or read-only buffer, not "+v.Type().Name))
	}
	funcs(m,
		fn("compress", 1, 2, func(t *thread, a []value) value {
			level := intArg(t, at(a, 1), -1)
			if level < -1 || level > 9 {
				t.Raise(zlibError(), "Bad compression level")
			}
			b := data(t, a[0])
			t.Alloc(len(b) + 1<<16)
			t.Step(1 + len(b)/16)
			var out bytes.Buffer
			w, _ := zlib.NewWriterLevel(&out, level)
			w.Write(b)
			w.Close()
			return py.Str(out.String())
		}),
		fn("decompress", 1, 3, func(t *thread, a []value) value {
			src := bytes.NewReader(data(t, a[0]))
			bits := intArg(t, at(a, 1), 15)
			if bits < 0 {
				return py.Str(inflate(t, flate.NewReader(src), nil))
			}
			if bits > 15 {
				r, err := gzip.NewReader(src)
				return py.Str(inflate(t, r, err))
			}
			r, err := zlib.NewReader(src)
			return py.Str(inflate(t, r, err))
		}),
		fn("crc32", 1, 2, func(t *thread, a []value) value {
			b := data(t, a[0])
			t.Step(1 + len(b)/64)
			return checksum(crc32.Update(uint32(intArg(t, at(a, 1), 0)), crc32.IEEETable, b))
		}),
		fn("adler32", 1, 2, func(t *thread, a []value) value {
			b := data(t, a[0])
			t.Step(1 + len(b)/64)
			start := uint32(intArg(t, at(a, 1), 1))
			if start == 1 {
				return checksum(adler32.Checksum(b))
			}
			lo, hi := start&0xffff, start>>16
			for _, c := range b {
				lo = (lo + uint32(c)) % 65521
				hi = (hi + lo) % 65521
			}
			return checksum(hi<<16 | lo)
		}),
	)
}

// gzipFile is a gzip.GzipFile over a file object in memory.
type gzipFile struct {
	memFile
	under  value
	write  bool
	closed bool
}

func loadGzip(_ *thread, m *py.Module) { m.Set("GzipFile", py.Obj(gzipType())) }

var gzipType = sync.OnceValue(func() *py.Type {
	finish := func(t *thread, g *gzipFile) {
		if g.closed {
			return
		}
		g.closed = true
		if !g.write {
			return
		}
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		io.WriteString(w, g.memFile.value(g.buf).Text())
		w.Close()
		t.Alloc(out.Len())
		t.Method1(g.under, "write", py.Str(out.String()))
	}
	reading := func(t *thread, g *gzipFile) {
		if g.write {
			t.Raise(py.IOErrorType, "read() on write-only GzipFile object")
		}
	}
	create := py.NewNative(kw("GzipFile", 0, "filename mode compresslevel fileobj mtime", func(t *thread, a []value) value {
		g := &gzipFile{memFile: memFile{kind: cStringIO, soft: py.Int(0)}, under: a[3]}
		if !given(a[3]) {
			t.Raise(py.IOErrorType, "files are not available to scripts under test; pass fileobj")
		}
		g.write = given(a[1]) && strings.ContainsAny(a[1].Text(), "wa")
		if !g.write {
			r, err := gzip.NewReader(strings.NewReader(t.Method0(a[3], "read").Text()))
			if err != nil {
				t.Raise(py.IOErrorType, "Not a gzipped file")
			}
			g.buf = runesOf(py.Str(inflate(t, r, nil)))
		}
		return py.Obj(g)
	}))
	return py.NewType(py.TypeDef{Module: "gzip", Name: "GzipFile",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			g := create.Call(t, args, names).Object().(*gzipFile)
			g.Header = py.NewHeader(cls)
			return py.Obj(g)
		},
		Methods: []py.Def{
			method("write", 1, 1, func(t *thread, g *gzipFile, a []value) value {
				if !g.write {
					t.Raise(py.IOErrorType, "write() on read-only GzipFile object")
				}
				g.memFile.write(t, a[0])
				return py.Integer(int64(t.Len(a[0])))
			}),
			method("read", 0, 1, func(t *thread, g *gzipFile, a []value) value {
				reading(t, g)
				return g.memFile.value(g.memFile.read(t, intArg(t, at(a, 0), -1)))
			}),
			method("readline", 0, 1, func(t *thread, g *gzipFile, a []value) value {
				reading(t, g)
				return g.memFile.value(g.line(t, intArg(t, at(a, 0), -1)))
			}),
			method("close", 0, 0, func(t *thread, g *gzipFile, _ []value) value { finish(t, g); return py.None }),
			method("__enter__", 0, 0, func(_ *thread, g *gzipFile, _ []value) value { return py.Obj(g) }),
			method("__exit__", 0, -1, func(t *thread, g *gzipFile, _ []value) value { finish(t, g); return py.None }),
			method("__iter__", 0, 0, func(_ *thread, g *gzipFile, _ []value) value { return py.Obj(g) }),
			method("next", 0, 0, func(t *thread, g *gzipFile, _ []value) value {
				reading(t, g)
				r := g.line(t, -1)
				if len(r) == 0 {
					t.Throw(py.Obj(py.NewException(py.StopIterationType)))
				}
				return g.memFile.value(r)
			}),
		}})
})
