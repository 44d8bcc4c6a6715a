package system

// system.date. Dates are java.util.Date: instants in milliseconds. What year,
// day or hour an instant is in is asked in the gateway's time zone. Arithmetic
// is that of java.util.Calendar, also where clocks are put forward or back:
// days, weeks, months and years keep the time of day, smaller units count time
// that passes (DEC-53). Patterns are SimpleDateFormat's. Names of months and days are
// English ones in every locale.

import (
	"math"
	"time"

	"dryfire/scripts"
	"dryfire/scripts/python/library/java"
	"dryfire/tags"
)

// Zoned is a World whose gateways have a time zone. Without it they are in UTC.
type Zoned interface {
	// Location returns the time zone of the gateway or client that the run
	// belongs to. It is not nil.
	Location(run *scripts.Run) *time.Location
}

// location is the time zone of a run.
func location(c *scripts.Call) *time.Location {
	if z, ok := c.Host.World.(Zoned); ok {
		return z.Location(c.Run)
	}
	return time.UTC
}

// dateFormat is the pattern of format and parse where none is given.
const dateFormat = "yyyy-MM-dd HH:mm:ss"

var (
	dateParam   = scripts.Param{Name: "date", Required: true}
	valueParam  = scripts.Param{Name: "value", Required: true}
	date1Param  = scripts.Param{Name: "date_1", Required: true}
	date2Param  = scripts.Param{Name: "date_2", Required: true}
	formatParam = scripts.Param{Name: "format", Default: tags.Unicode(dateFormat)}
)

// nthArgument names arguments as Jython does.
var nthArgument = [...]string{"1st", "2nd", "3rd", "4th", "5th"}

func cannotCoerce(function string, i int, class string) error {
	return scripts.Raise("TypeError", "%s(): %s arg can't be coerced to %s", function, nthArgument[i], class)
}

// dateArgument returns argument i, which must be a date: None is null to Java,
// and any other type is no date, text included.
func dateArgument(c *scripts.Call, function string, i int) (int64, error) {
	switch v := c.Args[i]; v.Kind() {
	case tags.KindDate:
		return v.Int64(), nil
	case tags.KindNull:
		return 0, scripts.RaiseJava("java.lang.NullPointerException", "system.date.%s: the %s argument is None, want a date", function, nthArgument[i])
	}
	return 0, cannotCoerce(function, i, "java.util.Date")
}

// intArgument returns argument i, which must be a whole number that Java's int
// can hold.
func intArgument(c *scripts.Call, function string, i int) (int, error) {
	n, err := longArgument(c, function, i, "int")
	if err == nil && n != int64(int32(n)) {
		err = cannotCoerce(function, i, "int")
	}
	return int(n), err
}

func longArgument(c *scripts.Call, function string, i int, class string) (int64, error) {
	switch v := c.Args[i]; v.Kind() {
	case tags.KindInt, tags.KindLong, tags.KindBool:
		return v.Int64(), nil
	}
	return 0, cannotCoerce(function, i, class)
}

func textArgument(c *scripts.Call, function string, i int) (string, error) {
	if v := c.Args[i]; v.IsText() {
		return v.Text(), nil
	}
	return "", cannotCoerce(function, i, "String")
}

var dateFunctions = func() []*scripts.Function {
	all := []*scripts.Function{
		{Name: "date.now", Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Date(c.Host.World.Now(c.Run)), nil
		}},
		{Name: "date.format", Params: []scripts.Param{dateParam, formatParam}, Call: formatDate},
		{Name: "date.parse", Call: parseDate, Params: []scripts.Param{{Name: "dateString", Required: true},
			{Name: "formatString", Default: tags.Unicode(dateFormat)}, {Name: "locale"}}},
		{Name: "date.getDate", Call: getDate, Params: []scripts.Param{{Name: "year", Required: true},
			{Name: "month", Required: true}, {Name: "day", Required: true}}},
		{Name: "date.setTime", Call: setTime, Params: []scripts.Param{dateParam, {Name: "hour", Required: true},
			{Name: "minute", Required: true}, {Name: "second", Required: true}}},
		{Name: "date.midnight", Params: []scripts.Param{dateParam}, Call: func(c *scripts.Call) (tags.Value, error) {
			at, err := localArgument(c, "midnight", 0)
			if err != nil {
				return tags.Value{}, err
			}
			return dateOf(wallTime(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())), nil
		}},
		{Name: "date.toMillis", Params: []scripts.Param{dateParam}, Call: func(c *scripts.Call) (tags.Value, error) {
			ms, err := dateArgument(c, "toMillis", 0)
			return tags.Long(ms), err
		}},
		{Name: "date.fromMillis", Params: []scripts.Param{{Name: "millis", Required: true}}, Call: func(c *scripts.Call) (tags.Value, error) {
			ms, err := longArgument(c, "fromMillis", 0, "long")
			return tags.Date(ms), err
		}},
		comparison("isAfter", func(a, b int64) bool { return a > b }),
		comparison("isBefore", func(a, b int64) bool { return a < b }),
		{Name: "date.isBetween", Call: isBetween, Params: []scripts.Param{{Name: "target_date", Required: true},
			{Name: "start_date", Required: true}, {Name: "end_date", Required: true}}},

		addition("Millis", elapsed(time.Millisecond)), addition("Seconds", elapsed(time.Second)),
		addition("Minutes", elapsed(time.Minute)), addition("Hours", elapsed(time.Hour)),
		addition("Days", func(at time.Time, n int) time.Time { return addDays(at, int64(n)) }),
		addition("Weeks", func(at time.Time, n int) time.Time { return addDays(at, 7*int64(n)) }),
		addition("Months", func(at time.Time, n int) time.Time { return addMonths(at, int64(n)) }),
		addition("Years", func(at time.Time, n int) time.Time { return addMonths(at, 12*int64(n)) }),

		difference("millis", func(a, b time.Time) int64 { return b.UnixMilli() - a.UnixMilli() }),
		difference("seconds", passed(time.Second)), difference("minutes", passed(time.Minute)), difference("hours", passed(time.Hour)),
		difference("days", daysBetween),
		difference("weeks", func(a, b time.Time) int64 { return daysBetween(a, b) / 7 }),
		difference("months", monthsBetween),
		difference("years", func(a, b time.Time) int64 { return monthsBetween(a, b) / 12 }),

		datePart("Year", time.Time.Year),
		datePart("Quarter", func(at time.Time) int { return (int(at.Month())-1)/3 + 1 }),
		datePart("Month", func(at time.Time) int { return int(at.Month()) - 1 }),
		datePart("DayOfWeek", func(at time.Time) int { return int(at.Weekday()) + 1 }), // Sunday is 1
		datePart("DayOfMonth", time.Time.Day),
		datePart("DayOfYear", time.Time.YearDay),
		datePart("Hour12", func(at time.Time) int { return at.Hour() % 12 }), // noon and midnight are 0
		datePart("Hour24", time.Time.Hour),
		datePart("AMorPM", func(at time.Time) int { return at.Hour() / 12 }),
		datePart("Minute", time.Time.Minute),
		datePart("Second", time.Time.Second),
		datePart("Millis", func(at time.Time) int { return at.Nanosecond() / int(time.Millisecond) }),

		{Name: "date.getTimezone", Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Unicode(location(c).String()), nil
		}},
		{Name: "date.getTimezoneRawOffset", Call: func(c *scripts.Call) (tags.Value, error) {
			return tags.Float(standardOffset(instant(c.Host.World.Now(c.Run), location(c))).Hours()), nil
		}},
		zonePart("getTimezoneOffset", func(at time.Time) tags.Value { return tags.Float(offset(at).Hours()) }),
		zonePart("isDaylightTime", func(at time.Time) tags.Value { return tags.Bool(at.IsDST()) }),
	}
	return all
}()

func instant(ms int64, loc *time.Location) time.Time { return time.UnixMilli(ms).In(loc) }

func dateOf(at time.Time) tags.Value { return tags.Date(at.UnixMilli()) }

// localArgument is dateArgument in the run's time zone.
func localArgument(c *scripts.Call, function string, i int) (time.Time, error) {
	ms, err := dateArgument(c, function, i)
	return instant(ms, location(c)), err
}

// offset is how far a zone is ahead of UTC at an instant.
func offset(at time.Time) time.Duration {
	_, seconds := at.Zone()
	return time.Duration(seconds) * time.Second
}

// standardOffset is the offset that the zone has in that year without daylight
// saving time.
func standardOffset(at time.Time) time.Duration {
	for month := range time.Month(12) {
		if d := time.Date(at.Year(), month+1, 1, 0, 0, 0, 0, at.Location()); !d.IsDST() {
			return offset(d)
		}
	}
	return offset(at)
}

// wallTime returns the instant at which clocks in loc show a time. Fields out
// of range carry over. A time that clocks skip is as long after the change as
// it would have been, and one that they show twice is the one of standard
// time, the later one: what java.util.Calendar does.
func wallTime(year int, month time.Month, day, hour, minute, second, ns int, loc *time.Location) time.Time {
	shown := time.Date(year, month, day, hour, minute, second, ns, time.UTC)
	before, after := offset(shown.Add(-24*time.Hour).In(loc)), offset(shown.Add(24*time.Hour).In(loc))
	early, late := shown.Add(-before).In(loc), shown.Add(-after).In(loc)
	switch {
	case before == after:
		return early
	case offset(late) == after:
		return late
	}
	return early // which is right, or neither is: clocks skip the time
}

// shown returns what clocks show at an instant as an instant of UTC, so that
// one can calculate with it.
func shown(at time.Time) time.Time { return at.Add(offset(at)).UTC() }

// addDays keeps the time of day, as Calendar.add does: it first keeps the
// offset, then corrects for a change of it unless that leads to another day.
func addDays(at time.Time, n int64) time.Time {
	to := shown(at).AddDate(0, 0, int(n))
	was := offset(at)
	d := to.Add(-was).In(at.Location())
	if change := was - offset(d); change != 0 {
		if corrected := d.Add(change); shown(corrected).YearDay() == to.YearDay() {
			return corrected
		}
	}
	return d
}

// addMonths keeps the day of the month or takes the month's last.
func addMonths(at time.Time, n int64) time.Time {
	y, m, d := at.Date()
	first := time.Date(y, m+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return wallTime(first.Year(), first.Month(), min(d, last), at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), at.Location())
}

// daysBetween counts whole days by the clocks on the wall.
func daysBetween(a, b time.Time) int64 {
	const day = 24 * 60 * 60 * 1000
	return (shown(b).UnixMilli() - shown(a).UnixMilli()) / day
}

// monthsBetween is how many months can be added to the earlier date without
// passing the later one, by the clocks on the wall; negative if a is later.
func monthsBetween(a, b time.Time) int64 {
	if b.Before(a) {
		return -monthsBetween(b, a)
	}
	from, to := shown(a), shown(b)
	n := int64(to.Year()-from.Year())*12 + int64(to.Month()-from.Month())
	if n > 0 && addMonths(from, n).After(to) {
		n--
	}
	return max(n, 0)
}

func formatDate(c *scripts.Call) (tags.Value, error) {
	at, err := localArgument(c, "format", 0)
	if err != nil {
		return tags.Value{}, err
	}
	pattern, err := textArgument(c, "format", 1)
	if err != nil {
		return tags.Value{}, err
	}
	text, err := java.FormatDate(at, pattern)
	if err != nil {
		return tags.Value{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s", err)
	}
	return tags.Unicode(text), nil
}

// unzoned marks a parsed time whose text names no zone.
var unzoned = time.FixedZone("", 0)

func parseDate(c *scripts.Call) (tags.Value, error) {
	if c.Args[0].IsNull() {
		return tags.Value{}, scripts.RaiseJava("java.lang.NullPointerException", "system.date.parse: the 1st argument is None, want the text of a date")
	}
	text, err := textArgument(c, "parse", 0)
	if err != nil {
		return tags.Value{}, err
	}
	pattern, err := textArgument(c, "parse", 1)
	if err != nil {
		return tags.Value{}, err
	}
	at, err := parsePattern(text, pattern, location(c), c.Host.World.Now(c.Run))
	if err != nil {
		return tags.Value{}, err
	}
	return dateOf(at), nil
}

// parsePattern reads a date by a SimpleDateFormat pattern; now decides on the
// century of years of two digits. Errors are Java exceptions.
func parsePattern(text, pattern string, loc *time.Location, now int64) (time.Time, error) {
	if _, err := java.FormatDate(time.Time{}, pattern); err != nil {
		return time.Time{}, scripts.RaiseJava("java.lang.IllegalArgumentException", "%s", err)
	}
	at, err := java.ParseDate(text, pattern, unzoned, instant(now, loc))
	if err != nil {
		return time.Time{}, scripts.RaiseJava("java.text.ParseException", "%s", err)
	}
	if at.Location() != unzoned {
		return at, nil
	}
	y, m, d := at.Date()
	return wallTime(y, m, d, at.Hour(), at.Minute(), at.Second(), at.Nanosecond(), loc), nil
}

func getDate(c *scripts.Call) (tags.Value, error) {
	var n [3]int
	for i := range n {
		var err error
		if n[i], err = intArgument(c, "getDate", i); err != nil {
			return tags.Value{}, err
		}
	}
	return dateOf(wallTime(n[0], time.Month(n[1]+1), n[2], 0, 0, 0, 0, location(c))), nil
}

func setTime(c *scripts.Call) (tags.Value, error) {
	at, err := localArgument(c, "setTime", 0)
	if err != nil {
		return tags.Value{}, err
	}
	var n [3]int
	for i := range n {
		if n[i], err = intArgument(c, "setTime", i+1); err != nil {
			return tags.Value{}, err
		}
	}
	return dateOf(wallTime(at.Year(), at.Month(), at.Day(), n[0], n[1], n[2], 0, at.Location())), nil
}

func comparison(name string, test func(a, b int64) bool) *scripts.Function {
	return &scripts.Function{Name: "date." + name, Params: []scripts.Param{date1Param, date2Param},
		Call: func(c *scripts.Call) (tags.Value, error) {
			a, err := dateArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			b, err := dateArgument(c, name, 1)
			return tags.Bool(test(a, b)), err
		}}
}

// isBetween counts both ends in.
func isBetween(c *scripts.Call) (tags.Value, error) {
	var d [3]int64
	for i := range d {
		var err error
		if d[i], err = dateArgument(c, "isBetween", i); err != nil {
			return tags.Value{}, err
		}
	}
	return tags.Bool(d[1] <= d[0] && d[0] <= d[2]), nil
}

func elapsed(unit time.Duration) func(at time.Time, n int) time.Time {
	return func(at time.Time, n int) time.Time {
		return time.UnixMilli(at.UnixMilli() + int64(n)*unit.Milliseconds())
	}
}

func addition(unit string, add func(at time.Time, n int) time.Time) *scripts.Function {
	name := "add" + unit
	return &scripts.Function{Name: "date." + name, Params: []scripts.Param{dateParam, valueParam},
		Call: func(c *scripts.Call) (tags.Value, error) {
			at, err := localArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			n, err := intArgument(c, name, 1)
			if err != nil {
				return tags.Value{}, err
			}
			return dateOf(add(at, n)), nil
		}}
}

// passed counts whole units of time, fractions cut off.
func passed(unit time.Duration) func(a, b time.Time) int64 {
	return func(a, b time.Time) int64 { return (b.UnixMilli() - a.UnixMilli()) / unit.Milliseconds() }
}

// difference declares a function that counts whole units from the first date
// to the second one; negative if the second one is earlier.
func difference(unit string, count func(a, b time.Time) int64) *scripts.Function {
	name := unit + "Between"
	return &scripts.Function{Name: "date." + name, Params: []scripts.Param{date1Param, date2Param},
		Call: func(c *scripts.Call) (tags.Value, error) {
			a, err := localArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			b, err := localArgument(c, name, 1)
			if err != nil {
				return tags.Value{}, err
			}
			n := count(a, b)
			if unit == "millis" {
				return tags.Long(n), nil
			}
			return tags.Int(min(max(n, math.MinInt32), math.MaxInt32)), nil
		}}
}

func datePart(part string, get func(at time.Time) int) *scripts.Function {
	name := "get" + part
	return &scripts.Function{Name: "date." + name, Params: []scripts.Param{dateParam},
		Call: func(c *scripts.Call) (tags.Value, error) {
			at, err := localArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			return tags.Int(int64(get(at))), nil
		}}
}

// zonePart declares a function of a date that is now if it is left out.
func zonePart(name string, get func(at time.Time) tags.Value) *scripts.Function {
	return &scripts.Function{Name: "date." + name, Params: []scripts.Param{{Name: "date"}},
		Call: func(c *scripts.Call) (tags.Value, error) {
			if c.Args[0].IsNull() {
				return get(instant(c.Host.World.Now(c.Run), location(c))), nil
			}
			at, err := localArgument(c, name, 0)
			if err != nil {
				return tags.Value{}, err
			}
			return get(at), nil
		}}
}
