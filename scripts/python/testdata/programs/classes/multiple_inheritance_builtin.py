class Ordered(object):
    def keys(self): return sorted(dict.keys(self))
class D(Ordered, dict): pass
d = D(b=1, a=2)
print d.keys(), len(d), d['a'], [k.__name__ for k in D.__mro__]
class E(ValueError, KeyError): pass
try: raise E('both')
except KeyError, e: print repr(e)
try:
    class X(int, str): pass
except TypeError, e: print e
try:
    class Y(bool): pass
except TypeError, e: print e
