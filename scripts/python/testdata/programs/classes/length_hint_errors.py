class L(object):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
for n in (3, -1, 'x', 2.5, 10**10, True):
    try: print len(L(n))
    except Exception, e: print type(e).__name__, e
