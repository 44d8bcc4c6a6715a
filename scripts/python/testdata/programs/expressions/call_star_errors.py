def f(*a, **k): return a, k
for args, kw in [(5, {}), (None, {}), ((), 5), ((), {1: 2}), ('ab', {'a': 1})]:
    try:
        print f(*args, **kw)
    except TypeError, e:
        print e
