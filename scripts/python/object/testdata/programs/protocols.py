# metaclass/iter/generators etc that my walk can't do? focus: builtin attr & misc
class A(object):
    def __init__(self): self.x = 1
    def m(self): pass
a = A()
print hasattr(a.m, '__dict__'), a.m.im_func.__dict__, a.m.__name__, a.m.__doc__
print A.m == A.m, a.m == a.m, a.m is a.m, a.m == A().m, hash(a.m) == hash(a.m)
print isinstance(a.m, type(A.m)), type(a.m).__name__
print A.__init__.__name__, object.__init__ , object.__new__, int.__new__
print type(A.__dict__['m']), A.__dict__['m'] is A.m.im_func
print repr(A.__dict__['__dict__']), repr(A.__dict__['__weakref__'])
print vars(a), a.__dict__ is a.__dict__, dir(a)[-2:]
a.__dict__['y'] = 5
print a.y
a.__dict__ = {'z': 1}
print a.z, hasattr(a, 'y')
try: A.__name__ = 5
except TypeError, e: print e
A.__name__ = 'Renamed'
print A, A.__name__, repr(A)[:20]
try: A.__bases__ = ()
except TypeError, e: print e
class B(object): pass
class C(B): pass
class D(object):
    w = 'D'
C.__bases__ = (D,)
print C.w, C.__mro__[1].__name__
print getattr(a, u'z'), getattr(a, 'nope', None)
try: getattr(a, u'\xe9')
except UnicodeEncodeError, e: print e
try: setattr(a, 5, 1)
except TypeError, e: print e
print type(lambda: 0).__name__, (lambda: 0).__name__, (lambda: 0).func_code.co_name
def gen(): yield 1
g = gen()
print type(g).__name__, g.__name__, g.gi_running, iter(g) is g, hasattr(g, 'next')
print type(iter([])), type(iter(())), type(iter('')), type(iter({})), type(enumerate([])), type(reversed([])), type(xrange(1)), type(slice(1)), type(Ellipsis), type(NotImplemented)
print type(type), type(object), type(int), type(A), type(len), type([].append), type(str.join), type(property()), type(Exception), type(Exception())
print callable(A), callable(a), callable(len), callable(lambda: 0), callable(A.m), callable(5)
print isinstance(1, (int, str)), isinstance(True, int), isinstance(1L, int), isinstance(u'', basestring), isinstance('', unicode), issubclass(bool, int)
try: isinstance(1, 'int')
except TypeError, e: print e
try: issubclass(1, int)
except TypeError, e: print e
class E(object):
    def __getattr__(self, n): raise ValueError('in getattr')
try: E().x
except ValueError, e: print e
try: print hasattr(E(), 'x')
except ValueError, e: print 'V', e
class F(object):
    @property
    def p(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
print F().p
class G(object):
    @property
    def p(self): return self.missing
try: G().p
except AttributeError, e: print e
print hasattr(G(), 'p'), getattr(G(), 'p', 'dflt')
class H(object):
    def __eq__(self, o): return True
print H() == 5, 5 == H(), H() != 5, H() in [1], [1].count(H()), [1, 2].index(H())
class I(object):
    def __cmp__(self, o): return -1
print I() < 5, I() > 5, I() == 5, sorted([I(), I()]) != [], 5 < I(), 5 > I()
class J(object):
    def __hash__(self): return 2 ** 40
print hash(J()) , {J(): 1}.values()
class K(object):
    def __getitem__(self, i): return [10, 20, 30][i]
print list(K()), 20 in K(), K()[-1], max(K()), dict(enumerate(K()))
class L(object):
    def __iter__(self): return iter('xyz')
    def __len__(self): return 2
print list(L()), len(L()), tuple(L()), 'x' in L(), bool(L())
class M(object):
    def __enter__(self): return self
    def __exit__(self, *a): print a[0] and a[0].__name__; return False
try:
    with M() as m:
        print isinstance(m, M)
        1/0
except ZeroDivisionError, e: print e
class N(object):
    __slots__ = 'a'
n = N(); n.a = 1
print n.a, N.a, N.__slots__
class O(dict):
    def __getattr__(self, n): return self[n]
    def __setattr__(self, n, v): self[n] = v
o = O(); o.q = 5
print o, o.q, o['q']
class P(list):
    def __init__(self, *a): list.__init__(self, a)
    def __getitem__(self, i): return 'item'
    def total(self): return sum(self)
print P(1, 2), P(1, 2)[0], P(1, 2).total(), P() or 'empty', len(P(1))
print sum([[1], [2]], []), sum((1, 2), 10), max('abc', key=lambda c: -ord(c)), min([3, 1], [2, 5]), sorted('bca', reverse=True), zip(*[(1, 2), (3, 4)])
print map(lambda *a: a, [1, 2], 'ab'), map(None, [1], 'ab'), filter(str.isdigit, 'a1b2'), reduce(lambda a, b: a + b, 'abc', '>')
print any([]), all([]), range(5, 0, -2), list(xrange(0)), round(3.14159, 2), pow(2, 3, 5), divmod(-7, 2), hash(1.0) == hash(1), cmp('a', 'b')
print int(True), str(True), True + 1, True & False, True and 5, not 0, bool([]), None or 'x', 1 if [] else 2
