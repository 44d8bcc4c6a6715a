# Special methods of old-style instances that fail while they are looked up
msgs = []
class Foo:
    def __getattr__(self, key):
        msgs.append(key)
        raise KeyError, key
print not Foo(), msgs
class Bar:
    def __nonzero__(self):
        raise KeyError('in nonzero')
try:
    print not Bar()
except KeyError, e:
    print repr(e)
def booh(self):
    raise AttributeError('booh')
class E:
    __eq__ = property(booh)
print E() == E()
class A:
    a = property(booh)
try:
    A().a
except AttributeError, e:
    print e
class L:
    def __len__(self): return 0
print bool(L()), not L()
class Masked(object):
    def getbases(self): raise AttributeError('masked')
    __bases__ = property(getbases)
for f in (lambda: isinstance(1, Masked()), lambda: issubclass(Masked(), int), lambda: issubclass(int, Masked())):
    try:
        print f()
    except TypeError, e:
        print e
