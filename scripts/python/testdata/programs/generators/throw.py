def g():
    while True:
        try:
            x = yield 'ready'
            print 'got', x
        except ValueError, e:
            print 'caught', e
            yield 'handled'
        finally:
            print 'finally'
i = g()
print i.next()
print i.send(1)
print i.throw(ValueError('v'))
print i.next()
print i.throw(ValueError, 'w')
try:
    i.throw(KeyError('k'))
except KeyError, e:
    print 'out', e
print list(i)
