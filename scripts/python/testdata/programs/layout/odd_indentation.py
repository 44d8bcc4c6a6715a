if 1:
 x = 1
 if x:
        y = 2
        if y:
              z = 3
 w = 4
print x, y, z, w
def f():
                                    return 'far'
print f()
