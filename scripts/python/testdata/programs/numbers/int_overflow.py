import sys
print sys.maxint, sys.maxint + 1, -sys.maxint - 1, -sys.maxint - 2, type(sys.maxint + 1).__name__, type(2 ** 31).__name__, type(2 ** 30 * 2).__name__
print 65536 * 65536, 46341 * 46341, 2147483647 + 0, 1 << 31, 1 << 30, -1 << 31, type(1 << 31).__name__, int(2147483648L).__class__.__name__, type(5L + 1).__name__, abs(-2147483648), -(-2147483648)
