class TagError(Exception):
    def __init__(self, path, code=0):
        Exception.__init__(self, path, code)
        self.path = path
        self.code = code
    def __str__(self):
        return '%s failed with %d' % (self.path, self.code)
class Missing(TagError): pass
try:
    raise Missing('[default]A/B', 404)
except TagError, e:
    print e, e.path, e.code, repr(e), e.args
