def test(x):
    assert isinstance(x, int)    # AssertionError
    assert x > 0, ('x is', x)
test(1)
try: test(-1)
except AssertionError, e: print e
test('a')
