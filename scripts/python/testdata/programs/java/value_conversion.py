from java.util import ArrayList, HashMap
l = ArrayList([1, 2.5, 'text', u'uni', None, True, 10 ** 12, [1], {'a': 1}])
for x in l: print type(x).__name__, repr(x),
print
m = HashMap({1: 'a', 'k': None}); print type(m[1]).__name__, m['k']
