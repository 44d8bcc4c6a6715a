print 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, -1 >> 1, -5 >> 1, 5 & -1, 0xFF & ~0x0F, 1 << 40, True & False, True | 2, True ^ True
status = 0b10110
for bit, name in enumerate(['run', 'fault', 'auto', 'local', 'alarm']):
    print name, bool(status & (1 << bit)),
print
try: 1 << -1
except ValueError, e: print e
try: 1.5 & 1
except TypeError, e: print e
