import unicodedata
print unicodedata.name(u'\xe9'), unicodedata.category(u'A'), repr(unicodedata.normalize('NFD', u'\xe9')), repr(unicodedata.lookup('EURO SIGN'))
