// Package events is the discrete-event core of the simulation: the [Kernel]
// with its virtual clock, lanes and choice points, the rules by which a change
// of a tag becomes runs of its event scripts ([TagScripts]), the version
// [Profile] of the platform that those rules follow, and the [Journal], the one
// account of everything that happened.
//
// A kernel and all that hangs on it belong to one goroutine. Many simulations
// may run side by side, each with a kernel of its own.
//
// Rule ids in comments refer to docs/reference/ignition-semantics.md.
package events
