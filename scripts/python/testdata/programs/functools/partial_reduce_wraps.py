from functools import partial, reduce, wraps, cmp_to_key, total_ordering
p = partial(int, base=2)
print p('101'), p.func, p.args, p.keywords, partial(max, 5)(3, 9), reduce(lambda a, b: a + b, 'abc', '')
def deco(f):
    @wraps(f)
    def inner(*a): return f(*a)
    return inner
@deco
def documented(x):
    "the doc"
    return x
print documented.__name__, documented.__doc__, documented(3), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))
@total_ordering
class V(object):
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print V(1) <= V(2), V(2) > V(1), V(1) >= V(2), max(V(1), V(3)).v
