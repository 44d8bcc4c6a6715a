class M1(type): pass
class M2(type): pass
class A(object): __metaclass__ = M1
class B(object): __metaclass__ = M2
try:
    class C(A, B): pass
except TypeError, e:
    print e
