class N(object):
    def __init__(self, v): self.v = v
    def __repr__(self): return 'N(%r)' % self.v
    def __add__(self, o): return N(self.v + getattr(o, 'v', o))
    def __radd__(self, o): return N(o + self.v)
    def __sub__(self, o): return N(self.v - getattr(o, 'v', o))
    def __rsub__(self, o): return N(o - self.v)
    def __mul__(self, o): return NotImplemented
    def __rmul__(self, o): return 'rmul'
    def __div__(self, o): return 'div'
    def __floordiv__(self, o): return 'floordiv'
    def __truediv__(self, o): return 'truediv'
    def __mod__(self, o): return 'mod'
    def __divmod__(self, o): return 'divmod'
    def __pow__(self, o, m=None): return ('pow', o, m)
    def __lshift__(self, o): return 'lshift'
    def __and__(self, o): return 'and'
    def __xor__(self, o): return 'xor'
    def __or__(self, o): return 'or'
    def __neg__(self): return N(-self.v)
    def __pos__(self): return 'pos'
    def __invert__(self): return 'invert'
    def __abs__(self): return N(abs(self.v))
n = N(-3)
print n + 1, 1 + n, n - N(1), 10 - n, n / 1, n // 1, n % 1, divmod(n, 2), n ** 2, pow(n, 2, 3)
print n << 1, n & 1, n ^ 1, n | 1, -n, +n, ~n, abs(n), 2 * n
try: n * 2
except TypeError, e: print e
try: n >> 1
except TypeError, e: print e
print sum([N(1), N(2)])
