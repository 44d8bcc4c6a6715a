class O(object):
    pass
o = O()
o.a, o.b = 1, 2
l = range(5)
l[0], l[-1] = l[-1], l[0]
l[1:3] = ['x', 'y', 'z']
print o.a, o.b, l
o.a, l[0:2], (x, y) = 'A', 'BC', 'DE'
print o.a, l, x, y
