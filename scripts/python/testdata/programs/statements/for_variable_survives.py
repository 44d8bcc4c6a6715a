for i in range(3): pass
print i
for i in []: pass
print i
for i in 'xy':
    i = i * 2
    print i,
print i
