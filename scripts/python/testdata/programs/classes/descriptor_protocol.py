class D(object):
    def __init__(self, name): self.name = name
    def __get__(self, obj, cls):
        if obj is None: return 'class access of %s on %s' % (self.name, cls.__name__)
        return obj.__dict__.get('_' + self.name, 'unset')
    def __set__(self, obj, v): obj.__dict__['_' + self.name] = v * 2
    def __delete__(self, obj): del obj.__dict__['_' + self.name]
class A(object):
    d = D('d')
a = A()
print A.d, a.d
a.d = 5
print a.d, a.__dict__
a.__dict__['d'] = 'shadow'
print a.d
del a.d
print a.d
