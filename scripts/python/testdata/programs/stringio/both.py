from StringIO import StringIO
import cStringIO
s = StringIO(); s.write('a\n'); s.write('bc'); print repr(s.getvalue()), s.tell(); s.seek(0); print repr(s.read(1)), repr(s.readline()), repr(s.read()), repr(s.read())
for line in StringIO('x\ny\nz'): print repr(line),
print StringIO('a\nb\n').readlines(), cStringIO.StringIO('q').read()
c = cStringIO.StringIO(); print >>c, 'printed', 1; print repr(c.getvalue())
s = StringIO(u'\xe9'); print repr(s.read()); s.close()
s = StringIO('abc'); s.truncate(1); print s.getvalue(); s.writelines(['1', '2']); print repr(s.getvalue())
