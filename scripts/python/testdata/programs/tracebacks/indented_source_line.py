def f():
            if True:
                    return   {}  [ 'deep' ]
f()
