print map(lambda x: 10 / x, [1, 2])
print map(lambda x: 10 / x, [1, 0])    # ZeroDivisionError: integer division or modulo by zero
