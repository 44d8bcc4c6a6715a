# Errors of calls with stars
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

def f(a, b=1): pass
def g(*a, **k): pass
class C:
    def m(self, x): pass
class N(object):
    def __init__(self, x): pass
    def __call__(self, y): pass
targets = [f, g, C, N, C().m, C.m, N(1), len, [].append, None, 5, int, lambda x: x, str.upper, dict]
for t in targets:
    show(lambda: t(*5))
    show(lambda: t(**5))
    show(lambda: t(**{1: 2}))
    show(lambda: t(1, x=1, **{'x': 2}))
    show(lambda: t(*(1, 2, 3, 4)))
    show(lambda: t(zz=1))
