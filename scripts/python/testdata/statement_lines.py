import traceback
def b():
    x = 1
    if x == 2:
        pass
    elif undef:
        pass
def c(n):
    while n < 3 and \
       (n == 0 or
       undef):
        n += 1
def d():
    f = (lambda x:
          x.foo)
    f(1)
def e():
    @undef
    def g(): pass
def f():
    def g(a=1,
      b=undef): pass
def gen():
    yield 1
    1/0
def h():
    for x in \
      gen():
        y = x
def i():
    return {k.a:
        1 for k in
        (1,2)}
def j():
    x = 1; y = 2; undef
def k():
    class Q(
      undef): pass
def l():
    class Q(object):
        "doc"
        x = \
         undef
def m():
    print 1, \
      undef
def n():
    assert 1 == 1
    assert 1 == 2, \
      "msg"
def o():
    """doc"""; undef
def p():
    x = {}
    x["a"][
     "b"] = 1
def q():
    raise ValueError(
      "x")
def r():
    raise \
     ValueError("x")
def s():
    try:
        pass
    finally:
        undef
def t():
    global zz
    del zz
def u():
    from sys import nothing
def v():
    import nothing.at.all
def w():
    (x, y) = \
      1, 2, 3
def x():
    return (1 if
      undef else
       3)
for fn in (b,c,d,e,f,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x):
    try:
        fn(*([0] if fn is c else []))
    except:
        print fn.__name__, traceback.format_exc().split("\n", 3)[3]
print [].foo if \
   len([]) else undef
