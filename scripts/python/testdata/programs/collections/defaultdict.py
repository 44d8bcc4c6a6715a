from collections import defaultdict
d = defaultdict(list)
for k, v in (('a', 1), ('b', 2), ('a', 3)): d[k].append(v)
print sorted(d.items()), d['new'], len(d), d.get('nope'), 'nope' in d, d.default_factory
c = defaultdict(int); c['x'] += 5; print dict(c), c
n = defaultdict(lambda: defaultdict(int)); n['a']['b'] += 1; print n['a']['b']
try: defaultdict()['k']
except KeyError, e: print e
try: defaultdict(5)
except TypeError, e: print e
