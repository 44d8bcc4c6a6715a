x = 1
def f():
    exec 'x = 2'
    return x
def g():
    exec 'y = 3'
    return y
print f(), g(), x
