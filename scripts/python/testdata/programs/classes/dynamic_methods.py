class A(object): pass
def f(self): return 'added', self.n
A.f = f
a = A(); a.n = 1
print a.f()
import types
a.g = types.MethodType(lambda self, x: (self.n, x), a)
print a.g(5)
a.h = lambda: 'plain'
print a.h()
A.__len__ = lambda self: 7
print len(a)
a.__len__ = lambda: 9
print len(a)
