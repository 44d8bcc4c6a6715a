# -*- coding: utf-8 -*-
import sys, traceback
class Resource(object):
    instances = []
    def __new__(cls, *a, **k):
        o = object.__new__(cls)
        cls.instances.append(o)
        return o
    def __init__(self, name="x"):
        self.name = name
    def __del__(self): pass
    def __enter__(self): return self
    def __exit__(self, *exc): return False
    def __eq__(self, o): return isinstance(o, Resource) and o.name == self.name
    def __ne__(self, o): return not self == o
    def __hash__(self): return hash(self.name)
    def __cmp__(self, o): return cmp(self.name, o.name)
    def __contains__(self, k): return k in self.name
    def __iter__(self): return iter(self.name)
    def __unicode__(self): return u"R\u00e9 " + self.name
    def __str__(self): return "R " + self.name
r = Resource("abc")
print r, unicode(r) == u"R\u00e9 abc", "b" in r, list(r), len(Resource.instances), {r: 1}[Resource("abc")]
print u"é" == u"\u00e9", len(u"é"), len("é"), repr("é"), repr(u"é")
def apply_all(fns, *args, **kw):
    return [fn(*args, **kw) for fn in fns]
print apply_all([lambda x, y=1: x + y, lambda x, y: x * y], 3, y=4)
matrix = [[1, 2, 3], [4, 5, 6]]
print zip(*matrix), [list(t) for t in zip(*matrix)], [[row[i] for row in matrix] for i in range(3)]
print sorted({"b": 1, "a": 2}.items(), key=lambda (k, v): -v)
d = {}
for w in "the cat the dog the end".split():
    d[w] = d.get(w, 0) + 1
print sorted(d.items(), key=lambda kv: (-kv[1], kv[0]))
print "%-10s|%5d|%05.1f|%x|%s" % ("left", 42, 3.14159, 255, [1, u"x"])
class Node(object):
    __slots__ = ("val", "next")
    def __init__(self, val, next=None): self.val, self.next = val, next
n = None
for i in range(5): n = Node(i, n)
out = []
while n:
    out.append(n.val)
    n = n.next
print out
def primes(n):
    sieve = [True] * (n + 1)
    for i in xrange(2, int(n ** 0.5) + 1):
        if sieve[i]:
            for j in xrange(i * i, n + 1, i): sieve[j] = False
    return [i for i in xrange(2, n + 1) if sieve[i]]
print primes(50)
def hanoi(n, a="A", b="B", c="C"):
    if n: return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
    return []
print len(hanoi(8)), hanoi(2)
memo = {}
def fib(n):
    if n not in memo: memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print fib(90)
class Stack(list):
    def push(self, x): self.append(x); return self
    @property
    def top(self): return self[-1]
print Stack([1]).push(2).top, len(Stack("ab"))
class D2(dict):
    def __missing__(self, k): self[k] = v = k * 2; return v
d2 = D2(); print d2[4], d2
class Desc(object):
    def __get__(self, o, t): return "get", o is None
    def __set__(self, o, v): print "set", v
class HasDesc(object): x = Desc()
h = HasDesc(); h.x = 5; print h.x, HasDesc.x
def outer():
    x = []
    class Inner(object):
        def add(self, v): x.append(v); return x
    return Inner()
print outer().add(1)
try:
    try:
        raise KeyError("first")
    finally:
        try: raise ValueError("second")
        except ValueError: print "inner"
except KeyError, e: print "outer", e
print [x for x in (y for y in range(10) if y % 2) if x > 3]
print map(None, [1, 2], "ab"), any(x > 2 for x in range(4)), all([]), sum([[1], [2]], [])
print reduce(lambda a, b: a * b, range(1, 6)), enumerate, type(enumerate([])).__name__
print max("hello"), min(3, 1, 2), abs(-3), divmod(7, 2), pow(2, 10), pow(2, 10, 1000), round(2.567, 2)
print isinstance(u"", basestring), issubclass(bool, int), type(1L), type(1.0), type(None), int("12", 8), float("1e3")
print "a,b,,c".split(","), " x ".strip(), "abc".replace("b", "X"), "x".join("abc"), "Hello".lower().upper().title(), "abc".find("c"), "abc"[::-1]
print getattr(r, "name"), getattr(r, "nope", "default"), hasattr(r, "name"), setattr(r, "z", 1), r.z, vars(r)
exec """
def dynamic(x):
    return x + 1
"""
print dynamic(1), eval("[i for i in range(3)]"), eval("lambda: 5")()
print (lambda *a, **k: (a, sorted(k.items())))(1, *[2], **{"b": 3})
g = globals(); g["newname"] = 1; print newname
def f():
    raise NotImplementedError
try: f()
except NotImplementedError, e: print repr(e), str(e) == ""
try:
    try: 1 / 0
    except ZeroDivisionError: raise ValueError("chained")
except ValueError:
    print traceback.format_exc().splitlines()[-1]
print __name__, __file__ if "__file__" in globals() else None
i = 5
print [i for i in range(3)], i
print "é", u"caf\xe9".encode("utf-8"), "caf\xc3\xa9".decode("utf-8") == u"café"
