log = []
def default():
    log.append('evaluated')
    return len(log)
def f(x=default(), y=[]):
    y.append(x)
    return y
print f(), f(5), f(), log, f.func_defaults
