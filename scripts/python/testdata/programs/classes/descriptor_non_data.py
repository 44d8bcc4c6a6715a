class N(object):
    def __get__(self, obj, cls): return 'descriptor'
class A(object):
    n = N()
a = A()
print a.n
a.n = 'instance'
print a.n, A.n
class Lazy(object):
    def __init__(self, f): self.f = f
    def __get__(self, o, c):
        print 'computing'
        v = o.__dict__[self.f.__name__] = self.f(o)
        return v
class B(object):
    @Lazy
    def total(self): return 42
b = B()
print b.total, b.total
