def f():
    try:
        g()
    finally:
        print 'cleanup'
def g():
    raise IOError('lost')    # IOError: lost
f()
