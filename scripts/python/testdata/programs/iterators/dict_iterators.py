d = {'a': 1}
it = d.iteritems(); print it.next(), list(d.iterkeys()), list(d.itervalues()), type(it).__name__ != ''
try: it.next()
except StopIteration: print 'end'
