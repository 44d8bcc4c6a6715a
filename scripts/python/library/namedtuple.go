package library

// Named tuples: tuple classes with named items, made for scripts by
// collections.namedtuple and for the library's own results (time.struct_time).

import (
	"fmt"
	"strings"

	py "dryfire/scripts/python/object"
)

// newNamedTuple makes a class whose instances are tuples of the named fields.
func newNamedTuple(module, name string, fields ...string) *py.Type {
	var cls *py.Type
	items := func(v value) []value { return v.Object().(*py.Tuple).Items }
	make_ := func(c *py.Type, vals []value) value {
		return py.Obj(&py.Tuple{Header: py.NewHeader(c), Items: vals})
	}
	params := strings.Join(fields, " ")
	collect := py.NewNative(py.Def{Name: "__new__", Params: "_cls " + params, Fn: func(t *thread, _ value, a []value) value {
		return py.Obj(py.NewTuple(append([]value(nil), a[1:]...)...))
	}, Min: len(fields) + 1})
	if len(fields) == 0 {
		collect = py.NewNative(py.Def{Name: "__new__", Min: 1, Max: 1, Fn: func(*thread, value, []value) value { return tuple() }})
	}
	asDict := func(t *thread, self value, _ []value) value {
		pairs := py.NewList()
		for i, f := range fields {
			pairs.Items = append(pairs.Items, tuple(py.Str(f), items(self)[i]))
		}
		return t.Call1(t.GetAttr(t.Import("collections"), "OrderedDict"), py.Obj(pairs))
	}
	def := py.TypeDef{Module: module, Name: name, Base: py.TupleType,
		Doc: name + "(" + strings.Join(fields, ", ") + ")",
		New: func(t *thread, c *py.Type, args []value, names []string) value {
			for _, n := range names {
				if fieldIndex(fields, n) < 0 {
					t.Raisef(py.TypeErrorType, "__new__() got an unexpected keyword argument '%s'", n)
				}
			}
			got := collect.Call(t, append([]value{py.Obj(c)}, args...), names)
			return make_(c, items(got))
		},
		Methods: []py.Def{
			{Name: "__repr__", Fn: func(t *thread, self value, _ []value) value {
				var b strings.Builder
				if module == "sys" {
					b.WriteString("sys.")
				}
				b.WriteString(self.Type().Name + "(")
				for i, f := range fields {
					if i > 0 {
						b.WriteString(", ")
					}
					b.WriteString(f + "=" + t.Repr(items(self)[i]))
				}
				return py.Str(b.String() + ")")
			}},
			{Name: "_asdict", Fn: asDict},
			{Name: "_replace", Raw: func(t *thread, self value, args []value, names []string) value {
				if len(args) > len(names) {
					t.Raisef(py.TypeErrorType, "_replace() takes exactly 1 argument (%d given)", len(args)-len(names)+1)
				}
				vals := append([]value(nil), items(self)...)
				var bad []value
				for i, n := range names {
					k := fieldIndex(fields, n)
					if k < 0 {
						bad = append(bad, py.Str(n))
						continue
					}
					vals[k] = args[i]
				}
				if len(bad) > 0 {
					t.Raise(py.ValueErrorType, "Got unexpected field names: "+t.Repr(list(bad...)))
				}
				return make_(self.Type(), vals)
			}},
			{Name: "__getnewargs__", Fn: func(_ *thread, self value, _ []value) value { return tuple(items(self)...) }},
		},
	}
	for i, f := range fields {
		def.Attrs = append(def.Attrs, py.Attr{Name: f, Get: func(_ *thread, self value) value { return items(self)[i] }, Set: cantSet})
	}
	cls = py.NewType(def)
	switch module {
	case "sys", "time", "posix":
	default:
		cls.Header = py.NewHeader(classMeta)
	}
	cls.AddConst("_fields", tuple(strs(fields...)...))
	cls.AddClassMethod(py.Def{Name: "_make", Min: 1, Max: 3, Fn: func(t *thread, c value, a []value) value {
		vals := append([]value(nil), t.Items(a[0])...)
		if len(vals) != len(fields) {
			t.Raise(py.TypeErrorType, fmt.Sprintf("Expected %d arguments, got %d", len(fields), len(vals)))
		}
		return make_(c.Object().(*py.Type), vals)
	}})
	return cls
}

func fieldIndex(fields []string, name string) int {
	for i, f := range fields {
		if f == name {
			return i
		}
	}
	return -1
}

// cantSet refuses an assignment the way a Python property without a setter does.
func cantSet(t *thread, _, _ value) { t.Raise(py.AttributeErrorType, "can't set attribute") }
