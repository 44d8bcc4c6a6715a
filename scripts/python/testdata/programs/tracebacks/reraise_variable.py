def f(): raise ValueError('orig')
def g():
    try:
        f()
    except ValueError, e:
        raise e    # ValueError: orig
g()
