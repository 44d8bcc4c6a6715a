package object

// Exceptions. See the package documentation for why raising is a panic.

import (
	"fmt"
	"strings"
)

// Exception is an instance of BaseException or a subclass.
type Exception struct {
	Header
	Args    []Value
	Message Value
	init    bool // BaseException.__init__ has run: only then it has its own attributes
}

// Throwable is a Java exception. Its class derives from ThrowableType.
type Throwable struct {
	Header
	Message Value // None if there is none
	Cause   Value
	Go      error // the Go error behind it, if any
}

// Raised is an exception on its way up: what a Go panic carries.
type Raised struct {
	Class Value // *Type or *OldClass
	Value Value // the instance
	Trace *Traceback
}

// Error implements error: the exception's last line, "TypeError: …".
func (r *Raised) Error() string {
	if x, ok := r.Value.ref.(*Exception); ok {
		s := ""
		if len(x.Args) > 0 && x.Args[0].IsText() {
			s = ": " + x.Args[0].Text()
		}
		return x.cls.Name + s
	}
	return r.Value.Type().shown()
}

// NewException makes an exception instance of a built-in class.
func NewException(cls *Type, args ...Value) *Exception {
	e := &Exception{Header: Header{cls: cls}, Args: args, Message: Str(""), init: true}
	if len(args) == 1 {
		e.Message = args[0]
	}
	return e
}

// Raise panics with an exception of class cls and a text message.
func (t *Thread) Raise(cls *Type, msg string) {
	t.Throw(t.Call(Obj(cls), []Value{Str(msg)}, nil))
}

// Raisef is Raise with a format.
func (t *Thread) Raisef(cls *Type, format string, args ...any) {
	t.Raise(cls, fmt.Sprintf(format, args...))
}

// Throw panics with an exception instance.
func (t *Thread) Throw(v Value) {
	panic(&Raised{Class: classOf(v), Value: v})
}

// ThrowJava panics with a Java exception of class cls, for example one made by
// NewThrowableType; cause may be nil.
func (t *Thread) ThrowJava(cls *Type, msg string, cause error) {
	t.Throw(Obj(&Throwable{Header: Header{cls: cls}, Message: Unicode(msg), Cause: None, Go: cause}))
}

func classOf(v Value) Value {
	if o, ok := v.ref.(*OldInstance); ok {
		return Obj(o.Class)
	}
	return Obj(v.Type())
}

// MakeRaised implements the raise statement with one to three expressions;
// absent ones were not written. It returns what to panic with.
func (t *Thread) MakeRaised(class, value, trace Value) *Raised {
	var tb *Traceback
	if !trace.IsAbsent() && !trace.IsNone() {
		x, ok := trace.ref.(*Traceback)
		if !ok {
			t.Raise(TypeErrorType, "raise: arg 3 must be a traceback or None")
		}
		tb = x
	}
	if class.IsAbsent() {
		if t.Exc == nil {
			t.Raise(TypeErrorType, "exceptions must be old-style classes or derived from BaseException, not NoneType")
		}
		return &Raised{Class: t.Exc.Class, Value: t.Exc.Value, Trace: t.Exc.Trace}
	}
	for {
		tu, ok := class.ref.(*Tuple)
		if !ok || len(tu.Items) == 0 {
			break
		}
		class = tu.Items[0]
	}
	switch k := class.ref.(type) {
	case *Type:
		if !k.isSubtype(BaseExceptionType) && !k.isSubtype(ThrowableType) {
			break
		}
		v := t.normalize(class, value)
		return &Raised{Class: classOf(v), Value: v, Trace: tb}
	case *OldClass:
		v := t.normalize(class, value)
		return &Raised{Class: classOf(v), Value: v, Trace: tb}
	case *OldInstance, *Exception, *Throwable:
		if !value.IsAbsent() && !value.IsNone() {
			t.Raise(TypeErrorType, "instance exception may not have a separate value")
		}
		return &Raised{Class: classOf(class), Value: class, Trace: tb}
	}
	t.Raise(TypeErrorType, fmt.Sprintf("exceptions must be old-style classes or derived from BaseException, not %s", class.Type().shown()))
	return nil
}

func (t *Thread) normalize(class, value Value) Value {
	if value.IsAbsent() || value.IsNone() {
		return t.Call0(class)
	}
	if isClass(class) && t.isSubclass1(classOf(value), class) {
		return value
	}
	if tu, ok := value.ref.(*Tuple); ok {
		return t.Call(class, tu.Items, nil)
	}
	return t.Call1(class, value)
}

// ExceptMatches is the test of an except clause: class may be a tuple.
func (t *Thread) ExceptMatches(r *Raised, class Value) bool {
	switch c := class.ref.(type) {
	case *Tuple:
		for _, k := range c.Items {
			if t.ExceptMatches(r, k) {
				return true
			}
		}
		return false
	case *Type, *OldClass:
		return t.isSubclass1(r.Class, class)
	}
	return Is(r.Value, class)
}

// Try runs f and returns the exception it raised, or nil. Depth and argument
// stack are restored. A BudgetError passes through.
func (t *Thread) Try(f func()) (r *Raised) {
	l, n := t.Level(), len(t.reprs)
	defer func() {
		if x := recover(); x != nil {
			e, ok := x.(*Raised)
			if !ok {
				panic(x)
			}
			t.Restore(l)
			t.reprs = t.reprs[:n]
			r = e
		}
	}()
	f()
	return nil
}

// TryOnly is Try for one class; other exceptions pass through.
func (t *Thread) TryOnly(cls *Type, f func()) *Raised {
	r := t.Try(f)
	if r != nil && !t.ExceptMatches(r, Obj(cls)) {
		panic(r)
	}
	return r
}

// Traceback is a traceback object: this frame, and Next towards where the exception was raised.
type Traceback struct {
	Header
	Next  *Traceback
	Frame *Frame
	Line  int
}

// Frame is what a traceback and sys._getframe know of a call.
type Frame struct {
	Header
	Code    *Code
	Globals *Dict
	Locals  Value // absent if the back end does not keep them
	Back    *Frame
	Line    int
}

// NewFrame makes a frame.
func NewFrame(code *Code, globals *Dict, locals Value, line int) *Frame {
	return &Frame{Header: Header{cls: FrameType}, Code: code, Globals: globals, Locals: locals, Line: line}
}

// AddFrame prepends the caller's frame to the traceback: back ends call it as the
// exception leaves each frame, innermost first.
func (r *Raised) AddFrame(f *Frame, line int) {
	r.Trace = &Traceback{Header: Header{cls: TracebackType}, Next: r.Trace, Frame: f, Line: line}
}

// FormatException returns the text of traceback.format_exc.
func (t *Thread) FormatException(r *Raised) string {
	text := t.FormatExceptionOnly(r.Class, r.Value)
	if k, ok := r.Class.ref.(*Type); ok && !k.heap {
		// Module traceback does not name the package of a Java class.
		text = strings.TrimPrefix(text, strings.TrimSuffix(k.FullName(), k.Name))
	}
	return t.FormatTraceback(r.Trace, true) + text
}

// FormatUncaught returns what Jython writes to standard error when nothing catches the exception.
// It differs from FormatException in naming the class with its module and in showing
// texts beyond ASCII as they are.
func (t *Thread) FormatUncaught(r *Raised) string {
	return t.FormatTraceback(r.Trace, true) + t.FormatUncaughtOnly(r.Class, r.Value)
}

// FormatUncaughtOnly returns the last lines of FormatUncaught.
func (t *Thread) FormatUncaughtOnly(class, value Value) string {
	k, isType := class.ref.(*Type)
	if isType && k.isSubtype(SyntaxErrorType) {
		return t.FormatExceptionOnly(class, value)
	}
	name := t.exceptionName(class)
	switch {
	case isType && k.Module != "exceptions":
		name = k.FullName()
	case !isType:
		if c, ok := class.ref.(*OldClass); ok {
			name = c.fullName()
		}
	}
	var text string
	if r := t.Try(func() { text = t.printText(value) }); r != nil {
		if r := t.Try(func() { text = t.UnicodeText(value) }); r != nil {
			text = "<exception str() failed>"
		}
	}
	if text == "" || value.IsNone() {
		return name + "\n"
	}
	return name + ": " + text + "\n"
}

// FormatTraceback returns the lines of a traceback, with the header if wanted
// and there is a traceback.
func (t *Thread) FormatTraceback(tb *Traceback, header bool) string {
	var b strings.Builder
	if header && tb != nil {
		b.WriteString("Traceback (most recent call last):\n")
	}
	for ; tb != nil; tb = tb.Next {
		b.WriteString(t.FormatFrame(tb.Frame.Code.File, tb.Line, tb.Frame.Code.Name))
	}
	return b.String()
}

// FormatFrame returns the entry of one frame, with its source line if known.
func (t *Thread) FormatFrame(file string, line int, name string) string {
	s := fmt.Sprintf("  File \"%s\", line %d, in %s\n", file, line, name)
	if t.SourceLine != nil {
		if src := strings.TrimSpace(t.SourceLine(file, line)); src != "" {
			s += "    " + src + "\n"
		}
	}
	return s
}

// FormatExceptionOnly returns the last lines: "ValueError: text\n", and for a
// SyntaxError its position and line. A script's class is named without its module, a Java class
// with its package.
func (t *Thread) FormatExceptionOnly(class, value Value) string {
	var b strings.Builder
	name := t.exceptionName(class)
	if k, ok := class.ref.(*Type); ok && k.isSubtype(SyntaxErrorType) {
		if h := headerOf(value); h != nil && h.attrs != nil {
			get := func(n string) Value { v, _ := h.attrs.GetText(n); return v.Or(None) }
			file, line, off, text := get("filename"), get("lineno"), get("offset"), get("text")
			if line.is(KindInt) {
				f := "<string>"
				if file.IsText() {
					f = file.Text()
				}
				fmt.Fprintf(&b, "  File \"%s\", line %d\n", f, line.Int64())
				if text.IsText() {
					src := strings.TrimRight(text.Text(), "\r\n")
					trimmed := strings.TrimLeft(src, " \t\f")
					b.WriteString("    " + strings.TrimRight(trimmed, " \t\f") + "\n")
					if off.is(KindInt) && off.Int64() > 0 {
						n := int(off.Int64()) - 1 - (len(src) - len(trimmed))
						b.WriteString("    " + strings.Repeat(" ", max(n, 0)) + "^\n")
					}
				}
				value = get("msg")
			}
		}
	}
	s := t.safeStr(value)
	if value.IsNone() || s == "" {
		b.WriteString(name + "\n")
	} else {
		b.WriteString(name + ": " + s + "\n")
	}
	return b.String()
}

func (t *Thread) exceptionName(class Value) string {
	switch k := class.ref.(type) {
	case *Type:
		if k.heap || k.Module == "exceptions" || k.Module == "" {
			return k.Name
		}
		return k.FullName()
	case *OldClass:
		return k.Name
	}
	return class.Type().shown()
}

func (t *Thread) safeStr(v Value) (s string) {
	if e := t.Try(func() { s = t.Str(v) }); e != nil {
		s = ""
		if t.Try(func() { s = t.unicodeEscape(t.UnicodeText(v)) }) != nil {
			s = "<unprintable " + v.Type().shown() + " object>"
		}
	}
	return s
}
