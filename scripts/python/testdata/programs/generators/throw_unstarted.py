def g():
    print 'never'
    yield 1
i = g()
try:
    i.throw(ValueError('early'))
except ValueError, e:
    print e
print list(i)
