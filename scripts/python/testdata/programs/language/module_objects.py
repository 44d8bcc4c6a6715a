# Modules as objects
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

import types
m = types.ModuleType('m', 'doc')
print m, m.__name__, m.__doc__, sorted(m.__dict__)
show(types.ModuleType)
show(types.ModuleType, 5)
show(types.ModuleType, 'a', 'b', 'c')
m.x = 1
print m.x, vars(m)['x'], dir(m)
del m.x
show(lambda: m.x)
show(delattr, m, 'x')
show(setattr, m, '__dict__', {})
m.__name__ = 'other'
print m
del m.__name__
print repr(m)
show(m)
class Sub(types.ModuleType):
    def f(self): return self.__name__
s = Sub('sub')
print s.f(), type(s).__name__
import sys
sys.modules['made_here'] = s
s.value = 42
import made_here
print made_here.value
from made_here import value
print value
show(lambda: __import__('made_here').value)
def imp():
    from made_here import missing
show(imp)
print hasattr(m, '__file__'), types.ModuleType is type(sys)
exec 'y = 5' in m.__dict__
print m.y, '__builtins__' in m.__dict__
