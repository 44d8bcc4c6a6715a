n = 0
def inc():
    global n, created
    n += 1
    created = 'new'
inc(); inc()
print n, created
def outer():
    global g
    def inner():
        return g
    g = 5
    return inner()
print outer(), g
class K:
    global in_class
    in_class = 3
print in_class, hasattr(K, 'in_class')
