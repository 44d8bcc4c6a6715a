class Old:
    x = 1
    def __init__(self, v=0): self.v = v
    def __getattr__(self, n):
        if n.startswith('__'): raise AttributeError, n
        return 'dyn ' + n
    def __repr__(self): return 'Old(%s)' % self.v
o = Old(3)
print o, o.x, o.anything, type(o), o.__class__, Old, isinstance(o, Old), type(Old)
o.y = 5
print sorted(o.__dict__.items()), Old.__bases__
class Sub(Old):
    def __len__(self): return 2
print Sub(), len(Sub()), issubclass(Sub, Old), isinstance(Sub(), Old)
try: Old.nope
except AttributeError, e: print e
