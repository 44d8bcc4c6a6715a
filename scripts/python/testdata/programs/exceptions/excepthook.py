import sys


def hook(kind, value, trace):
    print 'hook', kind.__name__, value, trace.tb_lineno
    sys.__excepthook__(kind, value, trace)


print sys.excepthook is sys.__excepthook__
try:
    1 / 0
except ZeroDivisionError:
    hook(*sys.exc_info())
