from java.lang import Runnable, Object
class Task(Runnable):
    def __init__(self, n): self.n = n
    def run(self): print 'run', self.n
t = Task(3); t.run(); print isinstance(t, Runnable)
class O(Object):
    def toString(self): return 'my string'
print O().toString(), O() == O(), isinstance(O(), Object)
