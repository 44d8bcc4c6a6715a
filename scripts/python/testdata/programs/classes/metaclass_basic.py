class Meta(type):
    def __new__(m, name, bases, d):
        d['id'] = name.lower()
        return type.__new__(m, name, bases, d)
    def __init__(cls, name, bases, d):
        super(Meta, cls).__init__(name, bases, d)
        cls.fields = sorted(k for k in d if not k.startswith('_'))
    def __call__(cls, *a):
        print 'creating', cls.__name__, a
        return type.__call__(cls, *a)
    def describe(cls): return 'class ' + cls.__name__
class A(object):
    __metaclass__ = Meta
    x = 1
    def __init__(self, v=None): self.v = v
class B(A): y = 2
print A.id, B.id, A.fields, B.fields, B.describe(), B(5).v, type(B).__name__
print hasattr(B(), 'describe')
