def outer():
    def inner():
        return x
    try:
        inner()
    except NameError, e:
        print e
    x = 1
    return inner()
print outer()
