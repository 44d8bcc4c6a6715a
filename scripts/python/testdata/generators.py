def g():
    try:
        x = yield 1
        print "got", x
        y = yield 2
        print "got", y
    except ValueError, e:
        print "caught", e
        yield "handled"
    finally:
        print "cleanup"
i = g()
print i.next(), i.send("a")
print i.throw(ValueError, "thrown")
try:
    i.next()
except StopIteration:
    print "stop"
i = g()
i.next()
i.close()
i = g()
try:
    i.throw(KeyError("k"))
except KeyError, e:
    print "raised", e
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
f = fib()
print [f.next() for _ in range(10)]
def chain(*its):
    for it in its:
        for x in it:
            yield x
print list(chain("ab", [1, 2], (x * x for x in range(3))))
def countdown(n):
    while n > 0:
        yield n
        n -= 1
    return
for n in countdown(3): print n,
print
print sum(countdown(100)), max(countdown(5)), sorted(countdown(3)), tuple(countdown(2)), dict((k, k) for k in countdown(2))
def inner():
    yield 1
    raise RuntimeError("inside")
try:
    for v in inner(): print v
except RuntimeError, e:
    print e
def tree(n):
    if n:
        for x in tree(n - 1): yield x
        yield n
        for x in tree(n - 1): yield x
print list(tree(3))
def withgen():
    with M("m") as m:
        yield m
        yield m + "2"
class M(object):
    def __init__(self, n): self.n = n
    def __enter__(self): print "enter"; return self.n
    def __exit__(self, *a): print "exit", a[0] and a[0].__name__
print list(withgen())
w = withgen()
print next(w)
w.close()
g2 = (x for x in [1, 2, 3] if x != 2)
print g2.next(), list(g2), list(g2)
print next(iter([]), "default")
try:
    (yield_ for yield_ in 5)
except TypeError, e:
    print e
def lazy():
    print "started"
    yield 1
l = lazy()
print "before"
print l.next()
def sendonly():
    total = 0
    while True:
        v = yield total
        if v is None: break
        total += v
s = sendonly()
s.next()
print s.send(5), s.send(6)
try:
    s.send(None)
except StopIteration: print "done"
try:
    sendonly().send(1)
except TypeError, e: print e
def deleg():
    x = [(yield "a"), (yield "b")]
    print x
d = deleg()
print d.next(), d.send(1),
try: d.send(2)
except StopIteration: print "end"
print type(g()).__name__, g.__name__
def nested_gen():
    return [[y for y in (z for z in range(x))] for x in range(3)]
print nested_gen()
def early(n):
    for i in range(n):
        try:
            if i == 2: return
            yield i
        finally:
            print "f", i
print list(early(5))
