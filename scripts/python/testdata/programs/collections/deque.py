from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print d, d.popleft(), d.pop(), len(d), d[0], d[-1]
d.rotate(1); print d; d.extend('ab'); d.extendleft('z'); print list(d), d.maxlen, d.count('a'), 'a' in d, list(reversed(d))
d.clear(); print d, deque('abc'), bool(d)
try: d.pop()
except IndexError, e: print e
