class Tag(object):
    value = None
t = Tag()
print t.value
print t.value.upper()    # AttributeError: 'NoneType' object has no attribute 'upper'
