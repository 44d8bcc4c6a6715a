def f(n): return f(n + 1)
try:
    f(0)
except RuntimeError, e:
    print str(e)[:32]
class R(object):
    def __getattr__(self, n): return getattr(self, n + 'x')
try:
    R().a
except RuntimeError, e:
    print 'RuntimeError'
