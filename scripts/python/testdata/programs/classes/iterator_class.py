class Countdown(object):
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def next(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n + 1
print list(Countdown(3)), sum(Countdown(4)), tuple(Countdown(2)), zip(Countdown(2), 'ab'), dict(enumerate(Countdown(2)))
a, b, c = Countdown(3)
print a, b, c, max(Countdown(5)), 2 in Countdown(3), ' '.join(str(x) for x in Countdown(2))
