print 'a' < 'b', 'a' < 'B', 'abc' < 'abd', 'a' < 'aa', '' < 'a', 'a' == u'a', 'a' != u'b', 'Z' < u'a', '10' < '9', 'a' > 1, cmp('a', 'b')
print max('hello'), min('hello'), sorted('hello'), sorted(['b', 'A', 'a', 'B']), sorted(['b', 'A', 'a'], key=str.lower)
