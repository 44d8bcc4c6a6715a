import re
for p in ('(', '[', '*a', '(?P<1>a)', 'a{2,1}', ')', '(?P<a>x)(?P<a>y)', '\\'):
    try: re.compile(p); print p, 'ok'
    except re.error, e: print p, 'error'
try: re.match('(a)', 'a').group(2)
except IndexError, e: print e
