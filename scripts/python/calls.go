package python

// Calls of Python functions, in both directions, and what makes them:
// functions, classes, generators.

import (
	"github.com/dop251/goja"

	"dryfire/scripts/python/object"
)

// funcData is what a Python function needs of this back end.
type funcData struct {
	rt   *Runtime
	code *codeConst
	js   goja.Callable
	// simple: as many parameters as the JavaScript function, all positional.
	simple bool
	params int
}

func fn(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		code := c.Arguments[0].(*codeConst)
		js, _ := goja.AssertFunction(c.Arguments[1])
		var defaults []object.Value
		if len(c.Arguments) > 2 {
			defaults = rt.items(c.Arguments[2:])
		}
		rt.t.Alloc(256)
		f := object.NewFunction(code.code, code.inst.globals, defaults, runFunction)
		f.Host = &funcData{rt: rt, code: code, js: js, params: len(code.code.Params), simple: code.code.Star == "" && code.code.StarStar == ""}
		return rt.js(object.Obj(f))
	}
}

// runFunction is object.Function.Run: Go calls a Python function.
func runFunction(_ *object.Thread, f *object.Function, slots []object.Value) object.Value {
	d := f.Host.(*funcData)
	rt := d.rt
	// goja copies the arguments before the body runs.
	args := rt.args[:0]
	for _, v := range slots {
		args = append(args, rt.js(v))
	}
	rt.args = args
	return present(rt.py(rt.invoke(d, args)))
}

// invoke calls a function whose parameters are bound.
func (rt *Runtime) invoke(d *funcData, args []goja.Value) goja.Value {
	if d.code.info.emit.Generator {
		return rt.js(rt.generator(d.code, d.js, args))
	}
	v := rt.enter(d.code, d.js, object.Value{}, args...)
	if v == jsUndefined {
		return jsNull
	}
	return v
}

func call(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		return rt.call(rt.py(c.Arguments[0]), c.Arguments[1:])
	}
}

func callg(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		g := c.Arguments[0].(*globalConst)
		f, ok := rt.load(g)
		if !ok {
			rt.undefined(g)
		}
		return rt.call(f, c.Arguments[1:])
	}
}

// call calls f with positional arguments. Python functions that take just
// these need no detour over object values.
func (rt *Runtime) call(f object.Value, args []goja.Value) goja.Value {
	switch fo := f.Object().(type) {
	case *object.Function:
		if d, ok := fo.Host.(*funcData); ok && d.simple && d.params == len(args) {
			return rt.invoke(d, args)
		}
	case *object.Type:
		if fo == object.StrType && len(args) == 1 {
			if v, ok := rt.simpleStr(rt.py(args[0])); ok {
				return rt.js(v)
			}
		}
	}
	a := rt.pushArgs(args)
	v := rt.t.Call(f, a, nil)
	rt.t.Pop(len(a))
	return rt.js(v)
}

// simpleStr is str(v) for what needs no method: it is the call that scripts
// make most (LNG-7).
func (rt *Runtime) simpleStr(v object.Value) (object.Value, bool) {
	switch v.Kind() {
	case object.KindStr:
		return v, true
	case object.KindInt, object.KindFloat, object.KindLong, object.KindBool, object.KindNone:
		return object.Str(rt.t.Str(v)), true
	case object.KindObject:
		if h, ok := v.Object().(*hostObject); ok {
			return h.str(), true
		}
	}
	return object.Value{}, false
}

// pushArgs puts arguments on the thread's stack.
func (rt *Runtime) pushArgs(args []goja.Value) []object.Value {
	a := rt.t.Push(len(args))
	for i, x := range args {
		a[i] = rt.py(x)
	}
	return a
}

func callk(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		a := rt.pushArgs(c.Arguments[2:])
		v := rt.t.Call(rt.py(c.Arguments[0]), a, c.Arguments[1].(*namesConst).names)
		rt.t.Pop(len(a))
		return rt.js(v)
	}
}

// callm makes the native for o.name(…); discard is set where the statement
// does not look at the result, which a function of the host then need not make.
func callm(discard bool) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return rt.callMethod(rt.py(c.Arguments[0]), nameOf(c.Arguments[1]), c.Arguments[2:], nil, discard)
		}
	}
}

// callmk makes the native for o.name(…, name=…).
func callmk(discard bool) func(rt *Runtime) native {
	return func(rt *Runtime) native {
		return func(c goja.FunctionCall) (out goja.Value) {
			defer rt.border(&out)
			return rt.callMethod(rt.py(c.Arguments[0]), nameOf(c.Arguments[1]), c.Arguments[3:], c.Arguments[2].(*namesConst).names, discard)
		}
	}
}

func (rt *Runtime) callMethod(o object.Value, name string, args []goja.Value, names []string, discard bool) goja.Value {
	t := rt.t
	a := t.Push(len(args) + 1)
	a[0] = o
	for i, x := range args {
		a[i+1] = rt.py(x)
	}
	v := rt.methodValue(a, name, names, discard)
	t.Pop(len(a))
	return rt.js(v)
}

// methodValue calls the method of a[0] with the arguments after it.
func (rt *Runtime) methodValue(a []object.Value, name string, names []string, discard bool) object.Value {
	if n, ok := a[0].Object().(*namespace); ok {
		if f, ok := n.function(rt.t, name); ok {
			return f.invoke(a[1:], names, discard)
		}
	}
	return rt.t.CallMethod(name, a, names)
}

func calls(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		n := len(c.Arguments)
		a := rt.pushArgs(c.Arguments[2 : n-2])
		v := rt.t.CallStar(rt.py(c.Arguments[0]), a, c.Arguments[1].(*namesConst).names, rt.py(c.Arguments[n-2]), rt.py(c.Arguments[n-1]))
		rt.t.Pop(len(a))
		return rt.js(v)
	}
}

func class(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		code := c.Arguments[0].(*codeConst)
		js, _ := goja.AssertFunction(c.Arguments[1])
		bases := rt.items(c.Arguments[2:])
		ns := object.NewAttrs()
		if m, ok := code.inst.globals.GetText("__name__"); ok {
			ns.SetText("__module__", m)
		}
		if !code.code.Docstring.IsAbsent() {
			ns.SetText("__doc__", code.code.Docstring)
		}
		v := object.Obj(ns)
		rt.enter(code, js, v, rt.js(v))
		return rt.js(rt.t.MakeClass(code.code.Name, bases, ns, code.inst.globals))
	}
}

func comp(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		code := c.Arguments[0].(*codeConst)
		js, _ := goja.AssertFunction(c.Arguments[1])
		if code.info.emit.Generator {
			return rt.js(rt.generator(code, js, c.Arguments[2:3]))
		}
		return rt.enter(code, js, object.Value{}, c.Arguments[2])
	}
}

// generator makes a generator of a JavaScript one.
func (rt *Runtime) generator(code *codeConst, js goja.Callable, args []goja.Value) object.Value {
	rt.t.Alloc(512)
	v, err := js(jsUndefined, args...)
	if err != nil {
		panic(rt.goError(err))
	}
	g := v.ToObject(rt.vm)
	if rt.genNext == nil {
		rt.genNext, _ = goja.AssertFunction(g.Get("next"))
		rt.genThrow, _ = goja.AssertFunction(g.Get("throw"))
	}
	return object.Obj(object.NewGenerator(code.code.Name, code.code, &resumer{rt: rt, code: code, g: g}))
}

// resumer continues a JavaScript generator.
type resumer struct {
	rt   *Runtime
	code *codeConst
	g    *goja.Object
	obj  *object.Frame
}

// Resume implements object.Resumer.
func (s *resumer) Resume(t *object.Thread, sent object.Value, exc *object.Raised) (object.Value, bool) {
	rt := s.rt
	t.Enter()
	f := rt.push(s.code)
	if s.obj == nil {
		s.obj = newFrameObject(s.code)
	}
	f.obj = s.obj
	saved := t.Exc
	var v goja.Value
	var err error
	if exc != nil {
		v, err = rt.genThrow(s.g, &thrown{&rt.base, exc})
	} else {
		v, err = rt.genNext(s.g, rt.js(sent))
	}
	t.Exc = saved
	if err != nil {
		t.Restore(f.level)
		rt.pop(f)
		t.Leave()
		panic(rt.goError(err))
	}
	rt.pop(f)
	t.Leave()
	r := v.(*goja.Object)
	if r.Get("done").ToBoolean() {
		return object.Value{}, false
	}
	return present(rt.py(r.Get("value"))), true
}
