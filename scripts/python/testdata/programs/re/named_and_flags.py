import re
p = re.compile(r'(?P<area>[A-Z]+)/(?P<tag>\w+)(?:\.(?P<prop>\w+))?', re.I)
m = p.search('path area1/x LINE/pump1.value')
print m.groupdict(), m.group('tag'), p.groupindex == {'area': 1, 'tag': 2, 'prop': 3}, p.flags
print re.findall(r'^\w+', 'a b\nc d', re.M), re.match('a.b', 'a\nb', re.S) is not None, re.findall(r'''\d+   # digits
   [a-z]''', '12a 3b', re.X), re.sub('(?i)ABC', 'x', 'abcABC'), p.sub(r'\g<tag>@\g<area>', 'LINE/p1')
