for f in (lambda: len(), lambda: len(1, 2), lambda: len(5), lambda: abs(), lambda: ord(), lambda: isinstance(1), lambda: 'a'.upper(1), lambda: [].append(), lambda: [].append(1, 2), lambda: {}.get(), lambda: int(1, 2, 3), lambda: str(1, 2), lambda: range(), lambda: 'a'.replace('b'), lambda: sorted(), lambda: zip(1), lambda: min(1, 2, foo=3), lambda: sorted([1], foo=2), lambda: open(), lambda: getattr(1), lambda: dict(1, 2), lambda: list(1, 2), lambda: 'x'.join(), lambda: 'x'.split(1, 2, 3)):
    try: print f()
    except TypeError, e: print e
