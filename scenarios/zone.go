package scenarios

// The time zone of a gateway, and the instant at which its clock starts.

import (
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // zones are the same on every machine

	"dryfire/scenarios/match"
	"dryfire/scenarios/yaml"
)

// StartTime is what a plant's clocks show at virtual time 0.
type StartTime struct {
	Pos
	at    time.Time // of what has an offset; else what the clock shows, as if it were UTC
	local bool      // it is in the gateway's time zone
}

// In returns the instant, for a gateway in a time zone; nil is UTC.
func (s *StartTime) In(zone *time.Location) time.Time {
	if !s.local || zone == nil {
		return s.at
	}
	t := s.at
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// zone reads the name of a time zone.
func (d *decoder) zone(n *yaml.Node) *time.Location {
	name := d.name(n)
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		d.fail(n, fmt.Sprintf("the time zone %q", name), "the IANA name of one, such as Europe/Berlin, America/New_York or UTC", "")
	}
	return loc
}

func (d *decoder) startTime(n *yaml.Node) *StartTime {
	const want = "an ISO 8601 date and time, such as 2026-05-01T06:00:00 or 2026-05-01T06:00:00+02:00"
	if d.where == inRemote {
		d.fail(n, "startTime at a remote gateway", "it at the local gateway", "all gateways of a plant share one clock")
	}
	if n.Kind != yaml.Date && n.Kind != yaml.Text {
		d.fail(n, match.Got(n), want, "")
	}
	t, ok := yaml.ParseDate(n.Text)
	switch {
	case !ok:
		d.fail(n, match.Got(n), want, "")
	case t.Year() < 1970 || t.Year() > 9000:
		d.fail(n, "the year "+fmt.Sprint(t.Year()), "one from 1970 to 9000", "")
	}
	return &StartTime{Pos: d.pos(n), at: t, local: !strings.ContainsAny(n.Text[10:], "Zz+-")}
}
