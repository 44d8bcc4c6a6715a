class BadIter(object):
    def __iter__(self): return 5
try: print iter(BadIter())
except TypeError, e: print e
try: print list(BadIter())
except TypeError, e: print e
