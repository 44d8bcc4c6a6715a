class A(object):
    __secret = 1
    def __hidden(self): return 'A hidden'
    def call(self): return self.__hidden(), self.__secret
    def __init__(self): self.__x = 5
class B(A):
    def __hidden(self): return 'B hidden'
    def both(self): return self.__hidden(), self._A__hidden()
b = B()
print b.call(), b.both(), sorted(b.__dict__), hasattr(b, '__x'), b._A__x
class _C(object):
    __v = 3
    def f(self, __arg=1): return __arg, self.__v
print _C().f(), _C._C__v
