class A(object):
    a = 1
    def f(self): pass
class B(A):
    b = 2
b = B(); b.c = 3
print [n for n in dir(b) if not n.startswith('__')], vars(b), sorted(k for k in vars(B) if not k.startswith('__'))
print [n for n in dir(B) if not n.startswith('__')]
class O:
    def __init__(self): self.q = 1
print dir(O()), vars(O())
try: vars(5)
except TypeError, e: print e
