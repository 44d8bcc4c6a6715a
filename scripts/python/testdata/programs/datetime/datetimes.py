from datetime import datetime, timedelta
t = datetime(2024, 3, 9, 20, 5, 7, 123456)
print t, repr(t), t.date(), t.time(), t.isoformat(), t.isoformat(' '), t.strftime('%d.%m.%y %H:%M:%S.%f %p %I'), t.replace(hour=0, microsecond=0), str(t - timedelta(hours=21)), t - datetime(2024, 3, 9), t.timetuple()[3:6], t.weekday()
print datetime.strptime('2024-03-09 20:05:07', '%Y-%m-%d %H:%M:%S'), datetime.strptime('9 Mar 24', '%d %b %y'), datetime.fromtimestamp(0), datetime.utcfromtimestamp(1.5), datetime.combine(t.date(), t.time()) == t, datetime.min, max(t, datetime(2025, 1, 1))
try: datetime.strptime('x', '%Y')
except ValueError, e: print e
try: datetime.strptime('2024 x', '%Y')
except ValueError, e: print e
