# Containers that change while they are walked, aliasing, printing of cycles.
d = {1: 1, 2: 2}
n = 0
for k in d:
    d[k + 10] = 1
    n += 1
    if n > 50: break
print n, d
d = {1: 1, 2: 2, 3: 3}
for k in d:
    if k == 1: del d[2]
    print k,
print
d = dict((i, i) for i in range(10))
for k in d:
    if k % 2: del d[k]
print d
s = set(range(5))
for x in s:
    if x < 3: s.add(x + 100)
print s
s = set([1, 2, 3])
for x in s: s.discard(x)
print s
l = [1, 2, 3, 4]
for x in l:
    if x % 2: l.remove(x)
print l
l = [1, 2, 3]
for i, x in enumerate(l):
    if i < 3: l.insert(0, 'n')
    if len(l) > 8: break
print l
it = iter(l)
l.append('z')
print len(list(it))
it = d.iteritems()
print it.next()
print sorted(d.items())
a = [1]
a.append(a)
print a, repr(a), str(a)
b = {}
b['self'] = b
print b
t = ([],)
t[0].append(t)
print t
x = [[]] * 3
x[0].append(1)
print x
y = x[:]
y.append(2)
print x, y
m = {'a': [1]}
c = m.copy()
c['a'].append(2)
c['b'] = 1
print m, c
def f(acc=[]):
    acc.append(len(acc))
    return acc
print f(), f()
p = q = []
p += [1]
print q
p = p + [2]
print q, p
u = (1, 2)
v = u
u += (3,)
print u, v
s1 = s2 = set([1])
s1 |= set([2])
print s2
s1 = s1 | set([3])
print s2
d = {}
d[1] = 'int'; d[1.0] = 'float'; d[True] = 'bool'; d['1'] = 'str'; d[u'1'] = 'unicode'; d[(1,)] = 'tuple'; d[1L] = 'long'
print len(d), d[1], d['1'], d
print d.pop(1), d.get(1), d.setdefault(1, 'back'), d[1.0]
print {}.get('x'), {'a': None}.get('a', 5)
z = dict(a=1, **{'b': 2})
print z, dict(z, a=5), dict([('k', 1)], k2=2), dict(zip('ab', [1, 2]))
z.update([('c', 3)], d=4)
print sorted(z.items()), z.popitem() in [('a', 1), ('b', 2), ('c', 3), ('d', 4)], len(z)
del z
for w in 'a', 'b': print w,
print 'end'
print 'no newline',
print
print 'a', 'b\n', 'c', 'tab\t', 'd', '', 'e'
print 1, 'x',; print 'y'
print (1, 2), [1, 'a', u'b'], {'k': (1,)}
print
print None, True, 1L, 1.0, 1e100, 'str', u'uni'
