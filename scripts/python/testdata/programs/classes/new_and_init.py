class A(object):
    def __new__(cls, *a, **k):
        print 'new', cls.__name__, a, k
        o = object.__new__(cls)
        o.made = True
        return o
    def __init__(self, x, y=0): print 'init', x, y
a = A(1, y=2)
print a.made
class B(object):
    def __new__(cls): return 'not an instance'
    def __init__(self): print 'never'
print B()
class Single(object):
    one = None
    def __new__(cls):
        if cls.one is None: cls.one = object.__new__(cls)
        return cls.one
print Single() is Single()
