print hash('a'), hash('abc'), hash(''), hash(u'abc'), hash('[default]Motor/Speed'), hash('a') == hash(u'a')
print intern('abc'), {'a': 1}[u'a'], {u'a': 1}['a'], set(['a', u'a'])
