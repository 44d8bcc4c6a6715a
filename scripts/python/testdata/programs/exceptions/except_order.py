class A(Exception): pass
class B(A): pass
class C(B): pass
for c in (A, B, C, ValueError):
    try:
        raise c()
    except B: print c.__name__, 'B'
    except A: print c.__name__, 'A'
    except Exception: print c.__name__, 'E'
