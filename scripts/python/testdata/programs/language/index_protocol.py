# __index__ wherever an index is wanted
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class Old:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
class New(object):
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
import operator
for C in Old, New:
    for seq in [1, 2, 3], (1, 2, 3), 'abc', u'abc', bytearray('abc'), xrange(3):
        show(operator.getitem, seq, C(1))
        show(operator.getitem, seq, C(-4))
        show(operator.getitem, seq, C('x'))
        show(lambda: seq[C(1):])
        show(lambda: seq[:C(2)])
        show(lambda: seq[::C(2)])
        show(lambda: seq * C(2))
        show(lambda: C(2) * seq)
        show(lambda: seq.__mul__(C(2)))
        show(lambda: seq.__rmul__(C(2)))
        show(lambda: seq * C('x'))
    show(operator.index, C(5))
    show(operator.index, C(5L))
    show(operator.index, C(True))
    show(hex, C(17))
    show(bin, C(17))
    show(range, C(3))
    show(chr, C(65))
    show('{0:d}'.format, C(3))
    show(int, C(3))
    show(float, C(3))
    show(complex, C(3))
    show(round, 2.555, C(2))
    l = [1, 2, 3]
    l[C(0)] = 9
    del l[C(1)]
    l[C(0):C(1)] = 'xy'
    print l
show(lambda: [1, 2][10**20])
show(lambda: [1, 2][1.0])
show(lambda: [1, 2][-10**20:10**20])
show(lambda: 'ab'[New(10**20)])
show(lambda: 'ab'[New(10**20):])
