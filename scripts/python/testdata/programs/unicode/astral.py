s = u'a\U0001F600b'
print len(s), repr(s), repr(s[1]), repr(s[::-1]), ord(s[1]) if len(s) == 3 else 'narrow', s.find(u'b'), repr(s.encode('utf-8')), repr(s.upper()), [repr(c) for c in s]
