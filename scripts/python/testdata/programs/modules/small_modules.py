import fnmatch, keyword, locale, stat, weakref, copy_reg, codecs
print fnmatch.filter(['a.py', 'b.txt', 'c.py'], '*.py'), fnmatch.fnmatch('Tank01', 'Tank??'), fnmatch.fnmatchcase('x[1]', 'x[[]1]'), fnmatch.fnmatch('b', '[!a]')
print keyword.iskeyword('if'), keyword.iskeyword('x'), len(keyword.kwlist)
print locale.format('%d', 1234567), locale.format('%.2f', 3.14159), locale.str(2.5), locale.atof('3.5'), locale.atoi('7')
print stat.S_ISDIR(0o040755), stat.S_ISREG(0o100644), oct(stat.S_IMODE(0o100644))

class A(object):
    pass

a = A()
a.x = 5
r = weakref.ref(a)
print r() is a, weakref.proxy(a).x
w = weakref.WeakValueDictionary()
w['k'] = a
print w['k'] is a, 'k' in w, len(w)
k = weakref.WeakKeyDictionary()
k[a] = 1
print k[a], a in k
try:
    weakref.ref(5)
except TypeError, e:
    print e
print repr(codecs.encode(u'\xe9', 'utf-8')), repr(codecs.decode('\xc3\xa9', 'utf8')), repr(codecs.BOM_UTF8)
print codecs.lookup('utf8').name, codecs.getencoder('latin-1')(u'\xe9'), codecs.getdecoder('ascii')('abc')
import StringIO
f = StringIO.StringIO()
wr = codecs.getwriter('utf-8')(f)
wr.write(u'\u20ac')
print repr(f.getvalue()), repr(codecs.getreader('utf-8')(StringIO.StringIO('\xe2\x82\xacx\ny')).readline())
try:
    codecs.lookup('nope')
except LookupError, e:
    print e
