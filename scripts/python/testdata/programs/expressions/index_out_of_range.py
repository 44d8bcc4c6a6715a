values = [1, 2, 3]
print values[1]
print values[3]    # IndexError: index out of range: 3
