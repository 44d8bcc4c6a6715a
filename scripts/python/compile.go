package python

import (
	"errors"
	"strconv"
	"strings"

	"github.com/dop251/goja"
	"github.com/dop251/goja/file"

	"dryfire/scripts"
	"dryfire/scripts/python/emit"
	"dryfire/scripts/python/object"
	"dryfire/scripts/python/resolve"
	"dryfire/scripts/python/syntax"
)

// Code is a compiled text. It is immutable and shared by all runtimes of the
// process.
type Code struct {
	program *emit.Program
	module  *codeInfo
	infos   map[int]*codeInfo // by index of the constant
	// shift is how many lines a header in front of the text takes (SCR-11).
	shift int
	// unnamed: the text of exec, eval or compile, which tracebacks do not quote.
	unnamed bool
	// handlers are the positions of what except clauses evaluate.
	handlers map[file.Position]bool
	// top are the names that the top level assigns.
	top map[string]bool
}

// Options say how a text is compiled.
type Options struct {
	Form    syntax.Form
	Futures syntax.Futures
	// Namespace: top-level names live in a namespace of their own, as for
	// exec and eval.
	Namespace bool
	// Header is put in front of the text, which begins in its next line. Lines
	// in errors and tracebacks are those of the text alone (SCR-2, SCR-11).
	Header string
	// Result makes the value of a last expression statement that of the text.
	Result bool
}

// Compile compiles a text; name is the file that tracebacks show. The error
// is a *syntax.Error for what Jython would refuse too.
func Compile(name, text string, opt Options) (*Code, error) {
	shift := 0
	if opt.Header != "" {
		text = opt.Header + "\n" + text + "\n"
		shift = 1
	}
	c, err := compileText(name, text, opt, shift)
	var se *syntax.Error
	if shift > 0 && errors.As(err, &se) {
		se.Line = max(se.Line-shift, 1)
	}
	return c, err
}

func compileText(name, text string, opt Options, shift int) (*Code, error) {
	f, err := syntax.NewFile(name, text)
	if err != nil {
		return nil, err
	}
	m, err := syntax.Parse(f, opt.Form, opt.Futures)
	if err != nil {
		return nil, err
	}
	if err := resolve.Module(m); err != nil {
		return nil, err
	}
	p, err := emit.Compile(m, emit.Options{Namespace: opt.Namespace, Result: opt.Result})
	if err != nil {
		return nil, err
	}
	c := &Code{program: p, shift: shift, infos: make(map[int]*codeInfo)}
	c.top = make(map[string]bool, len(m.Scope.Symbols))
	for _, y := range m.Scope.Symbols {
		if y.Bound {
			c.top[y.Name] = true
		}
	}
	for _, h := range p.Handlers {
		if c.handlers == nil {
			c.handlers = make(map[file.Position]bool, len(p.Handlers))
		}
		c.handlers[h] = true
	}
	c.module = c.info(p.Module)
	for i := range p.Consts {
		if p.Consts[i].Kind == emit.CodeConst {
			c.infos[i] = c.info(p.Consts[i].Code)
		}
	}
	return c, nil
}

func (c *Code) info(e *emit.Code) *codeInfo {
	o := object.NewCode(e.Name, c.program.Source.Name, e.Line-c.shift, e.Params, e.Star, e.Kwargs)
	o.VarNames = e.Locals
	o.Flags = 0x42 // optimised, new locals
	if e.Star != "" {
		o.Flags |= 0x04
	}
	if e.Kwargs != "" {
		o.Flags |= 0x08
	}
	if e.Generator {
		o.Flags |= 0x20
	}
	if e.Doc != nil {
		o.Docstring = object.Str(e.Doc.Value)
		if e.Doc.Unicode {
			o.Docstring = object.Unicode(e.Doc.Value)
		}
	}
	o.Host = c
	return &codeInfo{file: c, code: o, emit: e}
}

// Warnings are the SyntaxWarnings of the text as Jython prints them, each with
// its source line.
func (c *Code) Warnings() []string {
	var out []string
	for _, w := range c.program.Warnings {
		src := c.program.Source
		at := src.Position(w.Pos)
		text := src.Name + ":" + strconv.Itoa(at.Line-c.shift) + ": SyntaxWarning: " + w.Msg + "\n"
		if line := strings.TrimSpace(src.Line(at.Line)); line != "" {
			text += "  " + line + "\n"
		}
		out = append(out, text)
	}
	return out
}

// warn prints the warnings of a text when it first runs here.
func (rt *Runtime) warn(c *Code) {
	if len(c.program.Warnings) == 0 || rt.warned[c] {
		return
	}
	if rt.warned == nil {
		rt.warned = map[*Code]bool{}
	}
	rt.warned[c] = true
	for _, w := range c.Warnings() {
		rt.t.Method1(rt.t.Stderr, "write", object.Str(w))
	}
}

// Exec runs a compiled module in a dict of globals and returns its value, None
// unless it was compiled with Result. It panics with *object.Raised for an
// uncaught exception; see Try.
func (rt *Runtime) Exec(c *Code, globals *object.Dict) object.Value {
	rt.prepare(globals)
	rt.warn(c)
	in := rt.instantiate(c, globals)
	ns := object.Value{}
	if c.program.Namespace {
		ns = object.Obj(globals)
	}
	return in.run(ns)
}

// prepare gives globals the name of the built-in module.
func (rt *Runtime) prepare(globals *object.Dict) {
	if _, ok := globals.GetText("__builtins__"); !ok {
		globals.SetText("__builtins__", object.Obj(rt.t.Builtins))
	}
}

// Futures of a __future__ flags argument, and back.
var futureFlags = []struct {
	flag   int
	future syntax.Futures
}{
	{0x2000, syntax.FutureDivision}, {0x4000, syntax.FutureAbsoluteImport}, {0x10000, syntax.FuturePrintFunction}, {0x20000, syntax.FutureUnicodeLiterals},
}

// compileBuiltin is compile(source, file, mode, flags).
func (rt *Runtime) compileBuiltin(t *object.Thread, src object.Value, file, mode string, flags int) object.Value {
	if c, ok := src.Object().(*object.Code); ok {
		return object.Obj(c)
	}
	return object.Obj(rt.compileSource(src.Text(), file, mode, flags).module.code)
}

func (rt *Runtime) compileSource(text, file, mode string, flags int) *Code {
	key := textKey{text, file, mode, flags}
	if c, ok := rt.texts[key]; ok {
		return c
	}
	opt := Options{Namespace: true}
	switch mode {
	case "eval":
		opt.Form = syntax.EvalForm
	case "single":
		opt.Form = syntax.SingleForm
	case "exec":
	default:
		rt.t.Raise(object.ValueErrorType, "compile() arg 3 must be 'exec' or 'eval' or 'single'")
	}
	for _, f := range futureFlags {
		if flags&f.flag != 0 {
			opt.Futures |= f.future
		}
	}
	if rt.top != nil {
		opt.Futures |= rt.top.code.inst.code.program.Futures
	}
	rt.t.Alloc(64 * len(text))
	c, err := Compile(file, text, opt)
	if err != nil {
		rt.raiseSyntax(err)
	}
	c.unnamed = true
	if rt.texts == nil || len(rt.texts) > 256 {
		rt.texts = map[textKey]*Code{}
	}
	rt.texts[key] = c
	return c
}

// raiseSyntax raises a compile error as Python does.
func (rt *Runtime) raiseSyntax(err error) {
	var se *syntax.Error
	if !errors.As(err, &se) {
		rt.t.Raise(object.SystemErrorType, err.Error())
	}
	msg := se.Msg
	if se.Hint != "" {
		msg += " (" + se.Hint + ")"
	}
	rt.throwSyntax(se.Type, msg, se.File, se.Line, se.Col, object.Str(se.Text+"\n"))
}

// raiseScriptSyntax does the same for an error of Language.
func (rt *Runtime) raiseScriptSyntax(err error) {
	var se *scripts.SyntaxError
	if !errors.As(err, &se) {
		rt.t.Raise(object.SystemErrorType, err.Error())
	}
	rt.throwSyntax(se.Type, se.Message, se.Name, se.Line, se.Column, object.None)
}

func (rt *Runtime) throwSyntax(typ, msg, file string, line, col int, text object.Value) {
	cls := object.SyntaxErrorType
	switch typ {
	case "IndentationError":
		cls = object.IndentationErrorType
	case "TabError":
		cls = object.TabErrorType
	}
	where := object.NewTuple(object.Str(file), object.Int(line), object.Int(max(col-1, 0)), text)
	rt.t.Throw(rt.t.Call(object.Obj(cls), []object.Value{object.Str(msg), object.Obj(where)}, nil))
}

// evalBuiltin runs a code object: eval and exec of code.
func (rt *Runtime) evalBuiltin(t *object.Thread, code object.Value, globals *object.Dict, locals object.Value) object.Value {
	var c *Code
	switch o := code.Object().(type) {
	case *object.Code:
		c, _ = o.Host.(*Code)
		if c == nil || c.module.code != o {
			t.Raise(object.TypeErrorType, "code object of a function cannot be run by exec or eval")
		}
	default:
		if !code.IsText() {
			t.Raise(object.TypeErrorType, "eval: argument 1 must be string or code object")
		}
		c = rt.compileSource(code.Text(), "<string>", "eval", 0)
	}
	if globals == nil {
		globals = rt.globals()
		if locals.IsAbsent() || locals.IsNone() {
			locals = rt.localsValue()
		}
	}
	if locals.IsAbsent() || locals.IsNone() {
		locals = object.Obj(globals)
	}
	rt.prepare(globals)
	return rt.instantiate(c, globals).run(locals)
}

// exec is the exec statement.
func exec(rt *Runtime) native {
	return func(c goja.FunctionCall) (out goja.Value) {
		defer rt.border(&out)
		t := rt.t
		code, g, l, ns := rt.py(c.Arguments[0]), rt.py(c.Arguments[1]), rt.py(c.Arguments[2]), rt.py(c.Arguments[3])
		if tu, ok := code.Object().(*object.Tuple); ok && g.IsAbsent() && (len(tu.Items) == 2 || len(tu.Items) == 3) {
			code, g = tu.Items[0], tu.Items[1]
			if len(tu.Items) == 3 {
				l = tu.Items[2]
			}
		}
		var globals *object.Dict
		switch {
		case g.IsAbsent() || g.IsNone():
			globals = rt.globals()
			if l.IsAbsent() || l.IsNone() {
				l = ns
				if l.IsAbsent() {
					l = rt.localsValue()
				}
			}
		default:
			d, ok := g.Object().(*object.Dict)
			if !ok {
				t.Raise(object.TypeErrorType, "exec: argument 2 must be dict or None")
			}
			globals = d
			if l.IsAbsent() || l.IsNone() {
				l = g
			}
		}
		if code.IsText() {
			code = object.Obj(rt.compileSource(code.Text(), "<string>", "exec", 0).module.code)
		}
		if _, ok := code.Object().(*object.Code); !ok {
			t.Raise(object.TypeErrorType, "exec: argument 1 must be string, code or file object")
		}
		rt.evalBuiltin(t, code, globals, l)
		return jsUndefined
	}
}
