from __future__ import division
print 7 / 2, 6 / 2, 7 // 2, -7 / 2, 1 / 3, 2L / 4
x = 9
x /= 2
print x
