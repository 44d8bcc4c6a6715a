print 'a,b,,c'.split(','), 'a b  c '.split(), 'a b  c '.split(' '), 'a,b,c'.split(',', 1), 'a b c'.split(None, 1)
print 'a,b,c'.rsplit(',', 1), ' a  b '.rsplit(None, 1), ''.split(), ''.split(','), 'abc'.split('abc')
print ','.join(['a', 'b']), ''.join([]), '-'.join('abc'), u','.join(['a', 'b']), ','.join(['a', u'b'])
print 'one\ntwo\r\nthree\rfour'.splitlines(), 'a\nb\n'.splitlines(True)
print 'k=v=w'.partition('='), 'k=v=w'.rpartition('='), 'none'.partition('='), 'none'.rpartition('=')
try: ','.join([1, 2])
except TypeError, e: print e
try: 'a'.split('')
except ValueError, e: print e
