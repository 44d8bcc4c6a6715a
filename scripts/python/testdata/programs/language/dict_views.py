# Views of dicts
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

d = {'a': 1, 'b': 2}
k, v, i = d.viewkeys(), d.viewvalues(), d.viewitems()
print k, v, i
print type(k), type(v), type(i)
print len(k), 'a' in k, ('a', 1) in i, 1 in v, list(k), list(v), list(i)
d['c'] = 3
print k, v, i
print k & ['a', 'z'], k | ['z'], k - ['a'], k ^ ['a', 'z'], i & [('a', 1)]
print k == set('abc'), k == ['a', 'b', 'c'], k != set('ab'), k < set('abcd'), k <= set('abc'), k > set('a'), k >= set('abc')
print i == set(d.items()), v == v, v == d.viewvalues(), k == d.viewkeys()
print hash(k) == hash(d.viewkeys())
show(type(k), {})
show(type(k))
show(type(v), {})
show(type(i), {})
show(lambda: k + k)
show(lambda: v & v)
show(lambda: k[0])
show(len, v)
show(lambda: iter(k).next())
show(lambda: k & 5)
print sorted(n for n in dir(k) if not n.startswith('__'))
print sorted(n for n in dir(v) if not n.startswith('__'))
print repr({}.viewkeys()), repr({}.viewvalues()), repr({}.viewitems())
print set(k), sorted(k), max(v), sum(v), dict(i)
print bool({}.viewkeys()), bool(k)
