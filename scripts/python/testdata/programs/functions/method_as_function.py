class Acc(object):
    def __init__(self): self.l = []
    def add(self, x): self.l.append(x); return len(self.l)
a = Acc()
add = a.add
print map(add, 'xyz'), a.l, Acc.add(a, 'w'), sorted(['b', 'a'], key=str.upper), map(str.strip, [' a ']), filter(str.isdigit, ['1', 'a']), reduce(Acc.__dict__['add'].__get__(a).__class__.__name__.__add__, []) if False else ''
