rows = [('b', 2, 1.5), ('a', 2, 0.5), ('c', 1, 9.0), ('a', 1, 3.0)]
print sorted(rows), sorted(rows, key=lambda r: (-r[1], r[0])), sorted(rows, cmp=lambda x, y: cmp(y[2], x[2])), sorted(rows, key=lambda r: r[0], reverse=True)
