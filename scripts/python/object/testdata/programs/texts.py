# What scripts do with texts.
path = u'[default]Area 1/Line 2/Motor'
print path.split('/')[-1], path.split(']')[0][1:], path.rsplit('/', 1), path.replace('[default]', ''), '/'.join(path.split('/')[:-1])
print 'Tag %s = %s (%s)' % (path, 12.5, 'Good'), '%-10s|%5d|%05.1f|%x' % ('ab', 42, 3.14159, 255), '%(n)s: %(v).2f' % {'n': 'x', 'v': 2}
print '{0}/{1}'.format('a', u'b'), '{name:>8}'.format(name='x'), '{:,.2f}'.format(1234567.891), '{:08.3f}'.format(3.14159), '{:+d} {:x} {:o} {:b} {:e}'.format(5, 255, 8, 5, 12345.678)
print repr(u'%s' % 'a'), repr('%s' % u'a'), repr('a' + u'b'), repr(''.join(['a', u'b'])), repr('a' * 3)
print 'abc'[::-1], 'abcdef'[1:4], 'abcdef'[-2:], 'abc'[5:], repr('abc'[1]), 'a,b;c'.replace(';', ',').split(',')
print 'Hello'.lower(), 'hello world'.title(), 'HELLO'.capitalize(), 'aBc'.swapcase(), ' x '.strip() + '|', 'xxhixx'.strip('x'), 'a\tb'.expandtabs(4)
print 'abc'.find('c'), 'abc'.find('z'), 'abcabc'.rfind('b'), 'abcabc'.count('bc'), 'abc'.index('b'), 'abc'.startswith('ab'), 'abc'.endswith(('x', 'c'))
print 'a-b-c'.partition('-'), 'a-b-c'.rpartition('-'), 'line1\nline2\r\nline3'.splitlines(), '42'.zfill(5), 'x'.center(7, '*'), 'x'.ljust(3) + '|', 'x'.rjust(3)
print '123'.isdigit(), 'abc'.isalpha(), 'a1'.isalnum(), ' '.isspace(), 'Abc'.istitle(), 'ABC'.isupper(), u'\u00e9'.isalpha()
print repr('caf\xc3\xa9'.decode('utf-8')), repr(u'caf\xe9'.encode('utf-8')), repr(u'caf\xe9'.encode('ascii', 'replace')), repr(u'caf\xe9'.encode('ascii', 'ignore')), repr(u'\u20ac'.encode('cp1252'))
try: str(u'caf\xe9')
except UnicodeEncodeError, e: print e
try: 'caf\xc3\xa9' + u'x'
except UnicodeDecodeError, e: print e
try: u'%s' % 'caf\xc3\xa9'
except UnicodeDecodeError, e: print e
print repr('caf\xc3\xa9 %s' % u'x'), repr('%s %s' % ('\xe9', u'x')), u'a' == 'a', u'\xe9' == '\xe9', hash(u'a') == hash('a'), {'a': 1}[u'a']
print repr('it\'s'), repr("say \"hi\""), repr('both \' and "'), repr('\x00\n\t\\'), repr(u'\u1234\U0001f600')
print len(u'\U0001f600'), ord(u'\U0001f600'), [hex(ord(c)) for c in u'a\U0001f600b'], u'a\U0001f600b'[1:2] == u'\U0001f600'
print int('42'), int(' 42 '), int('-0x1f', 16), int('1010', 2), long('5'), float('1e3'), float(' 1.5 '), int(3.99), int(-3.99), str(1.0), repr(0.1), str(0.1 + 0.2), repr(0.1 + 0.2), str(1e16), 1e15
print round(2.5), round(-2.5), round(1.005, 2), round(1234.567, -2), 7 / 2, -7 / 2, 7 % -3, -7 % 3, 7.0 / 2, 7 // 2.0, divmod(7, 2), 2 ** 10, 2 ** 0.5, 2 ** -1, 10 ** 20
print 2147483647 + 1, -2147483648 - 1, 2147483647 * 2, type(2147483647), type(2147483647 + 1), 1 << 31, 1 << 30, ~5, 5 & 3, 5 | 3, 5 ^ 3, -1 >> 1, 0xff, 0777, 1e3 == 1000, 0.1 + 0.2 == 0.3
print abs(-5), max(1, 2.5), min('b', 'a'), sum([1, 2, 3]), sum([0.1] * 3), bin(10), hex(255), oct(8), chr(65), ord('A'), unichr(233) == u'\xe9', cmp(1, 2), bool('False'), bool(''), bool(0.0)
print sorted([3, 'a', None, 1.5, (1,), [2], {'k': 1}, u'u', True]), None < 0, 1 < 'a', [] < (), 'a' < u'b'
print '%s' % None, '%s' % [1, 'a'], '%r' % 'a', '%5s|%-5s|' % ('a', 'b'), '%%', '%c%c' % (65, 'B'), '%d' % 3.7, '%s' % (1,), '%i %u' % (1, 2), '%e' % 1234.5, '%g %g' % (0.00001, 1e10), '%+d % d' % (5, 5), '%#x %#o' % (255, 8), '%5.1f%%' % 99.5
for bad in ("'%d' % 'a'", "'%s %s' % 1", "'%d' % None", "'%q' % 1", "'%(a)s' % {}", "'%s' % ()", "'a' % 1"):
    try: print eval(bad) if 0 else None
    except Exception, e: print e
try: '%d' % 'a'
except TypeError, e: print e
try: '%s %s' % 'a'
except TypeError, e: print e
try: '%s' % (1, 2)
except TypeError, e: print e
