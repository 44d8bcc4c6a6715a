# Old-style classes.
class A:
    "adoc"
    x = 1
    def __init__(self, v=3): self.v = v
    def f(self): return 'A.f'
class B(A):
    def f(self): return 'B.f>' + A.f(self)
class C(A):
    x = 2
    def f(self): return 'C'
class D(B, C): pass
d = D()
print d.f(), d.x, d.v, D.__bases__, d.__class__, D.__name__, A.__doc__, A.__module__
print isinstance(d, A), issubclass(D, A), type(d), type(D), isinstance(d, object)
d.y = 5
print d.__dict__
try: d.q
except AttributeError, e: print e
try: D.q
except AttributeError, e: print e
try: A(1, 2)
except TypeError, e: print e
class E: pass
try: E(1)
except TypeError, e: print e
class F:
    def __getattr__(self, n):
        if n in ('__len__', '__str__', '__repr__', '__nonzero__', '__eq__', '__cmp__', '__coerce__', '__add__', '__iter__', '__hash__', '__call__', '__getitem__', '__contains__', '__unicode__'): raise AttributeError(n)
        return 'attr ' + n
    def __setattr__(self, n, v): self.__dict__[n] = v + 1
    def __delattr__(self, n): print 'del', n
f = F()
print f.abc
f.z = 1
print f.z
del f.z
class G:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
    def __setitem__(self, i, v): print 'set', i, v
    def __delitem__(self, i): print 'del', i
    def __getslice__(self, i, j): return ('slice', i, j)
    def __call__(self, *a, **k): return (a, k)
    def __contains__(self, v): return v == 7
    def __add__(self, o): return 'add'
    def __radd__(self, o): return 'radd'
    def __iadd__(self, o): return 'iadd'
    def __neg__(self): return 'neg'
    def __cmp__(self, o): return 0
    def __str__(self): return 'str'
    def __repr__(self): return 'repr'
    def __int__(self): return 42
    def __float__(self): return 4.2
    def __nonzero__(self): return 0
    def __hash__(self): return 11
    def __coerce__(self, o): return None
    def __enter__(self): print 'enter'; return 'entered'
    def __exit__(self, t, v, tb): print 'exit', t, v; return True
g = G()
print len(g), g[4], g[1:2], g(1, a=2), 7 in g, 8 in g, g + 1, 1 + g, -g
g[1] = 2
del g[3]
print g == 5, g < 3, str(g), repr(g), `g`, int(g), float(g), bool(g), hash(g), '%s %r %d' % (g, g, g)
h = g
h += 1
print h
with g as v:
    print v
    raise ValueError('swallowed')
print 'after'
class I:
    def __iter__(self): return iter([1, 2])
print list(I()), [x for x in I()]
class J:
    def next(self): return 1
    def __iter__(self): return self
it = iter(J())
print it.next()
class K:
    def __getitem__(self, i):
        if i < 3: return i
        raise IndexError
print list(K()), tuple(K()), 2 in K(), 5 in K()
class L:
    def __coerce__(self, o): return (10, o)
print L() + 5, 5 - L(), L() * 2
class N:
    def __eq__(self, o): return 'eq'
    def __lt__(self, o): return 'lt'
print N() == 1, N() < 1, 1 == N(), 1 > N(), N() != 1
try: hash(N())
except TypeError, e: print e
class O(A):
    def __init__(self):
        A.__init__(self, 9)
print O().v
print A.f, A().f.im_func.func_name
try: A.f()
except TypeError, e: print e
try: A.f(3)
except TypeError, e: print e
d.__class__ = C
print d.f()
class Err: pass
try: raise Err()
except Err, e: print e.__class__
class MixNew(A, object): pass
print MixNew().x, type(MixNew).__name__, [getattr(k, '__name__') for k in MixNew.__mro__]
try: len(A())
except AttributeError, e: print e
try: A()[0]
except AttributeError, e: print e
try: A()()
except AttributeError, e: print e
try: A() + 1
except TypeError, e: print e
try: iter(A())
except TypeError, e: print e
print A() == A(), A() is A(), (A() < A()) in (True, False)
