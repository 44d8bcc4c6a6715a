def f():
    from math import *
    def g():
        return x
