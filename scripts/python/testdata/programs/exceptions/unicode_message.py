e = ValueError(u'temp\xe9rature')
print repr(e), repr(e.args[0]), repr(unicode(e)), repr(e.message)
try:
    str(e)
except UnicodeEncodeError, x:
    print x
print [e]
