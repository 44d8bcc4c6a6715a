print {1, 2, 3}, {1}, {1, 1, 1}
print type({1}), type({})
print {x % 3 for x in range(10)}
print set(), set([1]), frozenset([1, 2]), frozenset()
print sorted({'b', 'a'})
