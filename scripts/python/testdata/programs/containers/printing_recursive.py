l = [1]; l.append(l); print l
d = {}; d['d'] = d; print d
t = ([],); t[0].append(t); print t
class C(object):
    def __init__(self): self.l = [self]
    def __repr__(self): return 'C(%r)' % self.l
print C() if False else 'skip'
