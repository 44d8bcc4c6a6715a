def e(x):
    print x,
    return x
print '|', e(1) + e(2) * e(3)
print '|', [e(1), e(2)], (e(3), e(4))
print '|', {e('k1'): e('v1'), e('k2'): e('v2')}
def f(*a, **k): return len(a) + len(k)
print '|', f(e(1), e(2), k=e(3))
print '|', e([5, 6])[e(0)]
print '|', e(1) if e(0) else e(2)
print '|', e(1) < e(3) < e(2)
