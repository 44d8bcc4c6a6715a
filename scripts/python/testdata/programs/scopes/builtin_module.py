import __builtin__
__builtin__.shared = 42
print shared
def f(): return shared
print f()
del __builtin__.shared
try: f()
except NameError, e: print e
print __builtin__.len is len, __name__
