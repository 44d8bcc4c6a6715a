def g():
    yield i.next()
i = g()
try:
    i.next()
except ValueError, e:
    print e
