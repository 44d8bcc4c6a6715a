# + between str, unicode and their subclasses
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

for base in str, unicode:
    class B(base):
        def __add__(self, other): return 'B.add'
    class C(base):
        def __radd__(self, other): return 'C.radd'
    class D(base):
        def __add__(self, other): return 'D.add'
        def __radd__(self, other): return 'D.radd'
    class E(base): pass
    objs = ['s', u'u', B('b'), C('c'), D('d'), E('e')]
    for a in objs:
        for b in objs:
            r = a + b
            print type(a).__name__, type(b).__name__, type(r).__name__, repr(r)
for base in list, tuple:
    class R(base):
        def __radd__(self, other): return 'radd'
        def __rmul__(self, other): return 'rmul'
    class A(base):
        def __add__(self, other): return 'add'
        def __mul__(self, other): return 'mul'
    for f in lambda: base([1]) + R([2]), lambda: R([1]) + base([2]), lambda: A([1]) + R([2]), lambda: base([1]) + A([2]), lambda: 2 * R([1]), lambda: 2 * A([1]), lambda: A([1]) * 2:
        show(f)
    x = base([1])
    x += R([2])
    print type(x).__name__, x
