rows = [('b', 2), ('a', 2), ('c', 1), ('d', 1)]
print sorted(rows, key=lambda r: r[1]), sorted(rows, key=lambda r: r[1], reverse=True)
rows.sort(key=lambda r: r[0])
rows.sort(key=lambda r: r[1])
print rows
