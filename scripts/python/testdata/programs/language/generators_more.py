# Generators: send, throw, close, finally
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

import sys
def g():
    try:
        while True:
            try:
                r = yield 1
                print 'got', r
            except ValueError, e:
                print 'caught', e
                yield 'v'
    finally:
        print 'finally'
i = g()
show(i.send, 5)
print i.next(), i.send(2), i.throw(ValueError, 'x'), i.next()
show(i.throw, KeyError, 'k')
show(i.next)
show(i.send, None)
show(i.throw, ValueError)
i.close()
i = g()
show(i.throw, ValueError, 'early')
show(i.next)
i = g()
i.next()
i.close()
show(i.next)
i = g(); i.close(); show(i.next)
def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass
i = stubborn(); i.next()
show(i.close)
keep = i
def raiser():
    try:
        yield 1
    finally:
        raise KeyError('in finally')
i = raiser(); i.next()
show(i.close)
def ret():
    yield 1
    return
    yield 2
print list(ret())
def reent():
    yield me.next()
me = reent()
show(me.next)
def nested():
    for x in (y * 2 for y in range(3)):
        yield x
    try:
        yield 'a'
    finally:
        yield 'in finally'
print list(nested())
i = nested()
for k in range(4): i.next()
show(i.close)
def exc():
    try:
        raise ValueError('v')
    except ValueError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
i = exc()
print i.next(), sys.exc_info()[0], i.next()
def outer_exc():
    yield sys.exc_info()[0]
try:
    raise TypeError
except TypeError:
    print outer_exc().next()
show(i.throw, 5)
show(i.throw, 'string')
show(i.throw, ValueError, ValueError('inst'))
show(i.throw, ValueError('inst'), 'extra')
class OldExc: pass
def catches():
    try: yield 1
    except OldExc, e: yield 'old'
i = catches(); i.next()
print i.throw(OldExc())
print type(i), i.__name__, i.gi_running, i.gi_code.co_name, iter(i) is i
print sum(x for x in range(4)), max(x * x for x in range(-3, 3)), sorted(c for c in 'hello'), any(x > 2 for x in [1, 3]), all([])
print dict((k, v) for k, v in zip('ab', [1, 2])), list(x for x in range(3) for y in range(x)), [list(y for y in range(x)) for x in range(3)]
x = 10
gg = (x * y for y in range(3))
x = 20
print list(gg)
def lam():
    f = lambda: (yield 5)
    return list(f())
print lam()
def y_expr():
    a = yield
    b = (yield a) or 'none'
    print a, b
    print 'sum', (yield) + (yield)
i = y_expr(); i.next(); print i.send('A'); print i.send(None); i.send(None) if 0 else None
try:
    i.send(3); i.send(4)
except StopIteration:
    print 'done'
def with_return_in_try():
    try:
        yield 1
        return
    finally:
        print 'cleanup'
print list(with_return_in_try())
show(lambda: (x for x in 5))
show(list, (1/x for x in [1, 0]))
def loop():
    for i in range(3):
        try:
            if i == 1: continue
            yield i
        finally:
            print 'f', i
print list(loop())
