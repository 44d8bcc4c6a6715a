# What exec and eval see and change
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

x = 'global'
def f():
    x = 'local'
    exec 'print x'
    exec 'x = "changed"'
    print x
    exec 'y = 5'
    print y
    print eval('x + "!"')
    print eval('x', {'x': 'given'}), eval('x', {}, {'x': 'local given'})
f()
print x
def g():
    exec 'z = 1' in globals()
    print z
g()
print z
d = {}
exec 'a = 1\ndef h(): return a\nb = h()' in d
print sorted(k for k in d if k != '__builtins__'), d['b'], d['h']()
l = {}
exec 'a = 2\ndef h(): return a' in d, l
print l.keys() == ['a', 'h'] or sorted(l), d['a'], l['h']()
class C:
    exec 'm = 3'
    n = eval('m + 1')
print C.m, C.n
show(eval, '1\n')
show(eval, '  1')
show(eval, 5)
show(eval, None)
show(eval, 'x', 5)
show(eval, 'x', {}, 5)
show(eval, 'q', {'__builtins__': {}})
show(eval, 'len("abc")', {'__builtins__': None})
show(eval, u'"\xe9"')
show(eval, "'\\xe9'")
show(eval, '[i for i in range(3)]')
show(eval, 'lambda: 5')
print eval('lambda: 5')()
c = compile('1 + 2', 'f', 'eval')
print eval(c), c.co_name, c.co_filename
c = compile('p = 7', 'f', 'exec')
exec c
print p
c = compile('8', 'f', 'single')
exec c
show(compile, '1', 'f', 'nope')
def refused(*a):
    try:
        compile(*a)
    except SyntaxError, e:
        print e.__class__.__name__, e.lineno, e.filename
refused('1 +', 'f', 'exec'); refused('a b', 'file.py', 'exec'); refused('x = 1', 'g', 'eval'); refused('', 'h', 'eval'); refused('if 1:\n  a\n b', 'i', 'exec')
try:
    exec 'raise ValueError("inside")'
except ValueError, e:
    print e
try:
    exec 'def k():\n  return 1/0\nk()'
except ZeroDivisionError, e:
    print e
def h(a):
    locals()['a'] = 9
    return a
print h(1)
def k():
    v = 1
    def inner(): return v
    l = locals()
    return sorted(l), l['v'], inner()
print k()
print sorted(n for n in dir() if n in ('x', 'f', 'g', 'nothing'))
def m(*args, **kw):
    return sorted(locals().items())
print m(1, 2, a=3)
class Map(dict):
    def __getitem__(self, n): return 'item ' + n
print eval('foo + bar', {}, Map())
exec 'print foo' in {}, Map()
execs = []
for i in range(3):
    exec 'execs.append(i * 10)'
print execs
exec 'import string as s; print s.digits'
exec "print 'a',; print 'b'"
exec ('print "tuple"', {})
exec u'print "\xe9" == "\\xc3\\xa9"'
def outer():
    exec 'w = 1'
    return w
print outer()
