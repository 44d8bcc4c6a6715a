def f():
    try:
        raise ValueError('first')
    except ValueError:
        print 'log'
        raise
try:
    f()
except ValueError, e:
    print 'again', e
def g():
    raise    # TypeError: exceptions must be old-style classes or derived from BaseException, not NoneType
try:
    try: raise KeyError('outer')
    except KeyError:
        try: raise IndexError('inner')
        except IndexError: pass
        raise
except Exception, e:
    print type(e).__name__, e
