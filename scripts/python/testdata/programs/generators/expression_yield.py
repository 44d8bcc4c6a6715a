def g():
    x = (yield 1) or 'none'
    print x
    print 'in print', (yield 2)
    y = [(yield 3), (yield 4)]
    print y
    z = yield
    print z
i = g()
print i.next()
print i.send('a')
print i.send('b')
print i.send('c')
print i.send('d')
try: i.send('e')
except StopIteration: print 'stop'
