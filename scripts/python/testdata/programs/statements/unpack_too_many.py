print 'before'
a, b = [1, 2, 3]    # ValueError: too many values to unpack
