from java.io import StringWriter, PrintWriter, ByteArrayOutputStream, ByteArrayInputStream, PrintStream
from java.lang import RuntimeException, IllegalStateException, Exception as JavaException

def trace(e):
    writer = StringWriter()
    e.printStackTrace(PrintWriter(writer))
    return [l for l in writer.toString().splitlines() if not l.startswith('\t')]

try:
    try:
        raise IllegalStateException('inner')
    except JavaException, e:
        raise RuntimeException('outer', e)
except RuntimeException, e:
    for line in trace(e):
        print line
out = ByteArrayOutputStream()
p = PrintStream(out)
p.println('a line')
p.printf('%d|%s', [5, 'x'])
p.flush()
print repr(out.toString()), out.size(), out.toByteArray()[0]
i = ByteArrayInputStream(out.toByteArray())
n = i.read()
text = []
while n != -1:
    text.append(chr(n))
    n = i.read()
print repr(''.join(text))
