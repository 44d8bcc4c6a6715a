package python

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"dryfire/scripts/python/object"
)

// Uncaught is an exception that no script caught.
type Uncaught struct {
	Raised *object.Raised
	// Type is the class's name, Message the text of the exception.
	Type, Message string
	// Java tells that it is a Java exception.
	Java bool
	// File and Line are where it was raised, as far as a script was running: in
	// the text whose code was called first, which may have called another.
	File string
	Line int
	// Traceback is what Jython prints.
	Traceback string
	// Hint is what a test can do about it; "" for nothing.
	Hint string
}

// Error gives the last line of the traceback.
func (e *Uncaught) Error() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}

// Try calls f, which may run scripts, and returns as error what ends it: an
// *Uncaught or a *Stopped.
func (rt *Runtime) Try(f func()) (err error) {
	t := rt.t
	top, level, exc := rt.top, t.Level(), t.Exc
	defer func() {
		x := recover()
		if x == nil {
			return
		}
		t.Restore(level)
		for rt.top != top {
			rt.pop(rt.top)
		}
		t.Exc = exc
		switch e := x.(type) {
		case *object.Raised:
			err = rt.uncaught(e)
		case *object.BudgetError:
			err = &Stopped{Cause: e}
		case *goja.Exception:
			err = rt.uncaught(rt.raised(e.Value()))
		case error:
			var interrupted *goja.InterruptedError
			var overflow *goja.StackOverflowError
			switch {
			case errors.As(e, &interrupted):
				rt.vm.ClearInterrupt()
				cause, ok := interrupted.Value().(error)
				if !ok {
					cause = e
				}
				err = rt.stopped(cause, interrupted.Stack())
			case errors.As(e, &overflow):
				err = rt.stopped(e, overflow.Stack())
			default:
				panic(x)
			}
		default:
			panic(x)
		}
	}()
	f()
	return nil
}

// Stopped says that a script was ended from outside: a budget was used up, or
// somebody interrupted it.
type Stopped struct {
	Cause error
	File  string
	Line  int
}

// Error gives the cause.
func (e *Stopped) Error() string { return e.Cause.Error() }

// Unwrap returns the cause.
func (e *Stopped) Unwrap() error { return e.Cause }

var builtinExceptions = sync.OnceValue(func() *object.Dict {
	v, _ := object.NewInterp(object.Config{}).Modules.GetText("exceptions")
	return v.Object().(*object.Module).Dict
})

// IsException reports whether Python has a built-in exception of that name.
func IsException(name string) bool {
	v, ok := builtinExceptions().GetText(name)
	return ok && v.Kind() == object.KindObject && !strings.HasPrefix(name, "_")
}

func (rt *Runtime) stopped(cause error, stack []goja.StackFrame) error {
	e := &Stopped{Cause: cause}
	for i := range stack {
		p := stack[i].Position()
		if s := rt.files[p.Filename]; s != nil {
			e.File, e.Line = p.Filename, p.Line-s.code.shift
			break
		}
	}
	return e
}

func (rt *Runtime) uncaught(r *object.Raised) *Uncaught {
	u := &Uncaught{Raised: r, Type: r.Value.Type().Name}
	if o, ok := r.Class.Object().(*object.OldClass); ok {
		u.Type = o.Name
	}
	if k, ok := r.Class.Object().(*object.Type); ok {
		u.Java = !k.IsSubtype(object.BaseExceptionType)
	}
	u.Message = rt.message(r.Value, u.Type)
	for tb := r.Trace; tb != nil; tb = tb.Next {
		if f := tb.Frame.Code.File; u.File == "" || u.File == f {
			u.File, u.Line = f, tb.Line
		}
	}
	u.Traceback = rt.t.FormatUncaught(r)
	u.Hint = rt.hintOf(u)
	return u
}

// message is the text of an exception without its type: what a Java exception
// carries, str() of any other, or unicode() where that fails. Each may run a
// script and fail in turn.
func (rt *Runtime) message(v object.Value, typ string) (text string) {
	if x, ok := v.Object().(*object.Throwable); ok {
		if x.Message.IsText() {
			return x.Message.Text()
		}
		return ""
	}
	if rt.t.Try(func() { text = rt.t.Str(v) }) == nil || rt.t.Try(func() { text = rt.t.UnicodeText(v) }) == nil {
		return text
	}
	return fmt.Sprintf("<unprintable %s object>", typ)
}

// Main runs a text as the program __main__. A line that the print statement
// left open is ended.
func (rt *Runtime) Main(c *Code) error {
	m := object.NewModule("__main__", c.program.Source.Name)
	rt.t.Modules.SetText("__main__", object.Obj(m))
	err := rt.Try(func() { rt.Exec(c, m.Dict) })
	if lerr := rt.Try(rt.endLine); err == nil {
		err = lerr
	}
	return err
}

// endLine ends a line of output that the print statement left open.
func (rt *Runtime) endLine() {
	if f, ok := rt.t.Stdout.Object().(*object.File); ok && f.SoftSpace {
		rt.t.Print(object.Value{}, nil, true)
	}
}
