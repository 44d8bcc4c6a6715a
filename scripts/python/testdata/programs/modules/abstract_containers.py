import abc, collections
print isinstance({}, collections.Mapping), isinstance([], collections.Sequence), isinstance('', collections.Iterable)
print isinstance(5, collections.Hashable), isinstance([], collections.Hashable), isinstance(len, collections.Callable)
print isinstance(set(), collections.MutableSet), isinstance(frozenset(), collections.MutableSet), isinstance(iter([]), collections.Iterator)
print [issubclass(c, collections.Sized) for c in (dict, list, int, str, xrange)]

class M(collections.MutableMapping):
    def __init__(self, **k): self.d = k
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(sorted(self.d))
    def __len__(self): return len(self.d)

m = M(a=1)
m.update({'c': 3}, b=2)
print m.items(), m.pop('a'), m.pop('z', None), m == {'b': 2, 'c': 3}, m.get('z', 5), 'b' in m, m.setdefault('q', 9), m.keys(), m.values()
m.clear()
print len(m), bool(m)
try:
    m['nope']
except KeyError, e:
    print 'KeyError', e
try:
    collections.Mapping()
except TypeError, e:
    print e

class L(collections.Sequence):
    def __init__(self, *a): self.a = a
    def __getitem__(self, i): return self.a[i]
    def __len__(self): return len(self.a)

l = L(1, 2, 3, 2)
print list(l), 2 in l, l.index(2), l.count(2), list(reversed(l))

class S(collections.Set):
    def __init__(self, items): self.i = sorted(set(items))
    def __contains__(self, x): return x in self.i
    def __iter__(self): return iter(self.i)
    def __len__(self): return len(self.i)
    def __repr__(self): return 'S(%r)' % self.i

print S([1, 2]) | S([3]), S([1, 2, 3]) & [2, 3, 4], S([1, 2]) - S([1]), S([1, 2]) ^ S([2, 3]), S([1]) <= S([1, 2]), S([1]) == S([1]), S([1]).isdisjoint([2])

class Shape(object):
    __metaclass__ = abc.ABCMeta
    @abc.abstractmethod
    def area(self): pass
    @abc.abstractproperty
    def name(self): pass
    def show(self): return '%s %s' % (self.name, self.area())

class Square(Shape):
    name = 'square'
    def area(self): return 4

print Square().show(), isinstance(Square(), Shape)
try:
    Shape()
except TypeError, e:
    print e

class Half(Shape):
    def area(self): return 1
try:
    Half()
except TypeError, e:
    print e
Shape.register(tuple)
print isinstance((), Shape), issubclass(tuple, Shape), isinstance([], Shape)
try:
    Shape.register(5)
except TypeError, e:
    print e
