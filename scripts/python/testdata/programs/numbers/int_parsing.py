print int('42'), int(' 42 '), int('-7'), int('+7'), int('ff', 16), int('0xff', 16), int('0xff', 0), int('077', 0), int('077'), int('101', 2), int('z', 36), int(u'12'), int('99999999999'), long('5'), long('5L') if False else '', int('0b11', 0), int('0o17', 8), int(True), int(), int(3.9), int('-0')
for s in ('', 'abc', '1.5', '1 2', '0x1', '5L', u'\xe9', None, [], '1_000', '--1'):
    try: print int(s)
    except Exception, e: print type(e).__name__, e
for a in (('12', 1), ('9', 8), ('z', 37), (5, 10)):
    try: print int(*a)
    except Exception, e: print type(e).__name__, e
