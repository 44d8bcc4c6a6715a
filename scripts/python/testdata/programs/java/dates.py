from java.util import Date, Calendar, GregorianCalendar, TimeZone
d = Date(0)
print d.getTime(), d.time, d, d.after(Date(-1)), d.before(Date(5)), d.equals(Date(0)), d == Date(0), d.compareTo(Date(1)), Date(1000L).time, type(d).__name__, d.getYear(), d.month, d.toString()
d.time = 5000
print d.getTime(), Date(d.time + 1000).time - d.time
c = Calendar.getInstance(TimeZone.getTimeZone('UTC'))
c.setTime(Date(86400000L * 59))
print c.get(Calendar.YEAR), c.get(Calendar.MONTH), c.get(Calendar.DAY_OF_MONTH), c.get(Calendar.DAY_OF_WEEK), c.getTime(), Calendar.MARCH
c.add(Calendar.DATE, 1); print c.time, c.getTimeInMillis(), c.get(Calendar.HOUR_OF_DAY)
c.set(Calendar.MONTH, 0); print c.time
g = GregorianCalendar(2024, 1, 29); print g.isLeapYear(2024), g.get(Calendar.DAY_OF_YEAR), g.getActualMaximum(Calendar.DAY_OF_MONTH)
