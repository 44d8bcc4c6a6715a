package scripts

import (
	"errors"
	"fmt"
	"strings"

	"github.com/dop251/goja"
)

// throw raises err in the calling script: an *Exception as an Error object of
// that name, a *ScriptError of a nested call as it is.
func (js *jsState) throw(err error) {
	r := js.host.Runtime
	typ, message, pkg := "Error", err.Error(), ""
	var ex *Exception
	var se *ScriptError
	switch {
	case errors.As(err, &ex):
		typ, message, pkg = ex.Type, ex.Message, ex.Package
	case errors.As(err, &se):
		typ, message = se.Type, se.Message
		var budget *BudgetError
		if errors.As(err, &budget) { // no script may catch that
			js.host.Stop(budget)
		}
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
	panic(o)
}

// scriptError makes a *ScriptError of what goja reports.
func (js *jsState) scriptError(err error) error {
	var interrupted *goja.InterruptedError
	if errors.As(err, &interrupted) {
		js.host.Runtime.ClearInterrupt()
		e := &ScriptError{Type: "BudgetExceeded", Message: fmt.Sprint(interrupted.Value()), Cause: interrupted.Unwrap()}
		js.locate(e, interrupted.Stack())
		return e
	}
	var overflow *goja.StackOverflowError
	if errors.As(err, &overflow) {
		b := &BudgetError{Budget: "call depth", Limit: fmt.Sprintf("%d nested calls", js.host.budget.Depth)}
		e := &ScriptError{Type: "BudgetExceeded", Message: b.Error(), Cause: b}
		js.locate(e, overflow.Stack())
		return e
	}
	var ex *goja.Exception
	if errors.As(err, &ex) {
		return js.thrown(ex.Value(), ex)
	}
	var se *ScriptError
	if errors.As(err, &se) {
		return se
	}
	return &ScriptError{Type: "Error", Message: err.Error(), Cause: err}
}

// thrown makes a *ScriptError of a value that a script threw.
func (js *jsState) thrown(v goja.Value, ex *goja.Exception) error {
	e := &ScriptError{Type: "Error"}
	if ex != nil {
		defer js.locate(e, ex.Stack())
	}
	o, ok := v.(*goja.Object)
	if !ok {
		e.Message = v.String()
		return e
	}
	if name := js.property(o, "name"); name != "" {
		e.Type = name
	}
	e.Message = js.property(o, "message")
	if e.Message == "" && o.ClassName() != "Error" {
		e.Message = js.safeString(o)
	}
	e.Java = js.property(o, "javaClass") != ""
	if ex == nil {
		e.Traceback = js.property(o, "stack")
	}
	return e
}

// property reads a text property of what a script threw; a getter of the
// script's that throws in turn counts as none.
func (js *jsState) property(o *goja.Object, name string) (text string) {
	_ = js.host.Runtime.Try(func() {
		if v := o.Get(name); v != nil && !goja.IsUndefined(v) && !goja.IsNull(v) {
			text = v.String()
		}
	})
	return text
}

func (js *jsState) safeString(o *goja.Object) (text string) {
	_ = js.host.Runtime.Try(func() { text = o.String() })
	return text
}

// locate fills in position and traceback from a goja stack, as far as it is
// the script's own: frames behind the pump or a waiting request are others'.
func (js *jsState) locate(e *ScriptError, stack []goja.StackFrame) {
	var b strings.Builder
	b.WriteString(e.Error())
	for i := range stack {
		f := &stack[i]
		name := f.SrcName()
		if name == "<native>" {
			if i > 0 && strings.Contains(f.FuncName(), "dryfire/scripts.(*") {
				break
			}
			continue
		}
		if name == "<dryfire>" {
			continue
		}
		pos := f.Position()
		if e.Line == 0 {
			e.File, e.Line, e.Column = name, pos.Line, pos.Column
		}
		fn := f.FuncName()
		if fn == "<anonymous>" {
			fn = "top level"
		}
		fmt.Fprintf(&b, "\n\tat %s (%s:%d:%d)", fn, name, pos.Line, pos.Column)
	}
	e.Traceback = b.String()
}
