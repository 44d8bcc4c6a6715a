class Range(object):
    def __init__(self, n): self.n = n
    def __iter__(self):
        i = 0
        while i < self.n:
            yield i
            i += 1
r = Range(3)
print list(r), list(r), [(a, b) for a in r for b in r if a < b], dict(zip(r, 'abc')), tuple(r), sum(r), list(enumerate(r))
