class Box(object):
    def __init__(self, v): self.v = v
    def __iadd__(self, o):
        print 'iadd', o
        self.v += o
        return self
    def __isub__(self, o):
        return 'gone'
b = c = Box(1)
b += 5
print b is c, b.v
b -= 1
print b, c.v
l = m = [1]
l += (2, 3)
print l, m, l is m
t = u = (1,)
t += (2,)
print t, u
