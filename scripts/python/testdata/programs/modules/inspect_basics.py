import inspect
def f(a, b=2, *c, **d): "doc"
print inspect.getargspec(f), inspect.isfunction(f), inspect.isclass(int), inspect.getdoc(f), inspect.ismodule(inspect), inspect.ismethod(''.join), inspect.currentframe().f_code.co_name
class A(object):
    def m(self): pass
print [n for n, v in inspect.getmembers(A) if n == 'm'], inspect.getmro(A)[0].__name__, inspect.stack()[0][3]
