import traceback
def f():
    return traceback.extract_stack()[-1]
print f()
def g():
    return [e[2] for e in traceback.extract_stack()][-2:]
print g()
