# print and soft space
print "a", "b",
print "c"
print "x\n", "y"
print "tab\t", "z"
print
print "no newline",
print
import sys
print >>sys.stdout, "to stdout", 1
class W(object):
    def __init__(self): self.s = []
    def write(self, t): self.s.append(t)
w = W()
print >>w, "captured", 5,
print >>w, "more"
print w.s
old = sys.stdout
sys.stdout = w
print "hidden"
sys.stdout = old
print w.s[-2:]
# augmented assignment
class N(object):
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v += o; return self
    def __add__(self, o): return N(self.v + o)
n = m = N(1)
n += 2
print n is m, n.v
l = [1, 2, 3, 4]
l[1:3] += [9]
l[0] *= 10
print l
d = {"a": {"b": 1}}
d["a"]["b"] <<= 4
print d
x = 7
x //= 2; x **= 3; x %= 10; x |= 8; x ^= 3; x &= 14; x -= 1; x /= 2; x >>= 1
print x
s = "a"
s += "b"
s *= 3
print s
# del
a = range(6)
del a[0], a[-1], a[1:3]
print a
del d["a"], x
print d
class O(object): pass
o = O()
o.p = 1
del o.p
print hasattr(o, "p")
# unpacking
(a, b), c = [1, 2], 3
[a, [b, c]] = 4, (5, 6)
print a, b, c
for bad in ["a, b = 1, 2, 3", "a, b = [1]", "a, b = 5", "a, b = ''", "(a, b), c = 1, 2"]:
    try:
        exec bad
    except (ValueError, TypeError), e:
        print type(e).__name__, e
a, b, c = "xyz"
print a, b, c
a = b = []
a.append(1)
print b
# slices
q = range(10)
print q[2:5], q[::2], q[::-1], q[:-3], q[-3:], q[:], q[5:2], q[1:8:3], q[slice(1, 3)]
q[::2] = [0] * 5
print q
q[2:4] = "ab"
print q
del q[::3]
print q
class S(object):
    def __getitem__(self, i): return i
print S()[1:2], S()[::], S()[1, 2], S()[1:2, ...], S()[...], S()[:,]
class OldS:
    def __getslice__(self, i, j): return ("gs", i, j)
    def __len__(self): return 100
print OldS()[1:2], OldS()[:], OldS()[-1:]
# assert, if, numbers
assert 1, "never"
print 0777, 0xff, 0b101, 10L, 1e3, 1.5j, 0o17, 2147483647, 2147483648, -2147483648
print 7 / 2, -7 / 2, 7 % -3, 7.0 / 2, 7 // 2.0, 2 ** -1, 1 << 40
print "con" "cat" u"uni", r"\n", ur"\u0041", "\x41\101\n".strip(), '''tri'ple'''
print 1 <> 2, not 1 == 2, 1 in [1], 1 not in [1], None is None, 3 is not 4
print 1 if 0 else 2 if 0 else 3
print [i for i in range(20) if i % 2 if i % 3], [(i, j) for i in range(2) for j in "ab"]
print {1, 2, 3} & {2, 3, 4}, {i % 3 for i in range(10)}, {k: v for k, v in [(1, 2), (3, 4)]}
print (lambda: 5)(), (lambda *a: a)(1, 2), (lambda x, (y, z): x + y + z)(1, (2, 3))
if 1: print "one line"; print "two"
while 1: break
for i in (): pass
else: print "empty else"
try: raise ValueError
except ValueError: print "short"
def f(): pass
print f(), f.__name__
class E: pass
print E.__name__
print "%s %d %5.2f %r %%" % ("s", 5, 1.5, "q"), "%(k)s" % {"k": 1}, "{0} {x}".format(1, x=2)
print max([1, 5, 2], key=lambda v: -v), map(lambda v: v * 2, [1, 2]), filter(None, [0, 1, 2]), reduce(lambda p, q: p + q, [1, 2, 3]), zip([1], [2])
print sorted([3, 1, 2], reverse=True), sorted("bca", cmp=lambda p, q: cmp(q, p))
print isinstance(1, (str, int)), callable(f), hash("a"), id(None) == id(None)
print ["%d" % i for i in xrange(3)], "".join([c for c in "abc" if c != "b"])
