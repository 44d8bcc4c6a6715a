# loops, branches, else clauses
for i in range(5):
    if i == 3:
        break
    print i,
else:
    print "never"
print
for i in range(3):
    if i == 1:
        continue
    print i,
else:
    print "done"
n = 0
while n < 3:
    n += 1
    if n == 2:
        continue
    print n
else:
    print "while else"
while True:
    n -= 1
    if n < 0: break
else:
    print "never"
print n
x = 5
print "big" if x > 3 else "small"
print 1 < x < 10, 1 < x > 7, x == 5 != 4
print x and 0 or "zero", not x, None or "d"
if x > 10: print "a"
elif x > 4: print "b"
else: print "c"
for a, (b, c) in [(1, (2, 3)), (4, [5, 6])]:
    print a, b, c
a, b = 1, 2
a, b = b, a
print a, b
[p, q], r = "xy", 3
print p, q, r
i = j = k = 7
print i, j, k
print [x * y for x in range(3) for y in range(3) if x != y]
print x, y
print [[c for c in w] for w in ["ab", "cd"]]
print {i: i * i for i in range(4)}
print sorted if False else 1
def f():
    for i in range(3):
        try:
            if i == 1:
                continue
            if i == 2:
                break
            print "body", i
        finally:
            print "finally", i
    return "end"
print f()
def g():
    try:
        return "try"
    finally:
        print "cleanup"
print g()
def h():
    while 1:
        try:
            return 1
        finally:
            break
    return 2
print h()
del x
try:
    print x
except NameError, e:
    print e
