# A class inside a function finds its own __doc__ and __module__
def make(v):
    class T(object):
        "the doc of T"
        t = 'see: %s' % __doc__
        m = __module__
        all = [__doc__ for i in range(2)]
        v = v if 0 else 3
    class U:
        w = (__module__, 'no doc')
        def get(self):
            return __doc__
    return T, U
T, U = make(1)
print T.t, T.m, T.all, T.v, U.w, U().get()
