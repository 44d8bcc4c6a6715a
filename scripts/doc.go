// Package scripts hosts scripts on goja. A [Host] is one script engine, as a
// Java virtual machine is in the plant: a gateway, a Vision client or a
// Designer. Languages plug in through [Language]; JavaScript is here, Python
// 2.7 is in scripts/python. Scripts reach the rest of the world only through
// [Function] tables, which are written once for all languages
// (scripts/system), and those through a [World].
//
// A Host, its runtime and everything made by it belong to one goroutine.
// Compiled programs are immutable and shared by all hosts of the process.
//
// # JavaScript
//
// Scripts are strict, have no modules and no timers, and cannot make code from
// text (eval, Function): such code could not be counted. They see no variables
// of one another, but share the built-in objects of their host. undefined is an
// argument left out. Promises settle within the run that made them, unless it
// runs while another script of its host waits for its answer.
//
// Date and Math.random follow the world's clock and the host's seed. Methods of
// Date that speak of local time use time.Local, as goja does: a program that
// wants the same everywhere sets it to time.UTC before it runs scripts, as the
// dryfire command does.
//
// # Budgets
//
// [Budget] bounds every run. Steps, call depth and sizes are counted and end a
// run at the same place every time; time and the growth of the process are
// looked at by a watchdog. What goja does in one native call cannot be
// interrupted, so built-ins that could loop or grow without bound check sizes
// first (limits.go), and texts that would take the compiler's stack are
// refused. A script that hides from the compiler which built-ins it uses has
// only the watchdog around it.
package scripts
