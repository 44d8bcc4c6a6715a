import codecs
print repr(codecs.encode(u'\xe9', 'utf-8')), repr(codecs.decode('\xc3\xa9', 'utf-8')), repr(codecs.BOM_UTF8), repr(codecs.lookup('utf8').name)
