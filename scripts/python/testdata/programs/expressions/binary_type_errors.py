import operator
for op in ('add', 'sub', 'mul', 'div', 'mod', 'pow', 'lshift', 'and_', 'floordiv', 'truediv'):
    for a, b in ((1, 'a'), ([], {}), (None, 2), ('a', [])):
        try:
            print op, getattr(operator, op)(a, b)
        except TypeError, e:
            print op, e
