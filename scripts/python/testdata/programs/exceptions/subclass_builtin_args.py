class MyKey(KeyError): pass
class MyIO(IOError): pass
print str(MyKey('k')), repr(MyKey('k')), str(MyIO(1, 'm')), MyIO(1, 'm').errno
print isinstance(MyIO(), EnvironmentError), issubclass(MyKey, LookupError)
try: {}['q']
except LookupError, e: print type(e).__name__
