class P(object):
    @property
    def value(self):
        return self.raw * 2    # TypeError: unsupported operand type(s) for *: 'NoneType' and 'int'
    raw = None
print P().value
