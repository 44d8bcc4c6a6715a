def v(x):
    print 'v%s' % x,
    return x
print v(1) < v(2) < v(3)
print v(1) > v(2) > v(3)
print 1 < 2 > 1 != 3 == 3 <= 3
print 'a' in 'abc' in ['abc']
print 1 is 1 is not None
print not 1 == 2
print 1 <> 2, 1 <> 1
