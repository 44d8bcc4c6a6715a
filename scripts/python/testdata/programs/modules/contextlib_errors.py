from contextlib import contextmanager, nested, closing
@contextmanager
def never():
    if False: yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def swallow():
    try: yield
    except ValueError: pass
@contextmanager
def change():
    try: yield
    except ValueError, e: raise KeyError(str(e))
try:
    with never(): pass
except RuntimeError, e: print e
try:
    with twice(): pass
except RuntimeError, e: print e
with swallow(): raise ValueError('gone')
try:
    with change(): raise ValueError('x')
except KeyError, e: print 'KeyError', e
try:
    with swallow(): raise IndexError('kept')
except IndexError, e: print e
with nested(swallow(), closing(type('C', (object,), {'close': lambda s: None})())) as (a, b): print a, type(b).__name__
