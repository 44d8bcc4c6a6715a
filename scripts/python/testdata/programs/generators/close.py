def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print 'exit'
        raise
    finally:
        print 'cleanup'
i = g()
print i.next()
i.close()
print list(i)
i.close()
j = g()
j.close()
print list(j)
def stubborn():
    for n in range(2):
        try: yield n
        except GeneratorExit: print 'ignored', n
s = stubborn(); s.next()
try:
    s.close()
except RuntimeError, e:
    print e
print list(s)
