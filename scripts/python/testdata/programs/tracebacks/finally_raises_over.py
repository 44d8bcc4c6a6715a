def f():
    try:
        raise ValueError('first')
    finally:
        {}['second']    # KeyError: 'second'
f()
