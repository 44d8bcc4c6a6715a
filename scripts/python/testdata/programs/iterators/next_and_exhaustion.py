it = iter([1, 2])
print next(it), it.next(), next(it, 'done'), list(it)
try: it.next()
except StopIteration: print 'stop'
d = iter({'a': 1}); print d.next(), next(d, None)
s = iter('ab'); print ''.join(s), ''.join(s)
e = enumerate('xy'); print e.next(), list(e)
