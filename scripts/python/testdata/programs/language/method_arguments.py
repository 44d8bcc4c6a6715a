# Every method with arguments it does not want
def show(f, *a, **k):
    try:
        print repr(f(*a, **k))
    except Exception, e:
        print e.__class__.__name__ + ":", e

class Old: pass
things = [('str', 'abc'), ('unicode', u'abc'), ('list', [3, 1, 2]), ('tuple', (1, 2)), ('dict', {'a': 1}), ('set', set([1])), ('frozenset', frozenset([1])), ('int', 5), ('long', 5L), ('float', 1.5), ('complex', 1j), ('xrange', xrange(3)), ('slice', slice(1, 2))]
args = [(), (1,), ('a',), (None,), (1, 2), ('a', 'b')]
skip = ('__reduce__', '__reduce_ex__', '__init__', '__new__', '__setattr__', '__delattr__', '__getattribute__', '__class__', '__hash__', '__sizeof__', '__subclasshook__', '__ensure_finalizer__', '__format__', '__repr__', '__str__', '__doc__', '__getnewargs__', '__coerce__', '_formatter_parser', '_formatter_field_name_split')
for tname, value in things:
    for name in sorted(dir(value)):
        if name in skip or name.startswith('_') or not callable(getattr(value, name)):
            continue
        for a in args:
            import copy
            try:
                r = getattr(copy.copy(value), name)(*a)
                if 'object at' in repr(r): r = type(r).__name__
                print tname, name, a, repr(r)
            except Exception, e:
                print tname, name, a, e.__class__.__name__, str(e)
