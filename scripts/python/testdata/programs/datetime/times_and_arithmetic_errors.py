import datetime
t = datetime.time(5, 6, 7, 8)
print t, repr(t), t.hour, t.isoformat(), t.replace(minute=0), datetime.time(), datetime.time(5, 6) < datetime.time(6), t.strftime('%H-%M')
for f in (lambda: datetime.date(2024, 1, 1) + 1, lambda: datetime.datetime(2024, 1, 1) - 5, lambda: datetime.timedelta(1) + 1, lambda: datetime.datetime(2024, 1, 1) + datetime.datetime(2024, 1, 1), lambda: datetime.time(25), lambda: datetime.datetime(2024, 1, 1) < 5):
    try: print f()
    except Exception, e: print type(e).__name__, e
