class A(object):
    def m(self, x): return (self, x)
try:
    A.m(5, 1)
except TypeError, e:
    print e
a = A()
print a.m(1)[1], A.m(a, 2)[1], a.m.im_self is a, A.m.im_self, a.m.im_func.__name__, a.m.im_class is A
print a.m == a.m, A.m == A.m
f = a.m
del a.__class__.m
print f(3)[1]
