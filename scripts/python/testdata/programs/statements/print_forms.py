print
print 1
print 1, 2,
print 3
print (1, 2)
print (1), 2
print 'a' 'b', "c"
print 'no newline',
print
print 'x', '\n', 'y'
print 'tab\t', 'after tab'
print 'nl\n', 'after nl'
print None, True, 1.0, 1L, u'u', [u'u'], ()
