# How deep calls may nest.
depth = []


def f(n):
    depth.append(n)
    f(n + 1)


try:
    f(1)
except RuntimeError, e:
    print len(depth), e
