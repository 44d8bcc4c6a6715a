// Package system holds the functions that scripts find under system, each
// written once, with its parameter names, for every script language; and the
// members of the data types that the functions return.
//
// A function reaches the plant only through scripts.World. Rule ids refer to
// docs/reference/ignition-semantics.md.
package system

import "dryfire/scripts"

// Library is the library of all functions. It is immutable and shared.
var Library = scripts.NewLibrary(functions(), members)

func functions() []*scripts.Function {
	var all []*scripts.Function
	for _, group := range [][]*scripts.Function{utilFunctions, dateFunctions, datasetFunctions, tagFunctions, browseFunctions, configureFunctions, mathFunctions, gatewayFunctions,
		perspectiveFunctions, projectFunctions} {
		all = append(all, group...)
	}
	return all
}
