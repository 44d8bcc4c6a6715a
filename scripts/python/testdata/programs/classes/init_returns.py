class A(object):
    def __init__(self): return 5
try: A()
except TypeError, e: print e
class B:
    def __init__(self): return 5
try: B()
except TypeError, e: print e
class C(object): pass
try: C(1)
except TypeError, e: print e
class D: pass
try: D(1)
except TypeError, e: print e
