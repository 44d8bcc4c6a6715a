def change(l, d, n, s):
    l.append(1); d['k'] = 1; n += 1; s += 'x'
    l = []
    return n, s
a, b, c, e = [], {}, 0, ''
print change(a, b, c, e), a, b, c, e
