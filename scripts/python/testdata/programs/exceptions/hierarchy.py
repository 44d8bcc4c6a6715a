def chain(c):
    return [k.__name__ for k in c.__mro__[:-1]]
for c in (KeyError, IndexError, ZeroDivisionError, OverflowError, UnicodeDecodeError, UnicodeEncodeError, ImportError, IOError, OSError,
          AttributeError, NameError, UnboundLocalError, NotImplementedError, StopIteration, GeneratorExit, KeyboardInterrupt, SystemExit,
          AssertionError, EOFError, SyntaxError, IndentationError, TabError, TypeError, RuntimeError, MemoryError, SystemError, ReferenceError,
          Warning, DeprecationWarning, UserWarning, FloatingPointError, BufferError, EnvironmentError):
    print ' '.join(chain(c))
