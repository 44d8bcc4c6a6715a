TABLE = {('idle', 'start'): 'starting', ('starting', 'running'): 'running', ('running', 'stop'): 'stopping', ('stopping', 'stopped'): 'idle'}
state = 'idle'
for event in ['start', 'stop', 'running', 'stop', 'stopped']:
    new = TABLE.get((state, event))
    if new is None:
        print 'ignored %s in %s' % (event, state)
        continue
    print state, '->', new
    state = new
