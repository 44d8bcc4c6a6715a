def show(x):
    print 'eval', x
    return x
d = {}
d[show('k')] = show('v')
print d
l = [0, 0]
i = 0
i, l[i] = 1, 5
print i, l
