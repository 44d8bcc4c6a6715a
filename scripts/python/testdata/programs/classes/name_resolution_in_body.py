x = 1
class A(object):
    print x
    x = x + 1
    print x
    for i in range(2): y = i
    if x == 2:
        def cond(self): return 'two'
    del i
print A.x, A.y, A().cond(), hasattr(A, 'i'), x
