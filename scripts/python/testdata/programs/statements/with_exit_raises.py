class Bad(object):
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        raise RuntimeError('from exit after %s' % v)
try:
    with Bad():
        raise ValueError('inner')
except RuntimeError, e:
    print e
class NoExit(object):
    def __enter__(self): pass
try:
    with NoExit(): pass
except AttributeError, e:
    print 'AttributeError', e
