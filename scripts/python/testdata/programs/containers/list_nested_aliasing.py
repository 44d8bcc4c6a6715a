grid = [[0] * 3] * 2
grid[0][0] = 1
print grid
grid = [[0] * 3 for i in range(2)]
grid[0][0] = 1
print grid
a = [1]; a.append(a)
print a, a[1][1][0], [a]
b = a[:]; b[0] = 2
print a[0], b[0]
