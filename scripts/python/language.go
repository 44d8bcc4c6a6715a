package python

// Python as a language of the script host: how stored forms are compiled and
// entered, and what becomes of errors.

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"dryfire/scripts"
	"dryfire/scripts/python/object"
	"dryfire/scripts/python/syntax"
	"dryfire/tags"
)

// Language is Python 2.7 as a language of the script host.
var Language scripts.Language = language{}

type language struct{}

func (language) Name() string { return "python" }

// program is a compiled source.
type program struct {
	source scripts.Source
	code   *Code
}

func (p *program) Source() *scripts.Source { return &p.source }

// compiled holds programs by source, because suites and projects repeat
// themselves (QRK-4).
var compiled struct {
	sync.Mutex
	programs map[string]*program
}

const maxCompiled = 20_000

// Compile compiles a source in its stored form (SCR-1 to SCR-3). Errors are
// *scripts.SyntaxError.
func (language) Compile(src scripts.Source) (scripts.Program, error) {
	key := fmt.Sprintf("%s\x00%d\x00%s\x00%s\x00%s", src.Name, src.Form, src.Entry, strings.Join(src.Params, ","), src.Text)
	compiled.Lock()
	p := compiled.programs[key]
	compiled.Unlock()
	if p != nil {
		return p, nil
	}
	code, err := compileSource(src)
	if err != nil {
		return nil, err
	}
	p = &program{source: src, code: code}
	compiled.Lock()
	if compiled.programs == nil || len(compiled.programs) >= maxCompiled {
		compiled.programs = map[string]*program{}
	}
	compiled.programs[key] = p
	compiled.Unlock()
	return p, nil
}

func compileSource(src scripts.Source) (*Code, error) {
	header := "def " + src.Entry + "(" + strings.Join(src.Params, ", ") + "):"
	switch src.Form {
	case scripts.FormProgram:
		c, err := Compile(src.Name, src.Text, Options{Result: true})
		return c, syntaxError(src.Name, err)
	case scripts.FormBody:
		c, err := Compile(src.Name, src.Text, Options{Header: header})
		return c, syntaxError(src.Name, err)
	case scripts.FormEither:
		c, err := Compile(src.Name, src.Text, Options{})
		if err == nil && c.defines(src.Entry) {
			return c, nil
		}
		body, berr := Compile(src.Name, src.Text, Options{Header: header})
		switch {
		case berr == nil:
			return body, nil
		case err == nil:
			return nil, undefinedEntry(src)
		case strings.Contains(src.Text, "def "+src.Entry):
			return nil, syntaxError(src.Name, err)
		}
		return nil, syntaxError(src.Name, berr)
	}
	c, err := Compile(src.Name, src.Text, Options{})
	if err != nil {
		return nil, syntaxError(src.Name, err)
	}
	if !c.defines(src.Entry) {
		return nil, undefinedEntry(src)
	}
	return c, nil
}

func undefinedEntry(src scripts.Source) error {
	return &scripts.SyntaxError{Name: src.Name, Line: 1, Column: 1, Type: "SyntaxError",
		Message: fmt.Sprintf("the script does not define function %s(%s)", src.Entry, strings.Join(src.Params, ", "))}
}

// defines reports whether the text assigns a name at its top level.
func (c *Code) defines(name string) bool { return c.top[name] }

func syntaxError(name string, err error) error {
	if err == nil {
		return nil
	}
	var e *syntax.Error
	if !errors.As(err, &e) {
		return &scripts.SyntaxError{Name: name, Line: 1, Type: "SyntaxError", Message: err.Error()}
	}
	msg := e.Msg
	if e.Hint != "" {
		msg += " (" + e.Hint + ")"
	}
	return &scripts.SyntaxError{Name: name, Line: e.Line, Column: e.Col, Type: e.Type, Message: msg}
}

// state is the Python world of one host.
type state struct {
	lenient bool // data without end is to set deep instead of raising
	deep    bool
	shared  *object.Dict // system.util.globals
	host    *scripts.Host
	rt      *Runtime
	out     *printer // standard output
	err     *printer // standard error
	objects map[scripts.HostObject]object.Value
	calls   []*scripts.Call
	method  map[*scripts.Function]*hostFunction
	spaces  map[string]object.Value
	modules Modules
	recent  [2]recentValue
	quality *hostObject // the quality converted last
	loaded  map[libraryKey]object.Value
	bare    bool       // imports are to find what is there without stubs
	text    string     // the argument text converted last
	textJS  goja.Value // and what became of it
}

func stateOf(h *scripts.Host) *state {
	return h.State("python", func() any {
		s := &state{host: h, out: &printer{host: h}, objects: map[scripts.HostObject]object.Value{}, method: map[*scripts.Function]*hostFunction{}}
		s.err = &printer{host: h, errors: true, other: s.out}
		s.out.other = s.err
		s.rt = New(h.Runtime, s.configure(object.Config{Stdout: s.out, Stderr: s.err,
			RecursionLimit: h.Budget().Depth, Stop: h.Halted(), TimeLimit: h.Budget().Wall, Live: scripts.LiveHeap}))
		s.install()
		s.modules, _ = h.State(modulesState, func() any { return nil }).(Modules)
		if s.modules != nil || h.Stubs != nil {
			s.lookUp()
		}
		return s
	}).(*state)
}

// callStack is how deep goja's own stack may grow for Python: a call takes up
// to four of its frames, and Python's own limit comes first.
const callStack = 5

// enter runs f with the budget of one run and turns what ends it into a
// *scripts.ScriptError.
func (s *state) enter(f func()) error {
	err := s.try(f)
	if err == nil {
		return nil
	}
	return s.scriptError(err)
}

// enterProgram is enter for a program, which may leave by sys.exit.
func (s *state) enterProgram(f func()) error {
	err := s.try(f)
	if err == nil {
		return nil
	}
	e := s.scriptError(err)
	var u *Uncaught
	if errors.As(err, &u) {
		if e = s.exited(u, e); e == nil {
			return nil
		}
		if e.Cause == nil && s.host.Program != "" && s.hooked(u.Raised) {
			e.Cause = &scripts.ExitError{Status: 1}
		}
	}
	return e
}

// hooked passes an exception that a program did not catch to the sys.excepthook
// that the program has put in place, if there is one that does not fail.
func (s *state) hooked(r *object.Raised) (done bool) {
	t := s.rt.t
	sys, ok := t.Modules.GetText("sys")
	if !ok {
		return false
	}
	err := s.try(func() {
		hook, ok := t.LookupAttr(sys, "excepthook")
		own, _ := t.LookupAttr(sys, "__excepthook__")
		if !ok || object.Is(hook, own) {
			return
		}
		trace := object.None
		if r.Trace != nil {
			trace = object.Obj(r.Trace)
		}
		t.Call(hook, []object.Value{r.Class, r.Value, trace}, nil)
		done = true
	})
	return done && err == nil
}

// try runs f with the budget of one run.
func (s *state) try(f func()) error {
	t := s.rt.t
	b := s.host.Budget()
	saved := t.Budget
	t.Budget = object.LiveBudget(b.Steps, b.Memory)
	s.host.Runtime.SetMaxCallStackSize(b.Depth*callStack + 100)
	err := s.rt.Try(f)
	s.host.Runtime.SetMaxCallStackSize(b.Depth)
	t.Budget = saved
	s.out.flush()
	s.err.flush()
	return err
}

func (s *state) scriptError(err error) *scripts.ScriptError {
	var u *Uncaught
	if errors.As(err, &u) {
		e := &scripts.ScriptError{Type: u.Type, Message: u.Message, Java: u.Java, File: u.File, Line: u.Line, Traceback: u.Traceback, Hint: u.Hint}
		if x, ok := u.Raised.Value.Object().(*object.Throwable); ok {
			e.Cause = x.Go
		}
		return e
	}
	e := &scripts.ScriptError{Type: "BudgetExceeded", Cause: err}
	var stopped *Stopped
	if errors.As(err, &stopped) {
		e.File, e.Line = stopped.File, stopped.Line
		e.Cause = stopped.Cause
	}
	var own *object.BudgetError
	var overflow *goja.StackOverflowError
	switch {
	case errors.As(err, &own) && own.Resource == "memory":
		e.Cause = s.host.MemoryExceeded()
	case errors.As(err, &own) && own.Resource == "time":
		halted := *s.host.Halting()
		if own.What != "" {
			halted = *s.host.TimeExceeded()
			halted.Doing = own.What
		}
		e.Cause = &halted
	case errors.As(err, &own):
		e.Cause = s.host.StepsExceeded()
	case errors.As(err, &overflow):
		e.Cause = &scripts.BudgetError{Budget: "call depth", Limit: fmt.Sprintf("%d nested calls", s.host.Budget().Depth)}
	}
	e.Message = e.Cause.Error()
	e.Traceback = e.Error()
	if e.Line > 0 {
		e.Traceback = fmt.Sprintf("  File %q, line %d\n%s", e.File, e.Line, e.Error())
	}
	return e
}

// Instantiate runs the text in a namespace of its own and returns its entry
// function.
func (p *program) Instantiate(h *scripts.Host) (scripts.Entry, error) {
	s := stateOf(h)
	if p.source.Form == scripts.FormProgram {
		return &programEntry{s: s, p: p}, nil
	}
	globals := s.namespace(p)
	if err := s.enter(func() { s.rt.Exec(p.code, globals) }); err != nil {
		return nil, err
	}
	f, _ := globals.GetText(p.source.Entry)
	isFunction := false
	if err := s.enter(func() { isFunction = s.callable(f) }); err != nil {
		return nil, err
	}
	if !isFunction {
		return nil, &scripts.ScriptError{Type: "TypeError", Message: p.source.Entry + " is not a function", File: p.source.Name, Line: 1}
	}
	return &entry{s: s, f: f, params: p.source.Params}, nil
}

// callable reports whether v is a function or an object that can be called. It
// may run a script's __getattr__.
func (s *state) callable(v object.Value) bool {
	if _, ok := v.Object().(object.Callable); ok {
		return true
	}
	_, ok := s.rt.t.LookupAttr(v, "__call__")
	return ok
}

func (s *state) namespace(p *program) *object.Dict {
	globals := object.NewDict(8)
	globals.SetText("__name__", object.Str("__main__"))
	globals.SetText("__doc__", object.None)
	globals.SetText("__file__", object.Str(p.source.Name))
	return globals
}

type entry struct {
	s      *state
	f      object.Value
	params []string // that it is called with
}

// Call calls the entry function.
func (e *entry) Call(args []tags.Value) (tags.Value, error) {
	s := e.s
	var result tags.Value
	err := s.enter(func() {
		r := s.callEntry(e.f, args)
		if !r.IsNone() {
			result = s.toTag(r)
		}
	})
	var e2 *scripts.ScriptError
	if err != nil && errors.As(err, &e2) && e2.Line == 0 {
		e.locate(e2)
	}
	return result, err
}

// locate gives an error that no line of the script raised, such as a wrong
// number of arguments, the line of the entry's def.
func (e *entry) locate(err *scripts.ScriptError) {
	f, ok := e.f.Object().(*object.Function)
	if !ok {
		return
	}
	c := f.Code
	err.File, err.Line = c.File, c.FirstLine
	if n := len(c.Params); err.Hint == "" && c.Star == "" && (n < len(e.params) || n-len(f.Defaults) > len(e.params)) {
		err.Hint = fmt.Sprintf("%s is called with (%s), this one takes (%s)", c.Name, strings.Join(e.params, ", "), strings.Join(c.Params, ", "))
	}
}

// callEntry calls a function with data. The usual one, with as many positional
// parameters as arguments, gets them without a detour.
func (s *state) callEntry(f object.Value, args []tags.Value) object.Value {
	rt := s.rt
	if fo, ok := f.Object().(*object.Function); ok {
		if d, ok := fo.Host.(*funcData); ok && d.simple && d.params == len(args) {
			js := rt.args[:0]
			for _, v := range args {
				js = append(js, s.argumentJS(v))
			}
			rt.args = js
			return present(rt.py(rt.invoke(d, js)))
		}
	}
	a := rt.t.Push(len(args))
	for i, v := range args {
		a[i] = s.fromTag(v)
	}
	r := rt.t.Call(f, a, nil)
	rt.t.Pop(len(a))
	return r
}

// argumentJS converts an argument for a script. Tag paths repeat.
func (s *state) argumentJS(v tags.Value) goja.Value {
	if v.Kind() != tags.KindUnicode {
		return s.rt.js(s.fromTag(v))
	}
	if s.textJS == nil || s.text != v.Text() {
		s.text = v.Text()
		s.textJS = s.rt.js(object.Unicode(s.text))
	}
	return s.textJS
}

// programEntry runs a whole text at each call; its parameters are globals, and
// its result is the variable result, else the value of its last expression.
type programEntry struct {
	s *state
	p *program
}

// Call runs the text.
func (e *programEntry) Call(args []tags.Value) (tags.Value, error) {
	s := e.s
	globals := s.namespace(e.p)
	var result tags.Value
	err := s.enterProgram(func() {
		for i, v := range args {
			if i < len(e.p.source.Params) {
				globals.SetText(e.p.source.Params[i], s.fromTag(v))
			}
		}
		m := object.NewModule("__main__", e.p.source.Name)
		m.Dict = globals
		s.rt.t.Modules.SetText("__main__", object.Obj(m))
		v := s.rt.Exec(e.p.code, globals)
		if r, ok := globals.GetText("result"); ok {
			v = r
		}
		// The command shows no result. Elsewhere one that is no data is told when
		// somebody asks for it.
		if !v.IsNone() && s.host.Program == "" {
			result = s.payload(v)
		}
	})
	if lerr := s.enter(s.rt.endLine); err == nil {
		err = lerr
	}
	return result, err
}

// exited is the error of a program that may have left by sys.exit: none if it
// left without a status or with 0. Otherwise its cause is a *scripts.ExitError.
func (s *state) exited(u *Uncaught, e *scripts.ScriptError) *scripts.ScriptError {
	x, ok := u.Raised.Value.Object().(*object.Exception)
	if !ok || !x.PyType().IsSubtype(object.SystemExitType) {
		return e
	}
	var code object.Value
	switch len(x.Args) {
	case 0:
		return nil
	case 1:
		code = x.Args[0]
	default:
		code = object.Obj(object.NewTuple(x.Args...))
	}
	exit := &scripts.ExitError{Status: 1}
	switch code.Kind() {
	case object.KindNone:
		return nil
	case object.KindInt, object.KindBool:
		if exit.Status = int(code.Int64()); exit.Status == 0 {
			return nil
		}
	default:
		if s.rt.t.Try(func() { exit.Text = s.rt.t.UnicodeText(code) }) != nil {
			exit.Text = e.Message
		}
		exit.Text += "\n"
	}
	e.Cause, e.Traceback = exit, exit.Text
	return e
}

// printer hands what scripts print to the world, in whole lines where it can.
type printer struct {
	host   *scripts.Host
	errors bool     // it is standard error
	other  *printer // keeps what was printed before in front
	line   []byte
}

func (p *printer) Write(b []byte) (int, error) {
	p.other.flush()
	p.line = append(p.line, b...)
	for i := len(p.line) - 1; i >= 0; i-- {
		if p.line[i] == '\n' {
			p.print(string(p.line[:i+1]))
			p.line = append(p.line[:0], p.line[i+1:]...)
			break
		}
	}
	return len(b), nil
}

func (p *printer) flush() {
	if len(p.line) > 0 {
		p.print(string(p.line))
		p.line = p.line[:0]
	}
}

func (p *printer) print(text string) {
	if p.errors {
		p.host.World.PrintError(p.host.CurrentRun(), text)
		return
	}
	p.host.World.Print(p.host.CurrentRun(), text)
}
