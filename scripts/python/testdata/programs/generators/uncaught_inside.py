def values(source):
    for v in source:
        yield 100 / v    # ZeroDivisionError: integer division or modulo by zero
def report():
    return [v for v in values([1, 2, 0])]
report()
