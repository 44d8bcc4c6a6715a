class N(object):
    def __init__(self, name): self.name = name
    def __enter__(self):
        print '+' + self.name
        if self.name == 'c': raise ValueError('enter c')
        return self
    def __exit__(self, t, v, tb):
        print '-' + self.name, t and t.__name__
try:
    with N('a'), N('b'), N('c'):
        print 'never'
except ValueError, e:
    print e
