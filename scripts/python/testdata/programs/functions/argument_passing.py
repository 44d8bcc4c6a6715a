def f(a, b=2, *args, **kw): return a, b, args, sorted(kw.items())
print f(1), f(1, 3), f(1, 3, 4, 5), f(1, x=2), f(b=5, a=1), f(*[1, 2, 3]), f(1, **{'b': 9, 'c': 8}), f(*(1,), **{'z': 0})
def g(*a): return a
def h(**k): return k
print g(), g(1), h(), h(a=1), g(*'ab'), h(**dict(x=1))
