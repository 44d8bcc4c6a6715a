print sum([1, 2, 3]), sum([1.5, 2]), sum([], 10), sum([[1], [2]], []), min(3, 1, 2), max([3, 1, 2]), min('b', 'a'), max({'a': 1, 'b': 0}), min([3, -4], key=abs), max('apple', 'fig', key=len), sum(x for x in (1, 2)), max((1, 'a'), (1, 'b'))
for f in (lambda: sum(['a']), lambda: sum('ab'), lambda: max([]), lambda: min(), lambda: min(5), lambda: sum(5), lambda: max([], key=len), lambda: sum(['a'], '')):
    try: print f()
    except Exception, e: print type(e).__name__, e
