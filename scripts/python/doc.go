// Package python runs Python 2.7 scripts, as Jython runs them, on goja.
//
// A text passes syntax, resolve and emit and becomes a [Code], which is
// immutable and shared by every runtime of the process. A [Runtime] binds one
// goja runtime to one object.Thread: it provides the natives that emitted
// programs call (emit.Natives) and carries values, exceptions and frames
// across the border.
//
// # Values
//
// int, bool and None are goja's integers, booleans and null; undefined is
// "absent". Everything else is a *value, a goja.Value of our own: goja moves
// such values about without looking into them, so that a Python object needs
// no JavaScript object around it. It costs 32 bytes where goja's dynamic
// object costs 71, an operator 57 ns where it costs 103. goja asks a value
// only two things here, whether it is true and whether it is strictly equal to
// another, and both answers are Python's. The trick rests on one rule: no
// emitted operation other than assignment, &&, ||, !, ?:, if, while and ===
// touches a Python value. (Package emit keeps it; TestBorder holds goja to it.)
//
// # Exceptions
//
// In Go a Python exception is a panic of *object.Raised. Each native recovers
// it at the border, adds the line of the script that called the native to the
// traceback, and panics with a goja value that JavaScript's catch sees. Where Go
// calls a script, the goja error turns back into the panic. A budget that is
// used up becomes an interrupt, which no script can catch.
//
// # Frames
//
// Each call of a Python function pushes a frame; its line is asked of goja
// only when an exception passes. Like Jython's it is the line on which the
// statement begins.
//
// # Where it differs from Jython
//
//   - Texts that Jython accepts by accident are refused, and a few that it
//     trips over are accepted: resolve/testdata/compile_differences.txt.
//   - A yield inside a list comprehension works only where the comprehension
//     is the first thing that its statement evaluates; elsewhere it is a
//     SyntaxError that says so.
//   - A suspended generator that is dropped is not closed: its finally clauses
//     run by close() alone, not when memory is reclaimed.
//   - An exception taken up again after a finally clause is listed once in the
//     traceback; Jython at times lists the frame twice.
//   - The frames of a traceback know no f_locals, and f_back only as far as
//     sys._getframe gives them.
//   - exec and eval run what compile returns, but not the code of a function.
package python
