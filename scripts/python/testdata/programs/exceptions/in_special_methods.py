class C(object):
    def __len__(self): raise ValueError('len')
    def __eq__(self, o): raise ValueError('eq')
    def __getattr__(self, n): raise KeyError(n)
    def __iter__(self): raise ValueError('iter')
    def __hash__(self): raise ValueError('hash')
    def __str__(self): raise ValueError('str')
c = C()
for f in (lambda: len(c), lambda: c == 1, lambda: c.x, lambda: list(c), lambda: {c: 1}, lambda: str(c), lambda: bool(c), lambda: '%s' % c,
          lambda: c in [1], lambda: hasattr(c, 'y')):
    try: print f()
    except Exception, e: print type(e).__name__, e
