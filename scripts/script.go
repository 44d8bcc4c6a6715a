package scripts

import (
	"fmt"
	"strings"

	"dryfire/tags"
)

// Form says how the text of a script is stored (SCR-1).
type Form uint8

// The stored forms.
const (
	FormFunction Form = iota // the text defines its entry function (D)
	FormBody                 // indented statements without their def line (B)
	FormProgram              // top-level code to run as it is (T): a run step, a script file
	FormEither               // a function or a body: whichever it turns out to be
)

// Source is one script as the user wrote it.
type Source struct {
	Name   string   // shown in tracebacks: a file's path, or what an inline script belongs to
	Text   string   // UTF-8
	Form   Form     //
	Entry  string   // name of the entry function; "" for FormProgram
	Params []string // names of the entry function's parameters; of the variables that the arguments are to a FormProgram
}

// SyntaxError reports that a script does not compile.
type SyntaxError struct {
	Name    string // of the source
	Line    int    // in the script's own text, from 1
	Column  int    // from 1; 0 if unknown
	Type    string // SyntaxError, IndentationError …
	Message string
}

// Error returns name:line:col: type: message.
func (e *SyntaxError) Error() string {
	pos := fmt.Sprintf("%s:%d", e.Name, e.Line)
	if e.Column > 0 {
		pos += fmt.Sprintf(":%d", e.Column)
	}
	return pos + ": " + e.Type + ": " + e.Message
}

// Program is a compiled script. It is immutable and shared by hosts.
type Program interface {
	// Source returns what was compiled.
	Source() *Source
	// Instantiate runs the script's top level in a host and returns its entry
	// function; outside of any run it may leave the top level to the first call.
	// The entry of a FormProgram runs the whole text anew at each call. Errors
	// are *ScriptError.
	Instantiate(h *Host) (Entry, error)
}

// Entry is the entry function of a script in one host.
type Entry interface {
	// Call calls the function with positional arguments and returns what it
	// returned. Errors are *ScriptError. The arguments are not kept.
	Call(args []tags.Value) (tags.Value, error)
}

// Language compiles scripts.
type Language interface {
	// Name is javascript or python.
	Name() string
	// Compile compiles a source; errors are *SyntaxError.
	Compile(src Source) (Program, error)
}

// ScriptError is an uncaught exception of a script, or a budget exceeded.
type ScriptError struct {
	Type      string // class name: ValueError, TypeError, MessageHandlerException, BudgetExceeded …
	Message   string // without the type
	Java      bool   // a Java exception, which Python's "except Exception" does not catch
	File      string // name of the source in which it was raised
	Line      int    // from 1; 0 if unknown
	Column    int    // from 1; 0 if unknown
	Traceback string // as the language prints it
	Hint      string // what a test can do about it; "" for nothing
	Cause     error  // the Go error behind it, if any
}

// Error returns the type and the message.
func (e *ScriptError) Error() string {
	if e.Message == "" {
		return e.Type
	}
	return e.Type + ": " + e.Message
}

// Unwrap returns the cause.
func (e *ScriptError) Unwrap() error { return e.Cause }

// ExitError is the cause of the ScriptError of a program that left by sys.exit
// with a status other than 0, or with a text.
type ExitError struct {
	Status int
	Text   string // for standard error, with the end of its line; "" for none
}

// Error names the status.
func (e *ExitError) Error() string { return fmt.Sprintf("exit status %d", e.Status) }

// Exception is what a [Function] returns as error to raise an exception in the
// calling script.
type Exception struct {
	Type    string // Python or Java class name without package: ValueError, MessageHandlerException
	Package string // Java package for Java exceptions, "" for the language's own
	Message string
	Cause   error
}

// Error returns the type and the message.
func (e *Exception) Error() string { return e.Type + ": " + e.Message }

// Unwrap returns the cause.
func (e *Exception) Unwrap() error { return e.Cause }

// Raise returns an exception of the script's own language.
func Raise(typ, format string, args ...any) *Exception {
	return &Exception{Type: typ, Message: fmt.Sprintf(format, args...)}
}

// RaiseJava returns a Java exception; class is its full name.
func RaiseJava(class, format string, args ...any) *Exception {
	dot := strings.LastIndexByte(class, '.')
	return &Exception{Type: class[dot+1:], Package: class[:max(dot, 0)], Message: fmt.Sprintf(format, args...)}
}
