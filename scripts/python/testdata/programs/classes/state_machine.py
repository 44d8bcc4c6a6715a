class Machine(object):
    def __init__(self): self.state, self.log = 'idle', []
    def on(self, event):
        handler = getattr(self, 'in_%s' % self.state)
        new = handler(event)
        if new:
            self.log.append('%s->%s' % (self.state, new))
            self.state = new
    def in_idle(self, e): return {'start': 'running'}.get(e)
    def in_running(self, e):
        if e == 'stop': return 'idle'
        if e == 'fault': return 'faulted'
    def in_faulted(self, e):
        if e == 'reset': return 'idle'
m = Machine()
for e in 'start', 'start', 'fault', 'stop', 'reset': m.on(e)
print m.state, m.log
