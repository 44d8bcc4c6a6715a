for x in (1, 1L, 1.0, 1j, True, None, '', u'', [], (), {}, set(), frozenset(), xrange(1), slice(1), len, lambda: 0, object(), type, Ellipsis, NotImplemented, bytearray(), iter([]), iter(()), iter(''), iter({}), (i for i in []), enumerate([]), reversed([]), Exception(), property(), staticmethod(len), classmethod(len), super(int, 1), [].append, str.upper, __builtins__):
    print type(x).__name__,
print
