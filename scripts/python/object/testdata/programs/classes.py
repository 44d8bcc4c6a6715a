# New-style classes: lookup, inheritance, descriptors, slots, metaclasses.
class A(object):
    "doc of A"
    x = 1
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(v): return v * 2
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v
    @p.deleter
    def p(self): del self._p

class B(A):
    def f(self): return 'B.f>' + super(B, self).f()
class C(A):
    def f(self): return 'C.f>' + super(C, self).f()
class D(B, C):
    pass
d = D()
print d.f(), D.c(), d.c(), D.s(3), d.s(4)
print [k.__name__ for k in D.__mro__], D.__bases__, D.__base__
d.p = 5
print d.p, d._p, d.__dict__
del d.p
try: d.p
except AttributeError, e: print e
try: D.p.fget(d)
except AttributeError, e: print e
print A.__doc__, B.__doc__, A.__module__, A.__name__
print D.x, d.x
d.x = 2
print D.x, d.x
del d.x
print d.x
try: del d.x
except AttributeError, e: print e
A.x = 7
print d.x, B.x
print isinstance(d, A), issubclass(D, C), isinstance(d, (int, B))
print type(d) is D, d.__class__ is D, D.__class__
print A.f, B().f.im_func.__name__, D.f.im_class, d.f.im_self is d
try: A.f()
except TypeError, e: print e
try: A.f(5)
except TypeError, e: print e
print A.f(d)
try:
    class X(A, object): pass
    class Y(object, A): pass
except TypeError, e: print 'mro refused'
try:
    class Z(A, D): pass
except TypeError, e: print 'mro refused'

class Desc(object):
    def __get__(self, obj, cls): return ('get', obj is None, cls.__name__)
    def __set__(self, obj, v): obj.__dict__['stored'] = v
    def __delete__(self, obj): print 'delete'
class NonData(object):
    def __get__(self, obj, cls): return 'nondata'
class H(object):
    d = Desc()
    n = NonData()
h = H()
print h.d, H.d
h.d = 3
print h.__dict__, h.d
del h.d
print h.n
h.n = 'own'
print h.n, H.n

class Slots(object):
    __slots__ = ('a', 'b')
s = Slots()
s.a = 1
print s.a
try: s.c = 1
except AttributeError, e: print e
try: s.b
except AttributeError, e: print e
print hasattr(s, '__dict__'), Slots.__slots__
class Sub(Slots): pass
q = Sub(); q.c = 3; q.a = 2
print q.c, q.a, q.__dict__

class Meta(type):
    def __new__(mcs, name, bases, d):
        d['made'] = name.lower()
        return type.__new__(mcs, name, bases, d)
    def __init__(cls, name, bases, d):
        super(Meta, cls).__init__(name, bases, d)
        cls.inited = True
    def hello(cls): return 'hello ' + cls.__name__
    def __call__(cls, *a, **k):
        o = super(Meta, cls).__call__(*a, **k)
        o.called = True
        return o
    def __repr__(cls): return '<meta %s>' % cls.__name__
    @property
    def prop(cls): return 'prop of ' + cls.__name__
class M(object):
    __metaclass__ = Meta
    def __init__(self, v=0): self.v = v
class N(M): pass
print M.made, N.made, N.inited, N.hello(), M(3).called, M(3).v, M, type(N), N.prop
try: M().hello()
except AttributeError, e: print e

class G(object):
    def __getattr__(self, n):
        if n.startswith('x'): return 'got ' + n
        raise AttributeError('no ' + n)
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __delattr__(self, n): print 'del', n; object.__delattr__(self, n)
g = G()
print g.xyz, hasattr(g, 'y'), getattr(g, 'y', 'default')
g.z = 4
print g.z
del g.z
try: g.y
except AttributeError, e: print e
class GA(object):
    v = 1
    def __getattribute__(self, n):
        if n == 'v': return 'intercepted'
        return object.__getattribute__(self, n)
print GA().v, GA.v
class New(object):
    def __new__(cls, *a):
        print 'new', a
        return object.__new__(cls)
    def __init__(self, *a): print 'init', a
New(1, 2)
class Other(object):
    def __new__(cls): return 5
    def __init__(self): print 'never'
print Other()
class Bad(object):
    def __init__(self): return 5
try: Bad()
except TypeError, e: print e
class Single(object):
    inst = None
    def __new__(cls):
        if cls.inst is None: cls.inst = super(Single, cls).__new__(cls)
        return cls.inst
print Single() is Single()
d = D()
d.__class__ = C
print type(d).__name__, d.f()
try: d.__class__ = int
except TypeError, e: print e
print [n for n in dir(D) if not n.startswith('__')]
print type('T', (A,), {'y': 3})().y, type('T', (), {}).__name__
print A.__dict__['x'], sorted(A.__dict__.keys())
print A.__subclasses__()
class Callable(object):
    def __call__(self, a, b=2, *c, **k): return (a, b, c, k)
print Callable()(1), Callable()(1, 3, 4, z=5), callable(Callable()), callable(A)
class P(object):
    def getx(self): return 'gx'
    x = property(getx, doc='the doc')
print P().x, P.x.__doc__
try: P().x = 1
except AttributeError, e: print e
try: del P().x
except AttributeError, e: print e
class Base(object):
    def __init__(self): self.log = ['Base']
class Mix1(Base):
    def __init__(self): super(Mix1, self).__init__(); self.log.append('Mix1')
class Mix2(Base):
    def __init__(self): super(Mix2, self).__init__(); self.log.append('Mix2')
class Both(Mix1, Mix2):
    def __init__(self): super(Both, self).__init__(); self.log.append('Both')
print Both().log
