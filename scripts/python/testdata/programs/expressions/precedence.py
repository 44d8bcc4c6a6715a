print 2 + 3 * 4 ** 2
print -2 ** 2, (-2) ** 2, 2 ** -1
print 2 ** 3 ** 2
print 7 // 2 * 2 + 7 % 2
print 1 << 2 + 1, 1 | 2 ^ 3 & 4
print ~5, -~5, ~-5, +-+5
print not 1 + 1, not (1 and 0)
print 10 - 3 - 2, 100 / 10 / 2
print 1 + 2 == 3, 1 == 2 or 3
print 5 & 3 == 1, (5 & 3) == 1
print -7 // 2, -7 % 3, 7 // -2, 7 % -3
