import re
m = re.match(r'(\w+)-(\d+)', 'motor-42 x')
print m.group(), m.group(1), m.groups(), m.group(1, 2), m.start(2), m.end(), m.span(1), m.lastindex, m.string, m.re.pattern
print re.search('o', 'foo').start(), re.match('o', 'foo'), re.findall(r'\d+', 'a1b22c'), re.findall(r'(\w)(\d)', 'a1 b2'), re.split(r'[,;]\s*', 'a, b;c'), re.split('(-)', 'a-b'), re.sub(r'\s+', ' ', 'a   b \n c'), re.subn('a', 'b', 'aaa', 2), re.escape('a.b[c]')
