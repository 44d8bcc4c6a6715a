level = 42
print level + ' percent'    # TypeError: unsupported operand type(s) for +: 'int' and 'str'
