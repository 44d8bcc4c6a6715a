class Ignore(object):
    def __init__(self, *kinds): self.kinds = kinds
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        return t is not None and issubclass(t, self.kinds)
with Ignore(ValueError, KeyError):
    {}['x']
    print 'not reached'
print 'after'
def f():
    with Ignore(ZeroDivisionError):
        return 1 / 0
    return 'swallowed'
print f()
with Ignore(ValueError):
    raise IndexError('goes on')    # IndexError: goes on
