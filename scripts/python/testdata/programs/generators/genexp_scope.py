x = 'outer'
l = list(x for x in range(3))
print x, l
def f():
    y = 3
    return list(y * z for z in range(y))
print f()
try:
    g = (a for a in undefined_thing)
except NameError, e:
    print 'at once:', e
g = (undefined_thing for a in [1])
try:
    g.next()
except NameError, e:
    print 'late:', e
