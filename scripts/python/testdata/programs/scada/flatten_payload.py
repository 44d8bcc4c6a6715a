def flatten(d, prefix=''):
    out = {}
    for k, v in d.items():
        key = prefix + str(k)
        if isinstance(v, dict): out.update(flatten(v, key + '.'))
        elif isinstance(v, (list, tuple)):
            for i, x in enumerate(v): out['%s[%d]' % (key, i)] = x
        else: out[key] = v
    return out
for k, v in sorted(flatten({'a': 1, 'b': {'c': [1, 2], 'd': {'e': None}}, 5: (u'x',)}).items()): print k, repr(v)
