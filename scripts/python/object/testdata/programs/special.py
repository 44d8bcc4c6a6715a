# Special methods of new-style classes.
class V(object):
    def __init__(self, n): self.n = n
    def __repr__(self): return 'V(%r)' % (self.n,)
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __ne__(self, o): return not self == o
    def __lt__(self, o): return self.n < o.n
    def __hash__(self): return hash(self.n)
print V(1) == V(1), V(1) != V(2), V(1) < V(2), V(2) > V(1), sorted([V(3), V(1)]), {V(1): 'a'}[V(1)], V(1) in [V(1)], [V(1)].index(V(1)), set([V(1), V(1)])
try: V(1) <= V(2); print 'default order'
except TypeError, e: print e
class Cmp(object):
    def __init__(self, n): self.n = n
    def __cmp__(self, o): return cmp(self.n, getattr(o, 'n', o))
print Cmp(1) == 1, Cmp(1) < 2, 2 > Cmp(1), sorted([Cmp(2), Cmp(1)])[0].n, Cmp(1) == Cmp(1), max(Cmp(1), Cmp(5)).n, cmp(Cmp(1), Cmp(2))
class Num(object):
    def __init__(self, v): self.v = v
    def __add__(self, o): return Num(self.v + getattr(o, 'v', o))
    __radd__ = __add__
    def __iadd__(self, o): self.v += 100; return self
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return 'rmul'
    def __div__(self, o): return 'div'
    def __truediv__(self, o): return 'truediv'
    def __floordiv__(self, o): return 'floordiv'
    def __mod__(self, o): return 'mod'
    def __divmod__(self, o): return 'divmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __rpow__(self, o): return 'rpow'
    def __lshift__(self, o): return 'lshift'
    def __and__(self, o): return 'and'
    def __rand__(self, o): return 'rand'
    def __neg__(self): return 'neg'
    def __pos__(self): return 'pos'
    def __abs__(self): return 'abs'
    def __invert__(self): return 'inv'
    def __int__(self): return 7
    def __long__(self): return 8L
    def __float__(self): return 9.5
    def __complex__(self): return 1j
    def __oct__(self): return 'oct'
    def __hex__(self): return 'hex'
    def __index__(self): return 2
    def __str__(self): return 'Num<%s>' % self.v
n = Num(5)
print n + 1, 1 + n, n + n, 3 * n, n / 2, n // 2, n % 2, divmod(n, 2), n ** 2, 2 ** n, pow(n, 2, 3), n << 1, n & 1, 1 & n
print -n, +n, abs(n), ~n, int(n), long(n), float(n), complex(n), oct(n), hex(n), [0, 1, 2, 3][n], 'abcd'[n:], range(5)[n]
try: n * 3
except TypeError, e: print e
m = n
m += 1
print m, m is n
try: n - 1
except TypeError, e: print e
try: n | 1
except TypeError, e: print e
class Cont(object):
    def __len__(self): return 3
    def __getitem__(self, k):
        if isinstance(k, slice): return (k.start, k.stop, k.step)
        if isinstance(k, tuple): return k
        if k >= 3: raise IndexError(k)
        return 'item%s' % k
    def __setitem__(self, k, v): print 'set', k, v
    def __delitem__(self, k): print 'del', k
    def __contains__(self, v): return v == 'in'
    def __reversed__(self): return iter('rev')
c = Cont()
print len(c), c[0], c[1:2], c[::2], c[1, 2], c[:], list(c), 'in' in c, 'out' in c, list(reversed(c)), bool(c)
c[1] = 2; c[1:3] = 'x'; del c[0]; del c[:]
class Sliced(list):
    def __getslice__(self, i, j): return ('gs', i, j)
    def __setslice__(self, i, j, v): print 'ss', i, j, v
    def __delslice__(self, i, j): print 'ds', i, j
    def __getitem__(self, k): return ('gi', k)
s = Sliced([1, 2, 3])
print s[1:2], s[:], s[-1:], s[1:2:1], s[0]
s[0:1] = 'q'; del s[1:]
class It(object):
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def next(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print list(It(3)), sum(It(4)), dict.fromkeys(It(2)), max(It(5)), zip(It(2), It(3)), [a for a in It(2)], tuple(It(2)), set(It(3)), sorted(It(3)), ''.join(str(i) for i in It(3))
try: for_x = [x for x in object()]
except TypeError, e: print e
class Ctx(object):
    def __enter__(self): print 'enter'; return 'v'
    def __exit__(self, t, v, tb): print 'exit', t and t.__name__, v; return t is KeyError
with Ctx() as x: print x
with Ctx(): raise KeyError('k')
try:
    with Ctx(): raise ValueError('v')
except ValueError, e: print 'through', e
class Truth(object):
    def __nonzero__(self): return False
class Len0(object):
    def __len__(self): return 0
print bool(Truth()), bool(Len0()), not Truth(), [1 for _ in [0] if Len0()], Truth() or 'or', Len0() and 'and'
class BadTruth(object):
    def __nonzero__(self): return 'x'
try: bool(BadTruth())
except TypeError, e: print e
class BadRepr(object):
    def __repr__(self): return 5
try: repr(BadRepr())
except TypeError, e: print e
class BadHash(object):
    def __hash__(self): return 'x'
try: hash(BadHash())
except TypeError, e: print e
class NoHash(object):
    __hash__ = None
try: {NoHash(): 1}
except TypeError, e: print e
class Str(object):
    def __str__(self): return 's'
    def __unicode__(self): return u'u\xe9'
    def __repr__(self): return 'r'
print str(Str()), repr(unicode(Str())), '%s' % Str(), repr(u'%s' % Str()), [Str()], '{0} {0!r}'.format(Str())
class OnlyRepr(object):
    def __repr__(self): return 'only'
print OnlyRepr(), str(OnlyRepr()), '%s' % OnlyRepr(), unicode(OnlyRepr())
class I(int):
    def __add__(self, o): return 'I+'
    def __str__(self): return 'Istr'
print I(5) + 1, 1 + I(5), I(5) * 2, I(5), repr(I(5)), '%d %s' % (I(5), I(5)), I(5) == 5, hash(I(5)), I(7) / 2, type(I(5) - 1), [I(3)]
class L(list):
    def append(self, x): list.append(self, x); list.append(self, x)
    def __len__(self): return 99
l = L([1]); l.append(2)
print l, len(l), l + [3], isinstance(l, list), l[1], l.count(2), list(l)
class D(dict):
    def __getitem__(self, k): return 'got %s' % k
    def __setitem__(self, k, v): dict.__setitem__(self, k, v * 2)
    def __missing__(self, k): return 'missing'
d = D(a=1); d['b'] = 2
print d, d['zz'], d.get('a'), d.get('zz'), d.items(), 'a' in d, d.pop('a'), dict(d)
class DD(dict):
    def __missing__(self, k): self[k] = v = []; return v
x = DD(); x['a'].append(1); x['a'].append(2)
print x, x.get('q')
class S(str):
    def __eq__(self, o): return 'seq'
    def __hash__(self): return 1
    def upper(self): return 'UP'
print S('a') == 'b', S('abc').upper(), S('abc').lower(), S('abc')[1], S('a') + 'b', len(S('abc')), 'a' in S('abc'), S('%s') % 5, S('x').join(['1', '2']), isinstance(S('a'), basestring), '%s' % S('z')
class T(tuple):
    def __new__(cls, a, b): return tuple.__new__(cls, (a, b))
    a = property(lambda self: self[0])
t = T(1, 2)
print t, t.a, t == (1, 2), t[1], len(t), hash(t) == hash((1, 2)), '%s-%s' % t
class F(float):
    def __repr__(self): return 'F'
print F(1.5), repr(F(1.5)), F(1.5) + 1, [F(2)], '%s %.2f' % (F(1.5), F(1.5)), str(F(2.5))
class Fmt(object):
    def __format__(self, spec): return 'fmt(%s)' % spec
print format(Fmt(), 'abc'), '{:>5}|{}'.format(Fmt(), Fmt())
class Get(object):
    def __getattr__(self, n): return n
print Get().foo, '{0.bar}'.format(Get())
class Inst(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, o): return o is int
class Abstract(object):
    __metaclass__ = Inst
print isinstance(5, Abstract), isinstance(6, Abstract), issubclass(int, Abstract), issubclass(str, Abstract)
