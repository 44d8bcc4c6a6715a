flow = [10, 20]
count = 0
print sum(flow) / count    # ZeroDivisionError: integer division or modulo by zero
