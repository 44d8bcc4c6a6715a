s = u'Caf\xe9 \u20ac5'
print repr(s.upper()), repr(s.lower()), repr(s.title()), len(s), repr(s[3]), repr(s[::-1]), s.find(u'\u20ac'), repr(s.replace(u'\xe9', u'e')), s.isalnum(), u'\xe9'.isalpha(), u'\u0663'.isdigit(), u'\xbd'.isnumeric(), u'5'.isdecimal()
print repr(s.split()), repr(s.center(10, u'*')), repr(s.encode('utf-8')), repr(s.translate({0xe9: u'E', 0x20ac: None})), repr(s.partition(u' '))
