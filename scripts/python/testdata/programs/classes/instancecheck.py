class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is int
class A(object):
    __metaclass__ = M
print isinstance(5, A), isinstance(6, A), issubclass(int, A), issubclass(str, A)
