class Old:
    kind = "old"
    def __init__(self, x):
        self.x = x
    def get(self):
        return self.x
o = Old(3)
print o.get(), o.kind, Old.kind
class A(object):
    """doc of A"""
    count = 0
    def __init__(self):
        A.count += 1
        self.__private = 1
    def who(self):
        return "A"
    @property
    def p(self):
        return self.__private
    @staticmethod
    def s(x):
        return x * 2
    @classmethod
    def c(cls):
        return cls.__name__
    def __add__(self, other):
        return "added %r" % other
    def __getitem__(self, i):
        return i
    def __len__(self):
        return 3
    def __call__(self, *a):
        return a
    def __repr__(self):
        return "<A!>"
class B(A):
    def who(self):
        return "B" + super(B, self).who()
class C(A):
    def who(self):
        return "C" + super(C, self).who()
class D(B, C):
    def who(self):
        return "D" + super(D, self).who()
d = D()
print d.who(), [k.__name__ for k in D.__mro__]
print d.p, D.s(4), D.c(), d + 1, d[5], len(d), d(1, 2), d
print A.count, A.__doc__, d._A__private
print isinstance(d, A), issubclass(C, B), hasattr(d, "nope")
try:
    d.nope
except AttributeError, e:
    print e
class Meta(type):
    def __new__(mcs, name, bases, ns):
        ns["added"] = name.lower()
        return type.__new__(mcs, name, bases, ns)
class M(object):
    __metaclass__ = Meta
print M.added
def make(base):
    x = 10
    class Local(base):
        y = x + 1
        z = [i for i in range(3)]
        def get(self):
            return x, self.y, self.z
    return Local
print make(object)().get()
class It(object):
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def next(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print list(It(3)), [x for x in It(2)]
a, b = It(2)
print a, b
class Truth(object):
    def __nonzero__(self): return False
print "yes" if Truth() else "no", not Truth(), Truth() or "or"
