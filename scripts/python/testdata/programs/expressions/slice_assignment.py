l = range(5)
l[1:3] = 'abc'
print l
l[:0] = [-1]
print l
l[len(l):] = ['end']
print l
l[::2] = ['e'] * len(l[::2])
print l
l[1:1] = [7, 8]
print l
try:
    l[::2] = [1]
except ValueError, e:
    print e
try:
    l[0:1] = 5
except TypeError, e:
    print e
l[:] = []
print l
del l[:]
l = range(10)
del l[::3]
print l
