class A(object):
    def go(self): return B().go()
class B(object):
    def go(self): return C.go()
class C(object):
    @classmethod
    def go(cls): return cls.stat()
    @staticmethod
    def stat(): return (lambda: D())()
class D(object):
    def __init__(self): self.x = [n for n in self]
    def __iter__(self): yield 1; raise ValueError('end of chain')
A().go()
