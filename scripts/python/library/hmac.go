package library

// Module hmac, and the old modules md5 and sha.

import (
	"crypto/hmac"
	"encoding/hex"
	"sync"

	py "dryfire/scripts/python/object"
)

// hmacObject keeps what it was fed, so that it can be copied.
type hmacObject struct {
	py.Header
	alg  int // into algorithms
	key  []byte
	data []byte
}

func (h *hmacObject) update(t *thread, v value) {
	s := bytesArg(t, v, "update() argument 1 must be string or read-only buffer, not "+v.Type().Name)
	t.Alloc(len(s))
	h.data = append(h.data, s...)
}

func (h *hmacObject) sum(t *thread) []byte {
	t.Step(1 + len(h.data)/64)
	m := hmac.New(algorithms[h.alg].make, h.key)
	m.Write(h.data)
	return m.Sum(nil)
}

var hmacType = sync.OnceValue(func() *py.Type {
	return py.NewType(py.TypeDef{Module: "hmac", Name: "HMAC", NoNew: true,
		Methods: []py.Def{
			method("update", 1, 1, func(t *thread, h *hmacObject, a []value) value { h.update(t, a[0]); return py.None }),
			method("digest", 0, 0, func(t *thread, h *hmacObject, _ []value) value { return py.Str(string(h.sum(t))) }),
			method("hexdigest", 0, 0, func(t *thread, h *hmacObject, _ []value) value { return py.Str(hex.EncodeToString(h.sum(t))) }),
			method("copy", 0, 0, func(t *thread, h *hmacObject, _ []value) value {
				t.Alloc(len(h.data))
				return py.Obj(&hmacObject{h.Header, h.alg, h.key, append([]byte(nil), h.data...)})
			}),
		},
		Attrs: []py.Attr{attr("digest_size", func(_ *thread, h *hmacObject) value { return py.Int(algorithms[h.alg].make().Size()) })}})
})

func loadHMAC(_ *thread, m *py.Module) {
	m.Set("HMAC", py.Obj(hmacType()))
	m.Set("digest_size", py.None)
	funcs(m,
		kw("new", 1, "key msg digestmod", func(t *thread, a []value) value {
			h := &hmacObject{Header: py.NewHeader(hmacType()), key: []byte(bytesArg(t, a[0], "key: expected string or buffer"))}
			if given(a[2]) {
				// A constructor of hashlib, or a module like md5: asked for the hash it makes.
				make_ := a[2]
				if mod, ok := make_.Object().(*py.Module); ok {
					make_, _ = mod.Dict.GetText("new")
				}
				d, ok := t.Call0(make_).Object().(*digest)
				if !ok {
					t.Raise(py.TypeErrorType, "digestmod must be a hash of module hashlib, not "+t.Repr(a[2]))
				}
				for i, alg := range algorithms {
					if alg.make().Size() == d.h.Size() {
						h.alg = i
					}
				}
			}
			if given(a[1]) {
				h.update(t, a[1])
			}
			return py.Obj(h)
		}),
		fn("compare_digest", 2, 2, func(t *thread, a []value) value { return py.Bool(t.Equal(a[0], a[1])) }),
	)
}

// loadOneHash loads md5 or sha, which hold one algorithm of hashlib.
func loadOneHash(module, name string) py.Loader {
	return func(t *thread, m *py.Module) {
		make_ := t.GetAttr(t.Import("hashlib"), name)
		m.Set("new", make_)
		m.Set(module, make_)
		m.Set("digest_size", t.GetAttr(t.Call0(make_), "digest_size"))
	}
}
