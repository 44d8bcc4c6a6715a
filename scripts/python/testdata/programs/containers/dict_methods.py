d = {'a': 1, 'b': 2}
print d.get('a'), d.get('z'), d.get('z', 0), d.setdefault('c', 3), d.setdefault('a', 9), d.pop('c'), d.pop('zz', None), d.has_key('a'), 'b' in d, len(d)
d.update({'x': 1}); d.update(y=2); d.update([('z', 3)])
print sorted(d.items()), sorted(d.keys()), sorted(d.values()), sorted(d.iteritems()), d.copy() == d, dict(d) is d
print dict([(1, 2)]), dict(a=1), dict({'q': 1}, r=2), dict.fromkeys('ab', 0), dict(zip('ab', (1, 2))), {}.fromkeys([1])
d.clear(); print d
for f in (lambda: {}.pop('x'), lambda: {}['x'], lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict([1]), lambda: dict(5), lambda: {1: 2}.update(5), lambda: dict([(1, 2, 3)])):
    try: print f()
    except Exception, e: print type(e).__name__, e
