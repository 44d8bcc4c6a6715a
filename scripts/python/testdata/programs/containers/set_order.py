print set('hello world'), set(range(0, 200, 13)), set(['Motor 1', 'Motor 2', 'Motor 10', 'Valve']), frozenset([3, 1, 2]), set([1.5, 'a', (1,), 10 ** 12])
s = set()
for w in 'the quick brown fox jumps over the lazy dog'.split(): s.add(w)
print s, list(s), sorted(s)
