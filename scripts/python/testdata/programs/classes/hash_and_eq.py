class K(object):
    def __init__(self, k): self.k = k
    def __eq__(self, o): return isinstance(o, K) and self.k == o.k
    def __ne__(self, o): return not self == o
    def __hash__(self): return hash(self.k)
d = {K(1): 'one', K('a'): 'letter'}
print d[K(1)], d.get(K('a')), K(2) in d, len(set([K(1), K(1), K(2)]))
class U(object):
    __hash__ = None
try: {U(): 1}
except TypeError, e: print e
class E(object):
    def __eq__(self, o): return True
print type(hash(E())).__name__
for x in ([], {}, set(), bytearray()):
    try: hash(x)
    except TypeError, e: print e
