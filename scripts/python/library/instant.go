package library

import (
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// Instant returns the milliseconds since 1970 of a datetime or a date of module datetime,
// which Jython hands to Java as a java.sql.Timestamp or java.sql.Date: in the host's time
// zone unless it has a tzinfo of its own. ok is false for anything else.
func Instant(t *thread, v value) (ms int64, ok bool) {
	s, isStamp := v.Object().(*stamp)
	if !isStamp || !v.Type().IsSubtype(dateTypes().date) {
		return 0, false
	}
	loc := host.Of(t).Zone()
	if v.Type().IsSubtype(dateTypes().datetime) {
		if minutes, aware := s.offset(t, "utcoffset", py.Obj(s)); aware {
			loc = time.FixedZone("", minutes*60)
		}
	}
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.min, s.sec, s.usec*1000, loc).UnixMilli(), true
}
