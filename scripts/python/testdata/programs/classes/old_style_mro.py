class A:
    def m(self): return 'A'
class B(A): pass
class C(A):
    def m(self): return 'C'
class D(B, C): pass
print D().m()
class N(B, C, object): pass
print N().m(), [k.__name__ for k in N.__mro__]
