from datetime import datetime, timedelta
def shift(t):
    start = t.replace(hour=6, minute=0, second=0, microsecond=0)
    if t < start: start -= timedelta(days=1)
    n = int((t - start).total_seconds() // (8 * 3600))
    return start.date(), n + 1
for h in (5, 6, 13, 14, 22, 23): print h, '%s shift %d' % shift(datetime(2024, 3, 1, h, 59))
