# Descriptors, properties, slots, __getattr__
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class Data(object):
    def __get__(self, o, t): return 'get %s %s' % (o is not None, t and t.__name__)
    def __set__(self, o, v): print 'set', v
    def __delete__(self, o): print 'del'
class NonData(object):
    def __get__(self, o, t=None): return 'nondata'
class C(object):
    d = Data()
    n = NonData()
c = C()
print c.d, C.d, c.n, C.n
c.d = 5
del c.d
c.n = 7
print c.n, c.__dict__
c.__dict__['d'] = 9
print c.d
C.d = 1
print c.d, C.d
class P(object):
    def __init__(self): self._x = 1
    def getx(self): return self._x
    def setx(self, v): self._x = v
    def delx(self): del self._x
    x = property(getx, setx, delx, 'the x')
    r = property(getx)
    w = property(None, setx)
    @property
    def y(self):
        "doc y"
        return 2
    @y.setter
    def y(self, v): print 'y set', v
    z = property(fget=lambda s: 'z', doc='docz')
p = P()
p.x = 3
print p.x, P.x.__doc__, P.y.__doc__, P.z.__doc__, P.r.__doc__
p.y = 9
del p.x
show(lambda: p.x)
show(setattr, p, 'r', 1)
show(delattr, p, 'r')
show(lambda: p.w)
show(delattr, p, 'y')
show(property, 1, 2, 3, 4, 5)
show(P.x.__get__, p)
show(P.r.__set__, p, 1)
print type(P.x), P.x.fget is P.__dict__['getx'], P.r.fset
class S(object):
    __slots__ = ('a', 'b')
s = S()
show(lambda: s.a)
s.a = 1
print s.a
show(setattr, s, 'c', 1)
show(lambda: s.__dict__)
del s.a
show(delattr, s, 'a')
print S.a, S.__slots__
class S2(S):
    __slots__ = 'c'
s2 = S2(); s2.a, s2.c = 1, 2
print s2.a, s2.c
show(setattr, s2, 'd', 1)
class S3(S): pass
s3 = S3(); s3.q = 5; s3.a = 6
print s3.q, s3.a, s3.__dict__
class S4(object):
    __slots__ = ['x', '__dict__']
s4 = S4(); s4.x = 1; s4.y = 2
print s4.__dict__
show(type, 'Bad', (object,), {'__slots__': [1]})
show(type, 'Bad', (object,), {'__slots__': ['a b']})
show(type, 'Bad', (object,), {'__slots__': ['a'], 'a': 1})
show(type, 'Bad', (int,), {'__slots__': ['a']})
class G(object):
    def __getattr__(self, n):
        if n.startswith('x'): return 'got ' + n
        raise AttributeError(n)
g = G()
print g.xa, hasattr(g, 'y'), getattr(g, 'y', 'default')
show(lambda: g.y)
show(lambda: len(g))
class GA(object):
    z = 1
    def __getattribute__(self, n):
        if n == 'w': raise AttributeError('no w')
        return object.__getattribute__(self, n)
    def __getattr__(self, n): return 'fallback ' + n
print GA().z, GA().w, GA().nope
class SA(object):
    def __setattr__(self, n, v): object.__setattr__(self, n, v * 2)
    def __delattr__(self, n): print 'deleting', n
sa = SA(); sa.v = 4; print sa.v; del sa.v; print sa.v
class O:
    def __getattr__(self, n): return 'old ' + n if not n.startswith('__') else self.fail()
    def fail(self): raise AttributeError('special')
    def __setattr__(self, n, v): self.__dict__[n] = 'set ' + v
o = O(); o.k = 'v'; print o.k, o.other
print [k for k in ('a',) if hasattr(o, k)]
class Meta(type):
    def __getattr__(cls, n): return 'meta ' + n
    def __len__(cls): return 42
    def __iter__(cls): return iter('xyz')
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, i): return i * 2
    def __call__(cls, *a): return type.__call__(cls) if not a else a
    def __str__(cls): return 'str of class'
    def __eq__(cls, o): return o == 'me' or cls is o
    def __hash__(cls): return 7
    prop = property(lambda cls: cls.__name__ + '!')
class K(object):
    __metaclass__ = Meta
print K.foo, len(K), list(K), 1 in K, K[21], K(1, 2), type(K()).__name__, str(K), K == 'me', hash(K), K.prop, bool(K)
show(lambda: K().foo)
class Static(object):
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls.__name__, x
    def m(self): return 'm'
class Sub(Static): pass
print Static.s(1), Static().s(2), Sub.c(3), Sub().c(4), Static.__dict__['s'].__get__(None, Static)(5), Static.__dict__['c'].__get__(None, Sub)(6), Static.m.__get__(Sub(), Sub)()
show(Static.m)
show(Static.m, 5)
show(staticmethod)
show(lambda: staticmethod(5)())
class A(object):
    def f(self): return 'A.f'
class B(A):
    def f(self): return 'B+' + super(B, self).f()
    @classmethod
    def k(cls): return 'B.k'
    @property
    def pr(self): return 'B.pr'
class Cc(B):
    def f(self): return 'C+' + super(Cc, self).f()
    @classmethod
    def k(cls): return 'C+' + super(Cc, cls).k()
    @property
    def pr(self): return 'C+' + super(Cc, self).pr
print Cc().f(), Cc.k(), Cc().k(), Cc().pr
show(super, B, 5)
show(lambda: super(B, Cc()).nope)
show(super, 5)
show(lambda: super(B).f)
print super(B, Cc()).__thisclass__.__name__, super(B, Cc()).__self__.__class__.__name__
