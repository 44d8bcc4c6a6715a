class CM:
    def __enter__(self): return 'old'
    def __exit__(self, t, v, tb): return True
with CM() as c:
    print c
    raise ValueError
print 'ok'
