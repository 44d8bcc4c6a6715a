def f((a, b), c=(3, 4), *rest):
    return a, b, c, rest
print f((1, 2)), f([1, 2], 5, 6), f('xy')
def g(a, (b, (c, d))=(1, (2, 3))):
    return a, b, c, d
print g(0), g(0, ('b', 'cd'))
try:
    f((1, 2, 3))
except ValueError, e:
    print e
try:
    f(1)
except TypeError, e:
    print e
print map(lambda (k, v): '%s=%s' % (k, v), [('a', 1), ('b', 2)])
