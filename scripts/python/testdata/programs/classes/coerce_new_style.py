class C(object):
    def __coerce__(self, o): return (1, 2)
    def __add__(self, o): return 'add'
print C() + 5
try: C() - 5
except TypeError, e: print e
print coerce(1, 2.5), coerce(1, 2L), coerce(1j, 2)
try: coerce(1, 'a')
except TypeError, e: print e
