x = xrange(2, 11, 3)
print x, len(x), list(x), x[1], x[-1], 5 in x, 6 in x, list(reversed(x)), list(xrange(3, 0, -1)), xrange(0), bool(xrange(0)), type(x)
for f in (lambda: xrange(1, 2, 0), lambda: xrange('a'), lambda: xrange(1.5), lambda: range(1, 2, 0), lambda: range('a')):
    try: print f()
    except Exception, e: print type(e).__name__, e
print range(5, 0, -2), range(-3), range(2, 5)
