def trace(f):
    print 'decorating', f.__name__
    def wrapped(*a, **k):
        print 'call', f.__name__, a, k
        return f(*a, **k)
    return wrapped
def times(n):
    print 'times', n
    def deco(f):
        print 'applied', n
        return lambda *a: [f(*a) for i in range(n)]
    return deco
@trace
@times(2)
def add(a, b=1): return a + b
print add(1, 2)
class K:
    @trace
    def m(self): return 'm'
print K().m()[0] if False else 'skip'
@trace
class D(object): pass
print callable(D)
