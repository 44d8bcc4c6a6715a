items = [1, 'a', None]
def key(x):
    return x + 1    # TypeError: cannot concatenate 'str' and 'int' objects
sorted(items, key=key)
