# isinstance and issubclass of objects that act like classes
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class AbstractClass(object):
    def __init__(self, bases):
        self.bases = bases
    def getbases(self):
        return self.bases
    __bases__ = property(getbases)
    def __call__(self):
        return AbstractInstance(self)
class AbstractInstance(object):
    def __init__(self, klass):
        self.klass = klass
    def getclass(self):
        return self.klass
    __class__ = property(getclass)
super_ = AbstractClass(())
child = AbstractClass((super_,))
show(isinstance, super_(), super_)
show(isinstance, child(), super_)
show(isinstance, super_(), child)
show(issubclass, child, super_)
show(issubclass, super_, child)
show(issubclass, child, (super_, int))
show(issubclass, int, super_)
show(issubclass, super_, int)
show(isinstance, 1, super_)
class E(object):
    def getbases(self):
        raise RuntimeError('bases')
    __bases__ = property(getbases)
show(isinstance, 1, E())
show(issubclass, E(), int)
show(issubclass, int, E())
class N(object):
    pass
show(isinstance, 1, N())
show(issubclass, N(), int)
show(issubclass, int, N())
class B(object):
    __bases__ = 5
show(isinstance, 1, B())
show(issubclass, 1, int)
show(issubclass, int, 1)
show(isinstance, 1, 1)
show(isinstance, 1, (int, 1))
show(isinstance, 'a', (int, 1))
show(isinstance, 1, ())
show(isinstance, 1, (str, (float, (int,))))
class Proxy(object):
    def __init__(self, o): self.o = o
    def __class__(self): return type(self.o)
    __class__ = property(__class__)
show(isinstance, Proxy(5), int)
show(isinstance, Proxy(5), Proxy)
show(isinstance, Proxy(5), str)
class Old: pass
class Old2(Old): pass
show(isinstance, Old2(), Old)
show(issubclass, Old2, Old)
show(isinstance, Old(), Old2)
show(issubclass, Old, object)
show(isinstance, Old(), object)
class Meta(type):
    def __instancecheck__(self, o): return o == 3
    def __subclasscheck__(self, c): return c is str
class M(object):
    __metaclass__ = Meta
show(isinstance, 3, M)
show(isinstance, 4, M)
show(isinstance, M(), M)
show(issubclass, str, M)
show(issubclass, int, M)
show(issubclass, M, M)
