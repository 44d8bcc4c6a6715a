def check(v):
    if v > 2:
        raise ValueError('too large: %d' % v)    # ValueError: too large: 3
    return v
print filter(check, [1, 2])
print max([1, 2, 3], key=check)
