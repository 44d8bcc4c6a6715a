import sys
if sys.maxint > 10:
    def f(): return 'big'
else:
    def f(): return 'small'
print f()
try:
    unknown_name
except NameError:
    unknown_name = 'defined late'
print unknown_name
for name in 'a', 'b': globals()[name] = name * 2
print a, b
