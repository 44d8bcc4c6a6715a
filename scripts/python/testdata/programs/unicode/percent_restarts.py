b, u = 'caf\xc3\xa9', u'\xe9'
print repr('%s %s' % (b, u)), repr('%(b)s %(u)s' % {'b': b, 'u': u}), repr('x\xe9%s' % u), repr('%r %s' % (b, u)), repr('%c%s' % ('\xe9', u)), repr('%d %s %5.1f' % (1, u, 2.5))
try: '%s %s' % (u, b)
except UnicodeDecodeError, e: print e
