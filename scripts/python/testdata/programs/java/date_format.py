from java.text import SimpleDateFormat
from java.util import Date, TimeZone, Locale
f = SimpleDateFormat('yyyy-MM-dd HH:mm:ss.SSS', Locale.US)
f.setTimeZone(TimeZone.getTimeZone('UTC'))
print f.format(Date(1700000000123L)), f.parse('2024-03-09 20:05:07.000').time
for p in ('dd/MM/yy', "EEE, d MMM yyyy", 'hh:mm a', "yyyy'T'HH", 'D', 'MMMM', 'E', 'z', 'Z', 'w'):
    g = SimpleDateFormat(p, Locale.US); g.timeZone = TimeZone.getTimeZone('UTC'); print g.format(Date(1700000000123L)), '|',
print
