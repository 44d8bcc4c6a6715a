class A(object):
    x = 1
    def __getattribute__(self, n):
        print 'get', n
        if n == 'magic': return 42
        return object.__getattribute__(self, n)
    def __getattr__(self, n): return 'fallback ' + n
    def m(self): return self.x
a = A()
print a.magic
print a.m()
print a.nothing
print len([a]) , a.__class__.__name__
