t = ([1],)
try:
    t[0] += [2]
except TypeError, e:
    print e
print t
