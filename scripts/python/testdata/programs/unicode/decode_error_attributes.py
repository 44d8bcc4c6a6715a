try: 'ab\xffcd'.decode('utf-8')
except UnicodeDecodeError, e:
    print e.encoding, repr(e.object), e.start, e.end, e.reason
try: u'ab\u20accd\u20ac'.encode('latin-1')
except UnicodeEncodeError, e:
    print e.encoding, repr(e.object), e.start, e.end, e.reason, e
print repr(UnicodeDecodeError('utf8', 'x', 0, 1, 'why')), UnicodeDecodeError('utf8', 'x', 0, 1, 'why')
