# Conversions whose methods return something else
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class Old:
    pass
class New(object):
    pass
for C in Old, New:
    for value in None, 'x', 1, 2L, 3.5, 1j, True:
        def conv(self): return value
        class K(C):
            pass
        for name in '__int__ __long__ __float__ __complex__ __str__ __repr__ __unicode__ __oct__ __hex__ __len__ __nonzero__ __hash__ __coerce__ __cmp__ __trunc__'.split():
            setattr(K, name, conv)
        print C.__name__, repr(value)
        for f in int, long, float, complex, str, repr, unicode, oct, hex, len, bool, hash:
            print f.__name__,
            show(f, K())
        show(cmp, K(), 1)
        show(cmp, 1, K())
        show(lambda: K() < 1)
        show(lambda: '%d' % K())
        show(lambda: '%s' % K())
        show(lambda: '%f' % K())
        show(lambda: '%x' % K())
        show(lambda: u'%s' % K())
        show(lambda: '{0}'.format(K()))
        show(lambda: not K())
