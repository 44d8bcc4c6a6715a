class V(object):
    def __add__(self, o):
        raise TypeError('cannot add %r' % (o,))    # TypeError: cannot add 5
def total(v):
    return v + 5
total(V())
