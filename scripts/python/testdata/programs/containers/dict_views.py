d = {'a': 1, 'b': 2}
k, v, i = d.viewkeys(), d.viewvalues(), d.viewitems()
print sorted(k), sorted(v), sorted(i), len(k), 'a' in k, ('a', 1) in i
d['c'] = 3
print len(k), sorted(k & set('ab')), sorted(k | set('z')), sorted(k - set('a'))
