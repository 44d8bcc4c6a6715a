def g():
    try:
        try:
            yield 1
        finally:
            print 'inner'
    finally:
        print 'outer'
for x in g():
    print x
i = g()
i.next()
try:
    i.throw(RuntimeError('x'))
except RuntimeError:
    print 'raised'
