it = iter(range(6))
for a in it:
    print a, next(it),
print
pairs = zip(*[iter('abcdef')] * 2)
print pairs
lines = iter(['head', 'a', 'b', 'END', 'tail'])
print next(lines), [l for l in iter(lambda: next(lines), 'END')], list(lines)
