a, b = 1, 2
(c, d), [e, f] = (3, 4), 'ef'
print a, b, c, d, e, f
a, b = b, a
print a, b
[g] = [9]
h, = (8,)
print g, h
for i, (j, k) in enumerate([(1, 2), (3, 4)]):
    print i, j, k,
print
