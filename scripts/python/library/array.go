package library

// Modules array and jarray: Java's arrays as Python makes them.

import (
	"dryfire/scripts/python/library/java"
	py "dryfire/scripts/python/object"
)

func loadArray(_ *thread, m *py.Module) {
	m.Set("array", py.Obj(java.ArrayType))
	m.Set("ArrayType", py.Obj(java.ArrayType))
}

// arrayKind reads the second argument of jarray's functions: a typecode or a class.
func arrayKind(t *thread, v value) (code byte, class string) {
	if v.IsText() {
		s := v.Text()
		if len(s) != 1 || java.ArrayCodes[s[0]] == 0 {
			t.Raise(py.ValueErrorType, "typecode must be in [zcbhilfd]")
		}
		if s == "c" {
			return 'C', ""
		}
		return s[0], ""
	}
	ty, ok := v.Object().(*py.Type)
	if !ok {
		t.Raise(py.TypeErrorType, "expecting a class or a typecode")
	}
	return 0, ty.FullName()
}

func loadJarray(_ *thread, m *py.Module) {
	funcs(m,
		kw("array", 2, "sequence type", func(t *thread, a []value) value {
			code, class := arrayKind(t, a[1])
			src := t.Items(a[0])
			t.Alloc(16 * len(src))
			items := make([]value, len(src))
			for i, v := range src {
				items[i] = java.ArrayItem(t, code, v)
			}
			return java.NewArray(code, class, items)
		}),
		kw("zeros", 2, "size type", func(t *thread, a []value) value {
			code, class := arrayKind(t, a[1])
			n := intArg(t, a[0], 0)
			if n < 0 {
				t.Raise(py.ValueErrorType, "array size must not be negative")
			}
			t.Alloc(16 * n)
			items := make([]value, n)
			for i := range items {
				items[i] = java.Zero(code)
			}
			return java.NewArray(code, class, items)
		}),
	)
}
