# Attributes of functions and methods
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

def f(a, b=2, *c, **d):
    "doc of f"
    e = 1
    return a
def g():
    return 'g'
for name in sorted(n for n in dir(f) if not n.startswith('__')):
    if name not in ('func_globals', 'func_code'):
        print name, repr(getattr(f, name))
print f.func_code.co_name, f.func_code.co_argcount, f.func_code.co_varnames, f.func_code.co_nlocals, f.func_code.co_firstlineno
print f.func_globals is globals(), f.__globals__ is globals(), f.__code__ is f.func_code
print f.__module__, f.__doc__, f.__defaults__, f.__closure__, f.__dict__
f.x = 1
print f.x, f.__dict__, f.func_dict, vars(f)
del f.x
show(getattr, f, 'x')
show(delattr, f, 'x')
f.func_doc = 'new doc'
print f.__doc__
f.__name__ = 'ff'
print f.__name__, f.func_name, f.func_code.co_name
f.func_defaults = (7, 8)
print f()
f.func_defaults = None
show(f)
f.__defaults__ = (1,)
print f(5)
del f.func_defaults
show(f, 1)
show(setattr, f, 'func_defaults', 5)
show(setattr, f, '__name__', 5)
show(setattr, f, '__dict__', 5)
show(delattr, f, '__dict__')
show(delattr, f, '__name__')
show(setattr, f, 'func_closure', None)
show(setattr, f, 'func_globals', {})
def outer():
    x = 1
    def inner():
        return x
    return inner
i = outer()
class C(object):
    def m(self): "doc of m"
    @staticmethod
    def s(): pass
    @classmethod
    def k(cls): pass
print C.m.im_self, C.m.im_class, C.m.im_func.__name__, C().m.im_self.__class__, C.m.__name__, C.m.__doc__, C.m.__func__ is C.m.im_func
print C.k.im_self, C.k.im_class, C.k.im_func.__name__
for name in 'im_self', 'im_class', 'im_func', '__self__', '__func__', '__name__', '__doc__', 'x':
    print name,
    show(setattr, C.m, name, 1)
    show(delattr, C.m, name)
    show(setattr, C().m, name, 1)
C.m.im_func.x = 5
print C.m.x, C().m.x
print sorted(n for n in dir(C.m) if not n.startswith('__'))
print C.m == C.m, C().m == C().m, C.m is C.m, hash(C.m) == hash(C.m)
c = C()
print c.m == c.m, c.m is c.m, c.m != c.m, hash(c.m) == hash(c.m)
print type(C.__dict__['s']), type(C.__dict__['k']), C.__dict__['s'].__func__ if hasattr(staticmethod, '__func__') else 'none'
print len.__name__, len.__doc__ is not None, len.__module__, len.__self__
print [].append.__name__, [].append.__self__
