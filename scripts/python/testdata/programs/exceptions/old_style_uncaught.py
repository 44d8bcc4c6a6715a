class Problem:
    def __init__(self, n): self.n = n
    def __str__(self): return 'problem %d' % self.n
raise Problem(3)    # Problem: problem 3
