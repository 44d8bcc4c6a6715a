def g():
    yield 1
i = g()
print i.gi_frame is not None
list(i)
print i.gi_frame is None
