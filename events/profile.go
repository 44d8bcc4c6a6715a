package events

import "fmt"

// Profile is the behaviour of one span of platform versions: a column of the
// version table in docs/reference/ignition-semantics.md, section 15.
type Profile struct {
	Name string // as written in a scenario: 8.1.31, 8.1.32, 8.3 or 8.3.3

	// ValueChangedOnAnyAspect: valueChanged fires for quality and timestamp
	// changes too (TAG-8).
	ValueChangedOnAnyAspect bool
	// InitialAfterNull: initialChange is also true when the previous value was
	// null or the previous quality Uncertain_InitialValue (TAG-13).
	InitialAfterNull bool
	// QualifiedValueEvent: the qualifiedValueChanged event exists (TAG-1).
	QualifiedValueEvent bool
}

var profiles = []Profile{
	{Name: "8.1.31", ValueChangedOnAnyAspect: true},
	{Name: "8.1.32"},
	{Name: "8.3", InitialAfterNull: true},
	{Name: "8.3.3", InitialAfterNull: true, QualifiedValueEvent: true},
}

// ProfileNames lists the accepted version names in the order of the platform's
// releases; "8.1" stands for 8.1.32.
func ProfileNames() []string { return []string{"8.1", "8.1.31", "8.1.32", "8.3", "8.3.3"} }

// ProfileFor returns the profile of a version name; "" and "8.1" are 8.1.32,
// the default.
func ProfileFor(version string) (Profile, error) {
	if version == "" || version == "8.1" {
		version = "8.1.32"
	}
	for _, p := range profiles {
		if p.Name == version {
			return p, nil
		}
	}
	return Profile{}, fmt.Errorf("unknown version %q, want one of 8.1, 8.1.31, 8.1.32, 8.3, 8.3.3", version)
}
