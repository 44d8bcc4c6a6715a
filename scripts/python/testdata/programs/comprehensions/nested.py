m = [[1, 2, 3], [4, 5, 6]]
print [[row[i] for row in m] for i in range(3)]
print [x for row in m for x in row if x % 2]
print [(x, y) for x in range(3) if x for y in range(x)]
print {k: [v for v in range(k)] for k in range(3)}
print [[y for y in x] for x in 'ab', 'cd']
