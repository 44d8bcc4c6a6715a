e = Exception('one')
print e.message
e.message = 'set'
print e.message, e
e.extra = 5
print e.extra
print Exception('a', 'b').message == ''
e.args = ('new', 'args')
print e, repr(e)
