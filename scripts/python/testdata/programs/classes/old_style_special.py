class O:
    def __init__(self, v): self.v = v
    def __add__(self, o): return 'add'
    def __radd__(self, o): return 'radd'
    def __coerce__(self, o): return (self.v, o)
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 2
    def __nonzero__(self): return False
    def __call__(self, *a): return a
    def __getslice__(self, i, j): return (i, j)
    def __hash__(self): return 5
o = O(10)
print o + 1, 1 + o, list(o), bool(o), o(1, 2), o[1:2], hash(o), o - 3, 3 * o
class E: pass
try: E() + 1
except TypeError, e: print e
try: len(E())
except AttributeError, e: print e
try: E()()
except AttributeError, e: print e
try: E()[0]
except AttributeError, e: print e
print bool(E())
