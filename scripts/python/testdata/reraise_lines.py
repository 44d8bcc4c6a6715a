import traceback
def a():
    try:
        1/0
    except KeyError:
        pass
def b():
    try:
        1/0
    finally:
        x = 1
def c():
    try:
        a()
    except KeyError:
        pass
def d():
    try:
        try:
            1/0
        except KeyError:
            pass
    except ValueError:
        pass
def e():
    try:
        1/0
    except ZeroDivisionError:
        raise
def f():
    try:
        1/0
    except ZeroDivisionError, x:
        y = 1
        raise x
def g():
    try:
        try:
            1/0
        finally:
            x = 1
    finally:
        y = 1
def h():
    try:
        e()
    except ZeroDivisionError:
        raise
def i():
    with open('x') as q: pass
class M(object):
    def __enter__(self): pass
    def __exit__(self, *a): pass
def j():
    with M():
        1/0
def k():
    for v in (1,):
        try:
            x = 1
            1/0
        finally:
            x = 2
def l():
    try:
        raise ValueError
    except ValueError:
        try:
            1/0
        except KeyError:
            pass
def m():
    try:
        1/0
    except ZeroDivisionError:
        e()
def n():
    try:
        e()
    except ValueError:
        pass
    finally:
        x = 1
for fn in (a,b,c,d,e,f,g,h,j,k,l,m,n):
    try:
        fn()
    except:
        import sys
        t = sys.exc_info()[2]
        print fn.__name__,
        while t:
            print "%s:%d" % (t.tb_frame.f_code.co_name, t.tb_lineno),
            t = t.tb_next
        print
