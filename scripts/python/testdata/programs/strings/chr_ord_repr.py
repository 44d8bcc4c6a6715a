print chr(65), ord('A'), unichr(233).encode('utf-8'), ord(u'\u20ac'), repr(chr(0)), repr(chr(255)), repr(unichr(8364))
for f in (lambda: chr(256), lambda: chr(-1), lambda: ord('ab'), lambda: ord(''), lambda: unichr(-1), lambda: ord(5), lambda: chr('a')):
    try: f()
    except Exception, e: print type(e).__name__, e
print repr('\x7f\x80\n\t\\\''), repr(u'\x7f\x80\u0100\n'), str('a\nb'), [u'\xe9', '\xe9']
