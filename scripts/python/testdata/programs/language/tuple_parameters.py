# Tuple parameters
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

def f(a, (b, c), d=1, (e, (g, h))=(2, (3, 4))):
    x = 5
    return a, b, c, d, e, g, h
print f(1, (2, 3))
print f(1, 'xy', 4, [5, [6, 7]])
print f.func_code.co_varnames, f.func_code.co_argcount
show(f, 1, 5)
show(f, 1, (1, 2, 3))
show(f, 1, (1,))
show(f, 1)
show(f, 1, (1, 2), 3, (4, 5))
show(f, 1, (1, 2), e=5)
print (lambda (x, y), z: x + y + z)((1, 2), 3)
def g((a,)): return a
print g([9])
show(g, [1, 2])
def h((a, b), *rest, **kw): return a, b, rest, kw
print h((1, 2), 3, x=4)
class C:
    def m(self, (x, y)): return x, y
print C().m((1, 2))
def k((x, y)):
    def inner(): return x, y
    return inner
print k('ab')()
