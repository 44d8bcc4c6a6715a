# Where comparisons with constants and the next item of a loop fail, the
# traceback names the line of the statement.
import sys, traceback


class Odd(object):
    def __lt__(self, other):
        raise ValueError("lt %r" % (other,))
    def __eq__(self, other):
        raise ValueError("eq %r" % (other,))
    def __nonzero__(self):
        raise ValueError("nonzero")
    def __hash__(self):
        return 1


class Maybe(object):
    """Compares to an object whose truth is asked."""
    def __init__(self, truth):
        self.truth = truth
    def __nonzero__(self):
        return self.truth


class Rich(object):
    def __init__(self, truth):
        self.truth = truth
    def __gt__(self, other):
        return Maybe(self.truth)
    def __ge__(self, other):
        return Odd()


class Stops(object):
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def next(self):
        self.n -= 1
        if self.n < 0:
            raise KeyError("next")
        return self.n


def show(f):
    try:
        print f()
    except Exception:
        kind, value, tb = sys.exc_info()
        print kind.__name__, value
        for file, line, name, text in traceback.extract_tb(tb)[1:]:
            print "  ", name, line, text


def less():
    o = Odd()
    x = 1

    if o < 5:
        x = 2
    return x


def elif_equal(o=Odd()):
    x = 1
    if x > 3:
        return 3

    elif o == "a":
        return 4
    return 5


def member(o=Odd()):
    n = 0

    while n < 3 and o not in [1, 2, "x"]:
        n += 1
    return n


def member_tuple(o=Odd()):
    found = []
    found.append(1)

    if not (len(found) == 1 and o in (7, "b")):
        return "no"
    return "yes"


def odd_truth(r=Rich(True)):
    x = 7

    return "a" if r >= 1 else "b"


def loop():
    total = 0

    for n in Stops(2):
        total += n

        total += 1
    else:
        total = -1
    return total


def comprehension():
    o = Odd()

    return [n for n in Stops(2)
            if n > 0]


def condition():
    o = Odd()

    return [n for n in range(3) if o < 2]


def generated():
    return list(n for n in Stops(1))


def generator():
    for n in Stops(1):
        yield n

    yield -1


def resumed():
    out = []

    for n in generator():
        out.append(n)
    return out


for f in (less, elif_equal, member, member_tuple, odd_truth, loop, comprehension, condition, generated, resumed):
    show(f)

for v in (None, True, 0, 89, 90, 91, 89.5, 90.0, 90.5, 90L, 1 << 40, -1 << 70, float("nan"), float("inf"), "90", u"90", "", [], (90,), {}, Rich(True), Rich(False)):
    out = []
    if v > 90: out.append("gt")
    if v < 90: out.append("lt")
    if not isinstance(v, Rich) and v >= 90: out.append("ge")
    if v <= 90: out.append("le")
    if v == 90: out.append("eq")
    if v != 90: out.append("ne")
    if v > 89.75: out.append("gtf")
    if v == "90": out.append("eqs")
    if v == u"90": out.append("equ")
    if v in (1, 90, "x"): out.append("in")
    if v not in [1, 90, "x"]: out.append("notin")
    if not v > 90: out.append("ngt")
    if v == None: out.append("none")
    if v > 90 or v == "90": out.append("or")
    if v < 90 and v != 0: out.append("and")
    print out
    x = 90.0
    y = v
    if not isinstance(v, Rich):
        print x < y, x <= y, x > y, x >= y, x == y, x != y, y < x, y >= x
