print (lambda: 1)()
print (lambda x, y=2, *a, **k: (x, y, a, k))(1, 3, 4, z=5)
print (lambda (a, b), c: a + b + c)((1, 2), 3)
add = lambda a: lambda b: a + b
print add(3)(4)
print map(lambda x: x * x, [1, 2, 3])
print sorted([3, 1, 2], key=lambda v: -v)
print (lambda *a: a)(*[1, 2]), (lambda **k: k)(**{'a': 1})
l = [lambda: i for i in range(3)]
print [f() for f in l]
l = [lambda i=i: i for i in range(3)]
print [f() for f in l]
print (lambda: (yield))().__class__.__name__
