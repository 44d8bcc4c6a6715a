print list(enumerate('ab')), list(enumerate('ab', 5)), zip([1, 2], 'ab', (True, False)), zip([1, 2, 3], 'ab'), zip(), zip([1]), map(None, [1, 2], [3]), map(lambda a, b: (a, b), [1, 2], [3]), map(str, [1, 2]), filter(None, [0, 1, '', 'a']), filter(lambda c: c > 'a', 'abc'), filter(lambda x: x, (0, 1)), reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), zip(*[(1, 2), (3, 4)])
for f in (lambda: reduce(lambda a, b: a, []), lambda: zip(5), lambda: map(5, [1]), lambda: map(None, 5), lambda: filter(5, [1])):
    try: print f()
    except Exception, e: print type(e).__name__, e
