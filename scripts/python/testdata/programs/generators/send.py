def average():
    total, n, avg = 0.0, 0, None
    while True:
        x = yield avg
        total += x
        n += 1
        avg = total / n
g = average()
print g.next()
print g.send(10), g.send(20), g.send(60)
h = average()
try:
    h.send(1)
except TypeError, e:
    print e
print h.send(None)
