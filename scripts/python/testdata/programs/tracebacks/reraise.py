def f(): raise ValueError('orig')
def g():
    try:
        f()
    except ValueError:
        raise    # ValueError: orig
def h():
    g()
h()
