log = []
class R(object):
    def __init__(self, n): self.n = n
    def __enter__(self): log.append('in ' + self.n); return self
    def __exit__(self, *a): log.append('out ' + self.n)
with R('a') as a:
    log.append('use ' + a.n)
print log
