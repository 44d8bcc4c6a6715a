import sys
def g():
    try:
        raise ValueError('gen')
    except ValueError:
        yield sys.exc_info()[1]
        yield sys.exc_info()[1]
i = g()
print repr(i.next())
print sys.exc_info()[0]
try:
    raise KeyError('main')
except KeyError:
    print repr(i.next())
    print repr(sys.exc_info()[1])
