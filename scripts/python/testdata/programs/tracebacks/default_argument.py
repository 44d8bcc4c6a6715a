def f(a, b=1 / 0):    # ZeroDivisionError: integer division or modulo by zero
    pass
