d = {}
for k in ('tagPath', 'value', 'quality', 'timestamp', 'alarm', 'count', 'id', 'name', 'state', 'unit'): d[k] = len(k)
print d
print d.keys(), d.values()
for k in d: print k,
print
print {3: 1, 1: 1, 2: 1}, {10: 0, 1000: 0, 33: 0, 65: 0, 1: 0}, {'b': 1, 'a': 1, 'c': 1}, {1.5: 1, 'x': 2, (1, 2): 4, True: 5, u'u': 6, -1: 7}
