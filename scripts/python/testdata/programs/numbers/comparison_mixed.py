print 1 == 1.0, 1 == 1L, 1 == True, 1.0 == True, 0 == False, 1 == '1', 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 1 < 1.5 < 2L, None < -1, -1 < 'a', 'a' < (), [] < 'a', {} < [], 1 < 'a', 1e400 > 10 ** 400, cmp(1, 2.0), max(1, 2.5, 2L), min(3, None)
print sorted([3, 'a', None, 2.5, u'b', (1,), [1], True, {}, 1L])
