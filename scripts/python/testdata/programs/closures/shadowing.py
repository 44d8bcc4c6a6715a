x = 'global'
def a():
    x = 'a'
    def b():
        def c(): return x
        return c
    return b()()
def d():
    def e(): return x
    return e()
class C:
    x = 'class'
    def m(self): return x
    y = x
print a(), d(), C().m(), C.y
