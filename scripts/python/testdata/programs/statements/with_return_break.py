class T(object):
    def __init__(self, n): self.n = n
    def __enter__(self): print 'enter', self.n
    def __exit__(self, *a): print 'exit', self.n, a
def f():
    with T('f'):
        return 'value'
print f()
for i in range(3):
    with T(i):
        if i == 0: continue
        break
