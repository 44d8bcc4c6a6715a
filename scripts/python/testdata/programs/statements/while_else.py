n = 3
while n:
    print n,
    n -= 1
else:
    print 'done'
while True:
    break
else:
    print 'not printed'
i = 0
while i < 10:
    i += 1
    if i % 2: continue
    if i > 6: break
    print i,
else:
    print 'no'
print
