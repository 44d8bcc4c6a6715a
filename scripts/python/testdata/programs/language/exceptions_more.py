# Exceptions: attributes, raising, catching
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

import sys
for e in (Exception(), Exception('a'), Exception('a', 'b'), ValueError(u'\xe9'), KeyError('k'), KeyError('a', 'b'), KeyError(u'\xe9'), IOError(2, 'msg'), IOError(2, 'msg', 'file'), IOError('x'), EnvironmentError(1, 2, 3), OSError(5, 'o'), SystemExit(), SystemExit(3), SystemExit('m'), StopIteration(5), SyntaxError('m', ('f', 3, 4, 'text')), SyntaxError('m'), UnicodeDecodeError('c', 'abc', 0, 1, 'r'), UnicodeEncodeError('c', u'abc', 0, 2, 'r'), ImportError('i'), NameError('n'), KeyboardInterrupt(), AssertionError(), Exception(None), Exception(()), Exception((1, 2)), Exception([1]), UserWarning('w'), ArithmeticError('x')):
    print repr(e), '|', e.args, '|', e.message, '|',
    try:
        print str(e),
    except Exception, x:
        print x.__class__.__name__,
    try:
        print '|', repr(unicode(e))
    except Exception, x:
        print '|', x.__class__.__name__
    for n in 'errno strerror filename code msg lineno offset text print_file_and_line encoding object start end reason'.split():
        if hasattr(e, n): print n, repr(getattr(e, n)),
    print
def r(*a):
    try:
        if len(a) == 1: raise a[0]
        elif len(a) == 2: raise a[0], a[1]
        else: raise a[0], a[1], a[2]
    except:
        t, v, tb = sys.exc_info()
        print getattr(t, '__name__', t), repr(v)
class Old: pass
class OldI:
    def __init__(self, *a): self.a = a
    def __repr__(self): return 'OldI%r' % (self.a,)
class New(object): pass
class E(Exception):
    def __init__(self, a, b=2): self.a, self.b = a, b
for a in ((ValueError,), (ValueError, 'm'), (ValueError, ('a', 'b')), (ValueError, ValueError('inst')), (Exception, ValueError('sub')), (ValueError, KeyError('other')), (ValueError, None), (ValueError, ()), ('string',), (5,), (None,), (OldI,), (OldI, 1), (OldI, (1, 2)), (OldI(3),), (OldI(3), 4), (New,), (New(),), (E, 1), (E, (1, 5)), (E,), (ValueError('x'), 'y'), ((ValueError, KeyError), 'tuple'), (ValueError, 'm', None), (ValueError, 'm', 5), (type, 'x'), (int, 5), (object,), ([],), (BaseException, 'b'), (GeneratorExit,)):
    print a if 'object at' not in repr(a) and 'instance at' not in repr(a) else '...',
    r(*a)
def c(exc, clause):
    try:
        try:
            raise exc
        except clause, v:
            return 'caught', v.__class__.__name__
    except:
        return 'missed', sys.exc_info()[0].__name__
for exc, clause in ((ValueError(), ValueError), (ValueError(), Exception), (ValueError(), (KeyError, ValueError)), (ValueError(), ((KeyError,), (ValueError,))), (ValueError(), KeyError), (ValueError(), ()), (ValueError(), 5), (ValueError(), 'ValueError'), (OldI(), OldI), (OldI(), Exception), (ValueError(), None), (KeyboardInterrupt(), Exception), (SystemExit(), Exception), (GeneratorExit(), Exception), (UnicodeDecodeError('a', 'b', 0, 1, 'c'), ValueError), (IndexError(), LookupError), (OverflowError(), ArithmeticError), (OSError(), EnvironmentError)):
    print clause if not isinstance(clause, type(Old)) else clause.__name__, c(exc, clause)
def flow():
    for i in range(3):
        try:
            try:
                if i == 0: raise ValueError(i)
                if i == 1: continue
                return 'returned'
            except ValueError, e:
                print 'except', e
            else:
                print 'else'
            finally:
                print 'finally', i
        finally:
            print 'outer finally'
print flow()
def fin():
    try:
        return 1
    finally:
        return 2
print fin()
def fin2():
    try:
        raise ValueError
    finally:
        return 'swallowed'
print fin2()
def reraise():
    try:
        try:
            raise ValueError('first')
        except ValueError:
            try:
                raise KeyError('second')
            except KeyError:
                pass
            raise
    except Exception, e:
        return repr(e)
print reraise()
show(lambda: (lambda: (_ for _ in ()).throw(ValueError('x')))())
try:
    raise
except Exception, e:
    print e.__class__.__name__, e
print sys.exc_info()[0]
sys.exc_clear()
print sys.exc_info()
e = Exception('a', 1)
e.extra = 5
print e.__dict__, e[0], e[1], list(e), len(e.args)
e.args = (9,)
print e, repr(e), e.message
e.message = 'changed'
print e.message, str(e)
show(lambda: e[5])
show(Exception.__getitem__, e, 0)
show(setattr, e, 'args', 5)
class Str(Exception):
    def __str__(self): return 'custom'
print Str('x'), repr(Str('x')), Str('x').args, unicode(Str('x'))
class Uni(Exception):
    def __unicode__(self): return u'\xe9'
print repr(unicode(Uni('x'))), Uni('x')
assert_msg = None
try:
    assert 0, ('a', 'b')
except AssertionError, e:
    print e, e.args
try:
    assert []
except AssertionError, e:
    print repr(e)
print issubclass(StopIteration, Exception), Exception.__mro__
print sorted(n for n in dir(Exception()) if not n.startswith('__'))
