import sys
def f(n):
    for i in range(3):
        try:
            try:
                if n == 0: return "ret"
                if n == 1: raise ValueError("v")
                if n == 2: break
                if n == 3: continue
                print "body",
            finally:
                print "f1",
        except ValueError, e:
            print "e", e,
            if i == 1: raise
        else:
            print "else",
        finally:
            print "f2"
    return "end"
for n in range(5):
    try:
        print f(n)
    except ValueError, e:
        print "escaped", e
def override():
    try:
        return 1
    finally:
        return 2
print override()
def swallow():
    while True:
        try:
            raise KeyError
        finally:
            break
    return "swallowed"
print swallow()
def nested():
    try:
        try:
            raise ValueError("a")
        except ValueError:
            raise KeyError("b")
    except KeyError, e:
        return repr(e)
print nested()
def in_handler():
    try:
        1 / 0
    except:
        try:
            {}["x"]
        except KeyError:
            pass
        return sys.exc_info()[0].__name__
print in_handler()
def restored():
    try:
        1 / 0
    except ZeroDivisionError:
        inner()
        print sys.exc_info()[0].__name__
def inner():
    try:
        {}["x"]
    except KeyError:
        print sys.exc_info()[0].__name__
restored()
print sys.exc_info()
class Base(Exception): pass
class Derived(Base):
    def __init__(self, a, b=2):
        Base.__init__(self, a, b)
        self.extra = b
try:
    raise Derived(1)
except Base, e:
    print e.extra, isinstance(e, Derived)
try:
    raise Derived, (5, 6)
except Derived, e:
    print e.args, e.extra
class Old: pass
try:
    raise Old()
except Old, e:
    print e.__class__.__name__
for src in ["raise 5", "raise 'str'", "raise", "raise None", "raise ValueError, ValueError('x')", "raise KeyError('k'), None, None", "raise (ValueError, 1)", "raise object"]:
    try:
        exec src
    except:
        t, v, tb = sys.exc_info()
        print t.__name__, v
try:
    try:
        raise ValueError("one")
    except ValueError:
        t, v, tb = sys.exc_info()
    raise t, v, tb
except ValueError, e:
    print e
try:
    x = int("abc")
except (KeyError, ValueError), e:
    print e
excs = (TypeError, IndexError)
try:
    [][1]
except excs, e:
    print type(e).__name__, e
d = {}
try:
    d["missing"]
except KeyError, d["err"]:
    print repr(d["err"])
class Ctx(object):
    def __enter__(self):
        print "in"
        return [1, 2]
    def __exit__(self, t, v, tb):
        print "out", t and t.__name__, v
        return t is ValueError
with Ctx() as (a, b):
    print a, b
with Ctx(), Ctx() as c:
    raise ValueError("gone")
def ret():
    with Ctx():
        for i in range(3):
            with Ctx():
                if i == 1: break
        return "r"
print ret()
try:
    with Ctx():
        raise TypeError("stays")
except TypeError, e:
    print e
try:
    with 5: pass
except AttributeError, e:
    print e
def rec(n):
    try:
        return rec(n + 1)
    finally:
        pass
try:
    rec(0)
except RuntimeError, e:
    print "deep", str(e)[:23]
assert_ok = False
try:
    assert assert_ok, ("tuple", 1)
except AssertionError, e:
    print e
try:
    assert assert_ok
except AssertionError, e:
    print repr(e)
print "done"
raise Base("final", 3)
