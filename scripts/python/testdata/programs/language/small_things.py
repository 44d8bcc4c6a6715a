# Joins, characters, attribute names, float.hex, __trunc__, += of lists, slices
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e
show(' '.join, ['a', 'b', 5]); show(' '.join, [5]); show(' '.join, ['a', u'b', 5]); show(u' '.join, ['a', 5]); show(' '.join, 5); show(','.join, ['a', None]); show(','.join, [u'a', 'b'])
for f in '%c', u'%c':
    for v in 256, -1, 65, 'ab', '', u'\u1234', 0x110000, 70000, None, 1.5, 'a', u'ab', 10**20:
        print f, repr(v),
        show(lambda: f % v)
for n in 5, None, [], u'\xe9', 'a b', u'abc':
    print repr(n),
    show(getattr, 5, n); show(getattr, 5, n, 7); show(hasattr, 5, n)
    class C(object): pass
    show(setattr, C(), n, 1); show(delattr, C(), n)
show(float.fromhex, '0x1p1024'); show(float.fromhex, 'x'); show(float.fromhex, '0x1.8p3'); show(float.fromhex, 'inf'); show(float.fromhex, '-nan'); show(float.fromhex, '1.8'); show(float.fromhex, ''); show(float.fromhex, '0x'); show(float.fromhex, ' 0x.8p-1 '); show(float.fromhex, '0x1p-1080'); show(float.fromhex, 5)
print (5e-324).hex(), (1.0).hex(), (-0.0).hex(), (0.1).hex(), float('inf').hex(), float('nan').hex(), (2.0**-1030).hex(), (1e300).hex()
show(long, '1', 40); show(long, '1', 1); show(int, '1', 40)
class T:
    def __trunc__(self): return I()
class I:
    def __int__(self): return 7
show(int, T()); show(long, T())
class P(property):
    "doc of P"
    pass
class X(object):
    @P
    def a(self): "doc of a"
print X.a.__doc__
l=[]
def iadd():
    global l
    l += None
show(iadd)
def iadd():
    global l
    l += 5
show(iadd)
class R(object):
    def __radd__(s,o): return 'radd'
l += R()
print l
l=[1]; l+='ab'; l+={3:4}; l += (5,); print l
t=(1,2); print t*1 is t, t[:] is t, tuple(t) is t, t+() is t
class D(object):
    def __set__(self, o, v): o.__dict__['a']=v*2
class Y(object): a = D()
y=Y(); print type(y.a); y.a=4; print y.a
show('abc'.__getslice__, 1); show('abc'.__getslice__, 0, 1); show('abc'.__getslice__, 0, 3, 2); show([1,2,3].__setslice__, 0, 1); show((1,2).__getslice__)
