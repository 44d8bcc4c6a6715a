class P(object):
    def __getattr__(self, name):
        raise AttributeError('no %s here' % name)    # AttributeError: no speed here
P().speed
