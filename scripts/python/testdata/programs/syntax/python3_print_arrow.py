x = 1
print(x, file=None)
