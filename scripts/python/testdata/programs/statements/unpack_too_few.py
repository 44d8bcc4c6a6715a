def pair():
    return (1,)
a, b = pair()    # ValueError: need more than 1 value to unpack
