from datetime import timedelta
d = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5)
print d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds(), -d, abs(-d), d * 2, d / 2, d // 3, d + timedelta(1), timedelta(hours=-1), timedelta(0.5), timedelta(weeks=1), timedelta(), bool(timedelta()), timedelta(1) > timedelta(hours=23), timedelta(seconds=86399, microseconds=1), str(timedelta(-1, 5))
