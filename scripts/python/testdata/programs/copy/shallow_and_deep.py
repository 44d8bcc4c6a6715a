import copy
a = {'l': [1, [2]], 't': (1, [3])}
b, c = copy.copy(a), copy.deepcopy(a)
a['l'][1].append(9); a['t'][1].append(8)
print b, c, copy.copy([1]) == [1], copy.deepcopy('x')
class P(object):
    def __init__(self): self.x = [1]
    def __eq__(self, o): return self.x == o.x
p = P(); q = copy.deepcopy(p); p.x.append(2); print q.x, copy.copy(p).x is p.x
r = [1]; r.append(r); s = copy.deepcopy(r); print s[1] is s
class D(object):
    def __deepcopy__(self, memo): return 'custom'
    def __copy__(self): return 'shallow'
print copy.deepcopy([D()]), copy.copy(D())
