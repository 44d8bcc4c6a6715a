def f(i):
    print 'index', i
    return i
l = [10, 20]
l[f(1)] += 5
print l
class A(object):
    n = 1
def obj():
    print 'obj'
    return A
obj().n += 1
print A.n
l[0:f(1)] += [9]
print l
