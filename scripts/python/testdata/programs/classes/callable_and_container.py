class Vec(object):
    def __init__(self, *v): self.v = list(v)
    def __call__(self, i): return self.v[i]
    def __len__(self): return len(self.v)
    def __getitem__(self, i): return self.v[i]
    def __setitem__(self, i, x): self.v[i] = x
    def __delitem__(self, i): del self.v[i]
    def __contains__(self, x): return x in self.v
    def __iter__(self): return iter(self.v)
    def __reversed__(self): return reversed(self.v)
v = Vec(1, 2, 3)
v[0] = 9
del v[1]
print v(0), len(v), v[-1], 9 in v, list(v), list(reversed(v)), bool(v), bool(Vec())
