print u'caf\xe9'
print u'\u20ac', 'plain'
print [u'\xe9'], {u'k\xe9': u'v'}
print u'%s and %s' % (u'\xe9', 'e')
import sys
sys.stdout.write(u'written \xfc\n')
sys.stdout.write('bytes\n')
