x = None
if x:
    pass
elif x.attr:    # AttributeError: 'NoneType' object has no attribute 'attr'
    pass
