# Iterators, generators, comprehension and builtins over them.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print list(count(3)), sum(count(5)), [x * 2 for x in count(3)], dict((x, x) for x in count(2)), max(count(4)), tuple(count(2)), set(count(3))
g = count(2)
print g.next(), next(g)
try: g.next()
except StopIteration: print 'stop'
print next(g, 'default'), list(g)
print zip(count(2), count(3)), map(None, count(2), count(3)), filter(None, count(3)), reduce(lambda a, b: a + b, count(4)), any(count(3)), all(count(3)), sorted(count(3), reverse=True)
it = iter([1, 2, 3])
print it.next(), list(it), list(it)
it = iter('ab')
print list(enumerate(it, 5))
print list(reversed([1, 2, 3])), list(reversed('abc')), list(reversed(xrange(3)))
print list(iter([1, 2, 3].pop, 2))
d = {'a': 1, 'b': 2}
print list(d), list(d.iteritems()), [k for k in d], d.keys(), list(d.itervalues()), list(d.iterkeys())
a, b = count(2)
print a, b
(a, b), c = (1, 2), 3
print a, b, c
print [(x, y) for x in range(3) if x for y in 'ab'], {x: y for x, y in zip('ab', count(2))}, {x % 2 for x in range(5)}
def f(*a, **k): return a, k
print f(*count(3)), f(*'ab', **{'z': 1})
print ','.join(str(x) for x in count(3)), 2 in count(5), 9 in count(5)
l = [1, 2, 3]
for x in l:
    if len(l) < 6: l.append(x)
print l
d = dict.fromkeys(range(5))
for k in d.keys(): del d[k]
print d, xrange(3), len(xrange(0, 10, 3)), list(xrange(5, 0, -2)), xrange(10)[3]
s = set(range(4))
s.discard(2)
print s, 3 in s, s | set([9]), s & set([1]), s ^ set([1, 7]), s - set([0]), s <= set(range(9))
print range(3) + range(2), [0] * 3, 'ab' * 2, (1,) + (2,), [1, 2] == [1, 2], [1, 2] < [1, 3], (1, 2) > (1,), cmp([1], [2])
m = [[0] * 2] * 2
m[0][0] = 1
print m
l = range(10)
l[2:5] = ['x']
print l
l[::2] = [0] * len(l[::2])
print l
del l[1::2]
print l
try: l[::2] = [1]
except ValueError, e: print e
l = [3, 1, 2]
l.sort()
print l, sorted('hello'), sorted([(2, 'a'), (1, 'b')]), sorted(['B', 'a'], key=str.lower), sorted([1, 2, 3], cmp=lambda a, b: b - a), sorted({'x': 1, 'y': 2}, reverse=True)
