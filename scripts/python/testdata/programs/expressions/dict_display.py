print {}, {1: 2}, {'a': 1, 'b': [2]}, {(1, 2): {3: 4}}
print {1: 'a', 1: 'b', True: 'c', 1.0: 'd'}
print {'x': 1,}
print {i: i * i for i in range(3)}
print {'%s' % k: v for k, v in [('a', 1)] if v}
d = {'self': None}
d['self'] = d
print d
