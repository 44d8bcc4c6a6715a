from collections import deque
class Average(object):
    def __init__(self, n): self.q = deque(maxlen=n)
    def __call__(self, v):
        self.q.append(float(v))
        return sum(self.q) / len(self.q)
avg = Average(3)
print ['%.3f' % avg(v) for v in (1, 2, 6, 10, 2)], round(avg(0), 2)
