# All methods of bytearray
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

b = bytearray('Hello, World')
for name in sorted(n for n in dir(bytearray) if not n.startswith('__')):
    for args in ((), ('o',), (bytearray('o'),), (1,), ('l', 'L'), ('o', 5), (u'o',), (None,), (['a', 'b'],), (-1,), (300,), ('utf-8',)):
        c = bytearray(b)
        try:
            r = getattr(c, name)(*args)
            print name, args, repr(r), repr(c) if c != b else ''
        except Exception, e:
            print name, args, e.__class__.__name__, e
ops = [lambda c: c + 'x', lambda c: 'x' + c, lambda c: c + u'x', lambda c: u'x' + c, lambda c: c * 2, lambda c: 2 * c, lambda c: c[1:3], lambda c: c[::-1], lambda c: c[0], lambda c: c[20], lambda c: 72 in c, lambda c: 'Hel' in c, lambda c: 300 in c, lambda c: u'H' in c, lambda c: c == 'Hello, World', lambda c: c == u'Hello, World', lambda c: c < 'I', lambda c: cmp(c, 'A'), lambda c: hash(c), lambda c: str(c), lambda c: unicode(c), lambda c: list(c)[:3], lambda c: len(c), lambda c: c % (), lambda c: '%s' % c, lambda c: repr(c), lambda c: iter(c).next(), lambda c: {c: 1}, lambda c: sorted(c)[:3], lambda c: bool(c), lambda c: max(c), lambda c: c is c[:], lambda c: isinstance(c, str), lambda c: '{0}'.format(c), lambda c: c.decode('ascii'), lambda c: ''.join([c, 'a']), lambda c: 'a'.join(['b', c]), lambda c: ord(c[:1]), lambda c: int(bytearray('12')), lambda c: float(bytearray('1.5')), lambda c: reversed(c).next(), lambda c: c + [1], lambda c: c.__iadd__('z'), lambda c: c.__iadd__([1, 2]), lambda c: c.__imul__(2)]
for i, op in enumerate(ops):
    print i,
    show(op, bytearray('Hello, World'))
def set(c, i, v):
    c[i] = v
    return c
for i, v in [(0, 65), (0, 'A'), (0, 'AB'), (0, 256), (0, -1), (20, 65), (0, u'A'), (slice(0, 2), 'xyz'), (slice(0, 2), [1, 2, 3]), (slice(0, 2), 5), (slice(0, 4, 2), 'ab'), (slice(0, 4, 2), 'abc'), (slice(0, 2), u'ab'), ('a', 5), (slice(2, 2), bytearray('ins'))]:
    print i, repr(v),
    show(set, bytearray('Hello'), i, v)
def delete(c, i):
    del c[i]
    return c
for i in 0, -1, 20, slice(1, 3), slice(0, 5, 2), 'a':
    print i,
    show(delete, bytearray('Hello'), i)
for args in ((), (5,), ('abc',), (u'abc',), (u'abc', 'utf-8'), (u'\xe9', 'latin-1'), (u'\xe9', 'ascii'), (u'\xe9', 'ascii', 'replace'), ([1, 2],), ([1, 256],), (['a'],), ((1, 2),), (iter([3]),), (-1,), (None,), (1.5,), (5L,), (bytearray('x'),), ('abc', 'utf-8'), ({1: 2},), (xrange(3),), (True,)):
    print args if 'iterator' not in repr(args) else 'iter',
    show(bytearray, *args)
show(bytearray.fromhex, 'ab cd')
show(bytearray.fromhex, 'abc')
show(bytearray.fromhex, 'zz')
