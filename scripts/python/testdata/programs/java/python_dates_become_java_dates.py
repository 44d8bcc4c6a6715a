import datetime, decimal
from java.text import SimpleDateFormat
from java.util import ArrayList, Date, HashMap
d = datetime.datetime(2024, 1, 2, 3, 4, 5, 678000)
print SimpleDateFormat('yyyy-MM-dd HH:mm:ss.SSS').format(d), SimpleDateFormat('yyyy').format(datetime.date(2024, 1, 2))
a = ArrayList([d, datetime.date(2024, 1, 2), datetime.time(1, 2), decimal.Decimal('1.50')])
print a, [type(x) for x in a]
m = HashMap()
m.put('k', d)
print m['k'], type(m['k']), Date(5).compareTo(d)
