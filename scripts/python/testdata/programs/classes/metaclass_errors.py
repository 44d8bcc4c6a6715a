class M(type):
    def __new__(m, name, bases, d):
        raise TypeError('no %s' % name)
try:
    class A(object): __metaclass__ = M
except TypeError, e:
    print e
class V(type):
    def __init__(cls, *a): raise ValueError('init')
try:
    class A(object): __metaclass__ = V
except ValueError, e:
    print repr(e), e
class B(5): pass    # TypeError
