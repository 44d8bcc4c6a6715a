package library

// Module contextlib: context managers made of generators.

import py "dryfire/scripts/python/object"

// generated is the context manager that a function under @contextmanager returns.
type generated struct {
	py.Header
	gen value
}

func (g *generated) enter(t *thread, _ []value) value {
	v, ok := t.Next(g.gen)
	if !ok {
		t.Raise(py.RuntimeErrorType, "generator didn't yield")
	}
	return v
}

// exit resumes the generator, with the exception of the body if there is one.
func (g *generated) exit(t *thread, a []value) value {
	if a[0].IsNone() {
		if _, ok := t.Next(g.gen); ok {
			t.Raise(py.RuntimeErrorType, "generator didn't stop")
		}
		return py.None
	}
	v := a[1]
	if v.IsNone() {
		v = t.Call0(a[0])
	}
	r := t.Try(func() { t.CallMethod("throw", []value{g.gen, a[0], v, a[2]}, nil) })
	switch {
	case r == nil:
		t.Raise(py.RuntimeErrorType, "generator didn't stop after throw()")
	case py.Is(r.Class, py.Obj(py.StopIterationType)):
		return py.Bool(!py.Is(r.Value, v))
	case !py.Is(r.Value, v):
		panic(r)
	}
	return py.False
}

// closingManager is contextlib.closing.
type closingManager struct {
	py.Header
	thing value
}

// nestedManagers is contextlib.nested.
type nestedManagers struct {
	py.Header
	managers []value
	exits    []value
}

func (n *nestedManagers) enter(t *thread, _ []value) value {
	var out []value
	for _, m := range n.managers {
		exit := t.GetAttr(m, "__exit__")
		if r := t.Try(func() { out = append(out, t.CallMethod("__enter__", []value{m}, nil)) }); r != nil {
			if n.leave(t, r) == nil {
				t.Raise(py.RuntimeErrorType, "generator didn't yield")
			}
			panic(r)
		}
		n.exits = append(n.exits, exit)
	}
	return tuple(out...)
}

// leave calls the exits from the inside out and returns the exception that is left of r.
func (n *nestedManagers) leave(t *thread, r *py.Raised) *py.Raised {
	for i := len(n.exits) - 1; i >= 0; i-- {
		args := []value{py.None, py.None, py.None}
		if r != nil {
			args = []value{r.Class, r.Value, py.None}
			if r.Trace != nil {
				args[2] = py.Obj(r.Trace)
			}
		}
		var swallow bool
		if e := t.Try(func() { swallow = t.Truth(t.Call(n.exits[i], args, nil)) }); e != nil {
			r = e
		} else if swallow {
			r = nil
		}
	}
	n.exits = nil
	return r
}

func (n *nestedManagers) exit(t *thread, a []value) value {
	var r *py.Raised
	if !a[0].IsNone() {
		r = t.MakeRaised(a[0], a[1], a[2])
	}
	left := n.leave(t, r)
	if left != nil && left != r {
		panic(left)
	}
	return py.Bool(left == nil)
}

var (
	generatedType = pythonClass(py.TypeDef{Module: "contextlib", Name: "GeneratorContextManager", NoNew: true, Methods: []py.Def{
		method("__enter__", 0, 0, func(t *thread, g *generated, a []value) value { return g.enter(t, a) }),
		method("__exit__", 3, 3, func(t *thread, g *generated, a []value) value { return g.exit(t, a) }),
	}})
	closingType = pythonClass(py.TypeDef{Module: "contextlib", Name: "closing",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			if len(args) != 1 || len(names) > 0 {
				t.Raisef(py.TypeErrorType, "__init__() takes exactly 2 arguments (%d given)", len(args)+1)
			}
			return py.Obj(&closingManager{Header: py.NewHeader(cls), thing: args[0]})
		},
		Methods: []py.Def{
			method("__enter__", 0, 0, func(_ *thread, c *closingManager, _ []value) value { return c.thing }),
			method("__exit__", 3, 3, func(t *thread, c *closingManager, _ []value) value {
				t.CallMethod("close", []value{c.thing}, nil)
				return py.None
			}),
		}})
	nestedType = pythonClass(py.TypeDef{Module: "contextlib", Name: "nested", NoNew: true, Methods: []py.Def{
		method("__enter__", 0, 0, func(t *thread, n *nestedManagers, a []value) value { return n.enter(t, a) }),
		method("__exit__", 3, 3, func(t *thread, n *nestedManagers, a []value) value { return n.exit(t, a) }),
	}})
)

func loadContextlib(t *thread, m *py.Module) {
	funcs(m,
		fn("contextmanager", 1, 1, func(t *thread, a []value) value {
			f := a[0]
			name := "helper"
			if v, ok := t.LookupAttr(f, "__name__"); ok && v.IsText() {
				name = v.Text()
			}
			doc := ""
			if v, ok := t.LookupAttr(f, "__doc__"); ok && v.IsText() {
				doc = v.Text()
			}
			return py.Obj(py.NewNative(py.Def{Name: name, Doc: doc, Raw: func(t *thread, _ value, args []value, names []string) value {
				t.Alloc(64)
				return py.Obj(&generated{Header: py.NewHeader(generatedType), gen: t.Call(f, append([]value(nil), args...), names)})
			}}))
		}),
		fn("nested", 0, -1, func(t *thread, a []value) value {
			return py.Obj(&nestedManagers{Header: py.NewHeader(nestedType), managers: append([]value(nil), a...)})
		}),
	)
	m.Dict.SetText("closing", py.Obj(closingType))
	m.Dict.SetText("__all__", list(strs("contextmanager", "nested", "closing")...))
}
