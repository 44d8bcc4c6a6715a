import threading
def later(x): print 'fired', x
t = threading.Timer(0.05, later, ['a'])
t.start()
u = threading.Timer(5, later, ['never'])
u.start(); u.cancel()
print 'started'
