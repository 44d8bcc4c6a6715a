def attempt(s, *a, **k):
    try: print s.format(*a, **k)
    except Exception, e: print type(e).__name__, e
attempt('{}'); attempt('{1}', 0); attempt('{a}'); attempt('{'); attempt('}'); attempt('{0:d}', 'x'); attempt('{0:s}', 5); attempt('{0.x}', 5)
attempt('{} {0}', 1); attempt('{0[x]}', {}); attempt('{0:.2d}', 5); attempt('{:z}', 5); attempt('{!x}', 5)
