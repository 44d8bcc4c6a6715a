for source in [(1, 2, 3), (1,), (), 'abc', {1: 2}, iter([1, 2, 3]), iter([1])]:
    try:
        a, b = source
    except ValueError, e:
        print type(source).__name__, e
    else:
        print 'ok', a, b
