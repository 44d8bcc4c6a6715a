# Orders of bases that do not fit
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class A(object): pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print [k.__name__ for k in D.__mro__]
show(type, 'X', (A, A), {})
class X(B, C): pass
class Y(C, B): pass
class Old: pass
class Old2(Old): pass
show(type, 'M', (Old, A), {})
print [k.__name__ for k in type('M', (Old, A), {}).__mro__]
print [k.__name__ for k in type('M', (A, Old2), {}).__mro__]
show(type, 'M', (Old,), {})
show(type, 'M', (int, str), {})
show(type, 'M', (bool,), {})
show(type, 'M', (type(None),), {})
show(type, 'M', (type(lambda: 0),), {})
show(type, 'M', (type(iter([])),), {})
show(type, 'M', (5,), {})
show(type, 'M', ('a',), {})
try:
    class Bad(5): pass
except TypeError, e:
    print e
def first_line(f, *a):
    try:
        f(*a)
    except TypeError, e:
        print str(e).split('\n')[0], len(str(e))
first_line(type, 'X', (A, B), {})
first_line(type, 'X', (B, A, C), {})
first_line(type, 'Z', (X, Y), {})
first_line(type, 'Z', (object, A), {})
try:
    class Bad(A, A): pass
except TypeError, e:
    print e
class M1(type): pass
class M2(type): pass
class K1(object):
    __metaclass__ = M1
class K2(object):
    __metaclass__ = M2
try:
    class K3(K1, K2): pass
except TypeError, e:
    print e
first_line(setattr, B, '__bases__', (C,))
print [k.__name__ for k in B.__mro__], [k.__name__ for k in D.__mro__]
class P(object): p = 'P'
class Q(object): q = 'Q'
class R(P): pass
class S(R): pass
R.__bases__ = (Q,)
print [k.__name__ for k in S.__mro__], S().q, hasattr(S(), 'p'), P.__subclasses__(), Q.__subclasses__()
show(setattr, A, '__bases__', (D,))
show(setattr, A, '__bases__', ())
show(setattr, Old2, '__bases__', (A,))
print A.__subclasses__() == [C], object.__base__, A.__base__, A.mro()
