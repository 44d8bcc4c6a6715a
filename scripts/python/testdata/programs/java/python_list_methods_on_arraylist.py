from java.util import ArrayList
l = ArrayList([3, 1, 2])
l.append(5); l.extend([6]); print l, l.pop(), l.index(1), l.count(1), l + [9] if False else ''
l[0] = 'x'; del l[1]; print l, len(l), l == ['x', 2, 5], bool(ArrayList()), list(reversed(l)), l * 2 if False else ''
for i, x in enumerate(l): print i, x,
print
