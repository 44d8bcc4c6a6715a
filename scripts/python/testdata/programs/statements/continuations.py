total = 1 + \
    2 + \
    3
print total
l = [1,
  2,
        3,   # comment
]
print l
def f(a,
      b=2,
      *args,
      **kw):
    return a, b, args, kw
print f(1,
        2, 3,
    x=4)
if total > 5 and \
   total < 10: print 'in range'
s = 'a\
b'
print s
