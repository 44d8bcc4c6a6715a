def read(lines):
    for l in lines:
        yield l.strip()
def skip(lines, prefix):
    for l in lines:
        if not l.startswith(prefix): yield l
def parse(lines):
    for l in lines:
        k, v = l.split('=')
        yield k, int(v)
src = ['a=1\n', '# comment\n', 'b=2\n']
print dict(parse(skip(read(src), '#')))
