package projectfile

// The data.bin files of 8.0 and 8.1: a gzip stream around a binary form of Java
// bean XML (section 5 of the reference). This file turns the bytes into a tree
// of elements; beans.go knows what the elements mean.

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

var blobMagic = []byte{0x98, 0x29, 0x8f, 0xaa, 0x43, 0xf7, 0x4a, 0x4f, 0xb2, 0x8d, 0xca, 0x3c, 0x48, 0x96, 0xaf, 0xc9}

const (
	blobHeader    = 52 // bytes before the first string
	blobVersion   = 2
	maxBlobDepth  = 500 // of elements inside elements
	minStringSize = 7   // bytes of an empty string entry
)

// Flags of an element (section 5.2).
const (
	flagReference = 0x01
	flagParent    = 0x02
	flagID        = 0x04
	flagAttrs     = 0x08
	flagChildren  = 0x10
	flagText      = 0x20
)

// blob is a decoded data.bin.
type blob struct {
	root     *element
	trailing int  // bytes after the root element
	mended   bool // a string was not modified UTF-8
}

// element is a node of the tree. A reference is the very element it refers to,
// so the tree is in truth a graph without cycles.
type element struct {
	name     string
	attrs    []attribute
	children []*element
	text     string  // of str, class
	integer  int64   // of int, qc, lng, date
	float    float32 // of flt
	raw      []byte  // text of other elements
	offset   int     // in the unpacked data
}

type attribute struct {
	name string
	text string   // types 8 and 9
	sign []string // type 10
	num  int64    // types 1 and 2
}

// attr returns the text of an attribute, "" if there is none.
func (e *element) attr(name string) string {
	for _, a := range e.attrs {
		if a.name == name {
			return a.text
		}
	}
	return ""
}

// unpack undoes the gzip of a data.bin, if there is one (BIN-1).
func unpack(data []byte) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("its gzip header is broken: %w", err)
	}
	out, err := io.ReadAll(io.LimitReader(z, maxUnpacked+1))
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = errors.New("it ends too early")
		}
		return nil, fmt.Errorf("its gzip data is broken after %d bytes: %w", len(out), err)
	}
	if len(out) > maxUnpacked {
		return nil, fmt.Errorf("it unpacks to more than %d MiB, the most that is read", maxUnpacked>>20)
	}
	return out, nil
}

// blobReader reads the unpacked form. Its methods panic with a blobError, which
// decodeBlob returns.
type blobReader struct {
	data    []byte
	pos     int
	strings map[uint32]string
	objects map[uint32]*element
	mended  bool
}

type blobError struct{ error }

func (r *blobReader) fail(at int, format string, args ...any) {
	panic(blobError{fmt.Errorf("at byte %d of the unpacked data: "+format, append([]any{at}, args...)...)})
}

// decodeBlob reads an unpacked data.bin. Errors give the offset.
func decodeBlob(data []byte) (b *blob, err error) {
	r := &blobReader{data: data, objects: map[uint32]*element{}}
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(blobError)
			if !ok {
				panic(x)
			}
			b, err = nil, e.error
		}
	}()
	if !bytes.HasPrefix(data, blobMagic) {
		return nil, fmt.Errorf("it is no data.bin of Ignition: it begins with % x, wanted gzip (1f 8b) or % x", data[:min(len(data), 4)], blobMagic[:4])
	}
	r.pos = len(blobMagic)
	if v := r.u32("the version"); v != blobVersion {
		r.fail(16, "the format version is %d, wanted %d", v, blobVersion)
	}
	r.take(28, "the header") // save time and zeros
	r.readStrings()
	root := r.element(0)
	return &blob{root: root, trailing: len(data) - r.pos, mended: r.mended}, nil
}

func (r *blobReader) take(n int, what string) []byte {
	if n > len(r.data)-r.pos {
		r.fail(r.pos, "the data ends inside %s: %d bytes left, wanted %d", what, len(r.data)-r.pos, n)
	}
	b := r.data[r.pos : r.pos+n]
	r.pos += n
	return b
}

func (r *blobReader) u8(what string) byte    { return r.take(1, what)[0] }
func (r *blobReader) u32(what string) uint32 { return binary.BigEndian.Uint32(r.take(4, what)) }

// length reads a count of bytes or items, of which each takes at least size
// bytes, so that no claim reserves more than the data could hold.
func (r *blobReader) length(what string, size int) int {
	at := r.pos
	n := r.u32(what)
	if int64(n)*int64(size) > int64(len(r.data)-r.pos) {
		r.fail(at, "%s is %d, more than the %d bytes left can hold", what, n, len(r.data)-r.pos)
	}
	return int(n)
}

// readStrings reads the table of strings (BIN-2, BIN-3).
func (r *blobReader) readStrings() {
	n := r.length("the number of strings", minStringSize)
	r.strings = make(map[uint32]string, n)
	for range n {
		at := r.pos
		id := r.u32("the id of a string")
		if _, twice := r.strings[id]; twice || int64(id) >= int64(n) {
			r.fail(at, "string id %d is used twice or is not below %d", id, n)
		}
		var size int
		if kind := r.u8("the kind of a string"); kind == 0 {
			size = int(binary.BigEndian.Uint16(r.take(2, "the length of a string")))
		} else {
			size = r.length("the length of a string", 1)
		}
		s, ok := modifiedUTF8(r.take(size, "a string"))
		r.strings[id] = s
		r.mended = r.mended || !ok
	}
}

func (r *blobReader) string(what string) string {
	at := r.pos
	id := r.u32(what)
	s, ok := r.strings[id]
	if !ok {
		r.fail(at, "%s is string %d, of which there are only %d", what, id, len(r.strings))
	}
	return s
}

func (r *blobReader) element(depth int) *element {
	at := r.pos
	if depth > maxBlobDepth {
		r.fail(at, "elements are nested deeper than %d levels, the most that are read", maxBlobDepth)
	}
	flags := r.u8("an element")
	if flags == flagReference {
		id := r.u32("a reference")
		e := r.objects[id]
		if e == nil { // BIN-5: it is always complete
			r.fail(at, "there is a reference to object %d, which is not complete", id)
		}
		return e
	}
	if flags&^(flagParent|flagID|flagAttrs|flagChildren|flagText) != 0 {
		r.fail(at, "an element has the flags 0x%02x, of which some are not known (BIN-4)", flags)
	}
	e := &element{offset: at}
	if flags&flagParent != 0 {
		r.string("the name of a parent element")
	}
	e.name = r.string("the name of an element")
	var id uint32
	if flags&flagID != 0 {
		id = r.u32("an object id")
	}
	if flags&flagAttrs != 0 {
		for range r.u8("the number of attributes") {
			e.attrs = append(e.attrs, r.attribute())
		}
	}
	if flags&flagText != 0 {
		r.content(e)
	}
	if flags&flagChildren != 0 {
		n := r.length("the number of children", 5)
		e.children = make([]*element, 0, n)
		for range n {
			e.children = append(e.children, r.element(depth+1))
		}
	}
	if flags&flagID != 0 {
		if r.objects[id] != nil {
			r.fail(at, "object id %d is used twice", id)
		}
		r.objects[id] = e
	}
	return e
}

func (r *blobReader) attribute() attribute {
	a := attribute{name: r.string("the name of an attribute")}
	at := r.pos
	switch typ := r.u8("the type of an attribute"); typ {
	case 8, 9:
		a.text = r.string("an attribute")
	case 10:
		for range r.u8("the length of a signature") {
			a.sign = append(a.sign, r.string("a signature"))
		}
	case 2:
		if b := r.u8("an attribute"); b != 0xff {
			a.num = int64(b)
		} else {
			a.num = int64(int32(r.u32("an attribute")))
		}
	case 1:
		a.num = int64(r.u8("an attribute"))
	default:
		r.fail(at, "attribute %s has type %d, wanted 1, 2, 8, 9 or 10", a.name, typ)
	}
	return a
}

// content reads the text of an element, whose form follows from its name.
func (r *blobReader) content(e *element) {
	at := r.pos
	n := r.length("the length of a text", 1)
	b := r.take(n, "a text")
	switch e.name {
	case "str", "class":
		if n != 4 {
			r.fail(at, "the text of a %s has %d bytes, wanted 4", e.name, n)
		}
		r.pos -= 4
		e.text = r.string("a text")
	case "int", "qc", "flt":
		switch {
		case n == 5 && b[0] == 0xff:
			bits := binary.BigEndian.Uint32(b[1:])
			e.integer, e.float = int64(int32(bits)), math.Float32frombits(bits)
		case n == 1: // as in attributes
			e.integer, e.float = int64(b[0]), float32(b[0])
		default:
			r.fail(at, "the text of a %s is % x, wanted 5 bytes beginning with ff", e.name, b[:min(n, 8)])
		}
	case "lng", "date":
		switch {
		case n == 9 && b[0] == 0xff:
			e.integer = int64(binary.BigEndian.Uint64(b[1:]))
		case n == 1:
			e.integer = int64(b[0])
		default:
			r.fail(at, "the text of a %s is % x, wanted 9 bytes beginning with ff", e.name, b[:min(n, 8)])
		}
	default:
		e.raw = b
	}
}

// modifiedUTF8 decodes Java's form of UTF-8: NUL in two bytes, characters above
// U+FFFF as two surrogates of three bytes each (BIN-3). What is not well formed
// becomes U+FFFD, and ok is false. Plain UTF-8 is accepted.
func modifiedUTF8(b []byte) (s string, ok bool) {
	if utf8.Valid(b) {
		return string(b), true
	}
	ok = true
	var out strings.Builder
	out.Grow(len(b))
	for i := 0; i < len(b); {
		c, n := unit(b[i:])
		i += n
		switch {
		case n == 1 && c == utf8.RuneError:
			ok = false
		case utf16.IsSurrogate(c):
			low, m := unit(b[i:])
			if r := utf16.DecodeRune(c, low); r != utf8.RuneError {
				c = r
				i += m
			} else {
				c, ok = utf8.RuneError, false
			}
		}
		out.WriteRune(c)
	}
	return out.String(), ok
}

// unit decodes one UTF-16 unit, or a whole character in plain UTF-8, and tells
// how many bytes it took. A wrong byte is U+FFFD and one byte.
func unit(b []byte) (rune, int) {
	if len(b) >= 2 && b[0] == 0xc0 && b[1] == 0x80 {
		return 0, 2
	}
	if len(b) >= 3 && b[0] == 0xed && b[1]&0xc0 == 0x80 && b[2]&0xc0 == 0x80 { // a surrogate, or below it
		return rune(b[0]&0x0f)<<12 | rune(b[1]&0x3f)<<6 | rune(b[2]&0x3f), 3
	}
	if len(b) == 0 {
		return utf8.RuneError, 0
	}
	return utf8.DecodeRune(b)
}
