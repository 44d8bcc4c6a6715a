class CM(object):
    def __enter__(self): return self
    def __exit__(self, *a): print 'exit'
with CM() as c:
    x = 1
    c.missing()    # AttributeError: 'CM' object has no attribute 'missing'
