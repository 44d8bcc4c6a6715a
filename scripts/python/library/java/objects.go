package java

// Small classes of java.util: Objects, Optional, StringTokenizer, StringJoiner.

import (
	"strings"

	py "dryfire/scripts/python/object"
)

// optional is an Optional; its value is absent if it is empty.
type optional struct{ v value }

func (o optional) javaString(t *thread) string {
	if o.v.IsAbsent() {
		return "Optional.empty"
	}
	return "Optional[" + text(t, o.v) + "]"
}

func (o optional) javaEquals(t *thread, x value) bool {
	p, ok := payload[optional](x)
	return ok && p.v.IsAbsent() == o.v.IsAbsent() && (o.v.IsAbsent() || t.Equal(o.v, p.v))
}

func (o optional) javaHash(t *thread) int32 {
	if o.v.IsAbsent() {
		return 0
	}
	return hash(t, o.v)
}

type tokenizer struct {
	s      []rune
	delims string
	keep   bool
}

func (k *tokenizer) next() (string, bool) {
	i := 0
	if !k.keep {
		for i < len(k.s) && strings.ContainsRune(k.delims, k.s[i]) {
			i++
		}
	}
	if i == len(k.s) {
		k.s = nil
		return "", false
	}
	j := i
	for j < len(k.s) && !strings.ContainsRune(k.delims, k.s[j]) {
		j++
	}
	if j == i {
		j++ // a delimiter that is kept
	}
	out := string(k.s[i:j])
	k.s = k.s[j:]
	return out, true
}

type joiner struct {
	sep, before, after, empty string
	parts                     []string
}

func (j *joiner) javaString(*thread) string {
	if len(j.parts) == 0 && j.empty != "" {
		return j.empty
	}
	return j.before + strings.Join(j.parts, j.sep) + j.after
}

func nullPointer(t *thread, msg string) { t.ThrowJava(nullAccess(), msg, nil) }

var optionalClass func() *py.Type

func init() {
	optionalClass = declare("java.util.Optional", func() *py.Type {
		self := func(v value) optional { return must[optional](v) }
		empty := func(v value) bool { return self(v).v.IsAbsent() }
		get := func(t *thread, v value, _ []value) value {
			if empty(v) {
				t.ThrowJava(noElement(), "No value present", nil)
			}
			return self(v).v
		}
		of := func(v value) value { return newObject(optionalClass(), optional{v}) }
		return newClass(classDef{name: "java.util.Optional",
			methods: []py.Def{
				def("get", 0, 0, get), def("orElseThrow", 0, 0, get),
				def("isPresent", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(!empty(v)) }),
				def("isEmpty", 0, 0, func(_ *thread, v value, _ []value) value { return py.Bool(empty(v)) }),
				def("orElse", 1, 1, func(_ *thread, v value, a []value) value {
					if empty(v) {
						return in(a[0])
					}
					return self(v).v
				}),
			},
			static: []py.Def{
				def("of", 1, 1, func(t *thread, _ value, a []value) value {
					if a[0].IsNone() {
						throw(t, nullAccess, "")
					}
					return of(in(a[0]))
				}),
				def("ofNullable", 1, 1, func(_ *thread, _ value, a []value) value {
					if a[0].IsNone() {
						return of(value{})
					}
					return of(in(a[0]))
				}),
				def("empty", 0, 0, func(*thread, value, []value) value { return of(value{}) }),
			}})
	})
	declare("java.util.Objects", func() *py.Type {
		return newClass(classDef{name: "java.util.Objects", static: []py.Def{
			def("equals", 2, 2, func(t *thread, _ value, a []value) value { return py.Bool(t.Equal(in(a[0]), in(a[1]))) }),
			def("isNull", 1, 1, func(_ *thread, _ value, a []value) value { return py.Bool(a[0].IsNone()) }),
			def("nonNull", 1, 1, func(_ *thread, _ value, a []value) value { return py.Bool(!a[0].IsNone()) }),
			def("toString", 1, 2, func(t *thread, _ value, a []value) value {
				if a[0].IsNone() && len(a) == 2 {
					return in(a[1])
				}
				return py.Unicode(text(t, a[0]))
			}),
			def("hashCode", 1, 1, func(t *thread, _ value, a []value) value { return py.Int(int(hash(t, in(a[0])))) }),
			def("hash", 0, -1, func(t *thread, _ value, a []value) value {
				return py.Int(int((&javaList{items: members(t, py.Obj(py.NewTuple(a...)))}).javaHash(t)))
			}),
			def("requireNonNull", 1, 2, func(t *thread, _ value, a []value) value {
				if a[0].IsNone() {
					if len(a) == 2 {
						nullPointer(t, str(t, "requireNonNull", 1, a[1]))
					}
					throw(t, nullAccess, "")
				}
				return in(a[0])
			}),
			def("requireNonNullElse", 2, 2, func(_ *thread, _ value, a []value) value {
				if a[0].IsNone() {
					return in(a[1])
				}
				return in(a[0])
			}),
		}})
	})
	declare("java.util.StringTokenizer", func() *py.Type {
		self := func(v value) *tokenizer { return must[*tokenizer](v) }
		next := func(t *thread, v value, a []value) value {
			if len(a) == 1 {
				self(v).delims = str(t, "nextToken", 0, a[0])
			}
			s, ok := self(v).next()
			if !ok {
				throw(t, noElement, "")
			}
			return py.Unicode(s)
		}
		count := func(v value) int {
			k, n := *self(v), 0
			for {
				if _, ok := k.next(); !ok {
					return n
				}
				n++
			}
		}
		more := func(_ *thread, v value, _ []value) value { return py.Bool(count(v) > 0) }
		return newClass(classDef{name: "java.util.StringTokenizer",
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.util.StringTokenizer", 1, 3, a, names)
				k := &tokenizer{s: []rune(str(t, "java.util.StringTokenizer", 0, a[0])), delims: " \t\n\r\f"}
				if len(a) > 1 {
					k.delims = str(t, "java.util.StringTokenizer", 1, a[1])
				}
				k.keep = len(a) > 2 && t.Truth(in(a[2]))
				return newObject(cls, k)
			},
			methods: []py.Def{def("nextToken", 0, 1, next), def("nextElement", 0, 0, next), def("hasMoreTokens", 0, 0, more), def("hasMoreElements", 0, 0, more),
				def("countTokens", 0, 0, func(_ *thread, v value, _ []value) value { return py.Int(count(v)) })}})
	})
	declare("java.util.StringJoiner", func() *py.Type {
		self := func(v value) *joiner { return must[*joiner](v) }
		return newClass(classDef{name: "java.util.StringJoiner",
			new: func(t *thread, cls *py.Type, a []value, names []string) value {
				checkArgs(t, "java.util.StringJoiner", 1, 3, a, names)
				j := &joiner{sep: text(t, a[0])}
				if len(a) == 3 {
					j.before, j.after = text(t, a[1]), text(t, a[2])
				}
				return newObject(cls, j)
			},
			methods: []py.Def{
				def("add", 1, 1, func(t *thread, v value, a []value) value {
					s := text(t, a[0])
					t.Alloc(len(s) + 16)
					self(v).parts = append(self(v).parts, s)
					return v
				}),
				def("setEmptyValue", 1, 1, func(t *thread, v value, a []value) value { self(v).empty = text(t, a[0]); return v }),
				def("length", 0, 0, func(t *thread, v value, _ []value) value { return py.Int(len([]rune(self(v).javaString(t)))) }),
			}})
	})
}
