def add(x, l=[]):
    l.append(x)
    return l
print add(1), add(2), add(3, []), add(4)
def f(a, b=len('abc'), c=None): return a, b, c
print f(1), f.func_defaults
