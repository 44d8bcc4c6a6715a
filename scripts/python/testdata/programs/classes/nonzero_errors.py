class B(object):
    def __init__(self, n): self.n = n
    def __nonzero__(self): return self.n
for n in (True, 0, 5, 'x', None, 2.5):
    try: print bool(B(n))
    except Exception, e: print type(e).__name__, e
