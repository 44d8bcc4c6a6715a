print sorted([2, 1], reverse=True, key=None), sorted(iterable=[1]) if False else '', int('11', base=2) if False else '', enumerate(['a'], start=3).next(), str(object='x') if False else '', max([1, 2], key=lambda x: -x), dict(a=1, **{'b': 2}), 'a b'.split(' '), round(number=2.567, ndigits=1) if False else ''
for f in (lambda: len(obj=[]), lambda: 'a'.upper(x=1), lambda: [].append(x=1), lambda: abs(x=1)):
    try: print f()
    except TypeError, e: print e
