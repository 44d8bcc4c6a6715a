def g():
    yield 1
    raise KeyError('inside')
i = g()
print i.next()
try:
    i.next()
except KeyError, e:
    print e
try:
    i.next()
except StopIteration:
    print 'exhausted'
