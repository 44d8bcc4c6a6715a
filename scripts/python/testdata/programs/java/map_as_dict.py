from java.util import HashMap
m = HashMap({'a': 1})
m.update({'b': 2}); print sorted(m.keys()), sorted(m.items()), m.get('q', 'default'), m.setdefault('c', 3), sorted(m.values()), m.pop('c'), m.has_key('a'), sorted(k for k in m)
for k in sorted(m): print k, m[k],
print {'x': m}['x']['a'], m == {'a': 1, 'b': 2}
del m['a']; print m
