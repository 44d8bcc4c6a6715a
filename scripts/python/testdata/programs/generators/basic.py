def count(n):
    print 'start'
    i = 0
    while i < n:
        yield i
        i += 1
    print 'end'
g = count(2)
print g.next()
print next(g)
try:
    g.next()
except StopIteration, e:
    print 'stop', repr(e)
print next(g, 'default')
print list(count(3))
