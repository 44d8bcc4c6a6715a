def f(n):
    k = 10
    return [x * k for x in range(n)], {x + k for x in range(n)}, list(x + n for x in range(n)), {x: n for x in range(n)}
print f(2)
def g():
    fs = {i: lambda: i for i in range(2)}
    return [fs[i]() for i in sorted(fs)]
print g()
