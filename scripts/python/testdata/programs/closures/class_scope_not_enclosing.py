def f():
    v = 'function'
    class C:
        v = 'class'
        l = [v for i in range(2)]
        g = list(v for i in range(2))
        def m(self): return v
    return C
C = f()
print C.l, C.g, C().m(), C.v
