package python

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/object"
)

// Runtime runs Python programs in one goja runtime. It belongs to one
// goroutine, as the goja runtime does.
type Runtime struct {
	base
	vm                *goja.Runtime
	t                 *object.Thread
	natives           map[string]goja.Value
	top               *frame
	free              *frame
	files             map[string]*source
	unpacked          []object.Value // items of the last unpack
	unpackNext        int
	genNext, genThrow goja.Callable
	stack             []goja.StackFrame
	texts             map[textKey]*Code
	warned            map[*Code]bool
	// unknown finds what is neither a global nor a built-in name: modules of
	// the project's library. It may be nil.
	unknown func(name string) (object.Value, bool)
	// find finds what import statements name before the library does: modules of
	// the project's library, and stubs. It may be nil.
	find func(name string) (object.Value, bool)
	// missing raises the ImportError for what is missing below a thing that find
	// finds, and returns if there is no such thing; it may be nil.
	missing func(name string)
	// searched says where find has looked, for hints; it may be nil.
	searched func() string
	args     []goja.Value // of the call that is being made
	hints    [8]hinted    // of the exceptions raised last
	noted    int          // hints so far
}

// source is a text that tracebacks may quote.
type source struct {
	code *Code
}

type textKey struct {
	text, file, mode string
	flags            int
}

// frame is one running body: a function, a class, a module.
type frame struct {
	code   *codeConst
	back   *frame
	obj    *object.Frame
	locals goja.Callable
	names  []string
	ns     object.Value // the namespace of a class body or of exec
	level  object.Level
	raised int // the line on which an exception last passed
}

// New binds a goja runtime to a new Python world made of config. Eval,
// Compile, Globals, Locals and SourceLine of config are provided here.
func New(vm *goja.Runtime, config object.Config) *Runtime {
	rt := &Runtime{vm: vm, natives: make(map[string]goja.Value, 64), files: map[string]*source{}}
	rt.base = base{inert, rt}
	config.Compile = rt.compileBuiltin
	config.Eval = rt.evalBuiltin
	config.Globals = func(*object.Thread) *object.Dict { return rt.globals() }
	config.Locals = func(*object.Thread) object.Value { return rt.localsValue() }
	config.SourceLine = rt.sourceLine
	config.FrameLine = rt.frameLine
	rt.t = object.NewInterp(config)
	return rt
}

// Thread is the Python thread of the runtime.
func (rt *Runtime) Thread() *object.Thread { return rt.t }

// instance is a program in a runtime, with its globals.
type instance struct {
	rt      *Runtime
	code    *Code
	globals *object.Dict
	body    goja.Callable
	module  *codeConst
}

// codeInfo is what all instances of a program share about one body.
type codeInfo struct {
	file *Code
	code *object.Code
	emit *emit.Code
}

// instantiate passes natives and constants to a program.
func (rt *Runtime) instantiate(c *Code, globals *object.Dict) *instance {
	in := &instance{rt: rt, code: c, globals: globals}
	p := c.program
	if rt.files[p.Source.Name] == nil || rt.files[p.Source.Name].code != c {
		rt.files[p.Source.Name] = &source{c}
	}
	v, err := rt.vm.RunProgram(p.Goja)
	if err != nil {
		panic(rt.goError(err))
	}
	outer, ok := goja.AssertFunction(v)
	if !ok {
		panic("an emitted program is no function")
	}
	args := make([]goja.Value, 0, len(p.Natives)+len(p.Consts))
	for _, name := range p.Natives {
		args = append(args, rt.native(name))
	}
	for i := range p.Consts {
		args = append(args, in.constant(i))
	}
	inner, err := outer(jsUndefined, args...)
	if err != nil {
		panic(rt.goError(err))
	}
	in.body, _ = goja.AssertFunction(inner)
	in.module = &codeConst{inert, in, c.module.code, c.module}
	return in
}

func (in *instance) constant(i int) goja.Value {
	c := &in.code.program.Consts[i]
	switch c.Kind {
	case emit.NameConst:
		return &nameConst{inert, c.Text}
	case emit.GlobalConst:
		return &globalConst{inert, in, c.Text, "name", nil}
	case emit.FuncGlobalConst:
		return &globalConst{inert, in, c.Text, "global name", nil}
	case emit.NamesConst:
		return &namesConst{inert, c.Names}
	case emit.CodeConst:
		info := in.code.infos[i]
		return &codeConst{inert, in, info.code, info}
	case emit.FusedConst:
		return in.fused(c.Ops)
	case emit.CompareConst:
		return in.rt.compareConst(c.Text, constValue(&c.Items[0]))
	}
	return &value{&in.rt.base, constValue(c)}
}

func constValue(c *emit.Const) object.Value {
	switch c.Kind {
	case emit.StrConst:
		return object.Str(c.Text)
	case emit.UnicodeConst:
		return object.Unicode(c.Text)
	case emit.LongConst:
		return object.BigLong(c.Long)
	case emit.FloatConst:
		return object.Float(c.Float)
	case emit.TupleConst:
		return constTuple(c.Items)
	case emit.IntConst:
		return object.Int(int(c.Int))
	case emit.NoneConst:
		return object.None
	case emit.TrueConst:
		return object.True
	case emit.FalseConst:
		return object.False
	}
	return object.NewComplex(complex(0, c.Float))
}

func constTuple(items []emit.Const) object.Value {
	values := make([]object.Value, len(items))
	for i := range items {
		values[i] = constValue(&items[i])
	}
	return object.Obj(object.NewTuple(values...))
}

func (rt *Runtime) native(name string) goja.Value {
	if v, ok := rt.natives[name]; ok {
		return v
	}
	create, ok := natives[name]
	if !ok {
		panic("no native " + name)
	}
	v := rt.vm.ToValue(create(rt))
	rt.natives[name] = v
	return v
}

// push enters a body.
func (rt *Runtime) push(c *codeConst) *frame {
	f := rt.free
	if f != nil {
		rt.free = f.back
	} else {
		f = new(frame)
	}
	f.code, f.back = c, rt.top
	f.level = rt.t.Level()
	rt.top = f
	return f
}

func (rt *Runtime) pop(f *frame) {
	rt.top = f.back
	*f = frame{back: rt.free}
	rt.free = f
}

// enter calls the JavaScript function of a body in a frame of its own.
func (rt *Runtime) enter(c *codeConst, js goja.Callable, ns object.Value, args ...goja.Value) goja.Value {
	t := rt.t
	t.Step(1)
	t.Enter()
	f := rt.push(c)
	f.ns = ns
	exc := t.Exc
	v, err := js(jsUndefined, args...)
	t.Exc = exc
	if err != nil {
		t.Restore(f.level)
		rt.pop(f)
		t.Leave()
		panic(rt.goError(err))
	}
	rt.pop(f)
	t.Leave()
	return v
}

// run executes a module body. ns is the namespace of a Namespace program.
func (in *instance) run(ns object.Value) object.Value {
	rt := in.rt
	v := rt.enter(in.module, in.body, ns, rt.js(ns))
	return present(rt.py(v))
}

// goError turns an error of goja into what to panic with in Go: a
// *object.Raised, or the error itself if it is one that no script can catch.
func (rt *Runtime) goError(err error) any {
	var ex *goja.Exception
	if errors.As(err, &ex) {
		return rt.raised(ex.Value())
	}
	return err
}

// raised is the Python exception of something thrown in JavaScript.
func (rt *Runtime) raised(v goja.Value) *object.Raised {
	if x, ok := v.(*thrown); ok {
		return x.r
	}
	// An error of goja's own: our programs give it no reason for one, except
	// by exhausting it.
	var r *object.Raised
	msg := v.String()
	r = rt.t.Try(func() { rt.t.Raise(object.RuntimeErrorType, msg) })
	return r
}

// border is deferred by every native: it turns a Python exception in Go into
// one in JavaScript, a used-up budget into an interrupt.
func (rt *Runtime) border(out *goja.Value) {
	x := recover()
	if x == nil {
		return
	}
	switch e := x.(type) {
	case *object.Raised:
		rt.addFrame(e)
		panic(&thrown{&rt.base, e})
	case *object.BudgetError:
		rt.vm.Interrupt(e)
		*out = jsUndefined
		return
	}
	panic(x)
}

func (rt *Runtime) truthBorder() {
	x := recover()
	if x == nil {
		return
	}
	switch e := x.(type) {
	case *object.Raised:
		rt.addFrame(e)
		panic(&thrown{&rt.base, e})
	case *object.BudgetError:
		rt.vm.Interrupt(e)
		return
	}
	panic(x)
}

// addFrame notes where in the running body the exception passes.
func (rt *Runtime) addFrame(r *object.Raised) {
	f := rt.top
	if f == nil {
		return
	}
	f.object()
	f.raised = rt.line()
	f.obj.Line = f.raised
	if r.Trace != nil && r.Trace.Frame == f.obj {
		return
	}
	r.AddFrame(f.obj, f.raised)
}

// object is what scripts see of a frame.
func (f *frame) object() *object.Frame {
	if f.obj == nil {
		f.obj = newFrameObject(f.code)
	}
	return f.obj
}

func newFrameObject(c *codeConst) *object.Frame {
	locals := object.Value{}
	if c == c.inst.module {
		locals = object.Obj(c.inst.globals)
	}
	return object.NewFrame(c.code, c.inst.globals, locals, c.code.FirstLine)
}

// line is the line of the script that is running, or that called the native
// that is.
func (rt *Runtime) line() int {
	rt.stack = rt.vm.CaptureCallStack(2, rt.stack[:0])
	line := 0
	for i := range rt.stack {
		if p := rt.stack[i].Position(); p.Line > 0 {
			line = p.Line
			if f := rt.top; f != nil && f.raised > 0 && f.code.info.file.handlers[p] {
				clear(rt.stack)
				return f.raised
			}
			break
		}
	}
	clear(rt.stack)
	if line == 0 || rt.top == nil {
		return line
	}
	return line - rt.top.code.info.file.shift
}

func (rt *Runtime) sourceLine(file string, line int) string {
	s := rt.files[file]
	if s == nil || s.code.unnamed {
		return ""
	}
	return s.code.program.Source.Line(line + s.code.shift)
}

// globals are those of the running body.
func (rt *Runtime) globals() *object.Dict {
	if rt.top == nil {
		return object.NewDict(0)
	}
	return rt.top.code.inst.globals
}

// localsValue is what locals() returns: the namespace of a body that has one,
// else a new dict of the bound local variables.
func (rt *Runtime) localsValue() object.Value {
	f := rt.top
	if f == nil {
		return object.Obj(object.NewDict(0))
	}
	if !f.ns.IsAbsent() {
		return f.ns
	}
	if f.locals == nil {
		if f.code == f.code.inst.module {
			return object.Obj(f.code.inst.globals)
		}
		return object.Obj(object.NewDict(0))
	}
	v, err := f.locals(jsUndefined)
	if err != nil {
		panic(rt.goError(err))
	}
	d := object.NewDict(len(f.names))
	list := v.ToObject(rt.vm)
	for i, name := range f.names {
		if x := rt.py(list.Get(fmt.Sprint(i))); !x.IsAbsent() {
			d.SetText(name, x)
		}
	}
	return object.Obj(d)
}
