def f(a, b, c=3, *d, **e):
    "doc"
    x = 1
    return x
f.note = 'n'
print f.__name__, f.__doc__, f.func_defaults, f.note, f.func_code.co_argcount, f.func_code.co_varnames[:5], f.func_code.co_flags & 12, callable(f), f.func_dict, f.func_globals is globals(), f.__module__
f.func_defaults = (30,)
print f.func_defaults
del f.note
try: f.note
except AttributeError, e: print e
