def g():
    yield 1
i = g()
print i.__name__, type(i).__name__, i.gi_running
print iter(i) is i, hasattr(i, '__len__')
