# Names inside class bodies
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class A:
    print __module__, '__module__' in locals(), sorted(locals())
    x = 1
    print sorted(locals())
class D(object):
    "doc"
    y = 'see %s' % __doc__
    print sorted(locals().keys())
print D.y
def outer(v):
    class L(object):
        w = v
        def get(self): return v
    class P(object):
        w = v
    return L, P
L, P = outer(3)
print sorted(n for n in L.__dict__ if not n.startswith('__')), L().get()
class X:
    a = 1
    b = [a for i in range(2)]
    show(lambda: a)
    try:
        c = list(a for i in range(2))
    except NameError, e:
        print e
    del a
    show(lambda: None)
    try:
        print a
    except NameError, e:
        print e
print sorted(n for n in X.__dict__ if not n.startswith('__'))
class Y:
    for i in range(3):
        exec 'v%d = i' % i
    def f(self): return __module__
print sorted(n for n in Y.__dict__ if not n.startswith('__'))
show(Y().f)
class Z:
    global gg
    gg = 5
    zz = 6
print gg, hasattr(Z, 'gg'), Z.zz
class O(object): pass
O.__name__ = 'Other'
print O, O.__name__
show(delattr, O, '__name__')
show(setattr, O, '__name__', 5)
show(delattr, O, '__module__')
O.__module__ = 'mod'
print O
show(delattr, O, '__doc__')
show(setattr, O, '__doc__', 'd')
show(setattr, O, '__bases__', 5)
show(setattr, O, '__dict__', {})
show(delattr, O, 'missing')
import types
F = types.ClassType('F', (), {})
print F.__module__, F, F.__dict__
G = type('G', (), {})
print G.__module__, G
T = type('T', (), {'__module__': 'zzz'})
print T
show(type, 'a', (), 5)
show(type, 'a', 5, {})
show(type, 5, (), {})
show(type, 'a', (5,), {})
show(type, 'a', (int, str), {})
show(type, 1, 2)
show(type)
class Meta(type):
    def __new__(cls, name, bases, attrs):
        attrs['spam'] = name
        attrs['counter'] = 0
        return type.__new__(cls, name, bases, attrs)
    def __init__(cls, name, bases, attrs):
        cls.counter += 1
class Base(object):
    __metaclass__ = Meta
Foo = type('Foo', (Base,), {})
print Foo.spam, Foo.counter, type(Foo)
