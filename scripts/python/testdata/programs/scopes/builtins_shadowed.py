def f():
    len = lambda x: 'shadowed'
    return len([1])
print f(), len([1])
list = [1, 2]
try: list('ab')
except TypeError, e: print e
del list
print list('ab')
