class D(dict):
    def __repr__(self): return 'D!'
class L(list):
    def __repr__(self): return 'L!'
d, l = D(a=1), L([1])
print d, repr(d), '%s %r' % (d, d), [d], unicode(d), '{}'.format(d)
print l, repr(l), '%s %r' % (l, l), [l]
