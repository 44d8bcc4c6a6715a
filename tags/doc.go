// Package tags is the tag model of the simulation: paths, data types,
// qualified values, quality codes, tag definitions, and the in-memory provider
// that holds them.
//
// It knows nothing of scripts, events or scenarios. Whoever wants to hear of
// changes gives the provider a listener; everything above this package
// exchanges data as [Value], the one value type that tags, message payloads,
// the journal and both script languages share.
//
// Rule ids in comments (TAG-9, WRT-2, DEC-32) refer to
// docs/reference/ignition-semantics.md.
package tags
