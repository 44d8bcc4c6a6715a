# Spaces and newlines of print
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

import sys
print 1,
print 2
print 'a\n',
print 'b'
print 'tab\t',
print 'c'
print
print '',
print ''
print 'x', '', 'y'
print '', 'lead'
print u'uni', 'str', u'\n',
print 'after newline'
print 1, 'a', None, [], {}, 1.5, 10L, (1,)
print ('tuple', 1)
print ('paren')
print('a'), 'b'
print 'no newline',
sys.stdout.write('|written\n')
print 'next',
sys.stdout.softspace = 0
print 'joined'
class W:
    def __init__(self): self.data = []
    def write(self, s): self.data.append(s)
w = W()
print >>w, 1, 2,
print >>w, 3
print >>w
print >>w, 'a\n',
print >>w, 'b',
print w.data, w.softspace
print >>None, 'to stdout'
try:
    print >>5, 'x'
except Exception, e:
    print e.__class__.__name__, e
class NoWrite: pass
try:
    print >>NoWrite(), 'x'
except Exception, e:
    print e.__class__.__name__, e
class S(object):
    def __str__(self): return 'S.str'
    def __repr__(self): return 'S.repr'
    def __unicode__(self): return u'S.unicode'
print S(), [S()], (S(),), {1: S()}, '%s %r' % (S(), S()), u'%s' % S()
class T(str):
    def __str__(self): return 'T.str'
print T('raw'), [T('raw')], '%s' % T('raw'), T('raw') + '', str(T('raw')), repr(T('raw'))
class U(unicode):
    def __unicode__(self): return u'U.unicode'
    def __str__(self): return 'U.str'
print U(u'raw'), u'%s' % U(u'raw'), unicode(U(u'raw')), str(U(u'raw'))
def f():
    print 'inside',
    return 'ret'
print 'before', f(), 'after'
print 'x',
try:
    raise ValueError
except ValueError:
    print 'caught'
print "%s" % 'pct',; print 'semi'
for i in range(3): print i,
print
print 'trailing',
