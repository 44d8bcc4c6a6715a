def a():
    try:
        return 'try'
    finally:
        print 'f1'
def b():
    for i in range(3):
        try:
            continue
        finally:
            print 'f2', i
    return 'b'
def c():
    while 1:
        try:
            try:
                break
            finally:
                print 'inner'
        finally:
            print 'outer'
    return 'c'
def d():
    try:
        raise ValueError
    finally:
        return 'swallowed'
def e():
    try:
        try:
            raise ValueError('one')
        finally:
            raise KeyError('two')
    except Exception, x:
        return repr(x)
print a(), b(), c(), d(), e()
