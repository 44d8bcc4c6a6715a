import copy
class S(object):
    __slots__ = ['a', '__b', 'unset']
    def __init__(self): self.a = [1]; self.__b = 2
    def b(self): return self.__b
class T(S):
    __slots__ = 'c'
    def __init__(self): S.__init__(self); self.c = 'c'
class U(T):
    pass
for k in (S, T, U):
    x = k()
    if k is U: x.free = 1
    y, z = copy.copy(x), copy.deepcopy(x)
    print y.a is x.a, z.a, z.a is x.a, y.b(), z.b(), getattr(z, 'c', None), hasattr(z, 'unset'), getattr(z, 'free', None)
