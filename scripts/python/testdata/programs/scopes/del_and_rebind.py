def f():
    x = 1
    del x
    try: x
    except UnboundLocalError, e: print e
    x = 2
    return x
print f()
y = 1
def g():
    global y
    del y
g()
try: y
except NameError, e: print e
