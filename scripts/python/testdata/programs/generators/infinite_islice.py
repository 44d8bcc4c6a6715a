from itertools import islice
def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b
print list(islice(fib(), 15))
print list(islice(fib(), 60, 62))
