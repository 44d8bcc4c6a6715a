# Built-in functions with arguments that they refuse, and classes of a script's own
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e
def f(*a, **k): return a, sorted(k.items())
show(apply); show(apply, f); show(apply, f, (1, 2)); show(apply, f, (1,), {'x': 2}); show(apply, f, 5); show(apply, f, (), 5); show(apply, f, (), {1: 2}); show(apply, f, 'ab', None)
show(compile); show(compile, '1', 'f', 'bad'); show(compile, '1', 'f', 'exec', 0xFF); show(compile, 'a\0b', 'f', 'exec'); show(compile, 5, 'f', 'exec')
class T(tuple):
    def __getitem__(self, i): return 2 * tuple.__getitem__(self, i)
class S(str):
    def __getitem__(self, i): return 2 * str.__getitem__(self, i)
class U(unicode):
    def __getitem__(self, i): return 2 * unicode.__getitem__(self, i)
class Bad(str):
    def __getitem__(self, i): return 5
for fn in None, bool, lambda x: True:
    show(filter, fn, T((1, 2, 3))); show(filter, fn, S('123')); show(filter, fn, U(u'123')); show(filter, fn, Bad('12')); show(filter, fn, T()); show(filter, fn, S(''))
class Plain(str): pass
show(filter, None, Plain('abc')); show(filter, lambda c: c > 'a', Plain('abc'))
show(filter, 5, 'ab'); show(filter, 5, []); show(filter, None, 5); show(filter)
class D(object):
    def __dir__(self): return ['b', 'a']
class D2(object):
    def __dir__(self): return 5
class D3:
    def __dir__(self): return ['z']
show(dir, D()); show(dir, D2()); show(dir, D3())
show(object().__format__, 5); show(format, 5, 5); show(format, object(), None)
show(__import__, ''); show(__import__, 5); show(__import__, 'no.such')
show(intern); show(intern, 5); show(intern, 'a')
show(len); show(len, 5); show(iter); show(iter, 5, 6); show(iter, 5)
show(map); show(map, None); show(map, None, 5); show(map, 5, [1]); show(map, None, [1], 'ab'); show(map, lambda *a: a, [1, 2], (3,))
show(zip); show(zip, 5); show(zip, [1], [2, 3]); show(reduce); show(reduce, f, 5); show(reduce, f, []); show(reduce, lambda a, b: a + b, 'abc', 'x')
show(max); show(max, 5); show(max, []); show(max, 1, 'a', None); show(min, 'ab', key=lambda c: -ord(c)); show(max, [1], bad=1); show(sum, ['a']); show(sum, [[1], [2]], []); show(sum, 5)
show(range, 'a'); show(range, 1, 2, 0); show(range, 1.5); show(xrange, 1, 2, 0); show(range, 5, 0, -2); show(xrange, 5, 0, -2)
show(ord, 'ab'); show(ord, 5); show(ord, ''); show(chr, 256); show(chr, 'a'); show(unichr, -1); show(unichr, 'a'); show(hex, 1.5); show(oct, 'a'); show(bin, None); show(abs, 'a'); show(divmod, 1, 0); show(divmod, 'a', 1); show(pow, 2, -1, 3); show(pow, 2, 3, 0); show(pow, 'a', 2); show(round, 'a'); show(round, 1.5, 'a'); show(round, 2.5); show(coerce, 1, 'a'); show(coerce, 1, 2.5)
show(getattr, 1); show(getattr, 1, 'x'); show(hasattr, 1); show(setattr, 1, 'x', 2); show(delattr, 1, 'x'); show(callable); show(hash, []); show(id) if 0 else None; show(vars, 5); show(isinstance, 1); show(issubclass, 1, 2)
show(sorted, 5); show(sorted, [3, 1], 5); show(eval); show(execfile); show(reload, 5); show(type); show(unicode, 1, 2); show(str, 1, 2); show(bool, 1, 2); show(list, 1, 2); show(tuple, 1, 2); show(dict, 1, 2); show(set, 1, 2); show(frozenset, 1, 2); show(int, 1, 2, 3); show(float, 1, 2); show(object, 1); show(slice); show(super); show(property, 1, 2, 3, 4, 5); show(file); show(buffer) if 0 else None
