print repr('a' + u'b'), repr('%s' % u'x'), repr(u'%s' % 'x'), repr('%s %s' % ('a', u'b')), repr('a'.join([u'b', 'c'])), repr(u'a' 'b'), repr('a'.replace('a', u'b')), repr('{}'.format(u'x')), repr(u'{}'.format('x'))
print 'a' in u'abc', u'a' in 'abc', 'abc'.startswith(u'a'), u'abc'.endswith('c'), 'abc'.find(u'b'), 'a' == u'a', {u'k': 1}['k']
print repr('x'.strip(u'y')), repr('a,b'.split(u',')), repr(u'a' * 2), repr(str(u'a')), repr(unicode('a')), isinstance(u'', str), isinstance(u'', basestring)
