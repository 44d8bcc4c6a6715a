x = "module"
class A:
    x = "class"
    y = [x for i in range(2)]
    def f(self): return x
    z = (lambda: x)()
    class B:
        w = x
print A().f(), A.y, A.z, A.B.w
def outer():
    x = "outer"
    class C(object):
        print x
        x = "inner class"
        print x
        def m(self): return x
    return C().m()
print outer()
def shadow():
    len = lambda v: "mine"
    return len([1])
print shadow(), len([1])
def loop_closures():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [f() for f in fs]
print loop_closures()
def defaults():
    return [f() for f in [lambda i=i: i for i in range(3)]]
print defaults()
def nested():
    a = 1
    def g():
        b = 2
        def h():
            return a + b
        return h
    return g()()
print nested()
def glob():
    global created
    created = 5
glob()
print created
def leak():
    [q for q in range(3)]
    return q
print leak()
def noleak():
    list(r for r in range(3))
    {s for s in range(3)}
    {u: 1 for u in range(3)}
    return sorted(locals().keys())
print noleak()
def dele():
    v = 1
    del v
    try:
        v
    except NameError, e:
        print e
dele()
def cond(flag):
    if flag:
        z = 1
    try:
        return z
    except UnboundLocalError, e:
        return str(e)
print cond(True), cond(False)
def tryassign():
    try:
        a = 1
        raise ValueError
        b = 2
    except ValueError:
        pass
    try:
        return a, b
    except UnboundLocalError, e:
        return str(e)
print tryassign()
def whilebind(n):
    while n:
        got = n
        n -= 1
    try:
        return got
    except UnboundLocalError, e:
        return str(e)
print whilebind(2), whilebind(0)
def args(a, a2, *rest, **kw):
    return sorted(locals().items())
print args(1, 2, 3, k=4)
print sorted(k for k in globals().keys() if k in ("x", "A", "created"))
globals()["injected"] = 42
print injected
print "x" in dir(), "x" in vars()
class K(object):
    def __init__(self): self.v = 1
print vars(K()), sorted(n for n in dir(K()) if not n.startswith("__"))
def ev(a):
    b = 2
    return eval("a + b"), eval("x"), eval("a", {"a": 10}), eval("a + c", {"c": 1}, {"a": 5})
print ev(1)
ns = {}
exec "def f(n):\n  return n * g\ng = 3" in ns
print ns["f"](4)
exec compile("y = 1\nprint y + 1", "<c>", "exec")
print eval(compile("1 + 2", "<e>", "eval"))
def ex2():
    a = 1
    exec "a = 2; b = 3"
    return a, b
print ex2()
def ex3():
    exec "c = a + 1" in {"a": 1}, globals()
    return c
print ex3()
code = compile("print 'single'; 5", "<s>", "single")
exec code
try:
    eval("1 +")
except SyntaxError, e:
    print type(e).__name__
try:
    exec "if 1:\nx" in {}
except SyntaxError, e:
    print type(e).__name__, e.lineno
def gen_free(n):
    return [k * n for k in (j + n for j in range(3))]
print gen_free(2)
class Meth(object):
    val = 3
    sq = property(lambda self: self.val ** 2)
    tbl = dict((k, k * 2) for k in range(3))
print Meth().sq, Meth.tbl
def __private_test():
    return "ok"
class Mangle(object):
    __a = 1
    def get(self): return self.__a
    def set(self, __b=2): self.__c = __b; return self
m = Mangle().set()
print m.get(), m._Mangle__c, Mangle._Mangle__a
None_like = None
print None_like is None, None == None, True, False
True2 = True
print True2 + True2
