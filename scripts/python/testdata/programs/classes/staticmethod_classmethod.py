class A(object):
    n = 'A'
    @staticmethod
    def s(x, y=2): return x, y
    @classmethod
    def c(cls, x): return cls.n, x
    def old(x): return x
    old = staticmethod(old)
class B(A): n = 'B'
print A.s(1), A().s(1, 3), A.c(1), B.c(2), B().c(3), A.old(4)
print type(A.__dict__['s']).__name__, type(A.__dict__['c']).__name__
m = B.c
print m(5), m.im_self is B
