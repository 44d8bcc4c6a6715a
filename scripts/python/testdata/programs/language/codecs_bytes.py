# Character sets of one byte a character
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e
text = ''.join(map(chr, range(128, 256)))
for name in 'cp437 cp850 cp852 cp855 cp858 cp860 cp862 cp863 cp865 cp866 cp037 cp1140 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp874 iso-8859-1 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-9 iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 iso-8859-16 koi8-r koi8-u mac-roman mac-cyrillic'.split():
    print name
    show(text.decode, name, 'replace')
    show('a\x81b'.decode, name)
    show('a\x81b\xff'.decode, name, 'ignore')
    show(u'\u20ac \u0410 \xe9 \u0100 \u2026 x'.encode, name, 'replace')
    show(u'ab\u4e2d\u4e2e'.encode, name)
    show(u'\u4e2d'.encode, name, 'xmlcharrefreplace')
for name in 'KOI8_R Windows-1250 windows_1252 latin-2 latin9 l9 ISO_8859_15 8859 1252 cp-850 ibm850 nonsense iso-8859-12 macintosh'.split():
    print name,
    show('\xe4'.decode, name)
