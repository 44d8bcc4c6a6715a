assert True
assert 1, 'not shown'
assert (False, 'tuple is true')
try:
    assert 0
except AssertionError, e:
    print repr(e), e.args
try:
    assert 1 == 2, 'message'
except AssertionError, e:
    print repr(e), e.args
try:
    assert [], (1, 2)
except AssertionError, e:
    print e.args
