// Package scripts hosts scripts on goja. A [Host] is one script engine, as a
// Java virtual machine is in the plant: a gateway, a Vision client or a
// Designer. Languages plug in through [Language]; JavaScript is here, Python
// 2.7 is in scripts/python. Scripts reach the rest of the world only through
// [Function] tables, which are written once for all languages
// (scripts/system), and those through a [World].
//
// A Host, its runtime and everything made by it belong to one goroutine.
// Compiled programs are immutable and shared by all hosts of the process.
package scripts
