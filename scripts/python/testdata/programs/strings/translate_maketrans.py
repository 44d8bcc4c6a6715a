import string
t = string.maketrans('abc', 'xyz')
print 'aabbcc d'.translate(t), 'aabbcc'.translate(t, 'b'), 'abc'.translate(None, 'b')
print string.upper('x'), string.join(['a', 'b'], '-'), string.split('a b'), string.replace('aXb', 'X', '-'), string.atoi('12'), string.zfill('5', 3)
print string.ascii_lowercase, string.digits, string.hexdigits, string.octdigits, repr(string.whitespace), string.punctuation
print string.capwords('hello big world'), string.letters[:5]
