l = range(10)
print l[2:8:3], l[::-3], l[-2:], l[:-2], l[5:2], l[5:2:-1], l[slice(1, 4)], l[slice(None, None, 2)], 'abcdef'[slice(-3, None)], (1, 2, 3)[::-1], xrange(10)[3], u'abc'[1:], slice(1, 2).indices(5), slice(None, None, -1).indices(3)
for f in (lambda: l[::0], lambda: l['a':], lambda: xrange(3)[5], lambda: l[1.5:2]):
    try: print f()
    except Exception, e: print type(e).__name__, e
print slice(1, 2, 3), slice(1, 2).start, slice(5).stop, slice(1, 2) == slice(1, 2)
