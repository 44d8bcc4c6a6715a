def a(): return
def b(): return 1, 2
def c():
    for i in range(10):
        if i == 4:
            return i
def d():
    try:
        return 'try'
    finally:
        print 'finally',
def e():
    try:
        return 'try'
    finally:
        return 'finally'
def f():
    while 1:
        try:
            return 'r'
        finally:
            break
    return 'after'
print a(), b(), c(), d(), e(), f()
