// system.date. It is 2 July 2026, 12:38:36 UTC; dates are JavaScript's Date.

// ---- now, format, parse
const now = system.date.now()
print(now instanceof Date, now.getTime(), system.date.format(now), system.date.format(now, "yyyy/MM/dd"))
//: True 1782995916000 2026-07-02 12:38:36 2026/07/02
const d = system.date.parse("2026-03-04 05:06:07")
print(d, system.date.toMillis(d), system.date.fromMillis(1772600767000).getTime() === d.getTime()) //: Wed Mar 04 05:06:07 UTC 2026 1772600767000 True
print(system.date.format(kw({date: d, format: "h:mm a"})), system.date.parse("04.03.2026", "dd.MM.yyyy")) //: 5:06 AM Wed Mar 04 00:00:00 UTC 2026

// ---- parts, arithmetic, distances
const d = system.date.getDate(2024, 0, 31)
print(["Year", "Quarter", "Month", "DayOfWeek", "DayOfMonth", "DayOfYear", "Hour12", "Hour24", "AMorPM", "Minute", "Second", "Millis"].map(n => system.date["get" + n](d)))
//: [2024, 1, 0, 4, 31, 31, 0, 0, 0, 0, 0, 0]
print(system.date.addMonths(d, 1), system.date.addDays(d, -1), system.date.setTime(d, 1, 2, 3), system.date.midnight(system.date.now()))
//: Thu Feb 29 00:00:00 UTC 2024 Tue Jan 30 00:00:00 UTC 2024 Wed Jan 31 01:02:03 UTC 2024 Thu Jul 02 00:00:00 UTC 2026
const now = system.date.now()
print(system.date.daysBetween(d, now), system.date.monthsBetween(d, now), system.date.isBefore(d, now), system.date.isBetween(d, d, now))
//: 883 29 True True

// ---- no date
system.date.format(null) //! NullPointerException: system.date.format: the 1st argument is None, want a date

// ---- a text is no date
system.date.addDays("2026-01-01", 1) //! TypeError: addDays(): 1st arg can't be coerced to java.util.Date

// ---- half a day
system.date.addDays(system.date.now(), 0.5) //! TypeError: addDays(): 2nd arg can't be coerced to int

// ---- text that is no date
try { system.date.parse("yesterday") } catch (e) { print(e.name, e.message) } //: ParseException Unparseable date: "yesterday"
system.date.parse("yesterday") //! ParseException: Unparseable date: "yesterday"
