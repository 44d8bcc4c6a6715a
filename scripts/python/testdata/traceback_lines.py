def late():
    def use():
        return w
    try:
        use()
    except NameError, e:
        print type(e)
    w = 1
late()
class C:
    x = 1
    def f(self, a,
          b=2):
        return (a +
                b /
                0)
def g():
    return C().f(1,
       2)
def k():
    d = {'a': 1,
      'b': g(),
    }
try:
    k()
except:
    import traceback; traceback.print_exc()
def m():
    x = [1,
     2,
     undefined]
try:
    m()
except:
    import traceback; traceback.print_exc()
def m2():
    foo = "a"
    foo.bar(
     1,
     2).baz(
     3)
try:
    m2()
except:
    import traceback; traceback.print_exc()
def m3():
    "abc".join(
     [1,2]
    )
try:
    m3()
except:
    import traceback; traceback.print_exc()
def m4():
    return str(
     1) + str(
     m3()
    )
try:
    m4()
except:
    import traceback; traceback.print_exc()
def m5(x):
    if (x and
       x.foo):
        pass
try:
    m5(1)
except:
    import traceback; traceback.print_exc()
def m6():
    for x in [1,2,
       3]:
        for y in x:
            pass
try:
    m6()
except:
    import traceback; traceback.print_exc()
def m7():
    return [y.z
       for y in
         (1,2)
       if y]
try:
    m7()
except:
    import traceback; traceback.print_exc()
def m8():
    return list(y.z
       for y in
         (1,2)
       if y)
try:
    m8()
except:
    import traceback; traceback.print_exc()
def m9():
    try:
        m8()
    finally:
        x = 1
try:
    m9()
except:
    import traceback; traceback.print_exc()
def m10():
    try:
        m3()
    except ValueError:
        x = 1
    except TypeError:
        x = 2
        raise
try:
    m10()
except:
    import traceback; traceback.print_exc()
def m11():
    try:
        m3()
    except TypeError, e:
        raise e
try:
    m11()
except:
    import traceback; traceback.print_exc()
class X(object):
    a = 1
    @undefinedd
    def f(): pass
