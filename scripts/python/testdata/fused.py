# Expressions of several operations: the order in which their parts are
# evaluated, what they give, and the line of what fails in them.
import sys, traceback

log = []


class Part(object):
    def __init__(self, name, value=None):
        self.name, self.v = name, value
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        log.append(self.name + "." + name)
        if name == "bad":
            raise AttributeError("no " + name)
        return Part(self.name + "." + name, self.v)
    def __getitem__(self, i):
        log.append("%s[%s]" % (self.name, getattr(i, "name", i)))
        return Part(self.name + "[]", self.v)
    def __setitem__(self, i, v):
        log.append("%s[%s]=%s" % (self.name, getattr(i, "name", i), getattr(v, "name", v)))
    def __add__(self, o):
        log.append("%s+%s" % (self.name, getattr(o, "name", o)))
        return Part("sum")
    def __hash__(self):
        log.append("hash " + self.name)
        return 3
    def __eq__(self, o):
        log.append("eq " + self.name)
        return self is o
    def __str__(self):
        log.append("str " + self.name)
        return "<" + self.name + ">"
    def take(self, *a, **k):
        log.append("take %d %s" % (len(a), sorted(k)))
        return Part("taken")


def twice(x, y):
    return {"x": x, "y": str(y), "z": [x, (y, x)]}


def nested(a, b):
    return twice(twice(a.p, b.q)["y"], str(a.r + b.s))


def items(a, b):
    a[b.k] = b.v1 + a.v2
    a["k"] = "%s and %s" % (a.m, str(b.n))
    return {a.k1: b.v1, "k2": a.v2, str(b): [a.x, b.y]}


def method(a, b):
    a.b.take(b.c, {"d": a.d}, key=b.e)
    return str(a.take(a.f, b.g).h)


def fails(a, b):
    x = 1

    return {"a": a.b,
            "c": str(a.bad)}


def fails_global(a, b):
    a.x

    return [a.x, {"a": missing, "b": b.y}]


def fails_call(a, b):
    x = {}

    x["k"] = "%d %s" % (a.n, str(b.m))
    return x


def fails_inside(a, b):
    def inner(v, w):
        v.x

        raise ValueError(str(w.y))

    return {"a": inner(a.z, b.z)}


def rebinds(a, b):
    x = a
    def change(v):
        return [v, x]
    y = [change(a.one), b.two]
    x = b
    return len(y)


def unbound(a, b):
    if a is None:
        x = 1
    return [a.b, str(x), b.c]


def shown(v):
    if isinstance(v, Part):
        return "Part " + v.name
    if isinstance(v, (list, tuple)):
        return [shown(i) for i in v]
    if isinstance(v, dict):
        return sorted([(shown(k), shown(i)) for k, i in v.items()])
    return v


for f in (nested, items, method, fails, fails_global, fails_call, fails_inside, rebinds, unbound):
    del log[:]
    try:
        print f.__name__, shown(f(Part("a"), Part("b")))
    except Exception:
        kind, value, tb = sys.exc_info()
        print f.__name__, kind.__name__, value
        for file, line, name, text in traceback.extract_tb(tb)[1:]:
            print "  ", name, line, text
    print "   ", log


def sums(s, i):
    return [(s + i) % 1000, s + i * 2 - i, s / i + 1, (s << i) + s, s ** i % 7, "a" * i + "b", [s] * i + [i]]

for s, i in ((1, 2), (2147483647, 1), (2147483647L, 3), (1.5, 2), (7, 5)):
    try:
        print sums(s, i)
    except TypeError, e:
        print e


def recursive(n):
    return {"n": n, "r": recursive(n - 1) if n else None, "s": str(n)}


def deep(n):
    if n == 0:
        return [0]
    return [n, deep(n - 1), str(n)]

print recursive(3)
print deep(4)


def gen(a):
    x = yield [a, str(a)]
    yield {"x": x, "s": str(x)}

g = gen(1)
print g.next(), g.send(5)
