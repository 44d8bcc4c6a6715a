class Abstract(object):
    def __new__(cls):
        raise TypeError('%s is abstract' % cls.__name__)    # TypeError: Abstract is abstract
x = [Abstract() for i in range(1)]
