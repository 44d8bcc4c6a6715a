class A(object):
    def __lt__(self, o): return NotImplemented
    def __gt__(self, o): return 'A.gt'
    def __eq__(self, o): return NotImplemented
class B(object):
    def __gt__(self, o): return 'B.gt'
    def __lt__(self, o): return 'B.lt'
    def __eq__(self, o): return 'B.eq'
print A() < B(), 1 < A(), A() == B(), B() == A(), 5 > B(), A() == A()
class C(A):
    def __gt__(self, o): return 'C.gt'
print A() < C()
