x = 1
del x
try:
    x
except NameError, e:
    print e
l = range(6)
del l[0], l[-1]
print l
del l[1:3]
print l
d = {'a': 1, 'b': 2}
del d['a']
print d
class A(object): pass
a = A(); a.x = 1; a.y = 2
del (a.x), [a.y]
print a.__dict__
b, c = 1, 2
del b, (c)
print 'b' in globals(), 'c' in globals()
