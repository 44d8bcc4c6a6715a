class Proxy(object):
    def __init__(self, **k): object.__setattr__(self, 'data', dict(k))
    def __getattr__(self, n):
        try: return self.data[n]
        except KeyError: raise AttributeError(n)
    def __setattr__(self, n, v):
        print 'set', n
        self.data[n] = v
    def __delattr__(self, n):
        print 'del', n
        del self.data[n]
p = Proxy(a=1)
p.b = 2
print p.a, p.b, hasattr(p, 'c'), getattr(p, 'c', 'd')
del p.a
try: p.a
except AttributeError, e: print e
print p.data
