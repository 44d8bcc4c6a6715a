class M(type):
    def __new__(m, n, b, d):
        if 'name' not in d:
            raise ValueError('%s has no name' % n)    # ValueError: Pump has no name
        return type.__new__(m, n, b, d)
class Pump(object):
    __metaclass__ = M
