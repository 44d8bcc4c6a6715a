x = 'global'
class A(object):
    x = 'class'
    def f(self):
        def g(): return x
        return g(), self.x
    y = [x for i in range(1)][0]
print A().f(), A.y
def h():
    x = 'local'
    class B(object):
        z = x
        def m(self): return x
    return B.z, B().m()
print h()
