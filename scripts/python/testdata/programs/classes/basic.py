class Pump(object):
    """A pump."""
    count = 0
    def __init__(self, name, rate=1.0):
        self.name = name
        self.rate = rate
        Pump.count += 1
    def describe(self):
        return '%s@%.1f' % (self.name, self.rate)
p, q = Pump('P1'), Pump('P2', 2.5)
print p.describe(), q.describe(), Pump.count, p.count
print Pump.__name__, Pump.__doc__, Pump.__module__, Pump.__bases__
print p.__class__ is Pump, type(p) is Pump, isinstance(p, object)
print sorted(p.__dict__.items())
print Pump.describe(p)
