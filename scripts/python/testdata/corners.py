# nested functions, closures and class bodies in unusual places
def f(x):
    if x:
        def g(): return "then"
    else:
        def g(): return "else"
    return g()
print f(1), f(0)
for i in range(2):
    class C(object):
        n = i
    print C.n,
print
def make():
    for i in range(3):
        def h(j=i): return j, i
        yield h
print [h() for h in make()]
class Outer(object):
    def meth(self):
        class Inner(object):
            def get(s): return self.val
        return Inner().get()
    val = 5
print Outer().meth()
try:
    def bad(a, b=undefined): pass
except NameError, e: print e
def deco(arg):
    print "deco", arg
    def wrap(fn):
        print "wrap", fn.__name__
        return fn
    return wrap
@deco(1)
@deco(2)
def decorated(): return "d"
print decorated()
@deco(3)
class Dec(object): pass
print Dec.__name__
def rec_closure(n):
    def inner(k):
        return k if k == 0 else inner(k - 1) + n
    return inner(3)
print rec_closure(2)
def multi():
    try:
        for i in range(5):
            try:
                if i == 1: continue
                if i == 3: break
                print "i", i
            except ValueError: pass
            else: print "no exc", i
            finally: print "fin", i
        else: print "never"
    finally: print "outer fin"
    return i
print multi()
def gen_with_finally():
    for i in range(3):
        try:
            yield i
        finally:
            print "cleanup", i
g = gen_with_finally()
for v in g:
    if v == 1: break
g.close()
print "after"
x = [lambda: n for n in range(3)]
print [fn() for fn in x]
y = list((lambda: n) for n in range(3))
print [fn() for fn in y]
def a(*args, **kwargs):
    def b(*args): return args, sorted(kwargs)
    return b(*args[::-1])
print a(1, 2, 3, k=1)
def swap(d):
    d["a"], d["b"] = d["b"], d["a"]
    return d["a"], d["b"]
print swap({"a": 1, "b": 2})
l = [1, 2, 3]
for i, l[i] in enumerate("abc"): pass
print l
l[:] = range(3); l[len(l):] = [9]; del l[0]; print l
for l[0] in "xy": pass
print l
(lambda: None)(); 5; "string"; [1][0]
if not l: pass
elif len(l) > 1 and l[0] == "y" or False: print "elif"
while l:
    l.pop()
    if not l: break
else: print "no"
t = 1,
print t, (1), (1,), ()
print 1, (2, 3), [4]; print
print "%s" % (t,), "%s %s" % ("a", t)
print "a" "b" \
  "c"
s = """multi
line 'quoted' \
joined"""
print s
print 'it''s', "a\tb", r'a\tb', '\x41\u0041', u'\u0041\x42'
assert isinstance(3, int), "no"
print not True or True and not False, (1 < 2) == True, 1 < 2 == True
print 3 if False else 4 if False else 5
print [a for a in range(3) if a if a > 1], [(a, b) for a in "ab" for b in range(2) if b]
def outer_exec():
    v = "local"
    exec "print v"
    exec "v = 'changed'"
    print v
outer_exec()
class Meta(type):
    def __call__(cls, *a): print "calling", cls.__name__; return type.__call__(cls, *a)
    def __getattr__(cls, n): return "meta " + n
class WithMeta(object):
    __metaclass__ = Meta
    def __init__(self, v): self.v = v
print WithMeta(3).v, WithMeta.nothing
print type("Dyn", (object,), {"x": 1, "m": lambda self: self.x})().m()
import sys
def frame(): return sys._getframe(1).f_code.co_name, sys._getframe().f_lineno
def caller(): return frame()
print caller()
