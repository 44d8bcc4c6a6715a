def attempt(f):
    try:
        f()
    except Exception, e:
        print type(e).__name__, e
def a():
    del undefined_name
def b():
    x = 1
    del x
    print x
def c():
    d = {}
    del d['k']
def d():
    l = []
    del l[3]
def e():
    del object().x
def f():
    t = (1,)
    del t[0]
for g in (a, b, c, d, e, f):
    attempt(g)
