_ = 1
__ = 2
_x_ = 3
a1 = 4
A1 = 5
print _ + __ + _x_ + a1 + A1
try: __x
except NameError, e: print e
