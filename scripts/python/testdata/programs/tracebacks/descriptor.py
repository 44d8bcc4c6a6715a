class Positive(object):
    def __set__(self, o, v):
        if v < 0:
            raise ValueError('negative: %r' % v)    # ValueError: negative: -3
        o.__dict__['v'] = v
class T(object):
    level = Positive()
t = T()
t.level = 3
t.level = -3
