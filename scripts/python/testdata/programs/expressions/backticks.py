x = 1
print `x`, `'a'`, `1L`, `[u'x', 1.5]`
print `x + 1` + '!'
print `1, 2`
class R(object):
    def __repr__(self): return '<R>'
print `R()` * 2
