def f(a, b=2):
    c = a + b
    l = locals()
    return sorted(l.items())
print f(1)
def g():
    def inner(): return x
    x = 5
    return locals().keys()
print sorted(g())
print 'f' in globals(), '__name__' in globals()
class K:
    z = 1
    names = sorted(k for k in locals().keys() if not k.startswith('_'))
print K.names
