print [a + b for a, b in [(1, 2), (3, 4)]]
print [k + v for (k, v) in {'a': 'b'}.items()]
print [i + sum(r) for i, (r) in enumerate([[1], [2, 3]])]
d = {}
[0 for d['x'] in range(3)]
print d
print dict((v, k) for k, v in {'a': 1}.iteritems())
