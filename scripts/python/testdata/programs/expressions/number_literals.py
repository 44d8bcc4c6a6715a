print 10, 010, 0x1F, 0b101, 0o17, 0XfF, 00
print 10L, 0x1FL, 017l, 0b1L
print 1.5, .5, 5., 1e3, 1E-3, 1.e2, .5e1, 0e0, 00.5, 09.5
print 2j, 1.5J, 1e2j, 0j
print 2147483647, 2147483648, -2147483648, -2147483649
print 0xFFFFFFFF, 0x7FFFFFFF, 037777777777
print 1 .real, 1..real, 1.5.real
