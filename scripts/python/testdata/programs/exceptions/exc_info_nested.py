import sys
def name(): return sys.exc_info()[0] and sys.exc_info()[0].__name__
try:
    raise ValueError
except ValueError:
    print name()
    try:
        raise KeyError
    except KeyError:
        print name()
    print name()
def g():
    print 'callee sees', name()
try: raise TypeError
except TypeError: g()
