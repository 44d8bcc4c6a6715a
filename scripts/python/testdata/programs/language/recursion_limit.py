# Recursion ends in a RuntimeError that can be caught
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

import sys
def f(n): return f(n + 1)
show(f, 0)
def depth(n=0):
    try:
        return depth(n + 1)
    except RuntimeError:
        return n
print 900 < depth() <= 1000
class G(object):
    def __str__(self): return str(self)
    def __add__(self, o): return self + o
    def __iter__(self): return iter(self)
    def __hash__(self): return hash(self)
    def __contains__(self, x): return x in self
    def __cmp__(self, o): return cmp(self, o)
    def __nonzero__(self): return bool(self)
    def __int__(self): return int(self)
    def __index__(self): return [1][self]
    def __coerce__(self, o): return coerce(self, o)
    def __getitem__(self, i): return self[i]
    def __setitem__(self, i, v): self[i] = v
    def __call__(self): return self()
    def __enter__(self): return self.__enter__()
g = G()
for fn in (lambda: str(g), lambda: g + 1, lambda: iter(g), lambda: hash(g), lambda: 1 in g, lambda: cmp(g, 2), lambda: bool(g), lambda: int(g), lambda: [1][g], lambda: g[0], lambda: g.__setitem__(0, 1), lambda: g(), lambda: g.__enter__(), lambda: '%s' % g, lambda: {g: 1}, lambda: sorted([g, g]), lambda: range(g)):
    try:
        print fn()
    except RuntimeError, e:
        print 'RuntimeError', str(e)[:32]
    except Exception, e:
        print e.__class__.__name__, e
def gen(n):
    for x in gen(n + 1): yield x
try:
    list(gen(0))
except RuntimeError, e:
    print 'gen', str(e)[:32]
l = []
for i in range(400): l = [l]
print len(repr(l))
t = ()
for i in range(400): t = (t,)
print len(repr(t)), t == t, hash(t) == hash(t)
l = []; l.append(l); print l, l == l
d = {}; d[0] = d; print d
s = [1]; s.extend([s, {'k': s}, (s,)]); print s
m = map(None, range(5)); print m
sys.setrecursionlimit(200)
print 100 < depth() <= 200
sys.setrecursionlimit(1000)
print sys.getrecursionlimit()
show(sys.setrecursionlimit, -1)
lam = lambda n: lam(n + 1)
show(lam, 0)
def mutual_a(n): return mutual_b(n)
def mutual_b(n): return mutual_a(n)
show(mutual_a, 0)
show(map, lambda x: f(x), [1])
show(sorted, [1, 2], key=f)
show(reduce, lambda a, b: f(a), [1, 2])
show(filter, f, [1])
