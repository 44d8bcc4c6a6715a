package library

// Module hashlib.

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding"
	"encoding/hex"
	"hash"
	"strings"
	"sync"

	py "dryfire/scripts/python/object"
)

// digest is a _hashlib.HASH.
type digest struct {
	py.Header
	name string
	h    hash.Hash
}

var algorithms = []struct {
	name string
	make func() hash.Hash
}{{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384}, {"sha512", sha512.New}}

func (d *digest) update(t *thread, v value) {
	if !v.IsText() {
		t.Raise(py.TypeErrorType, "update() argument 1 must be string or read-only buffer, not "+v.Type().Name)
	}
	s := bytesArg(t, v, "")
	t.Step(len(s) / 64)
	d.h.Write([]byte(s))
}

func (d *digest) copy() *digest {
	for _, a := range algorithms {
		if a.make().Size() == d.h.Size() {
			state, err := d.h.(encoding.BinaryMarshaler).MarshalBinary()
			h := a.make()
			if err == nil {
				err = h.(encoding.BinaryUnmarshaler).UnmarshalBinary(state)
			}
			if err != nil {
				panic("the state of a hash can't be copied: " + err.Error())
			}
			return &digest{d.Header, d.name, h}
		}
	}
	panic("a hash of no known algorithm")
}

var digestType = sync.OnceValue(func() *py.Type {
	size := func(name string) py.Attr {
		return attr(name, func(_ *thread, d *digest) value { return py.Int(d.h.Size()) })
	}
	return py.NewType(py.TypeDef{Module: "_hashlib", Name: "HASH", NoNew: true, Final: true,
		Methods: []py.Def{
			method("update", 1, 1, func(t *thread, d *digest, a []value) value { d.update(t, a[0]); return py.None }),
			method("digest", 0, 0, func(_ *thread, d *digest, _ []value) value { return py.Str(string(d.h.Sum(nil))) }),
			method("hexdigest", 0, 0, func(_ *thread, d *digest, _ []value) value { return py.Str(hex.EncodeToString(d.h.Sum(nil))) }),
			method("copy", 0, 0, func(_ *thread, d *digest, _ []value) value { return py.Obj(d.copy()) }),
			method("__repr__", 0, 0, func(t *thread, d *digest, _ []value) value {
				return py.Str("<" + d.name + " HASH object @ 0x" + hexOf(t.ID(py.Obj(d))) + ">")
			}),
		},
		Attrs: []py.Attr{size("digest_size"), size("digestsize"),
			attr("block_size", func(_ *thread, d *digest) value { return py.Int(d.h.BlockSize()) }),
			attr("name", func(_ *thread, d *digest) value { return py.Str(d.name) }),
		}})
})

// newDigest starts a digest; data may be absent.
func newDigest(t *thread, name string, h hash.Hash, data value) value {
	d := &digest{py.NewHeader(digestType()), name, h}
	if !data.IsAbsent() {
		d.update(t, data)
	}
	return py.Obj(d)
}

func loadHashlib(_ *thread, m *py.Module) {
	var names []value
	for _, alg := range algorithms {
		names = append(names, py.Str(alg.name))
		funcs(m, py.Def{Name: alg.name, Raw: func(t *thread, _ value, a []value, kw []string) value {
			if len(kw) > 0 {
				t.Raise(py.TypeErrorType, "openssl_"+alg.name+"(): takes no keyword arguments")
			}
			if len(a) > 1 {
				t.Raisef(py.TypeErrorType, "openssl_%s(): expected 0-1 args; got %d", alg.name, len(a))
			}
			return newDigest(t, alg.name, alg.make(), at(a, 0))
		}})
	}
	m.Set("algorithms", tuple(names...))
	funcs(m, kw("new", 1, "name string", func(t *thread, a []value) value {
		name := textArg(t, a[0])
		for _, alg := range algorithms {
			if plain := strings.ReplaceAll(strings.ToLower(name), "-", ""); plain == alg.name {
				return newDigest(t, strings.Replace(plain, "sha", "sha-", 1), alg.make(), a[1])
			}
		}
		t.Raise(py.ValueErrorType, "unsupported hash type "+name)
		return py.None
	}))
}
