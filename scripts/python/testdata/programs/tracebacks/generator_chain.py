def source():
    for x in (1, 2, 'three'):
        yield x
def double(it):
    for x in it:
        yield x * 2 + 1    # TypeError: cannot concatenate 'str' and 'int' objects
for v in double(source()):
    print v
