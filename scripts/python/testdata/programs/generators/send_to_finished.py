def g(): yield
i = g()
list(i)
try: i.send(None)
except StopIteration: print 'stop'
try: i.throw(ValueError, 'v')
except ValueError, e: print 'value', e
