word = 0x2A5C
names = ['Running', 'Fault', 'Auto', 'Local', 'Open', 'Closed', 'Estop', 'Ready']
print dict((n, bool(word >> i & 1)) for i, n in enumerate(names))
print [n for i, n in enumerate(names) if word & 1 << i], '{0:016b}'.format(word), hex(word), word >> 8, ~word & 0xFFFF
signed = lambda v: v - 0x10000 if v & 0x8000 else v
print signed(0xFFFE), signed(0x7FFF), signed(0x8000)
