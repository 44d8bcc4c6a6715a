def f(a, b=2, *args, **kw):
    return a, b, args, kw
print f(1)
print f(1, 3)
print f(1, 3, 4, 5)
print f(1, c=3)
print f(b=1, a=2)
print f(*[1, 2, 3], **{"z": 4})
print f(0, *(1, 2), x=3)
def g((a, b), c):
    return a + b + c
print g((1, 2), 3)
def outer(n):
    def inner(x):
        return x + n
    return inner
add5 = outer(5)
print add5(1), outer(7)(1)
def counter():
    count = [0]
    def inc():
        count[0] += 1
        return count[0]
    return inc
c = counter()
print c(), c(), c()
x = "global"
def h():
    global x
    x = "changed"
h()
print x
print (lambda a, b=3: a * b)(4)
def fact(n):
    return 1 if n < 2 else n * fact(n - 1)
print fact(10), fact(20)
def defaults(a, l=[]):
    l.append(a)
    return l
print defaults(1), defaults(2)
def unbound():
    try:
        print v
    except UnboundLocalError, e:
        print e
    v = 1
unbound()
def late():
    def use():
        return w
    try:
        use()
    except NameError, e:
        print e
    w = 1
    return use()
print late()
for bad in ["f()", "g(1)", "add5()", "add5(1, 2)", "f(1, a=2)", "add5(y=1)", "len(1, 2)", "None()"]:
    try:
        eval(bad)
    except Exception, e:
        print bad, type(e).__name__, e
def gen(n):
    for i in range(n):
        got = yield i
        if got:
            print "got", got
g = gen(4)
print g.next(), g.send("hello"), next(g)
print list(gen(3))
print sum(i * i for i in range(5))
def deco(fn):
    def wrapped(*a):
        return "<%s>" % fn(*a)
    return wrapped
@deco
def hello(name):
    "says hello"
    return "hello " + name
print hello("x")
def doc():
    """the doc"""
print doc.__doc__, doc.__name__
def show():
    a = 1
    b = "x"
    print sorted(locals().items())
show()
exec "y = 3; print y + 1"
print y
def ex():
    exec "z = 10"
    return z
print ex()
print eval("1 + 2 * y")
d = {}
exec "a = 5" in d
print d["a"]
import sys
def rec(n):
    return rec(n + 1)
try:
    rec(0)
except RuntimeError, e:
    print str(e)[:32]
