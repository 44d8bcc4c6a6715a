class V(object):
    def __init__(self, v): self.v = v
    def __cmp__(self, o):
        if isinstance(o, V): return cmp(self.v, o.v)
        return cmp(self.v, o)
a, b = V(1), V(2)
print a < b, a == b, a != b, a >= b, cmp(a, b), a == 1, a < 5, sorted([b, a], reverse=True)[0].v
print a in [V(1)], [V(2), V(1)].index(a), {}.get(a)
class Bad(object):
    def __cmp__(self, o): return 'x'
try: Bad() < 1
except TypeError, e: print e
