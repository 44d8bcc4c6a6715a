package library

// What Python's dates, times and decimals become where Java takes an Object.

import (
	"math/big"
	"time"

	"dryfire/scripts/python/library/host"
	"dryfire/scripts/python/library/java"
)

func init() {
	java.Convert = func(t *thread, v value) (value, bool) {
		switch o := v.Object().(type) {
		case *stamp:
			set := dateTypes()
			loc := host.Of(t).Zone()
			at := func(y, mo, d int) time.Time {
				return time.Date(y, time.Month(mo), d, o.hour, o.min, o.sec, o.usec*1000, loc)
			}
			switch ty := o.PyType(); {
			case ty.IsSubtype(set.datetime):
				if o.tz.IsNone() || o.tz.IsAbsent() {
					return java.NewTimestamp(t, at(o.year, o.month, o.day).UnixMilli()), true
				}
			case ty.IsSubtype(set.date):
				return java.NewSQLDate(t, at(o.year, o.month, o.day).UnixMilli()), true
			case ty.IsSubtype(set.time):
				return java.NewSQLTime(t, at(1970, 1, 1).UnixMilli()), true
			}
		case *dec:
			if o.form == 0 {
				n := new(big.Int).Set(o.coef)
				if o.neg {
					n.Neg(n)
				}
				return java.NewBigDecimal(n, -o.exp), true
			}
		}
		return v, false
	}
}
