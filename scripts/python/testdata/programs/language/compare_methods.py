# Which comparison methods are called
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

log = []
class Old:
    def __coerce__(self, other):
        log.append('coerce')
        return NotImplemented
    def __cmp__(self, other):
        log.append('cmp')
        return 0
class OldPlain:
    def __cmp__(self, other):
        log.append('cmp')
        return 0
class New(object):
    def __cmp__(self, other):
        log.append('ncmp')
        return 0
class Rich(object):
    def __eq__(self, other):
        log.append('eq')
        return NotImplemented
    def __lt__(self, other):
        log.append('lt')
        return NotImplemented
class OldRich:
    def __eq__(self, other):
        log.append('oeq')
        return NotImplemented
    def __gt__(self, other):
        log.append('ogt')
        return NotImplemented
import operator
objs = [Old(), OldPlain(), New(), Rich(), OldRich(), 1, 'a']
for a in objs:
    for b in objs:
        if a is b: continue
        for op in operator.eq, operator.lt, operator.gt, operator.ne, cmp:
            del log[:]
            try:
                r = op(a, b)
            except Exception, e:
                r = e
            if not log and r not in (True, False): r = 'r'
            print a.__class__.__name__, op.__name__, b.__class__.__name__, log
class FauxInt(object):
    def __init__(self, v): self.v = v
    def __int__(self):
        return self.v
class Baz(object):
    def __init__(self, r): self.r = r
    def __cmp__(self, other): return self.r
for r in 5, -5, 0, 10**20, -10**20, 1.5, 'a', None, True, FauxInt(0), FauxInt(5), FauxInt('x'), NotImplemented:
    show(cmp, Baz(r), 5)
    show(cmp, 5, Baz(r))
    show(lambda: Baz(r) < 5)
class BazOld:
    def __init__(self, r): self.r = r
    def __cmp__(self, other): return self.r
for r in 5, -5, 0, 10**20, 1.5, 'a', None, True, FauxInt(0), NotImplemented:
    show(cmp, BazOld(r), 5)
    show(lambda: BazOld(r) < 5)
class F(object):
    __eq__ = lambda self, other: False
class T(object):
    __eq__ = lambda self, other: True
print cmp(F(), T()), cmp(T(), F())
for base in list, tuple, str, int, float:
    class Sub(base):
        def __eq__(self, other): return False
    x = base()
    s = Sub()
    print base.__name__, s == x, x == s, s != x, cmp(x, s), cmp(s, s), s in [x], x in [s], [x] == [s]
