from StringIO import StringIO
class CM(object):
    def __init__(self, n): self.n = n
    def __enter__(self): return self.n
    def __exit__(self, *a): print 'exit', self.n
with CM(1) as a, CM(2) as b:
    print a + b
    print a / (b - 2)    # ZeroDivisionError: integer division or modulo by zero
