r = []
for a in range(2):
    for b in range(2):
        if a != b:
            while True:
                try:
                    if a:
                        r.append((a, b))
                    else:
                        raise ValueError
                except ValueError:
                    r.append('v')
                finally:
                    break
print r
