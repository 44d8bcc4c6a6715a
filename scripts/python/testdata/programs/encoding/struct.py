import struct
print repr(struct.pack('>HhIi', 1, -2, 3, -4)), repr(struct.pack('<f', 1.5)), repr(struct.pack('>d', 2.5)), struct.unpack('>H', '\x01\x02'), struct.unpack('<hB', '\xff\xff\x05'), struct.calcsize('>bhiq'), repr(struct.pack('4s?', 'ab', True)), struct.unpack('>2H', '\0\1\0\2')
hi, lo = struct.unpack('>HH', struct.pack('>f', 12.5)); print hi, lo, struct.unpack('>f', struct.pack('>HH', hi, lo))[0]
for f in (lambda: struct.unpack('>H', 'a'), lambda: struct.pack('>B', 256), lambda: struct.pack('z', 1), lambda: struct.pack('>H', 'x')):
    try: print repr(f())
    except Exception, e: print type(e).__name__
