l = [1, 2, 3]
for x in l:
    if x < 3: l.append(x + 10)
    if len(l) > 6: break
print l
l = range(6)
for x in l:
    l.remove(x)
print l
