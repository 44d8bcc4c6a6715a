def g():
    exec 'x = 1' in {}
    return x    # NameError: name 'x' is not defined
g()
