from collections import OrderedDict
d = OrderedDict([('b', 1), ('a', 2)])
d['c'] = 3; d['b'] = 9; print d, d.keys(), d.items(), d.popitem(), d.popitem(last=False), d, list(reversed(OrderedDict([(1, 1), (2, 2)]))), OrderedDict(a=1) == {'a': 1}
del d['a']; print d, len(d), OrderedDict.fromkeys('zyx').keys()
