class A(object):
    def w(self): return 'A'
class B(object):
    def w(self): return 'B'
a = A()
a.__class__ = B
print a.w(), type(a).__name__
class Base1(object):
    def hi(self): return 1
class Base2(object):
    def hi(self): return 2
class C(Base1): pass
C.__bases__ = (Base2,)
print C().hi()
