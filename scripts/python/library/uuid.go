package library

// Module uuid. Random ones and those of the clock come from the simulation's seed and
// time: a run makes the same ones each time.

import (
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"
	"sync"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

func hexOf(n int) string { return strconv.FormatInt(int64(n), 16) }

// uuidValue is a uuid.UUID; number is what attribute int shows.
type uuidValue struct {
	py.Header
	b      [16]byte
	number value
}

func newUUID(cls *py.Type, b [16]byte) *uuidValue {
	return &uuidValue{py.NewHeader(cls), b, py.BigLong(new(big.Int).SetBytes(b[:]))}
}

// mark sets the variant of RFC 4122 and a version.
func mark(b [16]byte, version int) [16]byte {
	b[6] = b[6]&0xf | byte(version)<<4
	b[8] = b[8]&0x3f | 0x80
	return b
}

// PyGetAttr implements py.AttrGetter: all attributes are the class's.
func (u *uuidValue) PyGetAttr(*thread, string) (value, bool) { return value{}, false }

// PySetAttr implements py.AttrSetter.
func (u *uuidValue) PySetAttr(t *thread, _ string, _ value) bool {
	t.Raise(py.TypeErrorType, "UUID objects are immutable")
	return false
}

func (u *uuidValue) String() string {
	h := hex.EncodeToString(u.b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// bits returns bytes i to j as a long.
func (u *uuidValue) bits(i, j int) *big.Int { return new(big.Int).SetBytes(u.b[i:j]) }

// swapped returns the bytes with the first three fields in little-endian order.
func swapped(b [16]byte) [16]byte {
	return [16]byte{b[3], b[2], b[1], b[0], b[5], b[4], b[7], b[6], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]}
}

func (u *uuidValue) rfc() bool { return u.b[8]&0xc0 == 0x80 }

func (u *uuidValue) variant() string {
	switch c := u.b[8]; {
	case c&0x80 == 0:
		return "reserved for NCS compatibility"
	case c&0x40 == 0:
		return "specified in RFC 4122"
	case c&0x20 == 0:
		return "reserved for Microsoft compatibility"
	}
	return "reserved for future definition"
}

// uuidFields are the names of the six fields, each with its first and last byte.
var uuidFields = []struct {
	name string
	i, j int
}{{"time_low", 0, 4}, {"time_mid", 4, 6}, {"time_hi_version", 6, 8}, {"clock_seq_hi_variant", 8, 9}, {"clock_seq_low", 9, 10}, {"node", 10, 16}}

// readUUID makes a UUID of the arguments hex, bytes, bytes_le, fields, int and version.
func readUUID(t *thread, cls *py.Type, a []value) value {
	n := 0
	for _, v := range a[:5] {
		if given(v) {
			n++
		}
	}
	if n != 1 {
		t.Raise(py.TypeErrorType, "need one of hex, bytes, bytes_le, fields, or int")
	}
	raw := func(v value, name string) (b [16]byte) {
		if t.Len(v) != 16 {
			t.Raise(py.ValueErrorType, name+" is not a 16-char string")
		}
		copy(b[:], bytesArg(t, v, name+" is not a 16-char string"))
		return b
	}
	var b [16]byte
	var number value
	switch {
	case given(a[0]):
		s := pathArg(t, a[0], "replace")
		s = strings.ReplaceAll(strings.ReplaceAll(s, "urn:", ""), "uuid:", "")
		s = strings.ReplaceAll(strings.Trim(s, "{}"), "-", "")
		if len(s) != 32 {
			t.Raise(py.ValueErrorType, "badly formed hexadecimal UUID string")
		}
		x, err := hex.DecodeString(s)
		if err != nil {
			t.Call2(py.Obj(py.LongType), like(a[0], s), py.Int(16)) // raises what long says
			t.Raise(py.ValueErrorType, "badly formed hexadecimal UUID string")
		}
		copy(b[:], x)
	case given(a[1]):
		b = raw(a[1], "bytes")
	case given(a[2]):
		b = swapped(raw(a[2], "bytes_le"))
	case given(a[3]):
		parts := t.Items(a[3])
		if len(parts) != 6 {
			t.Raise(py.ValueErrorType, "fields is not a 6-tuple")
		}
		for i, f := range uuidFields {
			size := f.j - f.i
			x, ok := bigOf(parts[i])
			if !ok || x.Sign() < 0 || x.BitLen() > 8*size {
				t.Raisef(py.ValueErrorType, "field %d out of range (need a%s %d-bit value)", i+1, map[bool]string{true: "n"}[size == 1], 8*size)
			}
			x.FillBytes(b[f.i:f.j])
		}
	default:
		x, ok := bigOf(a[4])
		if !ok || x.Sign() < 0 || x.BitLen() > 128 {
			t.Raise(py.ValueErrorType, "int is out of range (need a 128-bit value)")
		}
		x.FillBytes(b[:])
		number = a[4]
	}
	if given(a[5]) {
		version := intArg(t, a[5], 0)
		if version < 1 || version > 5 {
			t.Raise(py.ValueErrorType, "illegal version number")
		}
		b, number = mark(b, version), value{}
	}
	u := newUUID(cls, b)
	u.number = number.Or(u.number)
	return py.Obj(u)
}

var uuidType = sync.OnceValue(func() *py.Type {
	long := func(name string, f func(u *uuidValue) *big.Int) py.Attr {
		return py.Attr{Name: name, Get: func(_ *thread, self value) value { return py.BigLong(f(self.Object().(*uuidValue))) }}
	}
	text := func(name string, f func(u *uuidValue) string) py.Attr {
		return py.Attr{Name: name, Get: func(_ *thread, self value) value { return py.Str(f(self.Object().(*uuidValue))) }}
	}
	attrs := []py.Attr{
		text("bytes", func(u *uuidValue) string { return string(u.b[:]) }),
		text("bytes_le", func(u *uuidValue) string { b := swapped(u.b); return string(b[:]) }),
		text("hex", func(u *uuidValue) string { return hex.EncodeToString(u.b[:]) }),
		text("urn", func(u *uuidValue) string { return "urn:uuid:" + u.String() }),
		text("variant", (*uuidValue).variant),
		attr("int", func(_ *thread, u *uuidValue) value { return u.number }),
		attr("version", func(_ *thread, u *uuidValue) value {
			if !u.rfc() {
				return py.None
			}
			return py.Int(int(u.b[6] >> 4))
		}),
		attr("fields", func(_ *thread, u *uuidValue) value {
			out := make([]value, len(uuidFields))
			for i, f := range uuidFields {
				out[i] = py.BigLong(u.bits(f.i, f.j))
			}
			return tuple(out...)
		}),
		long("time", func(u *uuidValue) *big.Int {
			return new(big.Int).SetBytes([]byte{u.b[6] & 0xf, u.b[7], u.b[4], u.b[5], u.b[0], u.b[1], u.b[2], u.b[3]})
		}),
		long("clock_seq", func(u *uuidValue) *big.Int { return new(big.Int).SetBytes([]byte{u.b[8] & 0x3f, u.b[9]}) }),
	}
	for _, f := range uuidFields {
		attrs = append(attrs, long(f.name, func(u *uuidValue) *big.Int { return u.bits(f.i, f.j) }))
	}
	for i := range attrs {
		attrs[i].Set = func(t *thread, _, _ value) { t.Raise(py.TypeErrorType, "UUID objects are immutable") }
	}
	read := func(cls *py.Type) *py.Native {
		return py.NewNative(kw("__init__", 0, "hex bytes bytes_le fields int version", func(t *thread, a []value) value { return readUUID(t, cls, a) }))
	}
	ty := pythonClass(py.TypeDef{Module: "uuid", Name: "UUID", NoDict: true, HostAttrs: true,
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			return read(cls).Call(t, args, names)
		},
		Methods: []py.Def{
			method("__str__", 0, 0, func(_ *thread, u *uuidValue, _ []value) value { return py.Str(u.String()) }),
			method("__repr__", 0, 0, func(_ *thread, u *uuidValue, _ []value) value { return py.Str("UUID('" + u.String() + "')") }),
			method("__int__", 0, 0, func(_ *thread, u *uuidValue, _ []value) value { return u.number }),
			method("__hash__", 0, 0, func(t *thread, u *uuidValue, _ []value) value { return py.Int(t.Hash(u.number)) }),
			method("__cmp__", 1, 1, func(_ *thread, u *uuidValue, a []value) value {
				o, ok := a[0].Object().(*uuidValue)
				if !ok {
					return py.NotImplemented
				}
				return py.Int(strings.Compare(string(u.b[:]), string(o.b[:])))
			}),
			method("__copy__", 0, 0, func(_ *thread, u *uuidValue, _ []value) value { return py.Obj(u) }),
			method("__deepcopy__", 1, 1, func(_ *thread, u *uuidValue, _ []value) value { return py.Obj(u) }),
		},
		Attrs: attrs})
	for _, a := range attrs { // the getters of Python's class are methods, too
		if a.Name != "int" {
			ty.AddMethods(py.Def{Name: "get_" + a.Name, Fn: func(t *thread, self value, _ []value) value { return a.Get(t, self) }})
		}
	}
	return ty
})

func loadUUID(_ *thread, m *py.Module) {
	ty := uuidType()
	m.Set("UUID", py.Obj(ty))
	for i, name := range []string{"NAMESPACE_DNS", "NAMESPACE_URL", "NAMESPACE_OID", "", "NAMESPACE_X500"} {
		if name != "" {
			m.Set(name, py.Obj(newUUID(ty, [16]byte{0x6b, 0xa7, 0xb8, 0x10 + byte(i), 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8})))
		}
	}
	for name, s := range map[string]string{"RESERVED_NCS": "reserved for NCS compatibility", "RFC_4122": "specified in RFC 4122",
		"RESERVED_MICROSOFT": "reserved for Microsoft compatibility", "RESERVED_FUTURE": "reserved for future definition"} {
		m.Set(name, py.Str(s))
	}
	var node, last int64
	ownNode := func(t *thread) int64 {
		if node == 0 {
			node = host.Of(t).Rand().Int63()&(1<<48-1) | 1<<40 // the bit of an address no card has
		}
		return node
	}
	named := func(name string, version int, sum func(data string) []byte) py.Def {
		return kw(name, 2, "namespace name", func(t *thread, a []value) value {
			data := t.Binary(py.OpAdd, t.GetAttr(a[0], "bytes"), a[1])
			var b [16]byte
			copy(b[:], sum(bytesArg(t, data, "the name of a UUID must be a string")))
			return py.Obj(newUUID(ty, mark(b, version)))
		})
	}
	funcs(m,
		named("uuid3", 3, func(s string) []byte { b := md5.Sum([]byte(s)); return b[:] }),
		named("uuid5", 5, func(s string) []byte { b := sha1.Sum([]byte(s)); return b[:] }),
		fn("uuid4", 0, 0, func(t *thread, _ []value) value {
			var b [16]byte
			host.Of(t).Rand().Read(b[:])
			return py.Obj(newUUID(ty, mark(b, 4)))
		}),
		fn("getnode", 0, 0, func(t *thread, _ []value) value { return py.Long(ownNode(t)) }),
		kw("uuid1", 0, "node clock_seq", func(t *thread, a []value) value {
			// Units of 100 ns since 15 October 1582, and never the same twice.
			at := clockOf(t).Now().UnixNano()/100 + 0x01b21dd213814000
			if at <= last {
				at = last + 1
			}
			last = at
			from, seq := int64(0), 0
			if given(a[0]) {
				from = t.ToInt64(a[0])
			} else {
				from = ownNode(t)
			}
			if given(a[1]) {
				seq = intArg(t, a[1], 0)
			} else {
				seq = int(host.Of(t).Rand().Int63() & 0x3fff)
			}
			b := [16]byte{byte(at >> 24), byte(at >> 16), byte(at >> 8), byte(at), byte(at >> 40), byte(at >> 32), byte(at >> 56), byte(at >> 48), byte(seq >> 8), byte(seq),
				byte(from >> 40), byte(from >> 32), byte(from >> 24), byte(from >> 16), byte(from >> 8), byte(from)}
			return py.Obj(newUUID(ty, mark(b, 1)))
		}),
	)
}
