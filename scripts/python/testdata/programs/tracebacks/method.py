class Tank(object):
    def __init__(self, level):
        self.level = level
    def check(self):
        if self.level > self.limit:    # AttributeError: 'Tank' object has no attribute 'limit'
            return True
Tank(5).check()
