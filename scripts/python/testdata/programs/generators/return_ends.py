def g(n):
    for i in range(10):
        if i == n: return
        yield i
print list(g(3)), list(g(0))
def empty():
    return
    yield
print list(empty())
