handlers = {}
def on(name):
    def register(f):
        handlers.setdefault(name, []).append(f)
        return f
    return register
@on('start')
def a(x): return 'a%s' % x
@on('start')
def b(x): return 'b%s' % x
@on('stop')
def c(x): return 'c%s' % x
print [f(1) for f in handlers['start']], [f(2) for f in handlers['stop']]
