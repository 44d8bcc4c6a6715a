class T(object):
    def __init__(self): self._c = 0
    def getc(self): return self._c
    def setc(self, v):
        if v < -273: raise ValueError('below zero')
        self._c = v
    def delc(self): print 'deleting'
    celsius = property(getc, setc, delc, 'degrees')
    @property
    def f(self): return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self): self._c = None
t = T()
t.celsius = 100
print t.celsius, t.f
t.f = 32
print t.celsius, T.celsius.__doc__
del t.celsius
del t.f
print t.celsius
try: t.celsius = -300
except ValueError, e: print e
class R(object):
    @property
    def ro(self): return 1
try: R().ro = 2
except AttributeError, e: print e
try: del R().ro
except AttributeError, e: print e
