# A class where the module has no name
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

del __name__
class Foo:
    pass
class Bar(object):
    pass
print Foo.__module__, Foo, str(Foo)[:10]
show(lambda: Bar.__module__)
print Bar, Bar().__class__
def f(): pass
print f.__module__
