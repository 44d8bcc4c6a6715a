d = {1: 1, 2: 2, 3: 3}
for k in d.keys():
    if k == 2: del d[k]
print d
for k, v in d.items(): d[k] = v * 10
print d
