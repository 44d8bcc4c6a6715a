def cmp_fn(a, b):
    raise RuntimeError('cmp failed')    # RuntimeError: cmp failed
[3, 1, 2].sort(cmp_fn)
