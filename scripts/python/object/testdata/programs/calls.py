# Functions and calls: binding of arguments and its errors.
def a(): return 'a'
def b(x): return x
def c(x, y=2): return x, y
def d(x, *r): return x, r
def e(x, **k): return x, k
def f(x, y=2, *r, **k): return x, y, r, k
def g((p, q), r): return p, q, r
def call(fn, *a, **k):
    try: print fn(*a, **k)
    except Exception, t: print t
call(a); call(a, 1); call(a, x=1)
call(b); call(b, 1); call(b, 1, 2); call(b, x=3); call(b, y=3); call(b, 1, x=2)
call(c); call(c, 1); call(c, 1, 3); call(c, 1, 2, 3); call(c, y=1); call(c, x=1, y=5); call(c, 1, z=5); call(c, 1, 2, y=3)
call(d); call(d, 1); call(d, 1, 2, 3); call(d, x=1); call(d, 1, 2, x=3)
call(e); call(e, 1, z=2); call(e, 1, 2); call(e, x=1, y=2)
call(f, 1); call(f, 1, 2, 3, 4, z=5); call(f); call(f, z=1)
call(g, (1, 2), 3); call(g, 1, 2); call(g, (1,), 2)
call(lambda x: x); call(lambda: 1, 2)
class K(object):
    def m(self, x): return x
    def n(): pass
call(K().m); call(K().m, 1); call(K().m, 1, 2); call(K().n); call(K.m, 1)
call(len); call(len, 1, 2); call(len, 5); call(len, x=1); call(int, 'x', 'y', 'z'); call(dict, 1, 2); call('a'.upper, 1); call([].append); call(max); call(isinstance, 1)
call(apply, f, (1, 2), {'z': 3})
call(f, *[1, 2], **{'w': 3})
for bad in ("f(*5)", "f(**5)", "f(**{1: 2})"): pass
call(f, 1, *(2,), **{'y': 3})
print f.__name__, f.func_defaults, f.func_code.co_varnames[:4], f.func_code.co_argcount, f.__doc__, b.func_dict
f.attr = 5
print f.attr, f.__dict__
def doc():
    "the doc"
print doc.__doc__, doc.func_doc, doc.__module__
x = 5
def outer():
    y = [0]
    def inner(): y[0] += 1; return y[0] + x
    return inner
i = outer()
print i(), i()
print map(lambda a, b=1: (a, b), [1, 2]), filter(lambda v: v > 1, [1, 2, 3]), reduce(lambda p, q: p * q, [1, 2, 3])
def rec(n): return rec(n + 1)
try: rec(0)
except RuntimeError, r: print r
def deco(fn):
    def w(*a, **k): return 'deco', fn(*a, **k)
    return w
@deco
def decorated(x): return x
print decorated(1)
print (lambda *a, **k: (a, k))(1, b=2), (lambda (a, b): a + b)((1, 2))
def defaults(l=[]):
    l.append(1)
    return l
defaults()
print defaults()
