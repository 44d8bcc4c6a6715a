import re
print re.sub(r'\{(\w+)\}', lambda m: {'a': '1', 'b': '2'}.get(m.group(1), '?'), '{a}-{b}-{c}'), re.sub('(a)(b)?', r'[\1]', 'ab'), re.sub('x*', '-', 'abc'), re.sub('a', r'\\', 'a'), re.sub('(.)', r'\1\1', 'ab'), re.sub('', '-', 'ab')
print [m.group() for m in re.finditer(r'\w+', 'one two')], re.compile('b').split('abc'), re.sub('b', '\n', 'abc') == 'a\nc'
