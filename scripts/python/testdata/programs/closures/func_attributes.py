def outer(a):
    b = 2
    def inner(c, d=4): return a + b + c + d
    return inner
f = outer(1)
print f.__name__, f.func_name, f.func_defaults, f.__defaults__
print f.func_code.co_name, f.func_code.co_argcount, f.func_code.co_varnames
print f.__dict__, f.__doc__, f.__module__
f.tag = 'x'
print f.tag, f.__dict__
f.__name__ = 'renamed'
print f.__name__
