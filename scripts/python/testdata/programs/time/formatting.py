import time
t = time.gmtime(86400 * 365.25)
print t[:6], t.tm_year, t.tm_yday, t.tm_wday, time.strftime('%Y-%m-%d %H:%M:%S', t), time.asctime(t), time.strftime('%a %A %b %B %d %j %U %w %y %%', t), time.mktime(time.gmtime(1000)), time.strptime('2024-03-09', '%Y-%m-%d')[:3], time.localtime(0)[:6], time.ctime(0), len(t), time.timezone, time.tzname[0], time.daylight
try: time.strptime('nope', '%Y')
except ValueError, e: print e
