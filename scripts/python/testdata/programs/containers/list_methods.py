l = [3, 1, 2]
l.append(4); l.extend((5, 6)); l.extend('ab'); l.insert(0, 'first'); l.insert(-1, 'x'); l.insert(100, 'end')
print l, l.pop(), l.pop(0), l.pop(-2), l.index(2), l.count(1), len(l)
l.remove('a'); l.reverse()
print l, l + [1], l * 2, 2 * [0], [] + [], l[1:3]
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1] + (2,), lambda: [1, 2].index(1, 1), lambda: [] * 'a', lambda: [1]['a']):
    try: print f()
    except Exception, e: print type(e).__name__, e
