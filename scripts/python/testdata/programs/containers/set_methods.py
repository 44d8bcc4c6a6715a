a, b = set([1, 2, 3]), set([2, 3, 4])
print a | b, a & b, a - b, a ^ b, a.union([9]), a.intersection('x'), a.difference(b), a.symmetric_difference(b), a <= b, a < set([1, 2, 3, 4]), a >= set(), a.issubset(b), a.issuperset([1]), a.isdisjoint([7]), 2 in a, len(a)
a.add(5); a.discard(99); a.remove(1); a.update([6, 7]); print a
a -= b; print a
a |= set('x'); a &= set([5, 'x']); print a
c = a.copy(); c.clear(); print c, a == set([5, 'x']), set([1]) == frozenset([1]), set([1]) == [1]
for f in (lambda: set().remove(1), lambda: set().pop(), lambda: set([[]]), lambda: set([1]) | [2], lambda: set(5), lambda: hash(set()), lambda: set([1]) < [1]):
    try: print f()
    except Exception, e: print type(e).__name__, e
