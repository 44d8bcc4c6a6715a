class N(object): pass
class C(object):
    def __call__(self): pass
print callable(len), callable(N), callable(N()), callable(C()), callable(5), callable('x'), callable(lambda: 0), id(1) == id(1), hash(1), hash(1.0), hash(1L), hash(True), hash(None) == hash(None), hash(2.5), hash(-1), hash(()), hash((1,)), hash(2 ** 40)
