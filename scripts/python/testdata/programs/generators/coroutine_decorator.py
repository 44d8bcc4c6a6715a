def coroutine(f):
    def start(*a, **k):
        c = f(*a, **k)
        c.next()
        return c
    return start
@coroutine
def grep(pattern, target):
    while True:
        line = yield
        if pattern in line: target.send(line)
@coroutine
def printer():
    try:
        while True: print 'match:', (yield)
    except GeneratorExit:
        print 'closed'
p = printer()
g = grep('alarm', p)
for l in ['no', 'alarm 1', 'x', 'an alarm']: g.send(l)
g.close(); p.close()
