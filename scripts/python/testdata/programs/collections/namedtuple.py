from collections import namedtuple
P = namedtuple('P', 'x y')
p = P(1, y=2)
print p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._make([3, 4]), p == (1, 2), len(p), P.__name__
x, y = p; print x, y
Q = namedtuple('Q', ['a', 'b']); print Q(b=1, a=2)
try: P(1)
except TypeError, e: print 'TypeError'
try: namedtuple('R', 'a class')
except ValueError, e: print e
try: p.x = 5
except AttributeError, e: print e
