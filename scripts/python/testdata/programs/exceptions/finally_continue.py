def f():
    for i in range(5):
        try:
            if i == 2: return i
        finally:
            if i == 2: continue
    return 'continued'
print f()
for i in range(3):
    try:
        1 / (i - 1)
    except ZeroDivisionError:
        print 'caught'
    finally:
        print i
        continue
    print 'never'
