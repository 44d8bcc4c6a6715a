import sys
from StringIO import StringIO
out = StringIO()
print >>out, 'a', 1
print >>out
print >>out, 'b',
print >>out, 'c'
print repr(out.getvalue())
print >>sys.stdout, 'stdout'
print >>None, 'none is stdout'
class W:
    def write(self, s):
        sys.stdout.write('<%s>' % s)
w = W()
print >>w, 'x', 2
print
print >>w, 'y',
print
print w.softspace
