l = [3, 'a', None, 2.5, u'b', (1, 2), [1], {'k': 1}, True, 10 ** 20, 'B', -1]
print sorted(l)
l.sort(reverse=True)
print l
print sorted([[2, 'b'], [2, 'a'], [1]]), sorted(['a', 'B', 'c'], cmp=lambda a, b: cmp(a.lower(), b.lower()))
