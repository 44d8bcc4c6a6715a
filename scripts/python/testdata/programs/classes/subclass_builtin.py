class L(list):
    def total(self): return sum(self)
    def __getitem__(self, i): return list.__getitem__(self, i) * 10
l = L([1, 2, 3]); l.append(4)
print l, l.total(), l[0], len(l), isinstance(l, list), type(l[:2]).__name__
class I(int):
    def __add__(self, o): return I(int(self) * 100 + o)
i = I(5)
print i + 1, i * 2, type(i + 1).__name__, type(i * 2).__name__, i == 5, hash(i)
class S(str):
    def shout(self): return self.upper() + '!'
s = S('abc')
print s.shout(), s + 'd', type(s + 'd').__name__, s == 'abc', {s: 1}['abc'], repr(s)
class D(dict):
    def __missing__(self, k): return 'missing %s' % k
d = D(a=1)
print d['a'], d['b'], d.get('b'), d
class F(float):
    def __repr__(self): return 'F(%s)' % float(self)
print F(1.5), [F(2)], F(1) + 1
class T(tuple):
    def __new__(cls, *a): return tuple.__new__(cls, a)
print T(1, 2), T(1)[0], T() == ()
