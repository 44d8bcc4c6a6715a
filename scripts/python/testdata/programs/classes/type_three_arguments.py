C = type('C', (object,), {'x': 1, 'f': lambda self: self.x})
print C, C().f(), C.__name__, C.__module__
D = type('D', (C,), dict(x=2))
print D().f(), D.__mro__
try: type('E', (5,), {})
except TypeError, e: print e
