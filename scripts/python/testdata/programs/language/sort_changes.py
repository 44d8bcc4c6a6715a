# A list that changes while it is sorted
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

def check(cmp):
    L = [3, 1, 2]
    def f(x, y):
        cmp(L)
        return (x > y) - (x < y)
    show(L.sort, f)
    print L
check(lambda L: L.append(9))
check(lambda L: len(L))
class C:
    def __lt__(self, other):
        big.append(1)
        return False
big = [C() for i in range(5)]
show(big.sort)
print len(big)
print [3, 1, 2].sort(None, None, True)
show([3, 1].sort, 1)
show([3, 1].sort, lambda a, b: 'x')
show([3, 1].sort, lambda a, b: None)
show([3, 1].sort, lambda a, b: 1.5)
show([3, 1].sort, lambda a, b: 10**20)
show([3, 1].sort, key=1)
show([3, 1].sort, foo=1)
show([3, 1].sort, None, None, 0, 4)
show(sorted, 5)
show(sorted, [2, 1], key=lambda x: -x, reverse=1)
show(sorted, [1j, 2j])
show(sorted, [1, 'a', None, 2.5, (), [], {}, u'b', True, 1L])
