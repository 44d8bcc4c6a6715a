# Functions that would run when the interpreter ends. A simulation's does not end while a script looks on.
__all__ = ["register"]

_exithandlers = []


def register(func, *targs, **kargs):
    _exithandlers.append((func, targs, kargs))
    return func
