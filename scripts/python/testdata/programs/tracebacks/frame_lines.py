import sys


def running():
    try:
        called()
    except ValueError:
        tb = sys.exc_info()[2]
        while tb:
            print tb.tb_lineno, tb.tb_frame.f_lineno, tb.tb_frame.f_code.co_name
            tb = tb.tb_next
    print sys._getframe().f_lineno, sys._getframe().f_back.f_lineno


def called():
    x = [1,
         2]
    deeper()


def deeper():
    raise ValueError('deep')


running()
try:
    1 / 0
except ZeroDivisionError:
    frame = sys.exc_info()[2].tb_frame
    print frame.f_lineno
    print 'Error at line %d' % frame.f_lineno, frame.f_locals is globals()


def callers(tag):
    f = sys._getframe(1)
    lines = []
    while f.f_code.co_name != '<module>':
        lines.append((f.f_lineno, f.f_code.co_name))
        f = f.f_back
    lines.append(f.f_lineno)
    print tag, lines


def numbers():
    callers('first')
    yield 1
    callers('second')
    yield 2


def loop():
    for x in numbers():
        pass
    return [y
            for y in numbers()
            if callers('list')]


class Compared(object):
    def __cmp__(self, other):
        callers('cmp')
        return 0

    def __nonzero__(self):
        callers('nonzero')
        return True

    def __iter__(self):
        callers('iter')
        return self

    def next(self):
        callers('next')
        raise StopIteration


def operators():
    c = Compared()
    if c == 1:
        pass
    if c:
        pass
    for i in c:
        pass
    return [i
            for i in c] + [callers('inner') for i in [1]]


loop()
operators()
print [callers('arrow') or x for x in (1 and [callers('nested') for y in [1]])]
