package python

import (
	"errors"
	"fmt"

	"github.com/dop251/goja"

	"dryfire/scripts/python/object"
)

// Uncaught is an exception that no script caught.
type Uncaught struct {
	Raised *object.Raised
	// Type is the class's name, Message str() of the exception.
	Type, Message string
	// Java tells that it is a Java exception.
	Java bool
	// File and Line are where it was raised, as far as a script was running.
	File string
	Line int
	// Traceback is what Jython prints.
	Traceback string
}

// Error gives the last line of the traceback.
func (e *Uncaught) Error() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}

// Try calls f, which may run scripts, and returns as error what ends it: an
// *Uncaught, an *object.BudgetError, or an error of goja's (an interrupt, an
// exhausted stack).
func (rt *Runtime) Try(f func()) (err error) {
	t := rt.t
	top, depth, height, exc := rt.top, t.Depth(), t.Height(), t.Exc
	defer func() {
		x := recover()
		if x == nil {
			return
		}
		t.SetDepth(depth)
		t.SetHeight(height)
		for rt.top != top {
			rt.pop(rt.top)
		}
		t.Exc = exc
		switch e := x.(type) {
		case *object.Raised:
			err = rt.uncaught(e)
		case *object.BudgetError:
			err = e
		case *goja.Exception:
			err = rt.uncaught(rt.raised(e.Value()))
		case error:
			var interrupted *goja.InterruptedError
			var overflow *goja.StackOverflowError
			switch {
			case errors.As(e, &interrupted):
				rt.vm.ClearInterrupt()
				if b, ok := interrupted.Value().(*object.BudgetError); ok {
					err = b
					return
				}
				err = e
			case errors.As(e, &overflow):
				err = e
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

func (rt *Runtime) uncaught(r *object.Raised) *Uncaught {
	u := &Uncaught{Raised: r, Type: r.Value.Type().Name}
	if o, ok := r.Class.Object().(*object.OldClass); ok {
		u.Type = o.Name
	}
	if k, ok := r.Class.Object().(*object.Type); ok {
		u.Java = !k.IsSubtype(object.BaseExceptionType)
	}
	// str() of the exception may run a script and fail in turn.
	if rt.t.Try(func() { u.Message = rt.t.Str(r.Value) }) != nil {
		u.Message = fmt.Sprintf("<unprintable %s object>", u.Type)
	}
	for tb := r.Trace; tb != nil; tb = tb.Next {
		u.File, u.Line = tb.Frame.Code.File, tb.Line
	}
	u.Traceback = rt.t.FormatException(r)
	return u
}

// Main runs a text as the program __main__.
func (rt *Runtime) Main(c *Code) error {
	m := object.NewModule("__main__", c.program.Source.Name)
	rt.t.Modules.SetText("__main__", object.Obj(m))
	return rt.Try(func() { rt.Exec(c, m.Dict) })
}
