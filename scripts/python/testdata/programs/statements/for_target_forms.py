d = {}
for d['k'] in range(3): pass
print d
class A: pass
for A.x in 'ab': pass
print A.x
l = [0, 0]
for l[0], l[1] in [(1, 2), (3, 4)]: print l
for a, b in {'k': 'v'}.items(): print a, b
for (a, (b, c)), d in [((1, (2, 3)), 4)]: print a, b, c, d
for x, in [(1,), (2,)]: print x
