class U(object):
    def __unicode__(self): return u'\xe9'
    def __str__(self): return 'str'
print repr(unicode(U())), str(U()), '%s' % U(), repr(u'%s' % U())
class V(object):
    def __str__(self): return u'plain'
print repr(str(V())), repr(unicode(V()))
class W(object):
    def __str__(self): return u'\xe9'
try: str(W())
except UnicodeEncodeError, e: print e
class X(object):
    def __repr__(self): return 5
try: repr(X())
except TypeError, e: print e
