class CM(object):
    def __enter__(self): return (1, (2, 3))
    def __exit__(self, *a): pass
with CM() as (a, (b, c)):
    print a, b, c
d = {}
with CM() as d['k']: pass
print d
class O: pass
with CM() as O.attr: print O.attr
