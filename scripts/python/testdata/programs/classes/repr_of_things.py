class New(object): pass
class Old: pass
import re
print New, Old, type(New), type(Old), type(Old())
print re.sub('0x[0-9a-f]+', 'ADDR', repr(New()))
print re.sub('0x[0-9a-f]+', 'ADDR', repr(Old()))
print re.sub('0x[0-9a-f]+|at [0-9]+', 'ADDR', repr(New.__init__))
def f(): pass
print re.sub('0x[0-9a-f]+', 'ADDR', repr(f))
print len, [].append.__name__, int, type, object, None.__class__
