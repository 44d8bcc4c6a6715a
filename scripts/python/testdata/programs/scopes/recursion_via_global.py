def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
print even(10), odd(7), even(100)
f = even
even = lambda n: 'replaced'
print f(2)
