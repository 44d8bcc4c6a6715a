package library

// Module datetime: the classes and their arithmetic. A datetime is a date with a time
// of day, a date is one with none; both share one Go type, so that datetime derives
// from date as in Python.

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"sync"
	"time"

	"dryfire/scripts/python/library/host"
	py "dryfire/scripts/python/object"
)

// delta is a timedelta, normalised as Python does: 0 <= secs < 86400, 0 <= us < 10^6.
type delta struct {
	py.Header
	days, secs, us int
}

// stamp is a date, a datetime or a time; tz is None where it has none.
type stamp struct {
	py.Header
	year, month, day     int
	hour, min, sec, usec int
	tz                   value
}

type datetimeSet struct{ delta, date, datetime, time, tzinfo *py.Type }

var dateTypes func() datetimeSet

func init() { dateTypes = sync.OnceValue(makeDateTypes) }

const maxDays = 999999999

// dayNumber counts days from 0001-01-01, which is day 1.
func dayNumber(y, m, d int) int {
	return int(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix()/86400) + 719163
}

func fromDayNumber(n int) (y, m, d int) {
	at := time.Unix(int64(n-719163)*86400, 0).UTC()
	return at.Year(), int(at.Month()), at.Day()
}

const lastDay = 3652059 // 9999-12-31

// number is an argument of timedelta: an integer or a float.
type number struct {
	i     int64
	f     float64
	float bool
}

func (n number) times(k int64) number {
	if n.float {
		return number{f: n.f * float64(k), float: true}
	}
	return number{i: n.i * k}
}

func (n number) plus(m number) number {
	if n.float || m.float {
		return number{f: n.value() + m.value(), float: true}
	}
	return number{i: n.i + m.i}
}

func (n number) value() float64 {
	if n.float {
		return n.f
	}
	return float64(n.i)
}

func deltaArg(t *thread, name string, v value) number {
	if v.IsAbsent() {
		return number{}
	}
	p := v.Prim()
	switch p.Kind() {
	case py.KindFloat:
		return number{f: p.Float64(), float: true}
	case py.KindInt, py.KindLong, py.KindBool:
		if n := p.Int64(); n < 1e13 && n > -1e13 || name == "microseconds" || name == "milliseconds" {
			return number{i: n}
		}
		t.Raise(py.OverflowErrorType, "timedelta # of days is too large: "+t.Str(v))
	case py.KindBig:
		t.Raise(py.OverflowErrorType, "timedelta # of days is too large: "+t.Str(v))
	}
	t.Raisef(py.TypeErrorType, "unsupported type for timedelta %s component: %s", name, v.Type().Name)
	return number{}
}

func roundHalfAway(f float64) float64 {
	if f < 0 {
		return -math.Floor(-f + 0.5)
	}
	return math.Floor(f + 0.5)
}

func floorDiv(a, b int) (q, r int) {
	q, r = a/b, a%b
	if r < 0 {
		q--
		r += b
	}
	return q, r
}

func makeDelta(t *thread, cls *py.Type, days, secs, us int) value {
	q, us := floorDiv(us, 1000000)
	secs += q
	q, secs = floorDiv(secs, 86400)
	days += q
	if days > maxDays || days < -maxDays {
		t.Raisef(py.OverflowErrorType, "timedelta # of days is too large: %d", days)
	}
	return py.Obj(&delta{py.NewHeader(cls), days, secs, us})
}

func newDelta(t *thread, days, secs, us int) value {
	return makeDelta(t, dateTypes().delta, days, secs, us)
}

// deltaOf follows the order in which Python adds up the arguments, so that rounding agrees.
func deltaOf(t *thread, cls *py.Type, a []value) value {
	arg := func(i int, name string) number { return deltaArg(t, name, a[i]) }
	days := arg(0, "days").plus(arg(6, "weeks").times(7))
	secs := arg(1, "seconds").plus(arg(4, "minutes").times(60)).plus(arg(5, "hours").times(3600))
	micro := arg(2, "microseconds").plus(arg(3, "milliseconds").times(1000))
	d, s := 0, 0
	frac := 0.0
	for _, n := range []number{days, secs, micro} {
		if n.float && (math.IsNaN(n.f) || math.Abs(n.f) > 1e18) {
			t.Raise(py.OverflowErrorType, "cannot convert float infinity to integer")
		}
	}
	if days.float {
		whole, f := math.Modf(days.f)
		dsWhole, dsFrac := math.Modf(f * 86400)
		s, d, frac = int(dsWhole), int(whole), dsFrac
	} else {
		d = int(days.i)
	}
	sec := int(secs.i)
	if secs.float {
		whole, f := math.Modf(secs.f)
		sec = int(whole)
		frac += f
	}
	q, r := floorDiv(sec, 86400)
	d += q
	s += r
	us := 0
	if micro.float {
		us = int(roundHalfAway(micro.f + frac*1e6))
	} else {
		q, r := floorDiv(int(micro.i), 1000000)
		s += q
		us = int(roundHalfAway(float64(r) + frac*1e6))
	}
	return makeDelta(t, cls, d, s, us)
}

func (d *delta) micros() *big.Int {
	n := big.NewInt(int64(d.days)*86400 + int64(d.secs))
	n.Mul(n, big.NewInt(1000000))
	return n.Add(n, big.NewInt(int64(d.us)))
}

func fromMicros(t *thread, n *big.Int) value {
	q, r := new(big.Int).DivMod(n, big.NewInt(86400000000), new(big.Int))
	if !q.IsInt64() || q.Int64() > maxDays || q.Int64() < -maxDays {
		t.Raise(py.OverflowErrorType, "timedelta # of days is too large: "+q.String())
	}
	us := r.Int64()
	return newDelta(t, int(q.Int64()), int(us/1000000), int(us%1000000))
}

func (d *delta) cmp(o *delta) int {
	switch {
	case d.days != o.days:
		return sign(d.days - o.days)
	case d.secs != o.secs:
		return sign(d.secs - o.secs)
	}
	return sign(d.us - o.us)
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func (d *delta) String() string {
	var b strings.Builder
	if d.days != 0 {
		s := "s"
		if d.days == 1 || d.days == -1 {
			s = ""
		}
		fmt.Fprintf(&b, "%d day%s, ", d.days, s)
	}
	fmt.Fprintf(&b, "%d:%02d:%02d", d.secs/3600, d.secs/60%60, d.secs%60)
	if d.us != 0 {
		fmt.Fprintf(&b, ".%06d", d.us)
	}
	return b.String()
}

// compareOps declares the six comparisons. cmp answers ok == false where the
// operands cannot be ordered; equal ones are then unequal.
func compareOps(cmp func(t *thread, a, b value, ordering bool) (c int, ok bool)) []py.Def {
	op := func(name string, ordering bool, test func(c int) bool, otherwise value) py.Def {
		return py.Def{Name: name, Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value {
			c, ok := cmp(t, self, a[0], ordering)
			if !ok {
				return otherwise
			}
			return py.Bool(test(c))
		}}
	}
	return []py.Def{
		op("__eq__", false, func(c int) bool { return c == 0 }, py.False),
		op("__ne__", false, func(c int) bool { return c != 0 }, py.True),
		op("__lt__", true, func(c int) bool { return c < 0 }, py.NotImplemented),
		op("__le__", true, func(c int) bool { return c <= 0 }, py.NotImplemented),
		op("__gt__", true, func(c int) bool { return c > 0 }, py.NotImplemented),
		op("__ge__", true, func(c int) bool { return c >= 0 }, py.NotImplemented),
	}
}

func cantCompare(t *thread, a, b value) {
	t.Raisef(py.TypeErrorType, "can't compare '%s' to '%s'", a.Type().Name, b.Type().Name)
}

func makeDeltaType() *py.Type {
	dl := func(v value) (*delta, bool) { d, ok := v.Object().(*delta); return d, ok }
	bin := func(name string, f func(t *thread, d *delta, o value) value) py.Def {
		return method(name, 1, 1, func(t *thread, d *delta, a []value) value { return f(t, d, a[0]) })
	}
	add := func(t *thread, d *delta, o value) value {
		if x, ok := dl(o); ok {
			return newDelta(t, d.days+x.days, d.secs+x.secs, d.us+x.us)
		}
		return py.NotImplemented
	}
	mul := func(t *thread, d *delta, o value) value {
		if n, ok := bigOf(o); ok {
			return fromMicros(t, new(big.Int).Mul(d.micros(), n))
		}
		return py.NotImplemented
	}
	div := func(t *thread, d *delta, o value) value {
		n, ok := bigOf(o)
		if !ok {
			return py.NotImplemented
		}
		if n.Sign() == 0 {
			t.Raise(py.ZeroDivisionErrorType, "long division or modulo")
		}
		q, r := new(big.Int).QuoRem(d.micros(), n, new(big.Int))
		if r.Sign() != 0 && r.Sign() != n.Sign() {
			q.Sub(q, big.NewInt(1))
		}
		return fromMicros(t, q)
	}
	methods := []py.Def{
		bin("__add__", add), bin("__radd__", add),
		bin("__sub__", func(t *thread, d *delta, o value) value {
			if x, ok := dl(o); ok {
				return newDelta(t, d.days-x.days, d.secs-x.secs, d.us-x.us)
			}
			return py.NotImplemented
		}),
		bin("__rsub__", func(t *thread, d *delta, o value) value {
			if x, ok := dl(o); ok {
				return newDelta(t, x.days-d.days, x.secs-d.secs, x.us-d.us)
			}
			return py.NotImplemented
		}),
		bin("__mul__", mul), bin("__rmul__", mul), bin("__div__", div), bin("__floordiv__", div),
		method("__neg__", 0, 0, func(t *thread, d *delta, _ []value) value { return newDelta(t, -d.days, -d.secs, -d.us) }),
		method("__pos__", 0, 0, func(t *thread, d *delta, _ []value) value { return newDelta(t, d.days, d.secs, d.us) }),
		method("__abs__", 0, 0, func(t *thread, d *delta, _ []value) value {
			if d.days < 0 {
				return newDelta(t, -d.days, -d.secs, -d.us)
			}
			return py.Obj(d)
		}),
		method("__nonzero__", 0, 0, func(_ *thread, d *delta, _ []value) value { return py.Bool(d.days != 0 || d.secs != 0 || d.us != 0) }),
		method("__hash__", 0, 0, func(t *thread, d *delta, _ []value) value {
			return py.Int(t.Hash(tuple(py.Int(d.days), py.Int(d.secs), py.Int(d.us))))
		}),
		method("__repr__", 0, 0, func(_ *thread, d *delta, _ []value) value {
			name := "datetime." + d.TypeName()
			switch {
			case d.us != 0:
				return py.Str(fmt.Sprintf("%s(%d, %d, %d)", name, d.days, d.secs, d.us))
			case d.secs != 0:
				return py.Str(fmt.Sprintf("%s(%d, %d)", name, d.days, d.secs))
			}
			return py.Str(fmt.Sprintf("%s(%d)", name, d.days))
		}),
		method("__str__", 0, 0, func(_ *thread, d *delta, _ []value) value { return py.Str(d.String()) }),
		method("total_seconds", 0, 0, func(_ *thread, d *delta, _ []value) value {
			f, _ := new(big.Rat).SetFrac(d.micros(), big.NewInt(1000000)).Float64()
			return py.Float(f)
		}),
		method("__reduce__", 0, 0, func(_ *thread, d *delta, _ []value) value {
			return tuple(py.Obj(d.PyType()), tuple(py.Int(d.days), py.Int(d.secs), py.Int(d.us)))
		}),
	}
	methods = append(methods, compareOps(func(t *thread, a, b value, ordering bool) (int, bool) {
		x, _ := dl(a)
		y, ok := dl(b)
		if !ok {
			if ordering {
				cantCompare(t, a, b)
			}
			return 0, false
		}
		return x.cmp(y), true
	})...)
	create := py.NewNative(kw("__new__", 0, "days seconds microseconds milliseconds minutes hours weeks", func(t *thread, a []value) value {
		return deltaOf(t, dateTypes().delta, a)
	}))
	return pythonClass(py.TypeDef{Module: "datetime", Name: "timedelta",
		New: func(t *thread, cls *py.Type, args []value, names []string) value {
			d := create.Call(t, args, names).Object().(*delta)
			return py.Obj(&delta{py.NewHeader(cls), d.days, d.secs, d.us})
		},
		Methods: methods,
		Attrs: []py.Attr{
			attr("days", func(_ *thread, d *delta) value { return py.Int(d.days) }),
			attr("seconds", func(_ *thread, d *delta) value { return py.Int(d.secs) }),
			attr("microseconds", func(_ *thread, d *delta) value { return py.Int(d.us) }),
		}})
}

// field reads an argument that must be an integer.
func field(t *thread, v value, def int) int {
	if v.IsAbsent() {
		return def
	}
	if isFloat(v) {
		t.Raise(py.TypeErrorType, "integer argument expected, got float")
	}
	if isInt(v) {
		return intArg(t, v, 0)
	}
	if r, ok := t.TryAttr(v, "__int__"); ok && !v.IsText() {
		return intArg(t, t.Call0(r), 0)
	}
	t.Raise(py.TypeErrorType, "an integer is required")
	return 0
}

func outOfRange(t *thread, msg string, n int) {
	t.Throw(t.Call(py.Obj(py.ValueErrorType), []value{py.Str(msg), py.Int(n)}, nil))
}

func checkDate(t *thread, y, m, d int) {
	if y < 1 || y > 9999 {
		outOfRange(t, "year must be in 1..9999", y)
	}
	if m < 1 || m > 12 {
		outOfRange(t, "month must be in 1..12", m)
	}
	if dim := daysInMonth(y, m); d < 1 || d > dim {
		outOfRange(t, fmt.Sprintf("day must be in 1..%d", dim), d)
	}
}

func checkTime(t *thread, h, m, s, us int) {
	if h < 0 || h > 23 {
		outOfRange(t, "hour must be in 0..23", h)
	}
	if m < 0 || m > 59 {
		outOfRange(t, "minute must be in 0..59", m)
	}
	if s < 0 || s > 59 {
		outOfRange(t, "second must be in 0..59", s)
	}
	if us < 0 || us > 999999 {
		outOfRange(t, "microsecond must be in 0..999999", us)
	}
}

func zoneArg(t *thread, v value) value {
	if !given(v) {
		return py.None
	}
	if !v.Type().IsSubtype(dateTypes().tzinfo) {
		t.Raise(py.TypeErrorType, "tzinfo argument must be None or of a tzinfo subclass")
	}
	return v
}

func newStamp(cls *py.Type, at time.Time, tz value) *stamp {
	return &stamp{py.NewHeader(cls), at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second(), at.Nanosecond() / 1000, tz}
}

func (s *stamp) utc() time.Time {
	return time.Date(s.year, time.Month(s.month), s.day, s.hour, s.min, s.sec, s.usec*1000, time.UTC)
}

func (s *stamp) ordinal() int { return dayNumber(s.year, s.month, s.day) }

// is reports what kind of value the stamp is.
func (s *stamp) isDatetime() bool { return s.PyType().IsSubtype(dateTypes().datetime) }
func (s *stamp) isTime() bool     { return s.PyType().IsSubtype(dateTypes().time) }

// offset asks the tzinfo for utcoffset or dst; ok is false if there is none.
func (s *stamp) offset(t *thread, what string, arg value) (minutes int, ok bool) {
	if s.tz.IsNone() {
		return 0, false
	}
	v := t.Method1(s.tz, what, arg)
	if v.IsNone() {
		return 0, false
	}
	d, isDelta := v.Object().(*delta)
	if !isDelta {
		t.Raisef(py.TypeErrorType, "tzinfo.%s() must return None or timedelta, not '%s'", what, t.Repr(py.Obj(v.Type())))
	}
	if d.days < -1 || d.days > 0 || d.days == -1 && d.secs == 0 {
		t.Raisef(py.ValueErrorType, "tzinfo.%s() returned %s; must be in -1439 .. 1439", what, t.Str(v))
	}
	if d.secs%60 != 0 || d.us != 0 {
		t.Raisef(py.ValueErrorType, "tzinfo.%s() must return a whole number of minutes", what)
	}
	return d.days*1440 + d.secs/60, true
}

func (s *stamp) offsetArg() value {
	if s.isTime() {
		return py.None
	}
	return py.Obj(s)
}

func (s *stamp) zoneName(t *thread) value {
	if s.tz.IsNone() {
		return py.None
	}
	v := t.Method1(s.tz, "tzname", s.offsetArg())
	if !v.IsNone() && !v.IsText() {
		t.Raisef(py.TypeErrorType, "tzinfo.tzname() must return None or a string, not '%s'", t.Repr(py.Obj(v.Type())))
	}
	return v
}

func offsetText(minutes int, sep string) string {
	sgn := '+'
	if minutes < 0 {
		sgn, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d%s%02d", sgn, minutes/60, sep, minutes%60)
}

func (s *stamp) timeText() string {
	out := fmt.Sprintf("%02d:%02d:%02d", s.hour, s.min, s.sec)
	if s.usec != 0 {
		out += fmt.Sprintf(".%06d", s.usec)
	}
	return out
}

func (s *stamp) iso(t *thread, sep string) string {
	var out string
	if !s.isTime() {
		out = fmt.Sprintf("%04d-%02d-%02d", s.year, s.month, s.day)
		if !s.isDatetime() {
			return out
		}
		out += sep
	}
	out += s.timeText()
	if off, ok := s.offset(t, "utcoffset", s.offsetArg()); ok {
		out += offsetText(off, ":")
	}
	return out
}

func (s *stamp) tuple(dst int) timeTuple {
	at := s.utc()
	return timeTuple{year: s.year, month: s.month, day: s.day, hour: s.hour, min: s.min, sec: s.sec, us: s.usec,
		wday: monday(at.Weekday()), yday: at.YearDay(), dst: dst}
}

func (s *stamp) strftime(t *thread, format value) value {
	f := textArg(t, format)
	if !s.isTime() && s.year < 1900 {
		t.Raisef(py.ValueErrorType, "year=%d is before 1900; the datetime strftime() methods require year >= 1900", s.year)
	}
	tt := s.tuple(-1)
	if s.isTime() {
		tt.year, tt.month, tt.day, tt.wday, tt.yday = 1900, 1, 1, 0, 1
	}
	if !s.isDatetime() && !s.isTime() {
		tt.us = 0
	}
	if strings.Contains(f, "%z") {
		if off, ok := s.offset(t, "utcoffset", s.offsetArg()); ok {
			tt.offset = offsetText(off, "")
		}
	}
	if strings.Contains(f, "%Z") && !s.tz.IsNone() {
		if n := s.zoneName(t); !n.IsNone() {
			tt.zone = n.Text()
		}
	}
	return py.Str(strftime(t, f, tt))
}

func (s *stamp) repr(t *thread) string {
	var fields []int
	switch {
	case s.isTime():
		fields = []int{s.hour, s.min}
	case s.isDatetime():
		fields = []int{s.year, s.month, s.day, s.hour, s.min}
	default:
		fields = []int{s.year, s.month, s.day}
	}
	if s.isTime() || s.isDatetime() {
		if s.usec != 0 {
			fields = append(fields, s.sec, s.usec)
		} else if s.sec != 0 {
			fields = append(fields, s.sec)
		}
	}
	out := "datetime." + s.TypeName() + "(" + strings.Trim(strings.ReplaceAll(fmt.Sprint(fields), " ", ", "), "[]")
	if !s.tz.IsNone() {
		out += ", tzinfo=" + t.Repr(s.tz)
	}
	return out + ")"
}

// args are what the constructor is called with to make an equal value.
func (s *stamp) args() value {
	var items []value
	ints := func(ns ...int) {
		for _, n := range ns {
			items = append(items, py.Int(n))
		}
	}
	if !s.isTime() {
		ints(s.year, s.month, s.day)
	}
	if s.isTime() || s.isDatetime() {
		ints(s.hour, s.min, s.sec, s.usec)
		if !s.tz.IsNone() {
			items = append(items, s.tz)
		}
	}
	return tuple(items...)
}

func checkDay(t *thread, n int) {
	if n < 1 || n > lastDay {
		y, _, _ := fromDayNumber(n)
		t.Raisef(py.OverflowErrorType, "date +/-: result year %d not in 1..9999", y)
	}
}

// addDelta adds sgn times a timedelta.
func (s *stamp) addDelta(t *thread, d *delta, sgn int) value {
	n := s.ordinal() + sgn*d.days
	set := dateTypes()
	if !s.isDatetime() {
		checkDay(t, n)
		y, m, dd := fromDayNumber(n)
		return py.Obj(&stamp{Header: py.NewHeader(set.date), year: y, month: m, day: dd, tz: py.None})
	}
	us := s.usec + sgn*d.us
	sec := s.hour*3600 + s.min*60 + s.sec + sgn*d.secs
	q, us := floorDiv(us, 1000000)
	q, sec = floorDiv(sec+q, 86400)
	n += q
	checkDay(t, n)
	y, m, dd := fromDayNumber(n)
	return py.Obj(&stamp{py.NewHeader(set.datetime), y, m, dd, sec / 3600, sec / 60 % 60, sec % 60, us, s.tz})
}

// seconds returns the microseconds since 0001-01-01 in the stamp's own time.
func (s *stamp) micros() int64 {
	return (int64(s.ordinal())*86400+int64(s.hour*3600+s.min*60+s.sec))*1000000 + int64(s.usec)
}

func (s *stamp) cmp(t *thread, o *stamp, what string) int {
	shift := int64(0)
	if !py.Is(s.tz, o.tz) {
		a, aok := s.offset(t, "utcoffset", s.offsetArg())
		b, bok := o.offset(t, "utcoffset", o.offsetArg())
		if aok != bok {
			t.Raisef(py.TypeErrorType, "can't compare offset-naive and offset-aware %s", what)
		}
		shift = int64(b-a) * 60000000
	}
	switch d := s.micros() - o.micros() + shift; {
	case d < 0:
		return -1
	case d > 0:
		return 1
	}
	return 0
}

func (s *stamp) structTime(t *thread) value {
	tt := s.tuple(-1)
	if s.isDatetime() {
		if d, ok := s.offset(t, "dst", s.offsetArg()); ok {
			tt.dst = 0
			if d != 0 {
				tt.dst = 1
			}
		}
	}
	return newStructTime(tt.year, tt.month, tt.day, tt.hour, tt.min, tt.sec, tt.wday, tt.yday, tt.dst)
}

// isoYear returns the ISO year, week and weekday.
func isoCalendar(s *stamp) value {
	y, w := s.utc().ISOWeek()
	return tuple(py.Int(y), py.Int(w), py.Int(monday(s.utc().Weekday())+1))
}

func makeDateTypes() datetimeSet {
	var set datetimeSet
	set.delta = makeDeltaType()
	set.tzinfo = makeTZInfo()
	make_ := func(params string, least int, build func(t *thread, a []value) *stamp) py.NewFunc {
		create := py.NewNative(kw("__new__", least, params, func(t *thread, a []value) value { return py.Obj(build(t, a)) }))
		return func(t *thread, cls *py.Type, args []value, names []string) value {
			if n := len(strings.Fields(params)); len(args) > n {
				t.Raisef(py.TypeErrorType, "__new__() takes at most %d arguments (%d given)", n+1, len(args)+1)
			}
			s := create.Call(t, args, names).Object().(*stamp)
			s.Header = py.NewHeader(cls)
			return py.Obj(s)
		}
	}
	intAttr := func(name string, f func(s *stamp) int) py.Attr {
		a := attr(name, func(_ *thread, s *stamp) value { return py.Int(f(s)) })
		a.Set = cantSet
		return a
	}
	year := intAttr("year", func(s *stamp) int { return s.year })
	month := intAttr("month", func(s *stamp) int { return s.month })
	day := intAttr("day", func(s *stamp) int { return s.day })
	clock := []py.Attr{
		intAttr("hour", func(s *stamp) int { return s.hour }), intAttr("minute", func(s *stamp) int { return s.min }),
		intAttr("second", func(s *stamp) int { return s.sec }), intAttr("microsecond", func(s *stamp) int { return s.usec }),
		attr("tzinfo", func(_ *thread, s *stamp) value { return s.tz }),
	}
	shared := func(name string, lo, hi int, f func(t *thread, s *stamp, a []value) value) py.Def {
		return method(name, lo, hi, f)
	}
	common := []py.Def{
		shared("strftime", 1, 1, func(t *thread, s *stamp, a []value) value { return s.strftime(t, a[0]) }),
		shared("__format__", 1, 1, func(t *thread, s *stamp, a []value) value {
			if a[0].Text() == "" {
				return t.StrValue(py.Obj(s))
			}
			return t.Method1(py.Obj(s), "strftime", a[0])
		}),
		shared("__repr__", 0, 0, func(t *thread, s *stamp, _ []value) value { return py.Str(s.repr(t)) }),
		shared("__str__", 0, 0, func(t *thread, s *stamp, _ []value) value {
			if s.isDatetime() {
				return py.Str(s.iso(t, " "))
			}
			return py.Str(s.iso(t, ""))
		}),
		shared("__reduce__", 0, 0, func(_ *thread, s *stamp, _ []value) value { return tuple(py.Obj(s.PyType()), s.args()) }),
		shared("__hash__", 0, 0, func(t *thread, s *stamp, _ []value) value {
			if off, ok := s.offset(t, "utcoffset", s.offsetArg()); ok {
				return py.Int(t.Hash(py.Long(s.micros() - int64(off)*60000000)))
			}
			return py.Int(t.Hash(py.Long(s.micros())))
		}),
	}
	tz := []py.Def{
		shared("utcoffset", 0, 0, func(t *thread, s *stamp, _ []value) value {
			if off, ok := s.offset(t, "utcoffset", s.offsetArg()); ok {
				return newDelta(t, 0, off*60, 0)
			}
			return py.None
		}),
		shared("dst", 0, 0, func(t *thread, s *stamp, _ []value) value {
			if off, ok := s.offset(t, "dst", s.offsetArg()); ok {
				return newDelta(t, 0, off*60, 0)
			}
			return py.None
		}),
		shared("tzname", 0, 0, func(t *thread, s *stamp, _ []value) value { return s.zoneName(t) }),
	}
	dateMethods := []py.Def{
		shared("isoformat", 0, 0, func(t *thread, s *stamp, _ []value) value { return py.Str(s.iso(t, "")) }),
		shared("ctime", 0, 0, func(_ *thread, s *stamp, _ []value) value {
			at := s.utc()
			return py.Str(fmt.Sprintf("%s %s %2d %02d:%02d:%02d %04d", dayNames[monday(at.Weekday())][:3], monthNames[s.month][:3], s.day, s.hour, s.min, s.sec, s.year))
		}),
		shared("timetuple", 0, 0, func(t *thread, s *stamp, _ []value) value { return s.structTime(t) }),
		shared("toordinal", 0, 0, func(_ *thread, s *stamp, _ []value) value { return py.Int(s.ordinal()) }),
		shared("weekday", 0, 0, func(_ *thread, s *stamp, _ []value) value { return py.Int(monday(s.utc().Weekday())) }),
		shared("isoweekday", 0, 0, func(_ *thread, s *stamp, _ []value) value { return py.Int(monday(s.utc().Weekday()) + 1) }),
		shared("isocalendar", 0, 0, func(_ *thread, s *stamp, _ []value) value { return isoCalendar(s) }),
		kwMethod("replace", 0, "year month day", func(t *thread, s *stamp, a []value) value {
			return t.Call(py.Obj(s.PyType()), []value{a[0].Or(py.Int(s.year)), a[1].Or(py.Int(s.month)), a[2].Or(py.Int(s.day))}, nil)
		}),
		shared("__add__", 1, 1, func(t *thread, s *stamp, a []value) value {
			if d, ok := a[0].Object().(*delta); ok {
				return s.addDelta(t, d, 1)
			}
			return py.NotImplemented
		}),
		shared("__radd__", 1, 1, func(t *thread, s *stamp, a []value) value {
			if d, ok := a[0].Object().(*delta); ok {
				return s.addDelta(t, d, 1)
			}
			return py.NotImplemented
		}),
		shared("__sub__", 1, 1, func(t *thread, s *stamp, a []value) value {
			switch o := a[0].Object().(type) {
			case *delta:
				return s.addDelta(t, o, -1)
			case *stamp:
				if o.isTime() || s.isDatetime() != o.isDatetime() {
					return py.NotImplemented
				}
				d := s.micros() - o.micros()
				if !py.Is(s.tz, o.tz) {
					x, xok := s.offset(t, "utcoffset", py.Obj(s))
					y, yok := o.offset(t, "utcoffset", py.Obj(o))
					if xok != yok {
						t.Raise(py.TypeErrorType, "can't subtract offset-naive and offset-aware datetimes")
					}
					d += int64(y-x) * 60000000
				}
				return fromMicros(t, big.NewInt(d))
			}
			return py.NotImplemented
		}),
	}
	compare := func(what string) []py.Def {
		return compareOps(func(t *thread, a, b value, ordering bool) (int, bool) {
			x := a.Object().(*stamp)
			y, ok := b.Object().(*stamp)
			if !ok || x.isTime() != y.isTime() || x.isDatetime() != y.isDatetime() {
				if !ok && !x.isTime() {
					if _, has := t.TryAttr(b, "timetuple"); has {
						return 0, false
					}
				}
				if ordering {
					cantCompare(t, a, b)
				}
				return 0, false
			}
			return x.cmp(t, y, what), true
		})
	}
	set.date = pythonClass(py.TypeDef{Module: "datetime", Name: "date",
		New: make_("year month day", 1, func(t *thread, a []value) *stamp {
			y, m, d := field(t, a[0], 0), field(t, a[1].Or(py.None), 1), field(t, a[2].Or(py.None), 1)
			checkDate(t, y, m, d)
			return &stamp{year: y, month: m, day: d, tz: py.None}
		}),
		Methods: concat(common, dateMethods, compare("datetimes")),
		Attrs:   []py.Attr{year, month, day}})
	today := func(t *thread, loc *time.Location) time.Time { return clockOf(t).Now().In(loc) }
	mk := func(t *thread, cls value, at time.Time, tz value) value {
		args := []value{py.Int(at.Year()), py.Int(int(at.Month())), py.Int(at.Day())}
		if cls.Object().(*py.Type).IsSubtype(set.datetime) {
			args = append(args, py.Int(at.Hour()), py.Int(at.Minute()), py.Int(at.Second()), py.Int(at.Nanosecond()/1000), tz)
		}
		return t.Call(cls, args, nil)
	}
	classFn := func(ty *py.Type, name string, lo int, params string, f func(t *thread, cls value, a []value) value) {
		ty.AddClassMethod(py.Def{Name: name, Min: lo, Max: 0, Params: params, Fn: f})
	}
	noArgs := func(ty *py.Type, name string, f func(t *thread, cls value) value) {
		ty.AddClassMethod(py.Def{Name: name, Fn: func(t *thread, cls value, _ []value) value { return f(t, cls) }})
	}
	noArgs(set.date, "today", func(t *thread, cls value) value { return mk(t, cls, today(t, host.Of(t).Zone()), py.None) })
	classFn(set.date, "fromtimestamp", 1, "timestamp", func(t *thread, cls value, a []value) value {
		return mk(t, cls, fromSeconds(t, a[0]).In(host.Of(t).Zone()), py.None)
	})
	classFn(set.date, "fromordinal", 1, "ordinal", func(t *thread, cls value, a []value) value {
		n := field(t, a[0], 0)
		if n < 1 {
			t.Raise(py.ValueErrorType, "ordinal must be >= 1")
		}
		if n > lastDay {
			t.Raise(py.ValueErrorType, "year is out of range")
		}
		y, m, d := fromDayNumber(n)
		return mk(t, cls, time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC), py.None)
	})

	clockFields := func(t *thread, s *stamp, a []value) {
		s.hour, s.min, s.sec, s.usec = field(t, a[0], 0), field(t, a[1], 0), field(t, a[2], 0), field(t, a[3], 0)
		s.tz = zoneArg(t, a[4])
		checkTime(t, s.hour, s.min, s.sec, s.usec)
	}
	or := func(v value, n int) value { return v.Or(py.Int(n)) }
	set.datetime = pythonClass(py.TypeDef{Module: "datetime", Name: "datetime", Base: set.date,
		New: make_("year month day hour minute second microsecond tzinfo", 1, func(t *thread, a []value) *stamp {
			s := &stamp{year: field(t, a[0], 0), month: field(t, a[1].Or(py.None), 1), day: field(t, a[2].Or(py.None), 1)}
			checkDate(t, s.year, s.month, s.day)
			clockFields(t, s, a[3:])
			return s
		}),
		Methods: concat(tz, compare("datetimes"), []py.Def{
			kwMethod("isoformat", 0, "sep", func(t *thread, s *stamp, a []value) value {
				sep := "T"
				if given(a[0]) {
					sep = a[0].Text()
				}
				return py.Str(s.iso(t, sep))
			}),
			shared("date", 0, 0, func(_ *thread, s *stamp, _ []value) value {
				return py.Obj(&stamp{Header: py.NewHeader(set.date), year: s.year, month: s.month, day: s.day, tz: py.None})
			}),
			shared("time", 0, 0, func(_ *thread, s *stamp, _ []value) value {
				return py.Obj(&stamp{py.NewHeader(set.time), 0, 0, 0, s.hour, s.min, s.sec, s.usec, py.None})
			}),
			shared("timetz", 0, 0, func(_ *thread, s *stamp, _ []value) value {
				return py.Obj(&stamp{py.NewHeader(set.time), 0, 0, 0, s.hour, s.min, s.sec, s.usec, s.tz})
			}),
			kwMethod("replace", 0, "year month day hour minute second microsecond tzinfo", func(t *thread, s *stamp, a []value) value {
				return t.Call(py.Obj(s.PyType()), []value{or(a[0], s.year), or(a[1], s.month), or(a[2], s.day), or(a[3], s.hour),
					or(a[4], s.min), or(a[5], s.sec), or(a[6], s.usec), a[7].Or(s.tz)}, nil)
			}),
			shared("utctimetuple", 0, 0, func(t *thread, s *stamp, _ []value) value {
				at := s.utc()
				if off, ok := s.offset(t, "utcoffset", py.Obj(s)); ok {
					at = at.Add(-time.Duration(off) * time.Minute)
				}
				return structOf(at)
			}),
			kwMethod("astimezone", 1, "tz", func(t *thread, s *stamp, a []value) value {
				if !a[0].Type().IsSubtype(set.tzinfo) {
					t.Raise(py.TypeErrorType, "tz argument must be an instance of tzinfo")
				}
				if s.tz.IsNone() {
					t.Raise(py.ValueErrorType, "astimezone() requires an aware datetime")
				}
				if py.Is(a[0], s.tz) {
					return py.Obj(s)
				}
				off, ok := s.offset(t, "utcoffset", py.Obj(s))
				if !ok {
					t.Raise(py.ValueErrorType, "astimezone() requires an aware datetime")
				}
				u := newStamp(set.datetime, s.utc().Add(-time.Duration(off)*time.Minute), a[0])
				return t.Method1(a[0], "fromutc", py.Obj(u))
			}),
		}),
		Attrs: clock})
	noArgs(set.datetime, "utcnow", func(t *thread, cls value) value { return mk(t, cls, today(t, time.UTC), py.None) })
	localOr := func(t *thread, cls value, at time.Time, tz value) value {
		tz = zoneArg(t, tz)
		if tz.IsNone() {
			return mk(t, cls, at.In(host.Of(t).Zone()), py.None)
		}
		return t.Method1(tz, "fromutc", mk(t, cls, at.UTC(), tz))
	}
	classFn(set.datetime, "now", 0, "tz", func(t *thread, cls value, a []value) value { return localOr(t, cls, clockOf(t).Now(), a[0]) })
	classFn(set.datetime, "fromtimestamp", 1, "timestamp tz", func(t *thread, cls value, a []value) value {
		return localOr(t, cls, fromSeconds(t, a[0]), a[1])
	})
	classFn(set.datetime, "utcfromtimestamp", 1, "timestamp", func(t *thread, cls value, a []value) value {
		return mk(t, cls, fromSeconds(t, a[0]).UTC(), py.None)
	})
	classFn(set.datetime, "combine", 2, "date time", func(t *thread, cls value, a []value) value {
		d, ok := a[0].Object().(*stamp)
		if !ok || d.isTime() {
			t.Raise(py.TypeErrorType, "date argument must be a date instance")
		}
		c, ok := a[1].Object().(*stamp)
		if !ok || !c.isTime() {
			t.Raise(py.TypeErrorType, "time argument must be a time instance")
		}
		return t.Call(cls, []value{py.Int(d.year), py.Int(d.month), py.Int(d.day), py.Int(c.hour), py.Int(c.min), py.Int(c.sec), py.Int(c.usec), c.tz}, nil)
	})
	classFn(set.datetime, "strptime", 2, "date_string format", func(t *thread, cls value, a []value) value {
		p := strptime(t, a[0], textArg(t, a[0]), textArg(t, a[1]))
		return t.Call(cls, []value{py.Int(p.year), py.Int(p.month), py.Int(p.day), py.Int(p.hour), py.Int(p.min), py.Int(p.sec), py.Int(p.us)}, nil)
	})
	set.time = pythonClass(py.TypeDef{Module: "datetime", Name: "time",
		New: make_("hour minute second microsecond tzinfo", 0, func(t *thread, a []value) *stamp {
			s := &stamp{}
			clockFields(t, s, a)
			return s
		}),
		Methods: concat(common, tz, compare("times"), []py.Def{
			shared("isoformat", 0, 0, func(t *thread, s *stamp, _ []value) value { return py.Str(s.iso(t, "")) }),
			kwMethod("replace", 0, "hour minute second microsecond tzinfo", func(t *thread, s *stamp, a []value) value {
				return t.Call(py.Obj(s.PyType()), []value{or(a[0], s.hour), or(a[1], s.min), or(a[2], s.sec), or(a[3], s.usec), a[4].Or(s.tz)}, nil)
			}),
			shared("__nonzero__", 0, 0, func(t *thread, s *stamp, _ []value) value {
				off, _ := s.offset(t, "utcoffset", py.None)
				return py.Bool(s.hour*60+s.min != off || s.sec != 0 || s.usec != 0)
			}),
		}),
		Attrs: clock})
	header := py.NewHeader
	set.date.AddConst("min", py.Obj(&stamp{Header: header(set.date), year: 1, month: 1, day: 1, tz: py.None}))
	set.date.AddConst("max", py.Obj(&stamp{Header: header(set.date), year: 9999, month: 12, day: 31, tz: py.None}))
	set.date.AddConst("resolution", py.Obj(&delta{header(set.delta), 1, 0, 0}))
	set.datetime.AddConst("min", py.Obj(&stamp{Header: header(set.datetime), year: 1, month: 1, day: 1, tz: py.None}))
	set.datetime.AddConst("max", py.Obj(&stamp{header(set.datetime), 9999, 12, 31, 23, 59, 59, 999999, py.None}))
	set.datetime.AddConst("resolution", py.Obj(&delta{header(set.delta), 0, 0, 1}))
	set.time.AddConst("min", py.Obj(&stamp{Header: header(set.time), tz: py.None}))
	set.time.AddConst("max", py.Obj(&stamp{header(set.time), 0, 0, 0, 23, 59, 59, 999999, py.None}))
	set.time.AddConst("resolution", py.Obj(&delta{header(set.delta), 0, 0, 1}))
	set.delta.AddConst("min", py.Obj(&delta{header(set.delta), -maxDays, 0, 0}))
	set.delta.AddConst("max", py.Obj(&delta{header(set.delta), maxDays, 86399, 999999}))
	set.delta.AddConst("resolution", py.Obj(&delta{header(set.delta), 0, 0, 1}))
	return set
}

func concat(lists ...[]py.Def) []py.Def {
	var out []py.Def
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// zoneInfo is an instance of tzinfo itself; scripts derive from it.
type zoneInfo struct{ py.Header }

func makeTZInfo() *py.Type {
	abstract := func(name string) py.Def {
		return py.Def{Name: name, Min: 1, Max: 1, Fn: func(t *thread, _ value, _ []value) value {
			t.Raise(py.NotImplementedErrorType, "tzinfo subclass must override "+name+"()")
			return py.None
		}}
	}
	return pythonClass(py.TypeDef{Module: "datetime", Name: "tzinfo",
		New: func(_ *thread, cls *py.Type, _ []value, _ []string) value {
			return py.Obj(&zoneInfo{py.NewHeader(cls)})
		},
		Methods: []py.Def{abstract("tzname"), abstract("utcoffset"), abstract("dst"),
			{Name: "fromutc", Min: 1, Max: 1, Fn: func(t *thread, self value, a []value) value {
				s, ok := a[0].Object().(*stamp)
				if !ok || !s.isDatetime() {
					t.Raise(py.TypeErrorType, "fromutc() requires a datetime argument")
				}
				if !py.Is(s.tz, self) {
					t.Raise(py.ValueErrorType, "dt.tzinfo is not self")
				}
				off, ok := s.offset(t, "utcoffset", a[0])
				if !ok {
					t.Raise(py.ValueErrorType, "fromutc() requires a non-None utcoffset() result")
				}
				dst, ok := s.offset(t, "dst", a[0])
				if !ok {
					t.Raise(py.ValueErrorType, "fromutc() requires a non-None dst() result")
				}
				local := newStamp(s.PyType(), s.utc().Add(time.Duration(off-dst)*time.Minute), self)
				dst, ok = local.offset(t, "dst", py.Obj(local))
				if !ok {
					t.Raise(py.ValueErrorType, "fromutc(): dt.dst gave inconsistent results; cannot convert")
				}
				return py.Obj(newStamp(s.PyType(), local.utc().Add(time.Duration(dst)*time.Minute), self))
			}},
			{Name: "__reduce__", Fn: func(_ *thread, self value, _ []value) value {
				return tuple(py.Obj(self.Type()), tuple())
			}},
		}})
}

func loadDatetime(_ *thread, m *py.Module) {
	set := dateTypes()
	m.Set("timedelta", py.Obj(set.delta))
	m.Set("date", py.Obj(set.date))
	m.Set("datetime", py.Obj(set.datetime))
	m.Set("time", py.Obj(set.time))
	m.Set("tzinfo", py.Obj(set.tzinfo))
	m.Set("MINYEAR", py.Int(1))
	m.Set("MAXYEAR", py.Int(9999))
}
