class E(Exception): pass
class Old: pass
def attempt(f):
    try: f()
    except Exception, e: print 'new', type(e).__name__, e.args
    except Old, e: print 'old', e.__class__.__name__
def a(): raise E
def b(): raise E('x')
def c(): raise E, 'y'
def d(): raise E, ('y', 'z')
def e(): raise E, None
def f(): raise E, E('inst')
def g(): raise Old
def h(): raise Old()
def i(): raise 'string'
def j(): raise 5
def k(): raise E('x'), 'y'
def l(): raise (E, 'ignored'), 'v'
def m(): raise None
def n(): raise E, ValueError('other')
for q in (a, b, c, d, e, f, g, h, i, j, k, l, m, n): attempt(q)
