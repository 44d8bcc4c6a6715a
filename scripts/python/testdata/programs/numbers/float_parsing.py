print float('1.5'), float(' -2e3 '), float('inf'), float('-Infinity'), float('nan'), float('1e400'), float('.5'), float('5.'), float(u'2.5'), float(3), float(10L ** 20), float(), float('1E-3'), float('+1')
for s in ('', 'abc', '1,5', '1.5.2', '0x10', None, [], '1e', ' ', '1 2'):
    try: print float(s)
    except Exception, e: print type(e).__name__, e
