def broken(f):
    raise TypeError('decorator')
@broken
def f():
    pass
