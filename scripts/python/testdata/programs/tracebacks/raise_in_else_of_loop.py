def find(x, l):
    for y in l:
        if y == x: return y
    else:
        raise LookupError('%r is not in %r' % (x, l))    # LookupError: 5 is not in [1, 2]
print find(1, [1, 2])
find(5, [1, 2])
