try:
    {}['a']
except KeyError, e:
    print e.missing    # AttributeError: 'exceptions.KeyError' object has no attribute 'missing'
