class Bad(Exception):
    def __str__(self): raise RuntimeError('no str')
try:
    raise Bad('x')
except Bad, e:
    print repr(e)
raise Bad('uncaught')
