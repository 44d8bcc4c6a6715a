# What a KeyError has as its argument
import collections
def r(f):
    try:
        f()
    except Exception, e:
        print repr(e), str(e), e.args
def delete(d, k):
    del d[k]
for k in 2, 'a', u'a', None, (1, 2), 1.5, u'\xe9', 2L, frozenset([1]), True:
    r(lambda: {}[k])
    r(lambda: {}.pop(k))
    r(lambda: set().remove(k))
    r(lambda: delete({}, k))
r(lambda: delete(collections.defaultdict(int), 5))
class D(dict): pass
r(lambda: delete(D({1: 1}), 5))
r(lambda: D()[5])
r(lambda: {}.popitem())
r(lambda: set().pop())
r(lambda: delete(globals(), 'nope'))
class E(Exception):
    def __init__(self, code):
        self.code = code
for raiser in (lambda: E(1), lambda: E('x')):
    try:
        raise raiser()
    except E, e:
        print repr(e), str(e), e.args, e.code, repr(e.message)
try:
    raise E, 'value'
except E, e:
    print repr(e), e.code
class F(E):
    def __init__(self, code):
        E.__init__(self, code)
        Exception.__init__(self, 'failed with %s' % code)
try:
    raise F(3)
except E, e:
    print repr(e), str(e), e.args, e.code
