d = {}
for i in range(0, 4000, 97): d['tag%d' % i] = i
print d.keys()
for i in range(0, 4000, 194): del d['tag%d' % i]
d['new'] = 1
print d.keys()
