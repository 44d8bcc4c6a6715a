class A(object):
    def __init__(self, x):
        self.x = int(x)    # ValueError: invalid literal for int() with base 10: 'abc'
class B(A):
    def __init__(self, x):
        super(B, self).__init__(x)
B('abc')
