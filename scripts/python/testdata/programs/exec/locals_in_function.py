def f(a):
    b = 2
    exec 'c = a + b'
    return c, sorted(locals())
print f(1)
