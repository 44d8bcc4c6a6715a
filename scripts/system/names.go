package system

import (
	"slices"
	"strings"
)

// Names lists the functions and constants of a family in a scope, and the
// families of the scope for "", without the family's own name, sorted.
func Names(scope Scope, name string) []string {
	var names []string
	if name == "" {
		for family := range catalogue {
			if !strings.Contains(family, ".") && Family(scope, family) {
				names = append(names, family)
			}
		}
	} else {
		f := catalogue[name]
		names = slices.Clone(f.both)
		if scope == Client {
			names = append(names, f.client...)
		} else {
			names = append(names, f.gateway...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
