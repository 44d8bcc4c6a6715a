# Exceptions: hierarchy, attributes, matching, raising in all forms.
import sys
class MyErr(Exception):
    def __init__(self, code, msg): Exception.__init__(self, msg); self.code = code
class Plain(Exception): pass
class WithStr(ValueError):
    def __str__(self): return 'custom str'
def attempt(f):
    try: f()
    except Exception, e:
        print type(e).__name__, repr(e), str(e), e.args, getattr(e, 'message', '-')
def r1(): raise MyErr(5, 'bad')
def r2(): raise Plain
def r3(): raise Plain('a', 'b')
def r4(): raise ValueError, 'old form'
def r5(): raise ValueError, ('t1', 't2')
def r6(): raise WithStr('x')
def r7(): raise KeyError('k')
def r8(): {}['missing']
def r9(): [][1]
def r10(): 1 / 0
def r11(): raise IOError(2, 'No such', 'file.txt')
def r12(): raise EnvironmentError(1, 'two')
def r13(): assert 0, 'asserted'
def r14(): assert 0
def r15(): undefined_name
def r16(): int('x')
def r17(): raise ValueError, Plain('inst')
def r18(): raise Plain('inst'), None
def r19(): raise Plain('inst'), 5
def r20(): raise 5
def r21(): raise 'string'
def r22(): unicode('\xff')
def r23(): u'\xff'.encode('ascii')
def r24(): None.foo
def r25(): None()
def r26(): None + 1
def r27(): 'a' + 1
def r28(): (1, 2)[5]
def r29(): a, b = 1
def r30(): a, b = (1,)
def r31(): a, b = (1, 2, 3)
def r32(): a, b = 'x'
def r33(): for_ = [x for x in 5]
def r34(): import nonexistent_module
def r35(): from sys import nonexistent_name
def r36(): raise MyErr
def r37(): raise (ValueError, 'ignored'), 'second'
def r38(): raise ValueError(u'plain')
def r39(): raise StopIteration
def r40(): iter([]).next()
def r41(): x = 5; x.y = 1
def r42(): del {}['a']
def r43(): setattr(object(), 'a', 1)
def r44(): 'abc'.nope
def r45(): len(5)
def r46(): 5[0]
def r47(): 5()
def r48(): sys.exit
for i in range(1, 49):
    f = globals()['r%d' % i]
    print i,
    attempt(f)
print issubclass(KeyError, LookupError), issubclass(IOError, EnvironmentError), issubclass(UnicodeDecodeError, ValueError)
try:
    try: raise ValueError('inner')
    except KeyError: print 'no'
    finally: print 'finally'
except (TypeError, ValueError), e: print 'outer', e
try: raise ValueError
except: print sys.exc_info()[0], repr(sys.exc_info()[1])
def reraise():
    try: raise KeyError('again')
    except KeyError: raise
try: reraise()
except LookupError, e: print 'reraised', e
def fin():
    try: return 'try'
    finally: print 'fin'
print fin()
try: pass
except: print 'no'
else: print 'else'
e = IOError(2, 'msg', 'f')
print e.errno, e.strerror, e.filename, e.args, e
e = SyntaxError('msg', ('file.py', 3, 7, 'text'))
print e.msg, e.filename, e.lineno, e.offset, e.text, e
e = UnicodeDecodeError('utf-8', 'abc', 1, 2, 'why')
print e.encoding, e.object, e.start, e.end, e.reason, e
e = SystemExit(4)
print e.code, e.args
print Exception('a') == Exception('a'), Exception() , repr(Exception()), Exception(1, 2)[1]
x = ValueError('m')
x.extra = 5
print x.extra, x.__dict__, x.message, unicode(x)
x.args = (1, 2)
print x, x.args
try:
    raise SystemExit('bye')
except SystemExit, e: print 'exit', e
try:
    raise KeyboardInterrupt
except Exception: print 'no'
except BaseException, e: print repr(e)
class Old: pass
try: raise Old
except Old, e: print isinstance(e, Old)
try: raise Old()
except Old, e: print isinstance(e, Old)
class Lazy(Exception):
    def __unicode__(self): return u'uni'
    def __repr__(self): return 'lazy!'
print repr(Lazy(1)), str(Lazy(1)), unicode(Lazy(1)), [Lazy(2)]
