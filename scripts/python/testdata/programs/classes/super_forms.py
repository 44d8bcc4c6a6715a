class A(object):
    x = 'A.x'
    def f(self): return 'A.f'
    @classmethod
    def c(cls): return 'A.c ' + cls.__name__
    @staticmethod
    def s(): return 'A.s'
    @property
    def p(self): return 'A.p'
class B(A):
    x = 'B.x'
    def f(self): return 'B.f'
    @classmethod
    def c(cls): return 'B.c > ' + super(B, cls).c()
    def test(self):
        s = super(B, self)
        return s.f(), s.x, s.s(), s.p
print B().test(), B.c()
class C(B): pass
print C.c(), C().test()
print super(B, C()).f()
try: super(B, A())
except TypeError, e: print e
try: super(B, B()).nope
except AttributeError, e: print e
