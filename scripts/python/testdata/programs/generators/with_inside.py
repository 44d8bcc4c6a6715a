class CM(object):
    def __enter__(self): print 'enter'; return self
    def __exit__(self, t, v, tb): print 'exit', t and t.__name__
def g():
    with CM():
        yield 1
        yield 2
print list(g())
i = g()
i.next()
i.close()
