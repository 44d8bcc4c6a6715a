for i in range(4):
    try:
        if i == 1: continue
        if i == 3: break
        print 'body', i
    finally:
        print 'finally', i
else:
    print 'else'
while 1:
    try:
        raise ValueError
    except ValueError:
        break
    finally:
        print 'cleanup'
