class V(object):
    def __init__(self, v): self.v = v
    def __eq__(self, o): print 'eq',; return self.v == o.v
    def __lt__(self, o): print 'lt',; return self.v < o.v
    def __le__(self, o): print 'le',; return self.v <= o.v
a, b = V(1), V(2)
print a == b
print a < b
print a > b
print a <= b
print a >= b
print a != b
print sorted([b, a])[0].v
print max(a, b).v
