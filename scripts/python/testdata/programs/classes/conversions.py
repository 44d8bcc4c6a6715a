class C(object):
    def __int__(self): return 7
    def __long__(self): return 8L
    def __float__(self): return 9.5
    def __complex__(self): return 1j
    def __oct__(self): return 'oct!'
    def __hex__(self): return 'hex!'
    def __index__(self): return 2
    def __nonzero__(self): return False
    def __str__(self): return 'str!'
    def __repr__(self): return 'repr!'
    def __unicode__(self): return u'unicode!'
    def __hash__(self): return 99
    def __coerce__(self, o): return None
c = C()
print int(c), long(c), float(c), complex(c), oct(c), hex(c), [1, 2, 3][c], bool(c), str(c), repr(c), unicode(c), hash(c), '%s %r %d' % (c, c, c)
print range(5)[c:], 'abc'[c], [c], bin(c)
