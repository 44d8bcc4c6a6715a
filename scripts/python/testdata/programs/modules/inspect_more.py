import inspect, sys

def f(a, b=2, *c, **d):
    "doc of f"
    return inspect.currentframe()

class Base(object):
    "about Base"
    def m(self): pass
    @staticmethod
    def s(): pass
    @classmethod
    def k(cls): pass
    p = property(lambda self: 1)
    data = 5

print inspect.formatargspec(*inspect.getargspec(f)), inspect.getcallargs(f, 1, z=3)
fr = f(1, 2, 3, x=4)
info = inspect.getargvalues(fr)
print info.args, info.varargs, info.keywords
print inspect.getframeinfo(fr).function, inspect.stack()[0][3]
for bad in [(), (1, 2, 3, 4)]:
    try:
        inspect.getcallargs(lambda x, y: 0, *bad)
    except TypeError, e:
        print e
print [(a.name, a.kind) for a in inspect.classify_class_attrs(Base) if not a.name.startswith('__')]
print inspect.getclasstree([Base]), inspect.isabstract(Base), inspect.isdatadescriptor(Base.p), inspect.ismethoddescriptor(Base.m)
def outer():
    try:
        1 / 0
    except ZeroDivisionError:
        for r in inspect.trace():
            print r[2], r[3]
outer()
