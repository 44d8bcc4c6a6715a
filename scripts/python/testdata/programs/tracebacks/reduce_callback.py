def add(a, b):
    return a + b    # TypeError: unsupported operand type(s) for +: 'int' and 'str'
print reduce(add, [1, 2, 'x'])
