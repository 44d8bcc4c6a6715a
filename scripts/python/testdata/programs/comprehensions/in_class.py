class A(object):
    n = 3
    l = [i * n for i in range(n)]
    s = set(i for i in range(n))
    try:
        g = list(i * n for i in range(2))
    except NameError, e:
        g = str(e)
print A.l, A.s, A.g, A.i
