class PumpError(Exception):
    def __init__(self, pump, why):
        self.pump = pump
        self.why = why
    def __str__(self): return 'pump %s: %s' % (self.pump, self.why)
def start(pump):
    raise PumpError(pump, 'interlock')    # PumpError: pump P-1: interlock
start('P-1')
