import threading
log = []
def work(n):
    log.append(n)
ts = [threading.Thread(target=work, args=(i,), name='T%d' % i) for i in range(3)]
for t in ts: t.start()
for t in ts: t.join()
print sorted(log), ts[0].isAlive(), ts[1].getName(), threading.currentThread().getName()
lock = threading.Lock()
with lock: print lock.locked()
print lock.acquire(), lock.locked(); lock.release()
e = threading.Event(); e.set(); print e.isSet(), e.wait(1)
