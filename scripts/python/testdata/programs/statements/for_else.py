def find(x, l):
    for i, y in enumerate(l):
        if y == x:
            print 'found at', i
            break
    else:
        print x, 'not found'
find(2, [1, 2, 3])
find(5, [1, 2, 3])
find(5, [])
