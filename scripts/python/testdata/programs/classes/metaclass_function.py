def meta(name, bases, d):
    print 'meta', name, bases, sorted(k for k in d if k[:2] != '__')
    return type(name + 'X', bases, d)
class A:
    __metaclass__ = meta
    a = 1
    def f(self): return 'f'
print A.__name__, A().f()
class B(object):
    __metaclass__ = lambda n, b, d: (n, len(b))
print B
