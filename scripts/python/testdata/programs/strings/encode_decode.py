print repr('abc'.encode('hex')), repr('616263'.decode('hex')), 'abc'.encode('base64').strip(), 'uryyb'.decode('rot13'), repr('caf\xc3\xa9'.decode('utf-8')), repr(u'caf\xe9'.encode('utf-8')), repr(u'caf\xe9'.encode('latin-1'))
print repr(u'\xe9'.encode('ascii', 'ignore')), repr(u'\xe9'.encode('ascii', 'replace')), repr(u'\xe9'.encode('ascii', 'xmlcharrefreplace')), repr(u'\xe9'.encode('ascii', 'backslashreplace'))
print repr('\xff'.decode('ascii', 'ignore')), repr('\xff'.decode('utf-8', 'replace'))
for f in (lambda: u'\xe9'.encode('ascii'), lambda: '\xe9'.decode('ascii'), lambda: '\xe9'.decode('utf-8'), lambda: '\xe9'.encode('utf-8'), lambda: 'a'.encode('nope')):
    try: print repr(f())
    except Exception, e: print type(e).__name__, e
print repr('a\nb'.encode('string_escape')), repr(u'\u20ac'.encode('unicode_escape')), repr('\\n'.decode('string_escape'))
