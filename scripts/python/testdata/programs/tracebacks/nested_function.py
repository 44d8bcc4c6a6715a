def outer():
    def inner():
        x = None
        return x[0]    # TypeError: 'NoneType' object is unsubscriptable
    return inner()
outer()
