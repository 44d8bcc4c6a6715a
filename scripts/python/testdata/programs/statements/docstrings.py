"""module doc"""
def f():
    'function ' "doc"
    return 1
def g():
    x = 1
    'not a doc'
class C:
    u'class doc'
    def m(self):
        """
        method doc
        """
print __doc__, f.__doc__, g.__doc__, repr(C.__doc__), repr(C.m.__doc__)
f.__doc__ = 'changed'
print f.__doc__
