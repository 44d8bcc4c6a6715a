def f():
    exec 'n = 42'
    return n
print f()
def g(code):
    local = 1
    exec code
    return local
print g('local = 2'), g('other = 2')
