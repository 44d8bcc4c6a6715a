x = 1
def f():
    print x    # UnboundLocalError: local variable 'x' referenced before assignment
    x = 2
f()
