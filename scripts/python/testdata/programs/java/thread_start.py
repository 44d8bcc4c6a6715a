from java.lang import Thread, Runnable
class R(Runnable):
    def run(self): print 'in thread'
t = Thread(R(), 'worker'); print t.getName(); t.start(); t.join(); print 'joined'
