for x in 12.5:    # TypeError: 'float' object is not iterable
    print x
