package python

import (
	"dryfire/scripts"
	"dryfire/scripts/python/object"
	"dryfire/tags"
)

// configure completes the configuration of a host's Python world.
func configure(_ *scripts.Host, c object.Config) object.Config { return c }

// date is a timestamp in Python.
func (s *state) date(ms int64) object.Value {
	return object.Obj(&hostObject{Header: object.NewHeader(hostType("Date")), s: s, v: tags.Date(ms)})
}

// dateOf is the reverse.
func dateOf(object.Value) (int64, bool) { return 0, false }
