def f():
    try:
        1 / 0
    except ZeroDivisionError, e:
        raise RuntimeError('handler: %s' % e)    # RuntimeError: handler: integer division or modulo by zero
f()
