if 1: print 'a'; print 'b'
for i in 1, 2: print i,; print 'x',
print
while 0: pass
else: print 'else'
try: 1 / 0
except ZeroDivisionError: print 'zero'
finally: print 'fin'
class A: x = 1; y = 2
def f(): a = 1; return a
print A.x, A.y, f()
with open if False else type('C', (object,), {'__enter__': lambda s: 5, '__exit__': lambda s, *a: None})() as v: print v
