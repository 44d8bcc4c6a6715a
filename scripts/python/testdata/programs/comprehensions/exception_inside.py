try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError, e:
    print e, x
try:
    {k: v for k, v in [(1, 2), (3,)]}
except ValueError, e:
    print e
try:
    {[] for i in range(1)}
except TypeError, e:
    print e
