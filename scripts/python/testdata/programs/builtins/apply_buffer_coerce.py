print apply(max, (1, 2)), apply(dict, (), {'a': 1}), coerce(1, 2.0), coerce(1L, 2), intern('x')
print unichr(97), repr(raw_input) != '', bool(), str(), list(), tuple(), dict(), int(), float(), long(), complex(), unicode() == u'', set(), object.__name__
