import datetime
d = datetime.date(2024, 3, 9)
print d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.strftime('%Y/%m/%d %j %a %b'), d.replace(day=1), d.toordinal(), d.timetuple()[:3], d.ctime(), d.isoformat(), datetime.date.fromordinal(700000), datetime.date.min, datetime.date.max
print d + datetime.timedelta(days=30), d - datetime.date(2024, 1, 1), d < datetime.date(2025, 1, 1), hash(d) == hash(datetime.date(2024, 3, 9)), d == datetime.date(2024, 3, 9)
for a in ((2024, 2, 30), (2024, 13, 1), (0, 1, 1)):
    try: datetime.date(*a)
    except ValueError, e: print e
