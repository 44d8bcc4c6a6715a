t = (1, 'a', [2])
t[2].append(3)
print t, t[0], t[-1], t[1:], t + (4,), t * 2, len(t), 1 in t, t.index('a'), t.count(1), (), (1,), tuple('ab'), tuple([1]), (1, 2) < (1, 3), (1,) < (1, 0), hash((1, 2)) == hash((1, 2)), ((1, 2), 3)
try: t[0] = 5
except TypeError, e: print e
try: hash(([],))
except TypeError, e: print e
try: (1, 2).index(5)
except ValueError, e: print e
