package system

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var zones = []string{"UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia"}

func zoneGen() *rapid.Generator[*time.Location] {
	return rapid.Custom(func(t *rapid.T) *time.Location {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		require.NoError(t, err)
		return loc
	})
}

func instantGen(loc *time.Location) *rapid.Generator[time.Time] {
	return rapid.Custom(func(t *rapid.T) time.Time {
		return time.UnixMilli(rapid.Int64Range(0, 4_102_444_800_000).Draw(t, "ms")).In(loc)
	})
}

// What was added can be counted, and what was counted can be added without
// passing the later date.
func TestDatesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := zoneGen().Draw(t, "zone")
		at := instantGen(loc).Draw(t, "at")
		n := rapid.Int64Range(-2000, 2000).Draw(t, "n")
		for _, unit := range []time.Duration{time.Millisecond, time.Second, time.Minute, time.Hour} {
			later := elapsed(unit)(at, int(n))
			require.Equal(t, n, passed(unit)(at, later), "%s", unit)
		}
		sameClock := func(later time.Time) bool { // clocks may skip the time of day
			a, b := shown(at), shown(later)
			return a.Hour() == b.Hour() && a.Minute() == b.Minute()
		}
		if later := addDays(at, n); sameClock(later) {
			require.Equal(t, n, daysBetween(at, later), "days from %s to %s", at, later)
			require.Equal(t, -n, daysBetween(later, at), "days from %s to %s", later, at)
		}
		if later := addMonths(at, n); sameClock(later) {
			require.Equal(t, n, monthsBetween(at, later), "months from %s to %s", at, later)
		}
		other := instantGen(loc).Draw(t, "other")
		if other.Before(at) {
			at, other = other, at
		}
		months := monthsBetween(at, other)
		require.False(t, addMonths(shown(at), months).After(shown(other)))
		require.True(t, addMonths(shown(at), months+1).After(shown(other)))
	})
}

// Whatever clocks show is found again, except where they skip it.
func TestWallTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := instantGen(zoneGen().Draw(t, "zone")).Draw(t, "at")
		y, m, d := at.Date()
		got := wallTime(y, m, d, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), at.Location())
		require.Equal(t, shown(at), shown(got), "%s", at)
		require.False(t, got.Before(at), "of two times that look alike the later one is meant: %s, got %s", at, got)
	})
}
