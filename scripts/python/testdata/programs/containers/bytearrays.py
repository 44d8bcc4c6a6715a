b = bytearray('abc')
b[0] = 65; b.append(100); b.extend('ef'); b += 'g'
print b, repr(b), len(b), b[1], b[1:3], list(b[:2]), b.upper(), 'c' in b, b == 'Abcdefg', str(b), b.find('d'), b.decode('ascii')
del b[0]; b.insert(0, 90); b.reverse(); print b, b.pop(), bytearray(3), bytearray([1, 2]), bytearray(u'\xe9', 'utf-8')
for f in (lambda: b.append(256), lambda: bytearray([256]), lambda: bytearray('a')[5], lambda: bytearray(u'x')):
    try: print repr(f())
    except Exception, e: print type(e).__name__, e
