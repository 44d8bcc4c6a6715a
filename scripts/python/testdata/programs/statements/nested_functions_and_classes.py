def outer():
    class Inner(object):
        def method(self):
            def deepest():
                return 'deep'
            return deepest()
    return Inner()
o = outer()
print o.method(), type(o).__name__
class A:
    class B:
        class C:
            x = 1
print A.B.C.x
