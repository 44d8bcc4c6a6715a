fs = [lambda: x for x in range(3)]
print [f() for f in fs], x
gs = list((lambda: y) for y in range(3))
print [g() for g in gs]
ds = {k: (lambda: k) for k in range(3)}
print sorted(f() for f in ds.values())
