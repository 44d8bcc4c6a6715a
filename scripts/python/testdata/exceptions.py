import sys
def boom(x):
    return 1 / x
try:
    boom(0)
except ZeroDivisionError, e:
    print "caught", e
try:
    boom(0)
except (TypeError, ZeroDivisionError) as e:
    print "tuple", e
try:
    try:
        boom(0)
    except KeyError:
        print "no"
    finally:
        print "inner finally"
except ZeroDivisionError:
    print "outer"
try:
    pass
except:
    print "no"
else:
    print "else"
finally:
    print "finally"
class MyError(Exception):
    def __init__(self, code):
        self.code = code
    def __str__(self):
        return "code %d" % self.code
try:
    raise MyError(7)
except MyError, e:
    print e, e.code
try:
    raise ValueError, "old style"
except ValueError, e:
    print e, e.args
def reraiser():
    try:
        boom(0)
    except ZeroDivisionError:
        raise
try:
    reraiser()
except ZeroDivisionError:
    t, v, tb = sys.exc_info()
    print t, v
    while tb:
        print tb.tb_lineno, tb.tb_frame.f_code.co_name
        tb = tb.tb_next
class Manager(object):
    def __init__(self, swallow):
        self.swallow = swallow
    def __enter__(self):
        print "enter"
        return "value"
    def __exit__(self, t, v, tb):
        print "exit", t and t.__name__
        return self.swallow
with Manager(False) as m:
    print m
with Manager(True):
    raise KeyError("k")
try:
    with Manager(False):
        raise KeyError("k")
except KeyError, e:
    print "out", e
def early():
    with Manager(False):
        return "returned"
print early()
assert True
try:
    assert 1 == 2, "math"
except AssertionError, e:
    print e
for i in range(2):
    with Manager(False):
        if i == 0:
            continue
        break
def deep(n):
    if n == 0:
        raise RuntimeError("deep")
    deep(n - 1)

deep(3)
