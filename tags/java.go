package tags

import "time"

// Java spells the value as Java's String.valueOf does.
func (v Value) Java(loc *time.Location) string { return v.String() }

func (v Value) String() string { return "" }
