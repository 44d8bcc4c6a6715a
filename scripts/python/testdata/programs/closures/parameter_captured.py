def adder(n, *rest, **kw):
    def add(x): return x + n + sum(rest) + kw.get('extra', 0)
    return add
print adder(1)(1), adder(1, 2, 3)(1), adder(1, extra=100)(1)
def f((a, b)):
    return lambda: a + b
print f((1, 2))()
