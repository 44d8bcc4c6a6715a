g = (x * x for x in range(4))
print g.next(), list(g), list(g)
print sum(x for x in [1, 2, 3]), max((x, -x) for x in range(3))
print list(x + y for x in 'ab' for y in 'cd' if x + y != 'ad')
n = 10
g = (n + i for i in range(2))
n = 20
print list(g)
print any(x > 2 for x in [1, 2, 3]), all(x for x in [])
print ','.join(str(i) for i in range(3))
