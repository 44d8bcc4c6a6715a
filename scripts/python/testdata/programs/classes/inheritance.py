class Base(object):
    def __init__(self): self.log = ['base']
    def run(self): return self.step() + '!'
    def step(self): return 'base step'
class Child(Base):
    def __init__(self):
        Base.__init__(self)
        self.log.append('child')
    def step(self): return 'child ' + super(Child, self).step()
c = Child()
print c.log, c.run(), isinstance(c, Base), issubclass(Child, Base), Child.__bases__
