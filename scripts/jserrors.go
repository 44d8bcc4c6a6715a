package scripts

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/dop251/goja"

	"dryfire/tags"
)

// throw raises err in the calling script: an *Exception as an Error object of
// that name, a *ScriptError of a nested call as it is.
func (js *jsState) throw(err error) {
	var ex *Exception
	var budget *BudgetError
	// No script may catch its own budget error; that of a run it waited for
	// reaches it inside an exception.
	if !errors.As(err, &ex) && errors.As(err, &budget) {
		js.halt(budget)
	}
	panic(js.newError(err))
}

// newError makes an Error object of err. The cause of an exception is an Error
// too, if a script failed.
func (js *jsState) newError(err error) *goja.Object {
	r := js.host.Runtime
	typ, message, pkg := "Error", err.Error(), ""
	var ex *Exception
	var se *ScriptError
	isException, isScriptError := errors.As(err, &ex), false
	if isException {
		typ, message, pkg = ex.Type, ex.Message, ex.Package
	} else if isScriptError = errors.As(err, &se); isScriptError {
		typ, message = se.Type, se.Message
	}
	ctor := "Error"
	switch typ {
	case "TypeError", "RangeError", "SyntaxError", "ReferenceError", "URIError", "EvalError":
		ctor = typ
	}
	o, nerr := r.New(r.Get(ctor), r.ToValue(message))
	if nerr != nil {
		panic(r.NewGoError(err))
	}
	if typ != ctor {
		_ = o.Set("name", typ) // a fresh Error takes every property
	}
	if pkg != "" {
		_ = o.Set("javaClass", pkg+"."+typ)
	}
	if isException && ex.Cause != nil && errors.As(ex.Cause, &se) {
		_ = o.Set("cause", js.newError(se))
	}
	_ = o.Set("getMessage", func(goja.FunctionCall) goja.Value { return r.ToValue(message) })
	return o
}

// budgetExceeded is the type of the error of a run that exceeded a budget.
const budgetExceeded = "BudgetExceeded"

// scriptError makes a *ScriptError of what goja reports.
func (js *jsState) scriptError(err error) error {
	if e := js.host.stop.Load(); e != nil { // whatever came of it
		js.host.clearStop()
		stack := js.stopStack
		js.stopStack = nil
		var interrupted *goja.InterruptedError
		if stack == nil && errors.As(err, &interrupted) {
			stack = interrupted.Stack()
		}
		return js.budgetError(e, stack)
	}
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) { // not by the host: by whoever owns the runtime
		js.host.Runtime.ClearInterrupt()
		e := &ScriptError{Type: budgetExceeded, Message: fmt.Sprint(interrupted.Value()), Cause: interrupted.Unwrap()}
		js.locate(e, interrupted.Stack())
		return e
	}
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		return js.budgetError(js.host.depthExceeded(), overflow.Stack())
	}
	var ex *goja.Exception
	if errors.As(err, &ex) {
		return js.thrown(ex.Value(), ex.Stack())
	}
	var se *ScriptError
	if errors.As(err, &se) {
		return se
	}
	return &ScriptError{Type: "Error", Message: err.Error(), Cause: err}
}

func (js *jsState) budgetError(b *BudgetError, stack []goja.StackFrame) error {
	e := &ScriptError{Type: budgetExceeded, Message: b.Error(), Cause: b}
	js.locate(e, stack)
	return e
}

// thrown makes a *ScriptError of a value that a script threw.
func (js *jsState) thrown(v goja.Value, stack []goja.StackFrame) error {
	e := &ScriptError{Type: "Error"}
	switch x := v.(type) {
	case *goja.Object:
		js.describeThrown(e, x)
	case *goja.Symbol:
		e.Message = "Symbol(" + x.String() + ")"
	default:
		e.Message = v.String()
	}
	if b := js.host.stop.Load(); b != nil { // a getter of what was thrown went too far
		return js.scriptError(b)
	}
	js.locate(e, stack)
	return e
}

func (js *jsState) describeThrown(e *ScriptError, o *goja.Object) {
	switch {
	case o.ClassName() == "Error":
		e.Type = js.errorType(o)
		e.Message = js.property(o, "message")
	case js.property(o, "message") != "":
		if name := js.property(o, "name"); name != "" {
			e.Type = name
		}
		e.Message = js.property(o, "message")
	default:
		e.Message = js.safeText(o)
	}
	e.Java = js.property(o, "javaClass") != ""
}

// try calls f, which may call into the script, outside of any call. The error
// is an *goja.Exception or one that scripts cannot catch.
func (js *jsState) try(f func()) (err error) {
	defer func() {
		switch x := recover().(type) {
		case nil:
		case *goja.InterruptedError:
			err = x
		case *goja.StackOverflowError:
			err = x
		default:
			panic(x)
		}
	}()
	if ex := js.host.Runtime.Try(f); ex != nil {
		return ex
	}
	return nil
}

// errorType is the name of an error, or that of its class if the class was
// given none of its own.
func (js *jsState) errorType(o *goja.Object) string {
	name := js.property(o, "name")
	if name != "" && name != "Error" {
		return name
	}
	var class string
	_ = js.try(func() { class = js.typeName(o) })
	if class != "" {
		return class
	}
	return "Error"
}

// property reads a text property of what a script threw; a getter of the
// script's that throws in turn counts as none.
func (js *jsState) property(o *goja.Object, name string) (text string) {
	_ = js.try(func() {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
			text = v.String()
		}
	})
	return text
}

func (js *jsState) safeString(o *goja.Object) (text string) {
	_ = js.try(func() { text = o.String() })
	return text
}

// safeText is what is shown of an object that is no error: data as data, and
// anything else as it prints itself.
func (js *jsState) safeText(o *goja.Object) (text string) {
	err := js.try(func() {
		if js.plain(o) {
			text = string(tags.AppendJSON(nil, js.fromJS(o)))
			return
		}
		text = o.String()
	})
	if err != nil {
		return "an object that cannot be shown"
	}
	return text
}

// maxFrames is how many stack frames a traceback shows at either end.
const maxFrames = 10

// locate fills in position and traceback from a goja stack, as far as it is
// the run's own: frames behind the pump or a waiting run are others'.
func (js *jsState) locate(e *ScriptError, stack []goja.StackFrame) {
	if n := len(stack) - js.host.below; n > 0 {
		stack = stack[:n]
	}
	var frames []string
	for i := range stack {
		f := &stack[i]
		name := f.SrcName()
		if name == pumpSource {
			break
		}
		if name == nativeSource || name == hostSource {
			continue
		}
		pos := f.Position()
		pos.Column = characters(js.sources[name], pos.Line, pos.Column)
		if e.Line == 0 {
			e.File, e.Line, e.Column = name, pos.Line, pos.Column
		}
		fn := f.FuncName()
		switch fn {
		case nameTop:
			fn = "top level"
		case "<anonymous>":
			fn = "anonymous function"
		case "<instance_members_initializer>":
			fn = "field"
		}
		frames = append(frames, fmt.Sprintf("\n\tat %s (%s:%d:%d)", fn, name, pos.Line, pos.Column))
	}
	var b strings.Builder
	b.WriteString(e.Error())
	for i, f := range frames {
		if i == maxFrames && len(frames) > 2*maxFrames {
			fmt.Fprintf(&b, "\n\t… %d more", len(frames)-2*maxFrames)
		}
		if i < maxFrames || i >= len(frames)-maxFrames {
			b.WriteString(f)
		}
	}
	e.Traceback = b.String()
}

// characters turns a column that counts bytes, as goja's do, into one that
// counts characters.
func characters(text string, line, column int) int {
	rest := textAt(text, line, 1)
	if column-1 > len(rest) {
		return column
	}
	return 1 + utf8.RuneCountInString(rest[:max(0, column-1)])
}

// nativeSource is what goja calls the file of native functions.
const nativeSource = "<native>"
