# Decorators are evaluated from the top and called from below
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

log = []
class N(object):
    def __init__(self, n): self.n = n
    def __getattr__(self, name):
        log.append('%s%d' % (name, self.n))
        if name == 'make':
            def make(arg):
                log.append('call%d' % self.n)
                def deco(f):
                    log.append('deco%d' % self.n)
                    return f
                return deco
            return make
        return self.n
a, b, c = N(1), N(2), N(3)
@a.make(a.arg)
@b.make(b.arg)
@c.make(c.arg)
def f(): pass
print log
del log[:]
a.make(a.arg)(f)
print log
del log[:]
a.make(x=a.arg) if 0 else a.make(*[a.arg])
print log
del log[:]
class M(object):
    def __getattr__(self, name):
        print name,
        return lambda *a: self
def arg(n):
    print n,
    return n
m = M()
m.one(arg(1)).two(arg(2), *[arg(3)]).three(x=arg(4)) if 0 else m.one(arg(1)).two(arg(2))
print
