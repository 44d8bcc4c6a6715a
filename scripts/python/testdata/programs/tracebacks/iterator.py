class It(object):
    def __iter__(self): return self
    def next(self):
        raise RuntimeError('broken iterator')    # RuntimeError: broken iterator
for x in It():
    pass
