class MyErr(Exception):
    def __init__(self, code, msg):
        self.code = code
        self.msg = msg
try:
    raise MyErr(5, 'bad')
except MyErr, e:
    print repr(e), str(e), e.args, e.message, e.code
class MyErr2(Exception):
    def __init__(self, code):
        super(MyErr2, self).__init__('code %s' % code)
print repr(MyErr2(4)), MyErr2(4).args
class MyErr3(ValueError):
    def __new__(cls, *a): return ValueError.__new__(cls, 'new')
print repr(MyErr3(4)), MyErr3(4).args
class MyErr4(KeyError):
    def __init__(self, *a): pass
print repr(MyErr4(4)), MyErr4(4).args, str(MyErr4(4))
class MyErr5(IOError):
    def __init__(self, *a): pass
print repr(MyErr5(4, 'x')), MyErr5(4, 'x').args, MyErr5(4, 'x').errno
raise MyErr(6, u'x')
