class A(object): pass
class B(A): pass
class O: pass
print isinstance(B(), (int, A)), isinstance(1, (str, (int, float))), isinstance(True, int), isinstance(1L, int), isinstance(u'', basestring), isinstance('', basestring)
print issubclass(bool, int), issubclass(B, (O, A)), isinstance(O(), O), isinstance(A, type)
try: isinstance(1, 5)
except TypeError, e: print e
try: issubclass(1, int)
except TypeError, e: print e
print isinstance(None, type(None)), type(1) == int, type('') in (str, unicode)
