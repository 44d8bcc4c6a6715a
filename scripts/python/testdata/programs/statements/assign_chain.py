a = b = c = [1]
a.append(2)
print a, b, c, a is c
x = y = 0
x += 1
print x, y
