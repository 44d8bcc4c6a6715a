package library

// Module calendar: the functions, and Calendar and TextCalendar.

import (
	"fmt"
	"strings"
	"sync"
	"time"

	py "dryfire/scripts/python/object"
)

// calendarObject is a calendar.Calendar or TextCalendar.
type calendarObject struct {
	py.Header
	first int // weekday on which weeks begin, Monday is 0
}

type calendarSet struct {
	plain, text          *py.Type
	badMonth, badWeekday *py.Type
}

var calendarTypes func() calendarSet

func init() { calendarTypes = sync.OnceValue(makeCalendars) }

func weekdayOf(y, m, d int) int {
	return monday(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Weekday())
}

func (c *calendarObject) weekdays() []int {
	out := make([]int, 7)
	for i := range out {
		out[i] = (c.first + i) % 7
	}
	return out
}

func checkMonth(t *thread, m int) {
	if m < 1 || m > 12 {
		t.Throw(t.Call1(py.Obj(calendarTypes().badMonth), py.Int(m)))
	}
}

// days returns the dates of a month's whole weeks.
func (c *calendarObject) days(t *thread, y, m int) []time.Time {
	checkMonth(t, m)
	checkDate(t, y, 1, 1)
	at := time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	at = at.AddDate(0, 0, -((monday(at.Weekday())-c.first)%7+7)%7)
	var out []time.Time
	for {
		out = append(out, at)
		at = at.AddDate(0, 0, 1)
		if int(at.Month()) != m && monday(at.Weekday()) == c.first && len(out) > 6 {
			return out
		}
	}
}

func (c *calendarObject) weeks(t *thread, y, m int, f func(at time.Time) value) value {
	days := c.days(t, y, m)
	out := py.NewList()
	for i := 0; i < len(days); i += 7 {
		week := py.NewList()
		for _, at := range days[i : i+7] {
			week.Items = append(week.Items, f(at))
		}
		out.Items = append(out.Items, py.Obj(week))
	}
	return py.Obj(out)
}

func dayOf(m int) func(at time.Time) int {
	return func(at time.Time) int {
		if int(at.Month()) != m {
			return 0
		}
		return at.Day()
	}
}

func centre(s string, w int) string {
	pad := w - len(s)
	if pad <= 0 {
		return s
	}
	left := pad/2 + pad&w&1
	return strings.Repeat(" ", left) + s + strings.Repeat(" ", pad-left)
}

func (c *calendarObject) weekText(days []int, w int) string {
	var cells []string
	for _, d := range days {
		s := ""
		if d > 0 {
			s = fmt.Sprintf("%2d", d)
		}
		cells = append(cells, centre(s, w))
	}
	return strings.Join(cells, " ")
}

func (c *calendarObject) header(w int) string {
	var cells []string
	for _, d := range c.weekdays() {
		name := dayNames[d]
		if w < 9 {
			name = name[:3]
		}
		cells = append(cells, centre(name[:min(w, len(name))], w))
	}
	return strings.Join(cells, " ")
}

func (c *calendarObject) monthText(t *thread, y, m, w, l int) string {
	w, l = max(2, w), max(1, l)
	t.Alloc(64 * (w + l))
	nl := strings.Repeat("\n", l)
	days := c.days(t, y, m)
	s := strings.TrimRight(centre(fmt.Sprintf("%s %d", monthNames[m], y), 7*(w+1)-1), " ") + nl + strings.TrimRight(c.header(w), " ") + nl
	for i := 0; i < len(days); i += 7 {
		var nums []int
		for _, at := range days[i : i+7] {
			nums = append(nums, dayOf(m)(at))
		}
		s += strings.TrimRight(c.weekText(nums, w), " ") + nl
	}
	return s
}

func (c *calendarObject) yearText(t *thread, y, w, l, gap, cols int) string {
	w, l, gap, cols = max(2, w), max(1, l), max(2, gap), max(1, cols)
	t.Alloc(1024 * (w + l + gap))
	width := (w+1)*7 - 1
	nl := strings.Repeat("\n", l)
	row := func(cells []string) string {
		for i := range cells {
			cells[i] = centre(cells[i], width)
		}
		return strings.Join(cells, strings.Repeat(" ", gap))
	}
	s := strings.TrimRight(centre(fmt.Sprint(y), width*cols+gap*(cols-1)), " ") + nl
	for m := 1; m <= 12; m += cols {
		months := min(cols, 13-m)
		var names, heads []string
		var weeks [][]time.Time
		height := 0
		for i := range months {
			names = append(names, monthNames[m+i])
			heads = append(heads, c.header(w))
			days := c.days(t, y, m+i)
			weeks = append(weeks, days)
			height = max(height, len(days)/7)
		}
		s += nl + strings.TrimRight(row(names), " ") + nl + strings.TrimRight(row(heads), " ") + nl
		for r := range height {
			var cells []string
			for i, days := range weeks {
				cell := ""
				if 7*r < len(days) {
					var nums []int
					for _, at := range days[7*r : 7*r+7] {
						nums = append(nums, dayOf(m+i)(at))
					}
					cell = c.weekText(nums, w)
				}
				cells = append(cells, cell)
			}
			s += strings.TrimRight(row(cells), " ") + nl
		}
	}
	return s
}

func makeCalendars() calendarSet {
	var set calendarSet
	message := func(name, format string) *py.Type {
		return pythonClass(py.TypeDef{Module: "calendar", Name: name, Base: py.ValueErrorType, Methods: []py.Def{{Name: "__str__",
			Fn: func(t *thread, self value, _ []value) value {
				return py.Str(fmt.Sprintf(format, t.Repr(self.Object().(*py.Exception).Args[0])))
			}}}})
	}
	set.badMonth = message("IllegalMonthError", "bad month number %s; must be 1-12")
	set.badWeekday = message("IllegalWeekdayError", "bad weekday number %s; must be 0 (Monday) to 6 (Sunday)")
	num := func(t *thread, v value, def int) int { return intArg(t, v, def) }
	dates := func(at time.Time) value {
		return py.Obj(&stamp{Header: py.NewHeader(dateTypes().date), year: at.Year(), month: int(at.Month()), day: at.Day(), tz: py.None})
	}
	flat := func(name string, f func(m int) func(at time.Time) value) py.Def {
		return method(name, 2, 2, func(t *thread, c *calendarObject, a []value) value {
			var out []value
			for _, at := range c.days(t, num(t, a[0], 0), num(t, a[1], 0)) {
				out = append(out, f(num(t, a[1], 0))(at))
			}
			return t.Iter(list(out...))
		})
	}
	weeks := func(name string, f func(m int) func(at time.Time) value) py.Def {
		return method(name, 2, 2, func(t *thread, c *calendarObject, a []value) value {
			return c.weeks(t, num(t, a[0], 0), num(t, a[1], 0), f(num(t, a[1], 0)))
		})
	}
	asDate := func(int) func(at time.Time) value { return dates }
	asDay := func(m int) func(at time.Time) value { return func(at time.Time) value { return py.Int(dayOf(m)(at)) } }
	asPair := func(m int) func(at time.Time) value {
		return func(at time.Time) value { return tuple(py.Int(dayOf(m)(at)), py.Int(monday(at.Weekday()))) }
	}
	// yearOf is a year as rows of months, each of which another method makes.
	yearOf := func(name, month string) py.Def {
		return kwMethod(name, 1, "year width", func(t *thread, c *calendarObject, a []value) value {
			width := max(1, num(t, a[1], 3))
			rows := py.NewList()
			for m := 1; m <= 12; m += width {
				row := py.NewList()
				for k := m; k < m+width && k <= 12; k++ {
					t.Append(row, t.CallMethod(month, []value{py.Obj(c), a[0], py.Int(k)}, nil))
				}
				t.Append(rows, py.Obj(row))
			}
			return py.Obj(rows)
		})
	}
	centre := func(s string, width int) value {
		pad := width - len(s)
		if pad <= 0 {
			return py.Str(s)
		}
		left := pad/2 + pad&width&1
		return py.Str(strings.Repeat(" ", left) + s + strings.Repeat(" ", pad-left))
	}
	dayText := func(t *thread, day, width int) string {
		t.Alloc(width)
		s := ""
		if day != 0 {
			s = fmt.Sprintf("%2d", day)
		}
		return centre(s, width).Text()
	}
	weekText := func(t *thread, week value, width int) string {
		var parts []string
		pair := make([]value, 2)
		for _, d := range t.Items(week) {
			t.Unpack(d, pair)
			parts = append(parts, dayText(t, num(t, pair[0], 0), width))
		}
		return strings.Join(parts, " ")
	}
	set.plain = pythonClass(py.TypeDef{Module: "calendar", Name: "Calendar",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			if len(args) > 1 || len(names) == 1 && names[0] != "firstweekday" {
				t.Raise(py.TypeErrorType, "__init__() takes at most 2 arguments")
			}
			return py.Obj(&calendarObject{py.NewHeader(cls), num(t, at(args, 0), 0)})
		},
		Methods: []py.Def{
			method("iterweekdays", 0, 0, func(t *thread, c *calendarObject, _ []value) value {
				var out []value
				for _, d := range c.weekdays() {
					out = append(out, py.Int(d))
				}
				return t.Iter(list(out...))
			}),
			flat("itermonthdates", asDate), flat("itermonthdays", asDay), flat("itermonthdays2", asPair),
			weeks("monthdatescalendar", asDate), weeks("monthdayscalendar", asDay), weeks("monthdays2calendar", asPair),
			yearOf("yeardatescalendar", "monthdatescalendar"), yearOf("yeardayscalendar", "monthdayscalendar"), yearOf("yeardays2calendar", "monthdays2calendar"),
			method("getfirstweekday", 0, 0, func(_ *thread, c *calendarObject, _ []value) value { return py.Int(c.first) }),
			method("setfirstweekday", 1, 1, func(t *thread, c *calendarObject, a []value) value { c.first = num(t, a[0], 0); return py.None }),
		},
		Attrs: []py.Attr{{Name: "firstweekday", Get: func(_ *thread, v value) value { return py.Int(v.Object().(*calendarObject).first) },
			Set: func(t *thread, v, x value) { v.Object().(*calendarObject).first = num(t, x.Or(py.Int(0)), 0) }}}})
	set.text = pythonClass(py.TypeDef{Module: "calendar", Name: "TextCalendar", Base: set.plain,
		Methods: []py.Def{
			kwMethod("formatmonth", 2, "theyear themonth w l", func(t *thread, c *calendarObject, a []value) value {
				return py.Str(c.monthText(t, num(t, a[0], 0), num(t, a[1], 0), num(t, a[2], 0), num(t, a[3], 0)))
			}),
			kwMethod("prmonth", 2, "theyear themonth w l", func(t *thread, c *calendarObject, a []value) value {
				t.Print(value{}, strs(c.monthText(t, num(t, a[0], 0), num(t, a[1], 0), num(t, a[2], 0), num(t, a[3], 0))), false)
				return py.None
			}),
			kwMethod("formatyear", 1, "theyear w l c m", func(t *thread, c *calendarObject, a []value) value {
				return py.Str(c.yearText(t, num(t, a[0], 0), num(t, a[1], 2), num(t, a[2], 1), num(t, a[3], 6), num(t, a[4], 3)))
			}),
			kwMethod("formatmonthname", 3, "theyear themonth width withyear", func(t *thread, c *calendarObject, a []value) value {
				m := num(t, a[1], 1)
				if m < 1 || m > 12 {
					t.Raise(py.IndexErrorType, "list index out of range")
				}
				s := time.Month(m).String()
				if truth(t, a[3], true) {
					s += " " + t.Str(a[0])
				}
				width := num(t, a[2], 0)
				t.Alloc(width)
				return centre(s, width)
			}),
			kwMethod("formatday", 3, "day weekday width", func(t *thread, _ *calendarObject, a []value) value {
				return py.Str(dayText(t, num(t, a[0], 0), num(t, a[2], 0)))
			}),
			kwMethod("formatweek", 2, "theweek width", func(t *thread, _ *calendarObject, a []value) value {
				return py.Str(weekText(t, a[0], num(t, a[1], 0)))
			}),
			kwMethod("prweek", 2, "theweek width", func(t *thread, _ *calendarObject, a []value) value {
				t.Print(value{}, strs(weekText(t, a[0], num(t, a[1], 0))), false)
				return py.None
			}),
			kwMethod("formatweekday", 2, "day width", func(t *thread, _ *calendarObject, a []value) value {
				day, width := ((num(t, a[0], 0)%7)+7)%7, num(t, a[1], 0)
				name := dayNames[day]
				if width < 9 {
					name = name[:3]
				}
				return centre(name[:max(0, min(width, len(name)))], width)
			}),
			method("formatweekheader", 1, 1, func(t *thread, c *calendarObject, a []value) value { return py.Str(c.header(num(t, a[0], 0))) }),
		}})
	return set
}

func loadCalendar(t *thread, m *py.Module) {
	set := calendarTypes()
	cal := &calendarObject{Header: py.NewHeader(set.text)}
	for name, ty := range map[string]*py.Type{"Calendar": set.plain, "TextCalendar": set.text, "IllegalMonthError": set.badMonth,
		"IllegalWeekdayError": set.badWeekday, "error": py.ValueErrorType} {
		m.Set(name, py.Obj(ty))
	}
	var short, shortMonths []string
	for i, d := range dayNames {
		short = append(short, d[:3])
		m.Set(strings.ToUpper(d), py.Int(i))
	}
	for _, n := range monthNames {
		shortMonths = append(shortMonths, n[:min(3, len(n))])
	}
	m.Set("January", py.Int(1))
	m.Set("February", py.Int(2))
	m.Set("EPOCH", py.Int(1970))
	m.Set("day_name", list(strs(dayNames...)...))
	m.Set("day_abbr", list(strs(short...)...))
	m.Set("month_name", list(strs(monthNames...)...))
	m.Set("month_abbr", list(strs(shortMonths...)...))
	mdays := []value{py.Int(0)}
	for i := 1; i <= 12; i++ {
		mdays = append(mdays, py.Int(daysInMonth(2023, i)))
	}
	m.Set("mdays", list(mdays...))
	num := func(t *thread, v value, def int) int { return intArg(t, v, def) }
	funcs(m,
		fn("isleap", 1, 1, func(t *thread, a []value) value { return py.Bool(isLeap(num(t, a[0], 0))) }),
		fn("leapdays", 2, 2, func(t *thread, a []value) value {
			count := func(y int) int {
				y--
				q := func(n int) int { r, _ := floorDiv(y, n); return r }
				return q(4) - q(100) + q(400)
			}
			return py.Int(count(num(t, a[1], 0)) - count(num(t, a[0], 0)))
		}),
		fn("weekday", 3, 3, func(t *thread, a []value) value {
			y, mo, d := num(t, a[0], 0), num(t, a[1], 0), num(t, a[2], 0)
			checkDate(t, y, mo, d)
			return py.Int(weekdayOf(y, mo, d))
		}),
		fn("monthrange", 2, 2, func(t *thread, a []value) value {
			y, mo := num(t, a[0], 0), num(t, a[1], 0)
			checkMonth(t, mo)
			checkDate(t, y, mo, 1)
			return tuple(py.Int(weekdayOf(y, mo, 1)), py.Int(daysInMonth(y, mo)))
		}),
		fn("timegm", 1, 1, func(t *thread, a []value) value {
			items := t.Items(a[0])
			if len(items) < 6 {
				t.Raisef(py.ValueErrorType, "need more than %d values to unpack", len(items))
			}
			var n [6]int
			for i := range n {
				n[i] = num(t, items[i], 0)
			}
			return py.Integer(time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], n[5], 0, time.UTC).Unix())
		}),
		fn("firstweekday", 0, 0, func(*thread, []value) value { return py.Int(cal.first) }),
		fn("setfirstweekday", 1, 1, func(t *thread, a []value) value {
			d := num(t, a[0], 0)
			if d < 0 || d > 6 {
				t.Throw(t.Call1(py.Obj(set.badWeekday), a[0]))
			}
			cal.first = d
			return py.None
		}),
	)
	bound := func(name, attr string) { m.Set(name, t.GetAttr(py.Obj(cal), attr)) }
	bound("monthcalendar", "monthdayscalendar")
	bound("month", "formatmonth")
	bound("prmonth", "prmonth")
	bound("calendar", "formatyear")
	bound("weekheader", "formatweekheader")
	lazily(t, m, "_htmlcalendar", "HTMLCalendar", "week", "prweek", "format", "formatstring")
}
