class F(object):
    def __format__(self, spec): return '<%s>' % spec
print '{0}|{0:abc}|{0:>10}'.format(F()), format(F(), 'x'), format(F())
class G(object):
    def __str__(self): return 'G!'
print '{0:>5}|{0}'.format(G())
