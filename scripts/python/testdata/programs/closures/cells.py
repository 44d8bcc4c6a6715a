def outer(a):
    b = 2
    def inner(c): return a + b + c
    return inner
f = outer(1)
print f.func_code.co_freevars
print sorted(c.cell_contents for c in f.func_closure)
