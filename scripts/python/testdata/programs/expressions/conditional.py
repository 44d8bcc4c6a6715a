x = 5
print 'big' if x > 3 else 'small'
print 'a' if 0 else 'b' if 0 else 'c'
print (1 if x else 2, 3)
f = lambda n: 'even' if n % 2 == 0 else 'odd'
print f(2), f(3)
print [i if i % 2 else -i for i in range(4)]
