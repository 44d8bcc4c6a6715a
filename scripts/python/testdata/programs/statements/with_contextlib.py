from contextlib import contextmanager, closing, nested
@contextmanager
def tag(name):
    print '<%s>' % name
    try:
        yield name.upper()
    except ValueError, e:
        print 'caught', e
    finally:
        print '</%s>' % name
with tag('b') as t:
    print t
with tag('i'):
    raise ValueError('inside')
class C:
    def close(self): print 'closed'
with closing(C()) as c:
    print isinstance(c, C)
