def t(name, v=None):
    print name,
    return v
class Box(object):
    def __init__(self): self.d = {}
    def __getattr__(self, n):
        print "get", n,
        return 1
    def __setitem__(self, k, v): print "set", k, v,
    def __getitem__(self, k):
        print "item", k,
        return 5
    def __setslice__(self, i, j, v): print "slice", i, j, v,
b = Box()
t("f", lambda *a, **k: (a, k))(t("a", 1), *t("star", (2,)), x=t("x", 3), **t("kw", {"y": 4}))
print
t("o", b).x = t("v", 1)
print
t("o", b)[t("k", "key")] = t("v", 2)
print
t("o", b)[t("lo", 1):t("hi", 2)] = t("v", 3)
print
t("o", b)[t("k", "key")] += t("v", 2)
print
print {t("k1", 1): t("v1", 2), t("k2", 3): t("v2", 4)}
print [t("a"), t("b")], (t("c"), t("d"))
print t("l", 1) < t("m", 2) < t("r", 0) < t("never", 9)
x = [t("i", 3), t("j", 4)][t("idx", 1)]
print x
a = b2 = t("chain", 7)
print a, b2
def f(p, q=t("default", 1)): return p
print f(t("arg", 2))
print t("yes", 1) if t("cond", 1) else t("no", 2)
print t("x", 0) or t("y", 0) or t("z", 3), t("p", 1) and t("q", 0) and t("r")
i = 0
l = [0, 0, 0]
i, l[i] = 1, 9
print i, l
l[l[0] - 9], l[1] = 5, 6
print l
def g():
    print "g",
    raise ValueError("first")
try:
    g()(t("never"))
except ValueError, e:
    print e
try:
    undefined_name(t("arg evaluated?"))
except NameError, e:
    print e
try:
    None.foo(t("arg evaluated?"))
except AttributeError, e:
    print e
def h(l, x):
    return [x for x in l] + [x]
print h([1, 2], 9)
def k(x):
    return (x, [x for x in "ab"], x)
print k(0)
def m(x):
    return x + sum([x for x in [10, 20]])
print m(1)
class P(object):
    def __lt__(self, o): print "lt",; return True
    def __nonzero__(self): print "nz",; return True
p = P()
if p and not (p < 3) or p: print "ok"
print `1`, `"a"` + `u"b"`, `1, 2`
