class A(object): pass
class B(A): pass
try:
    class C(A, B): pass
except TypeError, e:
    print str(e).split(' for bases')[0]
class X(object): pass
class Y(object): pass
class XY(X, Y): pass
class YX(Y, X): pass
try:
    class Z(XY, YX): pass
except TypeError, e:
    print 'TypeError'
