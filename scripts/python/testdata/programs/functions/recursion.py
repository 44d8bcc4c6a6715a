def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
def hanoi(n, a='A', b='B', c='C'):
    if n: return hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)
    return []
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def flat(l): return sum((flat(x) if isinstance(x, list) else [x] for x in l), [])
print fib(15), len(hanoi(5)), hanoi(2), ack(2, 3), flat([1, [2, [3, [4]]]])
