# Special methods called by name
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

things = [('str', 'abc'), ('unicode', u'abc'), ('list', [3, 1, 2]), ('tuple', (1, 2)), ('dict', {'a': 1}), ('set', set([1])), ('int', 5), ('long', 5L), ('float', 1.5), ('complex', 1j)]
args = [(), (2,), ('a',), (None,), (1.5,), (2L,), ([1],), ((1, 2),), ({'a': 1},), (set([1]),), (u'a',), (1, 2)]
# These answer otherwise where they are called by name.
unlike = [tuple(x.split()) for x in 'long __rsub__;long __rmul__;long __mul__;float __rpow__;complex __rpow__;long __rpow__;int __rpow__;int __cmp__;long __trunc__;long __cmp__;list __radd__;int __xor__;int __truediv__;int __rxor__;int __rtruediv__;int __rshift__;int __ror__;int __rand__;int __or__;int __lshift__;int __and__'.split(';')]
names = '__abs__ __add__ __and__ __cmp__ __contains__ __delitem__ __div__ __divmod__ __eq__ __float__ __floordiv__ __ge__ __getitem__ __gt__ __hex__ __iadd__ __imul__ __int__ __invert__ __isub__ __ior__ __le__ __len__ __long__ __lshift__ __lt__ __mod__ __mul__ __ne__ __neg__ __nonzero__ __oct__ __or__ __pos__ __pow__ __radd__ __rand__ __rdiv__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __rpow__ __rshift__ __rsub__ __rtruediv__ __rxor__ __setitem__ __sub__ __truediv__ __trunc__ __xor__'.split()
for tname, value in things:
    for name in names:
        if (tname, name) in unlike: continue
        if not hasattr(value, name):
            print tname, name, 'no'
            continue
        for a in args:
            v = value
            if tname == 'list': v = list(value)
            if tname == 'dict': v = dict(value)
            if tname == 'set': v = set(value)
            try:
                print tname, name, a, repr(getattr(v, name)(*a)),
                print v if v != value else ''
            except Exception, e:
                print tname, name, a, e.__class__.__name__, str(e)
