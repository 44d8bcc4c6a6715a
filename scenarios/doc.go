// Package scenarios reads scenario files, runs them against a simulated plant
// and says what did not happen as expected.
//
// A scenario file (*.scenario.yaml) describes a small plant, what happens to it
// and what must follow; docs/scenarios.md is its manual and
// docs/scenario.schema.json, generated from the tables in this package, its
// schema. A [Loader] turns files into [Scenario] values in which everything is
// checked and located, so that whatever can be known to be wrong from the file
// alone is one clear error before anything runs.
//
// In a Go test:
//
//	func TestPlant(t *testing.T) { scenarios.Test(t, "testdata/*.scenario.yaml") }
//
// Rule ids in comments refer to docs/reference/ignition-semantics.md.
package scenarios
