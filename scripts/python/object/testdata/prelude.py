# What the expressions may use besides the built-in names.
class Old:
    def __init__(self, v=0): self.v = v
    def __repr__(self): return 'Old(%r)' % self.v
    def __add__(self, o): return ('Old.add', o)
    def __radd__(self, o): return ('Old.radd', o)
    def __cmp__(self, o): return cmp(self.v, getattr(o, 'v', o))
    def __hash__(self): return 7

class New(object):
    def __init__(self, v=0): self.v = v
    def __repr__(self): return 'New(%r)' % self.v
    def __sub__(self, o): return ('New.sub', o)
    def __rmul__(self, o): return ('New.rmul', o)
    def __eq__(self, o): return isinstance(o, New) and o.v == self.v
    def __lt__(self, o): return 'less'
    def __hash__(self): return 5

class Sub(New):
    def __sub__(self, o): return ('Sub.sub', o)
    def __rsub__(self, o): return ('Sub.rsub', o)

class MyInt(int): pass
class MyStr(str):
    def __str__(self): return 'my'
class MyUni(unicode): pass
class MyList(list): pass
class MyDict(dict):
    def __missing__(self, k): return ('missing', k)
class MyTuple(tuple): pass
class MyFloat(float):
    def __repr__(self): return 'MyFloat'
class Plain: pass
class Bare(object): pass
class Indexable(object):
    def __index__(self): return 2
    def __int__(self): return 3
    def __float__(self): return 4.5
    def __long__(self): return 5L
    def __hex__(self): return 'hexed'
    def __oct__(self): return 'octed'
    def __nonzero__(self): return False
    def __len__(self): return 6
    def __abs__(self): return 'abs'
    def __neg__(self): return 'neg'
    def __invert__(self): return 'invert'
    def __unicode__(self): return u'\u1234'
    def __str__(self): return 'indexable'
    def __repr__(self): return '<I>'
    def __getitem__(self, i):
        if isinstance(i, slice): return ('slice', i.start, i.stop, i.step)
        if i > 2: raise IndexError(i)
        return i * 10
    def __contains__(self, x): return x == 1
    def __call__(self, *a, **k): return (a, k)
    def __format__(self, s): return 'F' + s
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i
    def __len__(self): return 4
def f(*a, **k): return (a, k)
def g(a, b=2, *c): return (a, b, c)
def h(a, b): return a
def err(k):
    raise k
