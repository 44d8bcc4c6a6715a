import inspect
import sys


def f():
    info = inspect.getframeinfo(inspect.currentframe())
    print info
    print info.lineno, info.function, info[3]
    print inspect.getframeinfo(sys._getframe(1), 3)


f()
try:
    f.x
except AttributeError:
    print inspect.getframeinfo(sys.exc_info()[2], 5)
