print 2 ** 10, 2 ** 31, 2 ** 100, (-2) ** 3, 2 ** -2, 2.0 ** 0.5, 4 ** 0.5, pow(2, 10, 1000), pow(2, -1), pow(3, 4, 5), 0 ** 0, 10 ** 20, (-8) ** 2, 1.5 ** 2, 10 ** -3
for f in (lambda: (-8) ** (1.0 / 3), lambda: pow(2, -1, 5), lambda: pow(2.0, 3, 5), lambda: 10.0 ** 400, lambda: pow(2, 3, 0)):
    try: print f()
    except Exception, e: print type(e).__name__, e
