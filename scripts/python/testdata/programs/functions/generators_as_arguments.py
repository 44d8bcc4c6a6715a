def total(*xs): return sum(xs)
print total(*(x for x in range(4))), sum(x * x for x in range(4)), sorted(c for c in 'cab'), dict((k, 1) for k in 'ab'), max(len(w) for w in ['a', 'bbb']), ' '.join(w.upper() for w in ['a', 'b']), set(x % 2 for x in range(5)), list(set(tuple(x) for x in ['ab', 'ab']))
