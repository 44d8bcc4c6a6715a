a, b = 5    # TypeError: 'int' object is not iterable
