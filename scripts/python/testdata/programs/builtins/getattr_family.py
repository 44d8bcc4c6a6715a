class A(object):
    x = 1
a = A()
print getattr(a, 'x'), getattr(a, 'y', 'default'), hasattr(a, 'x'), hasattr(a, 'y'), setattr(a, 'z', 3), a.z, delattr(a, 'z'), hasattr(a, 'z'), getattr('abc', 'upper')(), getattr(5, 'real')
for f in (lambda: getattr(a, 'q'), lambda: getattr(a, 5), lambda: hasattr(a, 5), lambda: setattr(a, 1, 2), lambda: delattr(a, 'nope'), lambda: getattr(a)):
    try: print f()
    except Exception, e: print type(e).__name__, e
