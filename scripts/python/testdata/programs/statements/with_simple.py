class Lock(object):
    def __enter__(self):
        print 'enter'
        return 'token'
    def __exit__(self, t, v, tb):
        print 'exit', t, v, tb is not None
with Lock(): print 'body'
with Lock() as x:
    print x
with Lock() as a, Lock() as b:
    print a, b
try:
    with Lock():
        raise KeyError('k')
except KeyError, e:
    print 'propagated', e
