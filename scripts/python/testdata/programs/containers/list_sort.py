l = [3, 1, 2]
l.sort(); print l
l.sort(reverse=True); print l
l.sort(cmp=lambda a, b: b - a); print l
l.sort(key=lambda x: x % 3); print l
words = ['banana', 'Apple', 'cherry', 'apple']
print sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(words, lambda a, b: cmp(a[-1], b[-1]))
print sorted([(1, 'b'), (1, 'a'), (0, 'z')]), sorted({'b': 1, 'a': 2}), sorted('hello'), sorted([1, '1', None, 1.5, (), []]), l.sort()
