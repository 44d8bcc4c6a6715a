print 'a' "b" '''c''' """d"""
print r'\n', R'\t', ur'\u0041\n' == u'A\\n', b'bytes', br'\x', B'x'
print repr('\a\b\f\n\r\t\v\\\'\"\0\x41\101\q\8')
print repr(u'\u00e9\U0001F600\N{BULLET}\x41')
print repr("it's"), repr('say "x"'), repr('both \' "')
print 'line\
continued'
print '''multi
line "quoted" 'text'
'''
print repr('a' u'b'), repr(u'a' 'b'), repr(r'\a' '\a')
print repr('\u0041'), repr('\N{BULLET}')
print repr(''), repr(u'')
print r'\'', r"\\"
