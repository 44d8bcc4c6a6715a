def f(a, b=2): return a, b
def attempt(*args, **kw):
    try:
        print f(*args, **kw)
    except TypeError, e:
        print e
attempt()
attempt(1, 2, 3)
attempt(1, a=2)
attempt(c=3)
attempt(1, c=3)
attempt(b=1)
attempt(1, b=5)
def g(): pass
try: g(1)
except TypeError, e: print e
def h(a, b, c): pass
try: h(1, 2)
except TypeError, e: print e
try: h(1, 2, c=3, d=4)
except TypeError, e: print e
def k(a, *r): pass
try: k()
except TypeError, e: print e
def m(a, **r): pass
try: m(1, 2)
except TypeError, e: print e
try: m(1, a=2)
except TypeError, e: print e
