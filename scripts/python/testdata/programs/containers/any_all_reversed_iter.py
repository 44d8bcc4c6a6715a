print any([]), all([]), any([0, 1]), all([1, 0]), list(reversed('abc')), list(reversed([1, 2])), list(reversed(range(3))), list(iter([1, 2])), next(iter([5])), next(iter([]), 'd')
n = [3]
def countdown():
    n[0] -= 1
    return n[0]
print list(iter(countdown, 0))
for f in (lambda: next(iter([])), lambda: next([]), lambda: iter(5), lambda: reversed(5), lambda: iter(5, 6), lambda: list(reversed(set()))):
    try: print f()
    except Exception, e: print type(e).__name__, e
