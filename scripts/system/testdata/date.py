# system.date. It is 2 July 2026, 12:38:36 UTC.

# ---- now, format, parse
now = system.date.now()
print now, now.__class__, now.getTime() #: Thu Jul 02 12:38:36 UTC 2026 <type 'java.util.Date'> 1782995916000
print system.date.format(now), repr(system.date.format(now, "yyyy/MM/dd")) #: 2026-07-02 12:38:36 u'2026/07/02'
print system.date.format(now, "EEE, d MMM yyyy HH:mm:ss.SSS Z") #: Thu, 2 Jul 2026 12:38:36.000 +0000
print system.date.format(date=now, format="h:mm a") #: 12:38 PM
d = system.date.parse("2026-03-04 05:06:07")
print d, system.date.toMillis(d), system.date.fromMillis(1772600767000) == d #: Wed Mar 04 05:06:07 UTC 2026 1772600767000 True
print system.date.parse("04.03.2026", "dd.MM.yyyy") #: Wed Mar 04 00:00:00 UTC 2026
print system.date.parse("4 Mar 26 5 PM", "d MMM yy h a") #: Wed Mar 04 17:00:00 UTC 2026
print system.date.parse("2026-03-04T05:06:07+02:00", "yyyy-MM-dd'T'HH:mm:ssXXX") #: Wed Mar 04 03:06:07 UTC 2026
print system.date.parse("2026-02-30 25:61:00") #: Tue Mar 03 02:01:00 UTC 2026
print system.date.format(system.date.parse("2026-03-04 05:06:07.089", "yyyy-MM-dd HH:mm:ss.SSS"), "S SSS ss") #: 89 089 07

# ---- a Date made by a script
from java.util import Date
print system.date.format(Date(0)), system.date.getYear(Date(0)), system.date.addDays(Date(0), 1) #: 1970-01-01 00:00:00 1970 Fri Jan 02 00:00:00 UTC 1970

# ---- parts
d = system.date.parse("2026-11-21 17:08:09.010", "yyyy-MM-dd HH:mm:ss.SSS")
for name in ["Year", "Quarter", "Month", "DayOfWeek", "DayOfMonth", "DayOfYear", "Hour12", "Hour24", "AMorPM", "Minute", "Second", "Millis"]:
	print name, getattr(system.date, "get" + name)(d)
#: Year 2026
#: Quarter 4
#: Month 10
#: DayOfWeek 7
#: DayOfMonth 21
#: DayOfYear 325
#: Hour12 5
#: Hour24 17
#: AMorPM 1
#: Minute 8
#: Second 9
#: Millis 10
print system.date.getHour12(system.date.midnight(d)), system.date.getAMorPM(system.date.midnight(d)) #: 0 0
print system.date.getDate(2026, 1, 3), system.date.getDate(2026, 12, 0), system.date.setTime(d, 1, 2, 3), system.date.midnight(d)
#: Tue Feb 03 00:00:00 UTC 2026 Thu Dec 31 00:00:00 UTC 2026 Sat Nov 21 01:02:03 UTC 2026 Sat Nov 21 00:00:00 UTC 2026

# ---- arithmetic
d = system.date.getDate(2024, 0, 31)
print system.date.addMonths(d, 1), system.date.addMonths(d, -2), system.date.addYears(system.date.addMonths(d, 1), 1)
#: Thu Feb 29 00:00:00 UTC 2024 Thu Nov 30 00:00:00 UTC 2023 Fri Feb 28 00:00:00 UTC 2025
print system.date.addDays(d, 1), system.date.addWeeks(d, -1), system.date.addHours(d, 25), system.date.addMinutes(d, -1)
#: Thu Feb 01 00:00:00 UTC 2024 Wed Jan 24 00:00:00 UTC 2024 Thu Feb 01 01:00:00 UTC 2024 Tue Jan 30 23:59:00 UTC 2024
print system.date.addSeconds(d, 61), system.date.toMillis(system.date.addMillis(d, 5)) - system.date.toMillis(d) #: Wed Jan 31 00:01:01 UTC 2024 5
print system.date.addDays(d, True), system.date.addDays(date=d, value=2L) #: Thu Feb 01 00:00:00 UTC 2024 Fri Feb 02 00:00:00 UTC 2024

# ---- distances
a, b = system.date.getDate(2024, 0, 31), system.date.parse("2025-02-28 12:00:00")
for unit in ["millis", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]:
	f = getattr(system.date, unit + "Between")
	print unit, f(a, b), f(b, a), f(a, a)
#: millis 34084800000 -34084800000 0
#: seconds 34084800 -34084800 0
#: minutes 568080 -568080 0
#: hours 9468 -9468 0
#: days 394 -394 0
#: weeks 56 -56 0
#: months 13 -13 0
#: years 1 -1 0

# ---- comparison
a, b = system.date.getDate(2024, 0, 31), system.date.getDate(2024, 1, 1)
print system.date.isAfter(a, b), system.date.isAfter(b, a), system.date.isAfter(a, a) #: False True False
print system.date.isBefore(a, b), system.date.isBefore(b, a), system.date.isBefore(a, a) #: True False False
print system.date.isBetween(a, a, b), system.date.isBetween(b, a, b), system.date.isBetween(system.date.addMillis(b, 1), a, b) #: True True False

# ---- in UTC
print system.date.getTimezone(), system.date.getTimezoneOffset(), system.date.getTimezoneRawOffset(), system.date.isDaylightTime() #: UTC 0.0 0.0 False

# ---- in another time zone
## zone=America/New_York
print system.date.getTimezone(), system.date.getTimezoneOffset(), system.date.getTimezoneRawOffset(), system.date.isDaylightTime()
#: America/New_York -4.0 -5.0 True
winter = system.date.getDate(2026, 0, 1)
print system.date.getTimezoneOffset(winter), system.date.isDaylightTime(winter), system.date.toMillis(winter) #: -5.0 False 1767243600000
print system.date.format(system.date.now()), system.date.getHour24(system.date.now()), system.date.format(winter, "HH:mm z")
#: 2026-07-02 08:38:36 8 00:00 EST

# ---- clocks are put forward and back
## zone=America/New_York
def show(d):
	return system.date.format(d, "yyyy-MM-dd HH:mm Z")
print show(system.date.parse("2026-03-08 02:30:00")) #: 2026-03-08 03:30 -0400
print show(system.date.parse("2026-11-01 01:30:00")) #: 2026-11-01 01:30 -0500
for text, unit, n in [("2026-03-07 02:30:00", "Days", 1), ("2026-03-09 02:30:00", "Days", -1), ("2026-02-08 02:30:00", "Months", 1),
		("2025-03-08 02:30:00", "Years", 1), ("2026-10-31 01:30:00", "Days", 1), ("2026-11-02 01:30:00", "Days", -1),
		("2026-10-01 01:30:00", "Months", 1), ("2026-12-01 01:30:00", "Months", -1), ("2026-02-28 02:30:00", "Weeks", 1),
		("2026-03-01 02:30:00", "Weeks", 1), ("2026-10-31 12:30:00", "Hours", 24), ("2026-10-31 12:30:00", "Days", 1)]:
	print text, unit, n, show(getattr(system.date, "add" + unit)(system.date.parse(text), n))
#: 2026-03-07 02:30:00 Days 1 2026-03-08 01:30 -0500
#: 2026-03-09 02:30:00 Days -1 2026-03-08 03:30 -0400
#: 2026-02-08 02:30:00 Months 1 2026-03-08 03:30 -0400
#: 2025-03-08 02:30:00 Years 1 2026-03-08 03:30 -0400
#: 2026-10-31 01:30:00 Days 1 2026-11-01 01:30 -0400
#: 2026-11-02 01:30:00 Days -1 2026-11-01 01:30 -0500
#: 2026-10-01 01:30:00 Months 1 2026-11-01 01:30 -0500
#: 2026-12-01 01:30:00 Months -1 2026-11-01 01:30 -0500
#: 2026-02-28 02:30:00 Weeks 1 2026-03-07 02:30 -0500
#: 2026-03-01 02:30:00 Weeks 1 2026-03-08 01:30 -0500
#: 2026-10-31 12:30:00 Hours 24 2026-11-01 11:30 -0500
#: 2026-10-31 12:30:00 Days 1 2026-11-01 12:30 -0500
a, b = system.date.parse("2026-10-31 12:00:00"), system.date.parse("2026-11-01 12:00:00")
print system.date.daysBetween(a, b), system.date.hoursBetween(a, b) #: 1 25
a, b = system.date.parse("2026-03-07 12:00:00"), system.date.parse("2026-03-08 12:00:00")
print system.date.daysBetween(a, b), system.date.hoursBetween(a, b), show(system.date.midnight(b)) #: 1 23 2026-03-08 00:00 -0500

# ---- no date
system.date.format(None) #! NullPointerException: system.date.format: the 1st argument is None, want a date

# ---- a text is no date
system.date.addDays("2026-01-01", 1) #! TypeError: addDays(): 1st arg can't be coerced to java.util.Date

# ---- half a day
system.date.addDays(system.date.now(), 0.5) #! TypeError: addDays(): 2nd arg can't be coerced to int

# ---- too many days
system.date.addDays(system.date.now(), 3000000000) #! TypeError: addDays(): 2nd arg can't be coerced to int

# ---- a number is no date
system.date.toMillis(5) #! TypeError: toMillis(): 1st arg can't be coerced to java.util.Date

# ---- milliseconds are no text
system.date.fromMillis("5") #! TypeError: fromMillis(): 1st arg can't be coerced to long

# ---- None is no date in comparisons
system.date.isAfter(system.date.now(), None) #! NullPointerException: system.date.isAfter: the 2nd argument is None, want a date

# ---- None to parse
system.date.parse(None) #! NullPointerException: system.date.parse: the 1st argument is None, want the text of a date

# ---- nothing to format
system.date.format() #! TypeError: system.date.format() missing required argument 'date'

# ---- text that is no date
system.date.parse("yesterday") #! ParseException: Unparseable date: "yesterday"

# ---- a pattern with an unknown letter
system.date.format(system.date.now(), "yyyy-MM-dd b") #! IllegalArgumentException: Illegal pattern character 'b'

# ---- a pattern with an unknown letter to parse by
system.date.parse("5", "b") #! IllegalArgumentException: Illegal pattern character 'b'

# ---- what parse throws can be caught
import java.text.ParseException
import java.lang.Exception
try:
	system.date.parse("x")
except Exception:
	print "Python's"
except java.text.ParseException, e:
	print "Java's", e.message #: Java's Unparseable date: "x"
try:
	system.date.format(None)
except java.lang.NullPointerException, e:
	print e.message #: system.date.format: the 1st argument is None, want a date
